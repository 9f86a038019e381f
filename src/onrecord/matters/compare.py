"""How two mentions compare, slot by slot: numbers from -1 (they differ) over 0 (not told) to 1 (they agree).

Nothing but the two mentions and the topics of their two reports is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from math import sqrt
from typing import TypeVar

from onrecord.matters.days import Window, gap, number, shifted
from onrecord.matters.origins import fold
from onrecord.matters.parties import KNOWN, nameless, others, same_party
from onrecord.matters.places import elsewhere, fine, same_place
from onrecord.matters.types import Mention, Party, Spot
from onrecord.matters.vocabulary import kin, near, rarity, recurs
from onrecord.model import Act, Status

# Who answers a claim again so answers the same one.
ANSWERS: frozenset[Act | None] = frozenset({"deny", "decline", "doubt", "unknown"})
AWAY_DAYS = 3  # windows further apart are two times
APART_DAYS = 1  # windows of what happens in days that are further apart are two times of it
FRESH_DAYS = 2  # how old news is that gives no day
COMMON = 3.2  # the rarity below which a word tells little: it stands in more than one report of 25
ALIKE = 0.3  # likeness of two sentences from which they are no longer held against each other
LIKE = 0.5  # likeness of two sentences from which the words alone say that they tell one thing
WORDED_ALIKE = 0.8  # the same of two sentences that are nearly one
WINDOW = 600  # characters beyond which two mentions stand in two sentences, though they read alike
OCCURRED: frozenset[Status] = frozenset({"happened", "ongoing"})

T = TypeVar("T")


def compare(a: Mention, b: Mention, topics: float) -> dict[str, float]:
    """The slots of a pair; `topics` is the likeness of the two reports (see `likeness`)."""
    same = a.stem == b.stem
    shared = _terms(a) & _terms(b)
    sentence = _cosine(shared, _terms(a), _terms(b))
    countries = _countries(a, b)
    again = occasion(a) is not None and occasion(b) is not None and not (a.telling or b.telling)
    # In the news of one conflict much is told in like words every day, unless two states tell what it is about.
    dated = bool(a.published and b.published) and (again or countries <= 0) and a.kind == b.kind == "event"
    daily = dated and ({a.status, b.status} <= OCCURRED or (recurs(a.stem) and recurs(b.stem) and not _known(a, b)))
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
        "one sentence": float(_one_sentence(a, b)),
        "another saying": float(a.telling and b.telling and a.published != b.published and sentence < WORDED_ALIKE),
        "other teller": float(a.telling and b.telling and _parties(a.actors, b.actors) < 0),
        "common word": float(daily and same and rarity(a.stem) < COMMON),
        "other word": float(daily and not same),
        "unlike sentences": max(0.0, 1 - sentence / ALIKE) if daily else 0.0,
        "elsewhere": float(dated and elsewhere(a, b)),
        "other actor": float(dated and others(a.actors, b.actors)),
        "nothing told alike": float(dated and (daily or (told(a) and told(b))) and not told_alike(a, b, sentence)),
        "one report": float(a.report == b.report),
        "telling": float(a.telling or b.telling),
        "teller": _tellers(a, b),
        "answer": float(answers(a, b)),
    }


def told_alike(a: Mention, b: Mention, sentence: float) -> bool:
    """Whether two tell one thing more than a happening: a place, a day, a number, somebody by name, the same words."""
    places = {s.name for s in fine(a)} & {s.name for s in fine(b)}
    at_once = gap((a.start, a.end), (b.start, b.end)) == 0
    numbers = {*a.counts} & {*b.counts}
    return bool(places or numbers or at_once or _known(a, b) or sentence >= LIKE or _named(a) & _named(b))


def _known(a: Mention, b: Mention) -> bool:
    """Whether somebody who is somebody in particular takes part in both."""
    left, right = ([p for p in (*m.actors, *m.targets) if not nameless(p)] for m in (a, b))
    return any(same_party(p, q) >= KNOWN for p in left for q in right)


def _one_sentence(a: Mention, b: Mention) -> bool:
    """Whether one sentence says the same word twice: of two things, or it would not."""
    near = abs(a.words[0].start - b.words[0].start) < WINDOW
    return a.report == b.report and near and a.sentence == b.sentence and a.stem == b.stem


def told(mention: Mention) -> bool:
    """Whether a mention tells anything besides its word."""
    return bool(mention.actors or mention.targets or mention.spots or mention.start or mention.end or mention.counts)


def _named(mention: Mention) -> set[str]:
    """The names in a sentence but those of who tells it: the same monitor tells of all that happens."""
    tellers = (mention.origin, *mention.rests_on)
    own = {fold(name) for o in tellers if o is not None for name in (o.speaker, o.body) if name}
    return {name for name in mention.names if not any(name in other or other in name for other in own)}


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


def _places(a: tuple[Spot, ...], b: tuple[Spot, ...]) -> float:
    return _best(a, b, same_place)


def _best(a: tuple[T, ...], b: tuple[T, ...], same: Callable[[T, T], float]) -> float:
    return max((same(x, y) for x in a for y in b), default=0.0)


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
