"""What the words of events have in common: classes of kin, and words too light or too common to tell anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import log

from onrecord.matters.stems import stem
from onrecord.matters.tables import rows

MOVEMENT = "presence"  # the class of words that tell of going somewhere and being there
# Classes of what happens again and again in one conflict, each time in days: two are one only on the same days.
RECURRENT = frozenset({
    "killing", "death", "wounding", "capturing", "abduction", "fighting", "attack", "shooting", "blast", "fire",
    "damage", "protest", "crash", "theft", "rescue", "escape", "suicide", "evacuation", "averting",
})  # fmt: skip
MUTUAL = frozenset({"fighting", "talks", "treaty"})  # classes in which both sides do the same


@cache
def _kin() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("kin"):
        for word in row["words"].split():
            found.setdefault(stem(word), set()).add(row["class"])
    return {word: frozenset(classes) for word, classes in found.items()}


def kin(stemmed: str) -> frozenset[str]:
    """The classes of happening that a stem can tell of."""
    return _kin().get(stemmed, frozenset())


def recurs(stemmed: str) -> bool:
    """Whether a stem tells of what happens again and again."""
    return not RECURRENT.isdisjoint(kin(stemmed))


@cache
def _near() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in rows("near_words"):
        found.setdefault(row["one"], {})[row["other"]] = float(row["likeness"])
        found.setdefault(row["other"], {})[row["one"]] = float(row["likeness"])
    return found


def near(stemmed: str) -> Mapping[str, float]:
    """The stems that mean nearly the same, each with how nearly (.6 to 1)."""
    return _near().get(stemmed, {})


@cache
def _states() -> dict[str, str]:
    return {stem(word): row["state"] for row in reversed(rows("kin")) if row["state"] for word in row["words"].split()}


def state(stemmed: str) -> str:
    """What an event so named makes of those it concerns ("kill": killed); "" where it says nothing."""
    return _states().get(stemmed, "")


@cache
def _people() -> dict[str, str]:
    return {stem(word): row["class"] for row in rows("people") for word in row["words"].split()}


def people(stemmed: str) -> str | None:
    """The class of people that a word is one of several for; None for what is no such word."""
    return _people().get(stemmed)


@cache
def _listed(name: str) -> frozenset[str]:
    words = (word for row in rows(name) for word in row["words"].split())
    return frozenset("_".join(map(stem, word.split("_"))) for word in words)


def is_telling(stemmed: str) -> bool:
    """Whether a stem tells of saying or knowing."""
    return stemmed in _listed("telling_words")


def is_light(stemmed: str) -> bool:
    """Whether a stem stands for no happening of its own."""
    return stemmed in _listed("light_words")


def is_support(stemmed: str) -> bool:
    """Whether a stem is that of a verb that lends itself to a noun."""
    return stemmed in _listed("support_words")


@cache
def _rarities() -> tuple[dict[str, float], float]:
    counts = {row["stem"]: int(row["documents"]) for row in rows("commonness")}
    total = max(counts.values(), default=1)
    return {word: log(total / n) for word, n in counts.items()}, log(total)


def rarity(stemmed: str) -> float:
    """How telling a stem is: the logarithm of the share of reports without it, from a fixed table; 0 tells nothing."""
    known, unknown = _rarities()
    return known.get(stemmed, unknown)


def most_telling(stems: Iterable[str], most: int) -> tuple[str, ...]:
    """The most telling of some stems, the first first: often there, and rare anywhere."""
    counts = Counter(stems)
    weights = {word: (1 + min(n, 5)) * rarity(word) for word, n in counts.items() if not word[0].isdigit()}
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:most])
