"""Where things are shown: a noun and an id as a path, some words as a place in their report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, urlencode

from onrecord.matters.types import Words

PLAIN = re.compile(r"[\w .,'’()&-]*\w[\w .,'’()&-]*(?:/[\w .,'’()&-]*\w[\w .,'’()&-]*)*")  # what can stand in a path
LONGEST = 200  # characters of an id in a path; and of words in an address


def address(noun: str, name: str) -> str:
    """The path of something by its id; ids that no path can hold stand behind a question mark."""
    if len(name) <= LONGEST and PLAIN.fullmatch(name):
        return f"/{noun}/{quote(name)}"
    return f"/{noun}?{urlencode({'id': name}, errors='replace')}"


def place(report: str, start: int, end: int, words: str = "") -> str:
    """Where some words are lit in their report; they travel along, so that one sees whether they still stand there.

    Words that are the ends of a longer stretch ("a … b") do not travel.
    """
    path = address("report", report)
    told = {"at": f"{start}-{end}", **({"words": words} if 0 < len(words) == end - start <= LONGEST else {})}
    return f"{path}{'&' if '?' in path else '?'}{urlencode(told, errors='replace')}#lit"


def fullest(words: Sequence[Words]) -> Words | None:
    """Of some words those that tell most: what is said, and not the verb that says so."""
    return max(words, key=lambda one: len(one.text)) if words else None
