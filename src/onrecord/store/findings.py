"""A record as rows: what each statement, event and figure is asked by, and the names that play a part in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from onrecord.model import Entity, Event, Figure, Record, Ref, Span, Statement

Row = dict[str, Any]
CODE = "code"  # the kind of what is no name: the code of a country, which stands for all its own
STANDING, WORD = "standing", "word"  # the kinds of what is no name either: how a matter stands, what happens in it
PLACES = ("country", "place", "facility")  # kinds of entities that are places
BETWEEN = " … "  # between the parts of a statement's content, where the cue splits it


class Slot(NamedTuple):
    """A name in its part: `folded`, `kind` and `country` tell the name, the rest where it plays `role`."""

    folded: str
    kind: str
    country: str
    finding: str
    role: str


def fold(name: str) -> str:
    """A name without case, accents, a leading article and a possessive, so that its spellings meet."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    words = "".join(c for c in plain if not unicodedata.combining(c)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words).removesuffix("'s")


class Rows:
    """The rows of one record."""

    def __init__(self, record: Record) -> None:
        """Index the record by the ids of its findings."""
        self.record = record
        self._entities = {e.id: e for e in record.entities}
        self._statements = {s.id: s for s in record.statements}
        self._events = {e.id: e for e in record.events}
        self._places = {p.id: p for p in record.places}
        self._times = {t.id: t for t in record.times}

    def statements(self) -> list[Row]:
        """One row for each statement."""
        return [self._statement(s) for s in self.record.statements]

    def events(self) -> list[Row]:
        """One row for each event."""
        return [self._event(e) for e in self.record.events]

    def figures(self) -> list[Row]:
        """One row for each figure."""
        return [self._figure(f) for f in self.record.figures]

    def slots(self) -> set[Slot]:
        """What the record is found by: names in their parts in statements, and those that are there in the rest.

        What is of a country is found by the country's code too, of which the kind is CODE.
        """
        there = {Slot(*slot[:3], "", "there") for part in self.parts().values() for slot in part}
        found = {*(slot for s in self.record.statements for slot in self._of_statement(s)), *there}
        codes = {Slot(one.country.casefold(), CODE, "", one.finding, one.role) for one in found if one.country}
        return {slot for slot in found if slot.folded} | codes

    def parts(self) -> dict[str, list[Slot]]:
        """The names in their parts in each event and each figure, by its id."""
        found = {e.id: list(self._of_event(e, e.id)) for e in self.record.events}
        return found | {f.id: list(self._of_figure(f)) for f in self.record.figures}

    def _statement(self, one: Statement) -> Row:
        said = self._times.get(one.said_on or "")
        return {
            "id": one.id, "source": self._name(one.source), "country": self._country(one.source), "act": one.act,
            "mode": one.mode, "words": BETWEEN.join(s.text for s in one.content),
            "cue": one.cue.text if one.cue else None, "said_from": said.start if said else None,
            "said_to": said.end if said else None, **_reach(one.content or _given(one.source, one.cue)),
        }  # fmt: skip

    def _event(self, one: Event) -> Row:
        when = self._times.get(one.time or "")
        return {
            "id": one.id, "type": one.type, "mode": one.mode, "status": one.status, "factuality": one.factuality,
            "words": one.trigger.text, "actors": self._names(one.actors), "targets": self._names(one.targets),
            "place": self._place(one.place), "origin": self._place(one.origin),
            "destination": self._place(one.destination), "first_day": when.start if when else None,
            "last_day": when.end if when else None, **_reach((one.trigger,)),
        }  # fmt: skip

    def _figure(self, one: Figure) -> Row:
        teller = self._statements.get(one.statement or "")
        return {
            "id": one.id, "value": one.value, "low": one.low, "high": one.high, "bound": one.bound, "unit": one.unit,
            "counted": one.of.text if one.of else None, "change": one.change, "words": one.span.text,
            "source": self._name(teller.source if teller else None), **_reach((one.span,)),
        }  # fmt: skip

    def _of_statement(self, one: Statement) -> Iterator[Slot]:
        if one.source:
            yield self._slot(one.source, one.id, "source")
        for via in one.via:
            yield self._slot(via.source, one.id, "via")
        yield from self._about(one, one.id)

    def _about(self, one: Statement, finding: str) -> Iterator[Slot]:
        """Whatever place is named in the content."""
        for entity in self.record.entities:
            if entity.kind in PLACES and any(_within(mention, one.content) for mention in entity.mentions):
                yield _entity_slot(entity, finding, "about")
        for place in self.record.places:
            if _within(place.span, one.content):
                yield Slot(fold(place.name), "place", place.country or "", finding, "about")

    def _of_event(self, one: Event, finding: str) -> Iterator[Slot]:
        yield from (self._slot(ref, finding, "actor") for ref in one.actors)
        yield from (self._slot(ref, finding, "target") for ref in one.targets)
        for role, id_ in (("at", one.place), ("from", one.origin), ("to", one.destination)):
            if place := self._places.get(id_ or ""):
                yield Slot(fold(place.name), "place", place.country or "", finding, role)

    def _of_figure(self, one: Figure) -> Iterator[Slot]:
        """A figure is found by the statement that tells it and by the event that it belongs to."""
        if teller := self._statements.get(one.statement or ""):
            yield from (self._slot(ref, one.id, "source") for ref in (teller.source,) if ref)
            yield from self._about(teller, one.id)
        if event := self._events.get(one.event or ""):
            yield from self._of_event(event, one.id)

    def _slot(self, ref: Ref, finding: str, role: str) -> Slot:
        entity = self._entities.get(ref.entity or "")
        return _entity_slot(entity, finding, role) if entity else Slot(fold(ref.text), "", "", finding, role)

    def _name(self, ref: Ref | None) -> str:
        if ref is None:
            return ""
        entity = self._entities.get(ref.entity or "")
        return entity.name if entity else ref.text

    def _names(self, refs: Iterable[Ref]) -> str:
        return "; ".join(dict.fromkeys(self._name(ref) for ref in refs))

    def _country(self, ref: Ref | None) -> str | None:
        entity = self._entities.get(ref.entity or "") if ref else None
        return entity.country if entity else None

    def _place(self, id_: str | None) -> str | None:
        place = self._places.get(id_ or "")
        return place.name if place else None


def _entity_slot(entity: Entity, finding: str, role: str) -> Slot:
    return Slot(fold(entity.name), entity.kind, entity.country or "", finding, role)


def _given(*spans: Span | None) -> tuple[Span, ...]:
    return tuple(span for span in spans if span)


def _reach(spans: tuple[Span, ...]) -> Row:
    """From the first character of some spans to the last: nothing at all is 0 to 0."""
    return {"start": min((s.start for s in spans), default=0), "end": max((s.end for s in spans), default=0)}


def _within(inner: Span, outer: tuple[Span, ...]) -> bool:
    return any(span.start <= inner.start and inner.end <= span.end for span in outer)
