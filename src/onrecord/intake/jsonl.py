"""JSON Lines: one report a line, its text kept exactly; only a line feed ends a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from onrecord.errors import InputError
from onrecord.intake.dates import FORMS, given_date
from onrecord.intake.decode import NotText, decode
from onrecord.intake.source import LARGEST, Draft, Drafts, Source, content_hash
from onrecord.model import Report

PIECE = 1 << 20  # bytes read at a time behind the end of a line that is too long
MARK = b"\xef\xbb\xbf"


FIELDS = 'see that the line is an object with "text", a string, and that other fields are strings too'
NAMES = {
    "str": "a string", "int": "a number", "float": "a number", "object": "an object", "array": "a list", "null": "null",
    "bool": "true or false",
}


class Row(msgspec.Struct):
    """The fields that are read; others may stand beside them."""

    text: str
    id: str | int | None = None
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    authors: list[str] | str | None = None


class Line(NamedTuple):
    """A line without its end, and its number from 1; `data` is None where it was too long."""

    number: int
    data: bytes | None


def read(source: Source) -> Drafts:
    """The reports of a file, one for each line that holds one; blank lines are passed over.

    Raises:
        InputError: no line holds anything.
    """
    empty = True
    for line in _lines(source):
        if line.data is not None and not line.data.strip():
            continue
        empty = False
        try:
            yield Draft(_report(_row(line.data)), line.number)
        except _Wrong as wrong:
            yield InputError(source.name, wrong.problem, wrong.mend, line.number)
    if empty:
        raise InputError(source.name, "the file is empty", "give a file with a report on each line")


class _Wrong(Exception):
    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.problem, self.mend = problem, mend


def _lines(source: Source) -> Iterator[Line]:
    number = 0
    while data := source.stream.readline(LARGEST + 1):
        number += 1
        if len(data) <= LARGEST or data.endswith(b"\n"):
            yield Line(number, data.removeprefix(MARK) if number == 1 else data)
            continue
        while data and not data.endswith(b"\n"):
            data = source.stream.readline(PIECE)
        yield Line(number, None)


def _row(data: bytes | None) -> Row:
    if data is None:
        raise _Wrong(f"the line is longer than {LARGEST // 1_000_000} MB", "split the report")
    try:
        return msgspec.json.decode(_utf8(data), type=Row)
    except NotText as wrong:
        raise _Wrong(str(wrong), "write the file in UTF-8") from wrong
    except msgspec.ValidationError as wrong:
        raise _Wrong(_plainly(str(wrong)), FIELDS) from wrong
    except (ValueError, RecursionError) as wrong:
        raise _Wrong("the line is not JSON", "write each report as one JSON object on one line") from wrong


def _utf8(data: bytes) -> bytes:
    try:
        data.decode()
    except UnicodeDecodeError:
        return decode(data).encode()
    return data


def _plainly(message: str) -> str:
    """msgspec's message in words: which field, and what it should be."""
    if field := re.search(r"missing required field `(\w+)`", message):
        return f'the object has no "{field[1]}"'
    types = re.search(r"Expected `([^`]+)`, got `([^`]+)`(?: - at `\$\.?([^`]*)`)?", message)
    if not types:
        return message
    what = f'"{types[3]}"' if types[3] else "the line"
    wanted = " or ".join(NAMES.get(t, t) for t in types[1].split(" | "))
    return f"{what} is {NAMES.get(types[2], types[2])} and not {wanted}"


def _report(row: Row) -> Report:
    if not row.text.strip():
        raise _Wrong('"text" is blank', "give the report's text or leave the line out")
    published = given_date(row.published) if row.published else None
    if row.published and published is None:
        raise _Wrong(f'"published" is no date: {row.published[:40]!r}', FORMS)
    authors = [row.authors] if isinstance(row.authors, str) else row.authors or []
    return Report(
        content_hash(row.text) if row.id in (None, "") else str(row.id),
        row.text,
        row.url or None,
        row.outlet or None,
        row.title or None,
        tuple(authors),
        published,
        "given" if published else None,
    )
