"""Turns: what changed on a matter, and when - a standing, an origin's position, an origin's figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.matters.positions import CLAIMS, order
from onrecord.matters.standing import body, standings
from onrecord.matters.tracks import shown
from onrecord.matters.types import Matter, Position, Stand, Standing, Step, Track, Turn, Words

# What after a claim is a turn: one who goes on to foretell or to suggest has taken nothing back.
RETRACTS: frozenset[Stand] = frozenset({"denies", "doubts", "declines", "does not know", "revises"})


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
        new = [after[name] for name in after if name not in before]
        for standing in sorted(new, key=lambda s: s.by not in gone):
            rests = [w for p in standing.positions if days[p] == day for w in words[p]]
            ended = gone.pop(standing.by, None) or gone.pop(_state(standing.by), None)
            yield Turn(matter.id, day, "standing", ended, named(standing), tuple(rests[:4]), standing.by)
        for by, name in gone.items():
            yield Turn(matter.id, day, "standing", name, "no longer", _said_on(taken, day, by), by)
        before = after


def _state(by: str | None) -> str | None:
    """The state that a body belongs to: what its unnamed officials said ends where the body speaks."""
    return by and by.split("/")[0]


def _said_on(taken: Sequence[Position], day: str, by: str | None) -> tuple[Words, ...]:
    """The words of a day, of the one who no longer stands as before first."""
    said = sorted((p for p in taken if p.day == day), key=lambda p: (body(p) != by, order(p)))
    return tuple(w for p in said for w in p.words)[:4]


def named(standing: Standing) -> str:
    """A standing as it is told ("confirmed by USA/defence")."""
    return f"{standing.name} by {standing.by}" if standing.by else standing.name


def _of_positions(matter: Matter, taken: Sequence[Position]) -> Iterator[Turn]:
    last: dict[str, Position] = {}
    ends = {(p.origin.id, p.day, p.earlier): p for p in sorted(taken, key=order)}  # what each holds at a day's end
    for position in ends.values():
        before = last.get(position.origin.id)
        if before is not None and (position.earlier or (before.stand in CLAIMS and position.stand not in RETRACTS)):
            continue
        if before is not None and before.stand != position.stand:
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
