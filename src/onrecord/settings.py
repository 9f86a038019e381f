"""What a user may set once instead of on every command line: a file, the environment over it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from onrecord.errors import InputError

Format = Literal["text", "json", "jsonl", "html"]
PREFIX = "ONRECORD_"
FILE = "SETTINGS"  # ONRECORD_SETTINGS names the file


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One frozen object, handed down as an argument; nothing below the views knows of it."""

    jobs: Annotated[int, msgspec.Meta(ge=1)] = 1
    format: Format | None = None
    outlet: str | None = None
    store: str = "onrecord.db"  # a file, or a URL of PostgreSQL
    token: str | None = None  # what programs bring that decide in a served record; else a new one each time
    licence: str | None = None  # of the files that are exported
    smtp: str | None = None  # the server that takes mail: "smtp://user:password@host:587"
    sender: str | None = None  # whom mail is from
    who: str | None = None  # whose judgements are kept under, where a command does not say; else the login name


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the file that ONRECORD_SETTINGS names (TOML), then of ONRECORD_JOBS and its like.

    Raises:
        InputError: the file cannot be read, or a setting is unknown or has a value that it cannot have.
    """
    name = environment.get(PREFIX + FILE)
    values = _from_file(Path(name)) if name else {}
    known = Settings.__struct_fields__
    values |= {field: environment[key] for field in known if (key := PREFIX + field.upper()) in environment}
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as wrong:
        mend = f"the settings are {', '.join(known)}"
        raise InputError(name or "the environment", f"a setting does not fit: {wrong}", mend) from wrong


def _from_file(path: Path) -> dict[str, object]:
    try:
        return dict(msgspec.toml.decode(path.read_bytes()))
    except OSError as wrong:
        raise InputError(str(path), f"the settings cannot be read ({wrong.strerror})", "name a TOML file") from wrong
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise InputError(str(path), f"the settings are no TOML: {wrong}", "mend the file") from wrong
