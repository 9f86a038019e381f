"""Routes: the legs of a movement in order, each with its own time, status and origin.

The legs of one movement can come from several matters: they belong together by who moves, and stand in the order of
their days, but a leg that begins where another ends stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.matters.places import whole
from onrecord.matters.positions import day
from onrecord.matters.types import Leg, Mention, Route, Spot, SpotRole, digest
from onrecord.matters.vocabulary import MOVEMENT, kin

ENDS = ("denied", "unknown")  # the status of what is no leg


def routes(id: str, told: Iterable[Mention]) -> tuple[Route, ...]:
    """The route of each party that moves in some mentions, of one matter or of several; one leg makes none.

    `id` is that of the matter or story whose routes they are.
    """
    moving: dict[str, list[Mention]] = {}
    for mention in told:
        if _moves(mention) and mention.status not in ENDS and _goes_out(mention):
            moving.setdefault(_mover(mention), []).append(mention)
    made = [_route(id, mover, moving[mover]) for mover in sorted(moving)]
    return tuple(route for route in made if len(route.legs) > 1)


def _moves(mention: Mention) -> bool:
    return mention.kind == "event" and (MOVEMENT in kin(mention.stem) or _spot(mention, "from") is not None)


def _goes_out(mention: Mention) -> bool:
    """Whether a leg is told: where to, and not the mover's own country without a start ("Pyongyang's deployment")."""
    end = _spot(mention, "to")
    return end is not None and (end.country != _mover(mention) or _spot(mention, "from") is not None)


def _mover(mention: Mention) -> str:
    """Who moves, by country where it is known: "soldiers" and "special forces" of one state move together."""
    parties = (*mention.targets, *mention.actors)
    group = next((p for p in parties if p.kind == "group" and p.country), None)
    return str((group.country if group else None) or next((p.country for p in mention.actors if p.country), "unknown"))


def _route(id: str, mover: str, told: Sequence[Mention]) -> Route:
    legs: dict[tuple[str, str], Mention] = {}
    for mention in sorted(told, key=lambda m: (m.start or day(m), day(m), m.words[0].start, m.id)):
        start, end = _spot(mention, "from"), _spot(mention, "to")
        legs.setdefault((start.name if start else "", end.name if end else ""), mention)
    kept = [m for (start, _), m in legs.items() if start or not _told_whole(m, legs)]
    return Route(digest([id, "route", mover]), id, mover, tuple(map(_leg, chained(kept))))


def _told_whole(arrival: Mention, legs: Iterable[tuple[str, str]]) -> bool:
    """Whether of an arrival without a start another leg tells more: the whole way there, or where in the country."""
    end = _spot(arrival, "to")
    return end is not None and any(start and (end.name == to or whole(end)) for start, to in legs)


def chained(told: Sequence[Mention]) -> list[Mention]:
    """Legs in order of day, but a leg that begins where another ends stands behind it."""
    left = list(told)
    found: list[Mention] = []
    while left:
        ends = {s.name for m in left if (s := _spot(m, "to"))}
        free = [m for m in left if not (s := _spot(m, "from")) or s.name not in ends or s == _spot(m, "to")]
        step = (free or left)[0]
        found.append(step)
        left.remove(step)
    return found


def _spot(mention: Mention, role: SpotRole) -> Spot | None:
    return next((s for s in mention.spots if s.role == role), None)


def _leg(mention: Mention) -> Leg:
    origin = mention.origin.id if mention.origin else None
    return Leg(mention.id, _spot(mention, "from"), _spot(mention, "to"), mention.status, mention.words, mention.start,
               mention.end, origin)
