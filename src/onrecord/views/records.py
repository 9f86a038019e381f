"""Records read back from a file of JSON lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord.errors import InputError
from onrecord.model import Record

STDIN = Path("-")


def load(path: Path) -> Iterator[tuple[int, Record | InputError]]:
    """Each line's number with its record, or with what is wrong with the line; empty lines are passed over.

    Raises:
        InputError: the file cannot be opened.
    """
    if path == STDIN:
        yield from _parsed("<stdin>", sys.stdin.buffer)
        return
    try:
        source = path.open("rb")
    except OSError as wrong:
        mend = "name a file of records"
        raise InputError(str(path), f"cannot be opened ({wrong.strerror})", mend) from wrong
    with source:
        yield from _parsed(str(path), source)


def _parsed(name: str, lines: Iterator[bytes]) -> Iterator[tuple[int, Record | InputError]]:  # a binary file
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, Record.from_json(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
            mend = "give a file that `onrecord read --format jsonl` wrote"
            yield number, InputError(name, f"this is no record: {wrong}", mend, number)


def holds_records(path: Path) -> bool:
    """Does the file's first line hold a record (and no report)?"""
    try:
        return isinstance(next(load(path), (0, None))[1], Record)
    except InputError:
        return False
