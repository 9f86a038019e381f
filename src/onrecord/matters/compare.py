"""How two mentions compare, slot by slot: numbers from -1 (they differ) over 0 (not told) to 1 (they agree).

Nothing but the two mentions and the topics of their two reports is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import TypeVar

from onrecord.matters.days import Window, gap, number, shifted
from onrecord.matters.types import Mention, Party, Spot
from onrecord.matters.vocabulary import kin, near, rarity, recurs
from onrecord.model import Act, Status

EARTH_KM = 6371.0
NEAR_KM = 60.0  # beyond their radii: two points no farther apart are one place
# Who answers a claim again so answers the same one.
ANSWERS: frozenset[Act | None] = frozenset({"deny", "decline", "doubt", "unknown"})
AWAY_DAYS = 3  # windows further apart are two times
APART_DAYS = 1  # windows of what happens in days that are further apart are two times of it
FRESH_DAYS = 2  # how old news is that gives no day
COMMON = 3.2  # the rarity below which a word tells little: it stands in more than one report of 25
ALIKE = 0.3  # likeness of two sentences from which they are no longer held against each other
OCCURRED: frozenset[Status] = frozenset({"happened", "ongoing"})

T = TypeVar("T")


def compare(a: Mention, b: Mention, topics: float) -> dict[str, float]:
    """The slots of a pair; `topics` is the likeness of the two reports (see `likeness`)."""
    same = a.stem == b.stem
    shared = _terms(a) & _terms(b)
    sentence = _cosine(shared, _terms(a), _terms(b))
    countries = _countries(a, b)
    # Of what happens in one conflict all reports of these days are alike, unless two states tell what it is about.
    daily = bool(a.published and b.published) and {a.status, b.status} <= OCCURRED and countries <= 0
    again = occasion(a) is not None and occasion(b) is not None and not (a.telling or b.telling)
    return {
        "same word": float(same),
        "rare word": rarity(a.stem) / 7 if same else 0.0,
        "kin": float(not same and bool(kin(a.stem) & kin(b.stem))),
        "near word": near(a.stem).get(b.stem, 0.0),
        "type": _equal(a.type, b.type),
        "word in the other": float(not same and (a.stem in b.terms or b.stem in a.terms)),
        "topic": topics,
        "sentence": sentence,
        "names": _share(a.names, b.names),
        "actors": _parties(a.actors, b.actors),
        "targets": _parties(a.targets, b.targets),
        "crossed": max(_parties(a.actors, b.targets), _parties(a.targets, b.actors), 0.0),
        "countries": countries,
        "place": _places(a.spots, b.spots),
        "time": _times(a, b),
        "days between": _days(a.published, b.published),
        "another time": _another_time(a, b),
        "counts": _counts(a, b) if again else 0.0,
        "setting": _share(a.names, b.names) if again else 0.0,
        "again": float(again),
        "again in one report": float(again and a.report == b.report),
        "other teller": float(a.telling and b.telling and _parties(a.actors, b.actors) < 0),
        "common word": float(daily and same and rarity(a.stem) < COMMON),
        "unlike sentences": max(0.0, 1 - sentence / ALIKE) if daily else 0.0,
        "one report": float(a.report == b.report),
        "telling": float(a.telling or b.telling),
        "teller": _tellers(a, b),
        "answer": float(answers(a, b)),
    }


def answers(a: Mention, b: Mention) -> bool:
    """Whether one party answers a claim again."""
    return bool(_tellers(a, b)) and {a.act, b.act} <= ANSWERS


def likeness(a: Iterable[str], b: Iterable[str]) -> float:
    """How like two topics are: cosine over stems weighed by rarity, 0 to 1."""
    left, right = frozenset(a), frozenset(b)
    return _cosine(left & right, left, right)


def _cosine(shared: frozenset[str], left: frozenset[str], right: frozenset[str]) -> float:
    whole = _norm(left) * _norm(right)
    return sum(rarity(t) ** 2 for t in shared) / whole if whole else 0.0


@lru_cache(maxsize=20_000)
def _norm(stems: frozenset[str]) -> float:
    return sqrt(sum(rarity(t) ** 2 for t in stems))


def _terms(mention: Mention) -> frozenset[str]:
    return frozenset(mention.terms) - {mention.stem}


def _equal(a: str | None, b: str | None) -> float:
    return 0.0 if a is None or b is None else 1.0 if a == b else -1.0


def _share(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Names that both have, as a share of the shorter list; -1 where both have names and none in common."""
    if not a or not b:
        return 0.0
    shared = len({*a} & {*b})
    return shared / min(len(a), len(b)) if shared else -1.0


