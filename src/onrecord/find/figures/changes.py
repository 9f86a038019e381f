"""Which way a figure moves: up or down by an amount, or to a new level."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from onrecord.language.lexicon import rows
from onrecord.language.text import Sentence, Token
from onrecord.model import Change

REACH = 8  # tokens back from "to" in which the verb of change stands
STEPS = {"RB", "RBR", "RBS", "JJ", "IN", "RP"}  # "fell back slightly by"
BREAKS = {",", ";", ":", "(", ")", "."}
SOFT_KINDS = ("money", "share")


class Move(NamedTuple):
    """The change and the token with which its words begin, where they belong to the figure ("by", "to")."""

    change: Change
    first: Token | None


@cache
def directions() -> dict[str, tuple[Change, bool]]:
    """Direction of every word of change, and whether it is one whatever changes."""
    return {r["word"]: ("up" if r["direction"] == "up" else "down", r["strength"] == "strong") for r in rows("changes")}


def direction(token: Token, kind: str) -> Change | None:
    """The direction of a word of change, None for any other word."""
    if token.tag in ("NN", "NNS", "NNP"):
        return None
    way, strong = directions().get(token.lemma.lower()) or directions().get(token.lower) or (None, False)
    return way if strong or kind in SOFT_KINDS else None


def change(sentence: Sentence, first: int, kind: str, followed_by_to: bool) -> Move | None:
    """The change that the words before token number `first` give to the figure that begins there."""
    before = sentence.tokens[:first][::-1]
    if not before:
        return None
    link = before[0].lower
    if link == "to":
        return Move("to", before[0]) if _level(before[1 : 1 + REACH], kind) else None
    if link == "by":
        way = _nearest(before[1:5], kind)
        return Move("by" if followed_by_to else way, before[0] if followed_by_to else None) if way else None
    way = _nearest(before[:3], kind)
    return Move(way, None) if way else None


def _nearest(before: tuple[Token, ...], kind: str) -> Change | None:
    """The direction of the nearest word of change, over adverbs only."""
    for token in before:
        way = direction(token, kind)
        if way or token.tag not in STEPS:
            return way
    return None


def _level(before: tuple[Token, ...], kind: str) -> bool:
    """Does a word of change stand before "to", in the same clause?"""
    for token in before:
        if token.text in BREAKS:
            return False
        if direction(token, "money") and token.tag != "IN":
            return True
    return False
