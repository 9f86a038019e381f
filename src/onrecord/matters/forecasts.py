"""Forecasts against their window, and commitments against their condition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from onrecord.matters.origins import outlet_origin
from onrecord.matters.positions import day, stand
from onrecord.matters.stems import terms
from onrecord.matters.tracks import AHEAD, definition, size
from onrecord.matters.types import Commitment, Forecast, Matter, Mention, Reading, StandingName, digest

# "if either side is attacked ..., the other side must provide aid": who is bound, and to whom.
_MUST = re.compile(r"\b((?:other|each|either|neither) (?:side|party|country|state)|both \w+) (?:must|shall|will)\b")
_IF = re.compile(r"\bif ((?:either|one|any|neither) (?:of them|side|party|country|state)|both \w+)\b", re.IGNORECASE)
HAPPENED = frozenset({"happened", "ongoing"})


def forecasts(
    matter: Matter, mentions: Mapping[str, Mention], readings: Mapping[str, Reading], today: str,
) -> tuple[Forecast, ...]:
    """What was expected in a matter and what became of it by a day, in order of making.

    A figure is settled by a figure of one definition that reaches it, an event by a report that says it happened.
    """
    members = [mentions[name] for name in matter.mentions]
    ahead = [m for m in members if _foretells(m)]
    ahead = [m for m in ahead if not (m.earlier and any(_foretold_as(m, other) for other in ahead))]
    made = [_forecast(matter, m, _settling(m, members), readings[m.report], today) for m in ahead]
    return tuple(sorted(made, key=lambda f: (f.made_on, f.id)))


def _foretells(mention: Mention) -> bool:
    """Whether something is expected: an event that lies ahead, or a figure that does; not what one demands."""
    return not mention.telling and mention.kind != "statement" and mention.status in ("expected", "planned")


def _foretold_as(retold: Mention, other: Mention) -> bool:
    """Whether what somebody "had expected" is what they were reported to expect."""
    same = retold.origin is not None and other.origin is not None and retold.origin.id == other.origin.id
    values = [size(m.quantity) if m.quantity else None for m in (retold, other)]
    return same and not other.earlier and retold.kind == other.kind and values[0] == values[1]


def _settling(foretold: Mention, members: Sequence[Mention]) -> Mention | None:
    """The first later report that settles a forecast: it happened, or a window has passed and it is denied."""
    later = [m for m in members if _after(foretold, m) and m.kind == foretold.kind]
    found = [m for m in later if _settles(foretold, m)]
    return min(found, key=lambda m: (day(m), m.id), default=None)


def _after(foretold: Mention, told: Mention) -> bool:
    """Whether something is told on a later day, or on the same day in another sentence ("had expected")."""
    return day(told) > day(foretold) or (day(told) == day(foretold) and told.sentence != foretold.sentence)


def _settles(foretold: Mention, told: Mention) -> bool:
    if foretold.kind == "figure":
        return told.status not in AHEAD and _reaches(foretold, told)
    if told.status in HAPPENED:
        return stand(told) in ("asserts", "confirms")
    return told.status == "denied" and foretold.end is not None and day(told) > foretold.end


def _reaches(foretold: Mention, told: Mention) -> bool:
    wanted, got = definition(foretold), definition(told)
    if wanted is None or got is None or (wanted.unit, wanted.of) != (got.unit, got.of):
        return False
    if foretold.quantity is None or told.quantity is None or told.quantity.bound in ("at_most", "less_than"):
        return False
    elsewhere = wanted.place and got.place and wanted.place != got.place
    return not elsewhere and size(told.quantity) >= size(foretold.quantity)


def _forecast(matter: Matter, foretold: Mention, settled: Mention | None, reading: Reading, today: str) -> Forecast:
    origin = foretold.origin or outlet_origin(reading.outlet, reading.credit)
    when = None if settled is None else (settled.start if _is_day(settled) else day(settled))
    return Forecast(
        digest([matter.id, foretold.id]), matter.id, foretold.id, origin, day(foretold), foretold.start, foretold.end,
        outcome(foretold, settled, when, today), foretold.words, settled.id if settled else None, when,
    )


def _is_day(mention: Mention) -> bool:
    """Whether a report names one day for what happened, and not a longer time or none."""
    return mention.kind == "event" and mention.start is not None and mention.start == mention.end


def outcome(foretold: Mention, settled: Mention | None, when: str | None, today: str) -> StandingName:
    """What became of a forecast, measured against its window."""
    if settled is None or when is None:
        return "overdue" if foretold.end is not None and today > foretold.end else "expected"
    if settled.status == "denied":
        return "did not come about"
    if foretold.start is not None and when < foretold.start:
        return "came early"
    return "came late" if foretold.end is not None and when > foretold.end else "came about"


def commitments(
    matter: Matter, mentions: Mapping[str, Mention], later: Iterable[Mention] = (),
) -> tuple[Commitment, ...]:
    """What somebody is bound to in a matter; `later` are mentions among which its condition may have come about."""
    members = [mentions[name] for name in matter.mentions]
    told = sorted({m.id: m for m in (*members, *later)}.values(), key=lambda m: (day(m), m.id))
    return tuple(_commitment(matter, m, told) for m in members if _binds(m))


def _binds(mention: Mention) -> bool:
    own = mention.words[0]
    case = mention.condition is not None and mention.condition.start <= own.start < mention.condition.end
    return not case and not mention.telling and mention.kind != "figure" and stand(mention) == "promises"


def _commitment(matter: Matter, mention: Mention, told: Sequence[Mention]) -> Commitment:
    met = next((m for m in told if day(m) > day(mention) and _meets(mention, m)), None)
    owing = next((m[1] for w in mention.words if (m := _MUST.search(w.text))), None)
    teller = mention.origin.speaker if mention.origin else None
    bound = owing or next((p.name for p in mention.actors), teller)
    to = _IF.match(mention.condition.text) if owing and mention.condition else None
    beneficiary = to[1] if to else next((p.name for p in mention.targets), None)
    return Commitment(digest([matter.id, "owed", mention.id]), matter.id, mention.id, bound, beneficiary,
                      mention.condition, mention.words, day(mention), met.id if met else None)


def _meets(promise: Mention, told: Mention) -> bool:
    """Whether something that happened to a party is what a condition names in a word of its own."""
    if promise.condition is None or told.status not in HAPPENED or told.telling or told.kind != "event":
        return False
    bound = {p.country for p in (*promise.actors, *promise.targets) if p.country}
    suffers = {p.country for p in told.targets if p.country}
    return told.stem in terms(promise.condition.text) and told.stem != promise.stem and bool(bound & suffers)
