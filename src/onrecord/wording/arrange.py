"""A record put in the order in which people read it: by speaker, by day, by place. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.model import Entity, Event, Figure, Place, Record, Ref, Span, Statement, Time

NOBODY = "Nobody named"
REST = "that only tell, or have neither a day nor a type"
FEW = 12  # events that are shown whatever they are
CONTEXT = 60  # characters shown on each side of a span
STOP = re.compile(r"\n|(?<=[.!?])(?<!Mr\.)(?<!Ms\.)(?<!Dr\.)(?<!\bGen\.) (?=[A-Z\"“])|(?<=[.!?][\"”]) ")


class Speaker(NamedTuple):
    """Somebody with all that they say, in text order; `entity` is None where it could not be told."""

    name: str
    entity: Entity | None
    statements: list[Statement]


class Moment(NamedTuple):
    """An event with its time, where it has one."""

    time: Time | None
    event: Event


class Spot(NamedTuple):
    """One place with every mention of it."""

    place: Place
    mentions: list[Place]


class Names:
    """What ids of one record stand for."""

    def __init__(self, record: Record) -> None:
        """Index one record."""
        self.entities = {e.id: e for e in record.entities}
        self.times = {t.id: t for t in record.times}
        self.places = {p.id: p for p in record.places}
        self.figures = {f.id: f for f in record.figures}

    def entity(self, ref: Ref | None) -> Entity | None:
        """The entity that a reference stands for, where it is known."""
        return self.entities.get(ref.entity) if ref is not None and ref.entity else None

    def name(self, ref: Ref) -> str:
        """The entity's name, else the words of the text."""
        entity = self.entity(ref)
        return " ".join((entity.name if entity else ref.text).split())

    def names(self, refs: Iterable[Ref]) -> str:
        """Names joined by commas, each once."""
        return ", ".join(dict.fromkeys(self.name(ref) for ref in refs))


def speakers(record: Record) -> list[Speaker]:
    """Everybody who says something, by their first words; what nobody is named for comes last."""
    names = Names(record)
    found: dict[str, Speaker] = {}
    for statement in sorted(record.statements, key=_first):
        source = statement.source
        entity = names.entity(source)
        key = entity.id if entity else "" if source is None else names.name(source).casefold()
        if key not in found:
            found[key] = Speaker(NOBODY if source is None else names.name(source), entity, [])
        found[key].statements.append(statement)
    return sorted(found.values(), key=lambda s: s.name == NOBODY)


def timeline(record: Record) -> tuple[list[Moment], list[Moment]]:
    """Events with their times: dated ones by their first day, then the undated ones in text order.

    Returns:
        Those to show first, and the rest: what only tells ("said"), which its statement shows already, and in a long
        record what has neither a day nor a type.
    """
    times = Names(record).times
    rows = [Moment(times.get(e.time) if e.time else None, e) for e in record.events]
    rows.sort(key=lambda row: (_day(row.time) or "~", row.event.trigger.start))
    tells = tellings(record)
    few = len(rows) - len(tells) <= FEW
    shown = [r for r in rows if r.event.id not in tells and (few or r.time or r.event.type)]
    kept = {row.event.id for row in shown}
    return shown, [row for row in rows if row.event.id not in kept]


def tellings(record: Record) -> set[str]:
    """The ids of the events without a type whose trigger stands in a statement's cue: the telling itself."""
    cues = [c for s in record.statements for c in (s.cue, *(via.cue for via in s.via)) if c is not None]
    told = {i for cue in cues for i in range(cue.start, cue.end)}
    return {e.id for e in record.events if e.type is None and e.trigger.start in told}


def spots(record: Record) -> list[Spot]:
    """Places, each once with its mentions, those named most often first."""
    found: dict[object, Spot] = {}
    for place in record.places:
        key = place.geonames or (place.name, place.country)
        found.setdefault(key, Spot(place, [])).mentions.append(place)
    return sorted(found.values(), key=lambda s: (-len(s.mentions), s.place.span.start))


def figures(record: Record) -> list[Figure]:
    """Figures in text order."""
    return sorted(record.figures, key=lambda f: f.span.start)


def said(statement: Statement) -> str:
    """The content of a statement, its parts joined by an ellipsis."""
    return " … ".join(part.text for part in statement.content)


def context(record: Record, span: Span) -> tuple[str, str, str]:
    """A span with the words around it, within its sentence as far as marks tell: before, the span, after."""
    text = record.report.text
    before = STOP.split(text[max(0, span.start - CONTEXT) : span.start])[-1]
    after = STOP.split(text[span.end : span.end + CONTEXT])[0]
    if len(before) == CONTEXT:
        before = "…" + before.partition(" ")[2]
    if len(after) == CONTEXT:
        after = after.rpartition(" ")[0] + "…"
    return before, span.text, after


def _first(statement: Statement) -> int:
    """Where a statement begins in the text."""
    return min((s.start for s in (*statement.content, *filter(None, [statement.cue]))), default=0)


def _day(time: Time | None) -> str | None:
    return None if time is None else time.start or time.end
