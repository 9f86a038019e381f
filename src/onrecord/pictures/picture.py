"""What a picture is: its markup, and a table of the same values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from onrecord.matters.types import Words
from onrecord.wording.words import fullest

WIDE, NARROW = 960, 340  # pixels: a page, a telephone
Href = Callable[[str, int, int], str]  # the address of some words, by report, start and end


class Cell(msgspec.Struct, frozen=True):
    """One cell; `href` leads to the words that it rests on, `tone` is the one of a `onrecord.wording` word."""

    text: str
    href: str | None = None
    tone: str | None = None


class Table(msgspec.Struct, frozen=True):
    """What a picture shows, in words; the first cell of a row says what the row is about."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Picture(msgspec.Struct, frozen=True):
    """An SVG of its own width, "" where there is nothing to draw, and its table."""

    svg: str
    table: Table


def told(words: Sequence[Words]) -> Words | None:
    """The fullest of some words: what is said, and not the verb that says so."""
    return fullest(words) if words else None


def cited(words: Words | None, href: Href | None) -> str | None:
    """The address of some words, where there are any and somebody knows it."""
    return href(words.report, words.start, words.end) if words and href else None


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Table:
    """A table of some rows."""
    return Table(caption, tuple(head), tuple(map(tuple, rows)))