def _parties(a: tuple[Party, ...], b: tuple[Party, ...]) -> float:
    """1 where somebody is the same by name, .7 by country, -1 where all are known and nobody is."""
    return _best(a, b, same_party)


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


def _places(a: tuple[Spot, ...], b: tuple[Spot, ...]) -> float:
    return _best(a, b, same_place)


def _best(a: tuple[T, ...], b: tuple[T, ...], same: Callable[[T, T], float]) -> float:
    return max((same(x, y) for x in a for y in b), default=0.0)


def same_place(a: Spot, b: Spot) -> float:
    """1 for one place, .5 where one lies in the other, -.5 for two of one country, -1 for two countries."""
    if a.name == b.name:
        return 1.0
    if a.country and b.country and a.country != b.country:
        return -1.0
    apart = distance(a, b)
    if apart is None:
        return 0.3 if a.country and a.country == b.country else 0.0
    if apart <= NEAR_KM:
        return 1.0
    reach = max(a.radius_km or 0.0, b.radius_km or 0.0)
    return 0.5 if apart <= reach or "country" in (a.feature, b.feature) else -0.5


def distance(a: Spot, b: Spot) -> float | None:
    """Kilometres between two points on the sphere (haversine); None where one has none."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, east = radians(b.lat - a.lat), radians(b.lon - a.lon)
    bow = sin(north / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(bow)))


def _times(a: Mention, b: Mention) -> float:
    apart = gap((a.start, a.end), (b.start, b.end))
    return 0.0 if apart is None else 1.0 if apart == 0 else 0.0 if apart <= AWAY_DAYS else -1.0


def _days(a: str, b: str) -> float:
    """0 for reports of one day, towards 1 for reports a month and more apart; .3 where a day is not known."""
    left, right = number(a), number(b)
    return 0.3 if left is None or right is None else min(abs(left - right) / 30, 1.0)


def _another_time(a: Mention, b: Mention) -> float:
    """1 where two of what happens again and again lie on days apart."""
    one, other = occasion(a), occasion(b)
    return float(one is not None and other is not None and (gap(one, other) or 0) > APART_DAYS)


def occasion(mention: Mention) -> Window | None:
    """The days on which one time of what recurs fell: those told, else the last before the report; None for the rest.

    News tells at once of what happens in days, and gives the day where it does not.
    """
    if mention.status not in OCCURRED or not (mention.telling or recurs(mention.stem)):
        return None
    if mention.start or mention.end:
        return mention.start, mention.end
    return (shifted(mention.published, -FRESH_DAYS), mention.published) if mention.published else None


def _counts(a: Mention, b: Mention) -> float:
    """Whether two tell the same number; nothing where one tells none."""
    if not a.counts or not b.counts:
        return 0.0
    return 1.0 if {*a.counts} & {*b.counts} else -1.0


def _tellers(a: Mention, b: Mention) -> float:
    """Whether one origin tells both; that two tell one thing is what the ledger is for, and speaks against nothing."""
    return float(a.origin is not None and b.origin is not None and a.origin.id == b.origin.id)


def _countries(a: Mention, b: Mention) -> float:
    """How far the same countries are involved: their share from two up, -1 where both name some and none in common."""
    left, right = involved(a), involved(b)
    shared = left & right
    if left and right and not shared:
        return -1.0
    return len(shared) / len(left | right) if len(shared) > 1 else 0.0


def involved(mention: Mention) -> set[str]:
    """The countries that take part, or where it happens."""
    parties = (*mention.actors, *mention.targets)
    return {p.country for p in parties if p.country} | {s.country for s in mention.spots if s.country}
