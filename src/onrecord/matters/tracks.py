"""Figure tracks: one quantity with one definition over time. Values are never averaged, and none is dropped.

The definition is what is counted, of whom, where and in which state; what is only expected is a state of its own. A
toll is that of its matter, wherever a sentence puts it: those killed are told as people, civilians, dead, and the place
as a quarter, a town, a country. A part of a toll ("including three children") is a quantity of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from onrecord.matters.origins import outlet_origin
from onrecord.matters.places import whole
from onrecord.matters.positions import day
from onrecord.matters.stems import stem
from onrecord.matters.types import Definition, Matter, Mention, Move, Quantity, Reading, Spot, Step, Track, digest
from onrecord.matters.vocabulary import people
from onrecord.model import Number

AHEAD = frozenset({"planned", "expected", "possible", "conditional", "called_for"})
TOLLS = frozenset({"killed", "wounded"})  # what is done to people in one incident, and counted

ANYBODY = "person"


def definition(figure: Mention) -> Definition | None:
    """What a figure mention counts; None for a figure without a unit."""
    unit = (figure.quantity.unit or "").split() if figure.quantity else []
    if not unit:
        return None
    owner = next((p.country for p in figure.actors if p.country), "")
    spot = next(iter(figure.spots), None)
    place = "" if spot is None else (spot.country or spot.name) if whole(spot) else spot.name
    ahead = "expected" if figure.status in AHEAD else ""
    return Definition(stem(unit[-1]), owner or "", place, " ".join(filter(None, (ahead, figure.stem))))


def definitions(matter: Matter, mentions: Mapping[str, Mention]) -> dict[str, Definition]:
    """What the figures of a matter count, by mention."""
    told = [mentions[name] for name in matter.mentions]
    where = _setting(told)
    found = {m.id: (m, definition(m)) for m in told if m.kind == "figure"}
    return {name: _toll(m, defined, where) for name, (m, defined) in found.items() if defined is not None}


def _setting(told: Iterable[Mention]) -> Spot | None:
    """Where a matter happened: the place that most of its events name, the finer of two."""
    spots = Counter(s for m in told if m.kind == "event" for s in m.spots if s.role == "at")
    return max(spots, key=lambda s: (not whole(s), spots[s], s.name), default=None)


def _toll(figure: Mention, defined: Definition, where: Spot | None) -> Definition:
    """The definition of a toll: of a class of people, in the place of its matter; any other as it is."""
    kind = _class(figure.quantity, defined.unit)
    if figure.stem not in TOLLS or kind is None:
        return defined
    if where is None:
        return Definition(kind, "", "", defined.state)
    place = (where.country or where.name) if whole(where) else where.name
    return Definition(kind, "" if defined.of == where.country else defined.of, place, defined.state)


def _class(quantity: Quantity | None, unit: str) -> str | None:
    """The class of those counted, by the telling word of "members of the security forces"; None for a part of them."""
    if quantity is None or quantity.part:
        return None
    kinds = [people(unit), *(people(stem(word)) for word in (quantity.of or "").split())]
    return next((kind for kind in kinds if kind not in (None, ANYBODY)), kinds[0]) if kinds[0] else None


def tracks(matter: Matter, mentions: Mapping[str, Mention], readings: Mapping[str, Reading]) -> tuple[Track, ...]:
    """The tracks of a matter in order of definition; those that count the same thing otherwise are `beside`."""
    found: dict[Definition, list[Step]] = {}
    for name, defined in definitions(matter, mentions).items():
        found.setdefault(defined, []).append(_step(mentions[name], readings[mentions[name].report]))
    return _tracks(matter.id, found)


def joined(id: str, tracked: Iterable[Track]) -> tuple[Track, ...]:
    """Tracks of several matters, those of one definition as one; `id` is what they are now the tracks of."""
    found: dict[Definition, list[Step]] = {}
    for track in tracked:
        found.setdefault(track.definition, []).extend(track.steps)
    return _tracks(id, found)


def _tracks(id: str, found: Mapping[Definition, Sequence[Step]]) -> tuple[Track, ...]:
    made = [
        Track(digest([id, defined.unit, defined.of, defined.place, defined.state]), id, defined,
              tuple(moves(found[defined])))
        for defined in sorted(found)
    ]
    return tuple(replace(t, beside=tuple(o.id for o in made if _beside(t.definition, o.definition))) for t in made)


def _beside(one: Definition, other: Definition) -> bool:
    return one != other and (one.unit, one.of) == (other.unit, other.of)


def _step(figure: Mention, reading: Reading) -> Step:
    origin = figure.origin or outlet_origin(reading.outlet, reading.credit)
    quantity = figure.quantity or Quantity()
    move: Move = "corrects" if figure.act == "revise" else "repeats" if figure.earlier else "first"
    return Step(figure.id, origin.id, day(figure), quantity, figure.words, move, figure.end or figure.start)


def moves(steps: Iterable[Step]) -> list[Step]:
    """Steps in order of day, each with how it moves from the last one of the same root; a day's repeats once."""
    last: dict[str, Step] = {}
    found: list[Step] = []
    seen: set[tuple[str, str, Quantity]] = set()
    for step in sorted(steps, key=lambda s: (s.day, s.origin, size(s.quantity), s.mention)):
        key = (step.origin, step.day, _bare(step.quantity))
        if key in seen:
            continue
        seen.add(key)
        root = step.origin.split("/")[0]
        if step.move == "first" and root in last:
            step = replace(step, move=_move(last[root].quantity, step.quantity))
        last[root] = step
        found.append(step)
    return found


def _bare(quantity: Quantity) -> Quantity:
    return replace(quantity, unit=None, of=None, change=None, part=False)


def size(quantity: Quantity) -> Number:
    """One number by which quantities are put in order; it is shown nowhere."""
    return next((n for n in (quantity.value, quantity.low, quantity.high) if n is not None), 0)


def _move(before: Quantity, after: Quantity) -> Move:
    if _bare(before) == _bare(after):
        return "repeats"
    left, right = size(before), size(after)
    return "raises" if right > left else "lowers" if right < left else "refines"


def shown(quantity: Quantity) -> str:
    """A quantity in words ("at least 3,000")."""
    low, high, value = quantity.low, quantity.high, quantity.value
    if quantity.bound == "between" and low is not None and high is not None:
        return f"{low:,} to {high:,}"
    number = next((n for n in (value, low, high) if n is not None), None)
    words = "" if quantity.bound in ("exact", "between") else quantity.bound.replace("_", " ")
    return f"{words} {number:,}".strip() if number is not None else words or "some"
