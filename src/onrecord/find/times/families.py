"""Families of rules, each with the words without one of which none of its rules can match: the cheap gate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.find.times.meaning import Expression
from onrecord.find.times.vocabulary import meanings
from onrecord.language.rules import Rule

FIGURES = "#"  # stands among the words of a text that holds figures as dates and hours are written
_WORD = re.compile(r"[a-z]+")
_FIGURES = re.compile(
    r"\b(?:1\d|20)\d\d|\d[:.]\d\d|\d[-/.]\d{1,2}[-/.]\d\d|['’‘]\d0s|\d\s?[ap]\.?\s?m\b|\b\d{4}\s?[a-z]"
)


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that need one of some words in a text."""

    needs: frozenset[str]
    rules: tuple[Rule[Expression], ...]


def words_of(*kinds: str) -> frozenset[str]:
    """The single words of the lexicon's entries of some kinds, in lower case, but for the emptiest."""
    text = " ".join(phrase for kind in kinds for phrase in meanings(kind))
    return frozenset(_WORD.findall(text)) - {"the", "at", "s", "of"}


def words_in(text: str) -> set[str]:
    """The words of a text in lower case, and `FIGURES` where it may hold a date or an hour in figures."""
    found = set(_WORD.findall(text))
    if _FIGURES.search(text):
        found.add(FIGURES)
    return found


def rules_for(families: Sequence[Family], text: str) -> list[Rule[Expression]]:
    """The rules that can match in a text in lower case; for most sentences none."""
    words = words_in(text)
    return [rule for family in families if not family.needs.isdisjoint(words) for rule in family.rules]
