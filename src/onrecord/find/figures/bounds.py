"""The words that bound a number."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec import convert

from onrecord.find.figures.numbers import alternation
from onrecord.language.lexicon import rows
from onrecord.model import Bound

WINDOW = 32  # characters before a number in which its bound stands


def _bounds(side: str) -> dict[str, Bound]:
    return {r["phrase"]: convert(r["bound"], Bound) for r in rows("bounds") if r["side"] == side}


BOUNDS = {side: _bounds(side) for side in ("before", "after")}
BEFORE = re.compile(rf"(?<![\w-])(?P<b>{alternation(BOUNDS['before'])})(?:\san?)?[\s-]*$", re.IGNORECASE)
AFTER = re.compile(rf"[\s-]*(?P<b>{alternation(BOUNDS['after'])})(?!\w)", re.IGNORECASE)
OPENING = re.compile(r"\b(?:somewhere\s)?(?:between|from|ranging from)\s$", re.IGNORECASE)


class Bounded(NamedTuple):
    """A bound and the offset at which its words begin or end."""

    bound: Bound
    edge: int


def bound_before(text: str, start: int) -> Bounded | None:
    """The bound whose words end where a number begins."""
    found = BEFORE.search(text, max(0, start - WINDOW), start)
    return Bounded(_named("before", found["b"]), found.start()) if found else None


def bound_after(text: str, end: int) -> Bounded | None:
    """The bound whose words begin where a number, or what it counts, ends."""
    found = AFTER.match(text, end)
    return Bounded(_named("after", found["b"]), found.end()) if found else None


def _named(side: str, words: str) -> Bound:
    return BOUNDS[side][" ".join(words.lower().split())]


def opening(text: str, start: int) -> int:
    """Where the words that open a range begin ("between"), or `start`."""
    found = OPENING.search(text, max(0, start - WINDOW), start)
    return found.start() if found else start
