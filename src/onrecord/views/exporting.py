"""`onrecord export`: a file, or a folder, written whole or not at all."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import msgspec

from onrecord.errors import InputError
from onrecord.exports import export, writer
from onrecord.exports.extract import Wanted
from onrecord.views.ledgers import existing
from onrecord.views.output import saved
from onrecord.views.terminal import complain

FOLDER, STANDARD = "folder", Path("-")


class Asked(msgspec.Struct, frozen=True):
    """What is to be exported: a matter, a story or all that the filters leave, in a format."""

    to: str
    wanted: Wanted
    narrowing: dict[str, Any]


def run(asked: Asked, output: Path, store: str | None) -> None:
    """Write the file.

    Raises:
        OnrecordError: there is no such record, matter, format or table; a package is missing; it cannot be written.
    """
    filters = any(value for name, value in asked.narrowing.items() if name not in ("as_of", "known_at"))
    if sum((asked.wanted.matter is not None, asked.wanted.story is not None, filters)) > 1:
        raise InputError("export", "a matter, a story and filters cannot go together", "leave all but one out")
    writer(asked.to)
    if asked.to == FOLDER and output.exists() and not output.is_dir() and output.suffix != ".zip":
        raise InputError(str(output), "a file stands where the folder is to be", "name another -o DIR")
    with existing(store, complain) as ledger:
        made = export(ledger, asked.to, asked.wanted, **asked.narrowing)
    if output == STANDARD:
        sys.stdout.buffer.write(made)
    elif asked.to == FOLDER and output.suffix != ".zip":
        _unpacked(made, output)
    else:
        saved(made, output)


def _unpacked(archive: bytes, folder: Path) -> None:
    """The files of an archive, each under its own name in a folder; what else is there stays."""
    with ZipFile(BytesIO(archive)) as packed:
        for name in packed.namelist():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            saved(packed.read(name), target)
