"""Which way a figure moves: up or down by an amount, or to a new level."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from onrecord.language.lexicon import rows
from onrecord.language.text import Sentence, Token
from onrecord.model import Change

REACH = 8  # tokens back from "to" in which the verb of change stands
STEPS = {"RB", "RBR", "RBS"}  # "fell slightly", "to just"
NOUNS = {"NN", "NNS", "NNP", "NNPS"}
BREAKS = {",", ";", ":", "(", ")", "."}
SOFT_KINDS = ("money", "share")


class Move(NamedTuple):
    """The change and the token with which its words begin, where they belong to the figure ("by", "to")."""

    change: Change
    first: Token | None


@cache
def directions() -> dict[str, tuple[Change, str]]:
    """Direction and strength of every word of change."""
    return {r["word"]: ("up" if r["direction"] == "up" else "down", r["strength"]) for r in rows("changes")}


def direction(token: Token, kind: str, by: bool = False) -> Change | None:
    """The direction of a word of change, None for any other word; `by`: the amount follows after "by"."""
    if not by and (token.tag in NOUNS or (token.dep == "prt" and kind not in SOFT_KINDS)):
        return None
    way, strength = directions().get(token.lemma.lower()) or directions().get(token.lower) or (None, "")
    return way if by or strength == "strong" or (strength == "weak" and kind in SOFT_KINDS) else None


def change(sentence: Sentence, first: int, kind: str, followed_by_to: bool) -> Move | None:
    """The change that the words before token number `first` give to the figure that begins there."""
    before = [t for t in sentence.tokens[max(0, first - REACH - 2) : first][::-1]]
    while before and before[0].tag in STEPS and before[0].lower not in directions():
        before = before[1:]
    if not before:
        return None
    if before[0].lower == "to":
        return Move("to", before[0]) if _level(before[1:], kind) else None
    if before[0].lower == "by":
        way = _driven(before[1:6])
        return Move("by" if followed_by_to else way, before[0] if followed_by_to else None) if way else None
    way = direction(before[0], kind)
    return Move(way, None) if way else None


def _driven(before: list[Token]) -> Change | None:
    """The direction of the nearest word of change before "by"."""
    for token in before:
        way = direction(token, "", by=True)
        if way or token.text in BREAKS:
            return way
    return None


def _level(before: list[Token], kind: str) -> bool:
    """Does a word of change stand before "to", in the same clause?"""
    for token in before:
        if token.text in BREAKS:
            return False
        if direction(token, "money"):
            return True
    return False


def is_listed(sentence: Sentence, last: Token, first: Token) -> bool:
    """Is a figure the next item of a list without a verb of its own: "Gold rose 5%, silver by 3%"?"""
    between = sentence.tokens[last.i + 1 : first.i]
    listed = any(t.text == "," or t.lower == "and" for t in between)
    return listed and not any(t.pos in ("VERB", "AUX", "SCONJ") for t in between)
