"""The contract of one record: frozen types that walk unchanged from the reader to the views.

Field names are fixed. Offsets are code points into `Report.text`, end exclusive. A value that the text does
not give is None (null in JSON). `why` on a finding names the rule, and the score where there is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

Kind = Literal["person", "organization", "group", "country", "place", "facility", "document", "weapon", "other"]
Act = Literal[
    "assert", "confirm", "deny", "decline", "doubt", "imply", "predict", "promise", "order", "demand",
    "threaten", "ask", "praise", "condemn", "revise", "unknown",
]
Status = Literal[
    "happened", "ongoing", "planned", "expected", "possible", "conditional", "attempted", "called_for",
    "denied", "unknown",
]
Bound = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague"]
Number = int | float
Mode = Literal["direct", "indirect", "mixed"]
Change = Literal["up", "down", "by", "to"]
TimeKind = Literal["date", "time", "duration", "set"]


class Span(msgspec.Struct, frozen=True):
    """`report.text[start:end] == text`, always."""

    start: int
    end: int
    text: str


class Ref(Span, frozen=True):
    """A span that stands for an entity; `entity` is its id, or None where it could not be told."""

    entity: str | None = None


class Report(msgspec.Struct, frozen=True):
    """One report; `text` is what every span points into."""

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: Literal["given", "metadata", "text"] | None = None
    language: str | None = None


class Entity(msgspec.Struct, frozen=True):
    """Somebody or something named; `code` is country plus sector as the event databases write it."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    roles: tuple[str, ...] = ()
    sector: str | None = None
    code: str | None = None
    mentions: tuple[Span, ...] = ()
    why: str | None = None


class Via(msgspec.Struct, frozen=True):
    """One link of the chain through which a statement came."""

    source: Ref
    cue: Span | None = None


class Statement(msgspec.Struct, frozen=True):
    """Somebody other than the report is made answerable for some content (the reading of PolNeAR)."""

    id: str
    source: Ref | None
    cue: Span | None
    content: tuple[Span, ...]
    via: tuple[Via, ...] = ()
    mode: Mode = "indirect"
    act: Act = "assert"
    said_on: str | None = None
    venue: Span | None = None
    audience: Ref | None = None
    why: str | None = None


class Event(msgspec.Struct, frozen=True):
    """Something that the report says happened, is happening or may; factuality runs from -3 to 3."""

    id: str
    trigger: Span
    type: str | None = None
    cameo: str | None = None
    mode: str | None = None
    status: Status = "happened"
    factuality: float = 3.0
    actors: tuple[Ref, ...] = ()
    targets: tuple[Ref, ...] = ()
    place: str | None = None
    origin: str | None = None
    destination: str | None = None
    time: str | None = None
    figures: tuple[str, ...] = ()
    statement: str | None = None
    why: str | None = None


class Figure(msgspec.Struct, frozen=True):
    """A quantity with its bound; `of` is what is counted, in the text's own words."""

    id: str
    span: Span
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound = "exact"
    unit: str | None = None
    of: Span | None = None
    change: Change | None = None
    event: str | None = None
    statement: str | None = None
    why: str | None = None


class Time(msgspec.Struct, frozen=True):
    """A time expression: TIMEX3 value, and the first and last day that it can mean."""

    id: str
    span: Span
    kind: TimeKind
    timex: str | None = None
    start: str | None = None
    end: str | None = None
    why: str | None = None


class Place(msgspec.Struct, frozen=True):
    """A place on the ground; `radius_km` says how precise the point is."""

    id: str
    span: Span
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    geonames: int | None = None
    feature: str | None = None
    radius_km: float | None = None
    why: str | None = None


class Findings(msgspec.Struct, frozen=True):
    """What the finders have found so far; each finder returns a copy with its own kind filled in."""

    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()


class Record(msgspec.Struct, frozen=True):
    """Everything found in one report."""

    onrecord: int
    report: Report
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()

    def to_json(self) -> str:
        """The record as one line of JSON; the same record gives the same bytes."""
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, line: str | bytes) -> Record:
        """The record that `to_json` wrote.

        Raises:
            msgspec.ValidationError: the line is not a record of this contract.
        """
        return msgspec.json.decode(line, type=cls)

    def check(self) -> list[str]:
        """Problems of the record, none where it keeps the contract: spans hold, ids lead somewhere."""
        text = self.report.text
        problems = [
            f"{owner.id}: {span.text!r} does not stand at {span.start}-{span.end}"
            for owner in self.items()
            for span in spans_in(owner)
            if not 0 <= span.start <= span.end <= len(text) or text[span.start : span.end] != span.text
        ]
        ids = Counter(item.id for item in self.items())
        problems += [f"{name}: {n} findings bear this id" for name, n in ids.items() if n > 1]
        problems += [
            f"{owner.id}: refers to {ref}, which is not in the record"
            for owner in self.items()
            for ref in ids_in(owner)
            if ref not in ids
        ]
        return problems

    def items(self) -> Iterator[Finding]:
        """All findings, kind by kind."""
        yield from self.entities
        yield from self.statements
        yield from self.events
        yield from self.figures
        yield from self.times
        yield from self.places


Finding = Entity | Statement | Event | Figure | Time | Place

REFERENCES = ("entity", "place", "origin", "destination", "time", "said_on", "event", "statement")


def spans_in(value: Any) -> Iterator[Span]:  # noqa: ANN401  walks any part of a record
    """Every span inside a finding."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans_in(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from spans_in(part)


def ids_in(value: Any) -> Iterator[str]:  # noqa: ANN401  walks any part of a record
    """Every id that a finding refers to."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            part = getattr(value, name)
            if name in REFERENCES and isinstance(part, str):
                yield part
            elif name == "figures":
                yield from part
            else:
                yield from ids_in(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from ids_in(part)
