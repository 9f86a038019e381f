"""Parties: how far two are one, and which of them are nobody in particular."""

from __future__ import annotations

from onrecord.matters.types import Party

KNOWN = 0.8  # how far two parties are one: by their names, not by their country alone


def same_party(a: Party, b: Party) -> float:
    """How far two parties are one: by name, by the last word of it, by country."""
    left, right = a.name.casefold(), b.name.casefold()
    if left == right:
        return 1.0
    if left.split()[-1:] == right.split()[-1:] and left[:1].isalpha():
        return 0.8 if a.country == b.country or not (a.country and b.country) else -1.0
    if a.country and b.country:
        return 0.6 if a.country == b.country else -1.0
    return 0.0 if "group" in (a.kind, b.kind) or None in (a.kind, b.kind) else -0.5


def nameless(party: Party) -> bool:
    """A party that could be many ("terrorists", "civilians")."""
    return party.country is None and party.name[:1].islower()


def others(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether both sides are known by name, and nobody is on both."""
    named, beside = ([p for p in side if not nameless(p)] for side in (a, b))
    return bool(named and beside) and max(same_party(p, q) for p in named for q in beside) <= 0
