"""Turns: what changed on a matter, and when - a standing, an origin's position, an origin's figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.matters.positions import CLAIMS, order
from onrecord.matters.standing import standings
from onrecord.matters.tracks import shown
from onrecord.matters.types import Matter, Position, Standing, Step, Track, Turn, Words


def turns(
    matter: Matter, taken: Sequence[Position], tracked: Sequence[Track], actors: frozenset[str],
) -> tuple[Turn, ...]:
    """The turns of a matter, in order of day."""
    found = [*_of_standings(matter, taken, actors), *_of_positions(matter, taken), *of_figures(tracked)]
    return tuple(sorted(found, key=in_time))


def in_time(turn: Turn) -> tuple[str, ...]:
    """By day; what a day brings in one order whatever came first."""
    return turn.day, turn.of, turn.origin or "", turn.after, turn.before or "", turn.matter


def _of_standings(matter: Matter, taken: Sequence[Position], actors: frozenset[str]) -> Iterator[Turn]:
    """A turn for each standing that the positions of a day bring about or end."""
    words, days = {p.id: p.words for p in taken}, {p.id: p.day for p in taken}
    before: dict[str, Standing] = {}
    for day in sorted({p.day for p in taken}):
        after = {named(s): s for s in standings(matter, [p for p in taken if p.day <= day], actors)}
        gone = {before[name].by: name for name in sorted(before.keys() - after.keys())}
        for standing in (after[name] for name in after if name not in before):
            rests = [w for p in standing.positions if days[p] == day for w in words[p]]
            yield Turn(matter.id, day, "standing", gone.pop(standing.by, None), named(standing), tuple(rests[:4]),
                       standing.by)
        for by, name in gone.items():
            yield Turn(matter.id, day, "standing", name, "no longer", _said_on(taken, day), by)
        before = after


def _said_on(taken: Sequence[Position], day: str) -> tuple[Words, ...]:
    return tuple(w for p in sorted(taken, key=order) if p.day == day for w in p.words)[:4]


def named(standing: Standing) -> str:
    """A standing as it is told ("confirmed by USA/defence")."""
    return f"{standing.name} by {standing.by}" if standing.by else standing.name


def _of_positions(matter: Matter, taken: Sequence[Position]) -> Iterator[Turn]:
    last: dict[str, Position] = {}
    ends = {(p.origin.id, p.day, p.earlier): p for p in sorted(taken, key=order)}  # what one origin holds at a day's end
    for position in ends.values():
        before = last.get(position.origin.id)
        if before is not None and position.earlier:
            continue
        if before is not None and before.stand != position.stand and not {before.stand, position.stand} <= CLAIMS:
            yield Turn(matter.id, position.day, "position", before.stand, position.stand, position.words,
                       position.origin.id)
        last[position.origin.id] = position


def of_figures(tracked: Sequence[Track]) -> Iterator[Turn]:
    """A turn for each value that one state gives in the place of another."""
    for track in tracked:
        last: dict[str, Step] = {}
        for step in track.steps:
            before = last.get(root := step.origin.split("/")[0])
            if before is not None and step.move not in ("first", "repeats"):
                yield Turn(track.matter, step.day, "figure", shown(before.quantity), shown(step.quantity), step.words,
                           step.origin)
            last[root] = step
