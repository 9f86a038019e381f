"""Contradictions: where two origins say what cannot both be so, each with the reason that it can be laid to.

One asserts what another denies, or two give figures of one track that exclude each other. A state's later figure takes
the place of its earlier one, so figures are held against each other state by state, as in the tracks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import inf, nextafter

from onrecord.matters.compare import AWAY_DAYS
from onrecord.matters.days import gap
from onrecord.matters.places import same_place
from onrecord.matters.positions import CLAIMS, current, order
from onrecord.matters.types import Contradiction, Matter, Mention, Position, Quantity, Reason, Step, Track
from onrecord.matters.vocabulary import kin, near

ABOUT = 0.1  # an "about" reaches so far to either side, as a share of the value


def contradictions(
    matter: Matter, taken: Sequence[Position], tracked: Iterable[Track], mentions: Mapping[str, Mention],
) -> tuple[Contradiction, ...]:
    """The contradictions of a matter in order of day; `mentions` hold at least those of its positions."""
    of_figures = (one for track in tracked for one in _of_figures(matter, track))
    found = [*_of_positions(matter, taken, mentions), *of_figures]
    return tuple(sorted(found, key=lambda c: (max(c.left_day, c.right_day), c.of, c.left, c.right, c.track or "")))


def _of_positions(
    matter: Matter, taken: Sequence[Position], mentions: Mapping[str, Mention],
) -> Iterator[Contradiction]:
    """The last claim of each origin against the last denial of every other."""
    ordered = sorted(taken, key=order)
    claims = {p.origin.id: p for p in ordered if p.stand in CLAIMS}
    denials = {p.origin.id: p for p in ordered if p.stand == "denies"}
    holding = {p.origin.id: p for p in current(taken)}
    for claim in claims.values():
        for denial in denials.values():
            if claim.origin.id != denial.origin.id:
                turned = holding[claim.origin.id].stand == "denies" or holding[denial.origin.id].stand in CLAIMS
                reason = "later revision" if turned else _reason(claim, denial, mentions)
                yield Contradiction(matter.id, "position", reason, claim.origin.id, claim.day, claim.words,
                                    denial.origin.id, denial.day, denial.words)


def _reason(claim: Position, denial: Position, mentions: Mapping[str, Mention]) -> Reason:
    """In which slot a claim and a denial differ, so that both may be so; "whether" where they differ in none."""
    one = [mentions[name] for name in claim.mentions if name in mentions]
    other = [mentions[name] for name in denial.mentions if name in mentions]
    if _apart({p.country for m in one for p in m.actors}, {p.country for m in other for p in m.actors}):
        return "actor"
    spots = [same_place(a, b) for m in one for n in other for a in m.spots for b in n.spots]
    if spots and max(spots) < 0:
        return "place"
    gaps = [days for m in one for n in other if (days := gap((m.start, m.end), (n.start, n.end))) is not None]
    if gaps and min(gaps) > AWAY_DAYS:
        return "time"
    stems = [_alike(m.stem, n.stem) for m in one for n in other if m.stem and n.stem]
    if stems and not any(stems):
        return "scope"
    if claim.quantity and denial.quantity and excludes(claim.quantity, denial.quantity):
        return "count"
    return "whether"


def _apart(one: set[str | None], other: set[str | None]) -> bool:
    left, right = one - {None}, other - {None}
    return bool(left and right) and not left & right


def _alike(one: str, other: str) -> bool:
    return one == other or bool(kin(one) & kin(other)) or other in near(one)


def _of_figures(matter: Matter, track: Track) -> Iterator[Contradiction]:
    """The figures of each two states that exclude each other now, or did before one was revised."""
    given: dict[str, list[Step]] = {}
    for step in track.steps:
        if step.move != "corrects":
            given.setdefault(step.origin.split("/")[0], []).append(step)
    for one, other in combinations(sorted(given), 2):
        against = _against(given[one], given[other])
        if against is not None:
            reason, left, right = against
            yield Contradiction(matter.id, "figure", reason, left.origin, left.day, left.words, right.origin, right.day,
                                right.words, track.id)


def _against(one: Sequence[Step], other: Sequence[Step]) -> tuple[Reason, Step, Step] | None:
    """The last figures of two states that excluded each other when the later of them was given; steps are by day."""
    if excludes(one[-1].quantity, other[-1].quantity):
        left, right = sorted((one[-1], other[-1]), key=lambda s: (s.day, s.origin))
        apart = gap((_as_of(left),) * 2, (_as_of(right),) * 2)
        return ("time" if apart is not None and apart > AWAY_DAYS else "count"), left, right
    for step in sorted((*one, *other), key=lambda s: s.day, reverse=True):
        before = [s for s in (other if step in one else one) if s.day <= step.day]
        if before and excludes(before[-1].quantity, step.quantity):
            return "later revision", before[-1], step
    return None


def _as_of(step: Step) -> str:
    return step.as_of or step.day


def excludes(one: Quantity, other: Quantity) -> bool:
    """Whether no number is meant by both; what only tells of a change ("by 500") excludes nothing."""
    if {one.change, other.change} & {"up", "down", "by"}:
        return False
    (low, high), (least, most) = reach(one), reach(other)
    return high < least or most < low


def reach(quantity: Quantity) -> tuple[float, float]:
    """The smallest and the largest number that a quantity can mean."""
    low = next((n for n in (quantity.value, quantity.low, quantity.high) if n is not None), None)
    high = next((n for n in (quantity.value, quantity.high, quantity.low) if n is not None), None)
    if low is None or high is None:
        return -inf, inf
    match quantity.bound:
        case "about":
            return low - ABOUT * abs(low), high + ABOUT * abs(high)
        case "at_least" | "vague":
            return low, inf
        case "more_than":
            return nextafter(low, inf), inf
        case "at_most":
            return -inf, high
        case "less_than":
            return -inf, nextafter(high, -inf)
    return low, high
