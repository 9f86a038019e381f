"""One record laid out for looking up: who is meant by a reference, what stands in a sentence, which place follows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from onrecord.matters.passages import Passages
from onrecord.matters.stems import stem
from onrecord.matters.types import Party, Spot, SpotRole, Words
from onrecord.matters.vocabulary import MOVEMENT, kin
from onrecord.model import Entity, Place, Record, Ref, Span, Statement, Time

JOINED = 4  # characters between two places that are one phrase
ARMED = "MIL"
PART = "part of a country"
LONGEST_SIDE = 20  # characters
_SIDE = re.compile(
    r"\b((?:north|south)?-?(?:east|west)ern|(?:north|south)ern|central|(?:far|north|south)? ?(?:east|west)) $",
    re.IGNORECASE,
)


class Scene:
    """A record with the looking up that the other modules share; every answer follows from the record alone."""

    def __init__(self, record: Record) -> None:
        """Lay out a record."""
        self.record = record
        self.text = record.report.text
        self.day = (record.report.published or "")[:10]
        self.passages = Passages(self.text)
        self.entities: dict[str, Entity] = {e.id: e for e in record.entities}
        self.places: dict[str, Place] = {p.id: p for p in record.places}
        self.times: dict[str, Time] = {t.id: t for t in record.times}
        self.statements: dict[str, Statement] = {s.id: s for s in record.statements}

    def words(self, span: Span) -> Words:
        """A span of this report as words that lead back to it."""
        return Words(span.start, span.end, span.text, self.record.report.id)

    def sentence(self, offset: int) -> tuple[int, int]:
        """First and last offset of the sentence at an offset, as far as the window goes."""
        return self.passages.around(offset)

    @cached_property
    def _mentions(self) -> list[tuple[int, str]]:
        return sorted((m.start, e.id) for e in self.record.entities for m in e.mentions)

    def entities_in(self, start: int, end: int) -> list[Entity]:
        """The entities named between two offsets, in order, each once."""
        first = bisect_left(self._mentions, (start, ""))
        found: dict[str, Entity] = {}
        for _, name in self._mentions[first : bisect_left(self._mentions, (end, ""))]:
            found.setdefault(name, self.entities[name])
        return list(found.values())

    @cached_property
    def _places(self) -> list[tuple[int, str]]:
        return sorted((p.span.start, p.id) for p in self.record.places)

    def places_in(self, start: int, end: int) -> list[Place]:
        """The places named between two offsets, in order."""
        first, last = bisect_left(self._places, (start, "")), bisect_left(self._places, (end, ""))
        return [self.places[name] for _, name in self._places[first:last]]

    @cached_property
    def _denied(self) -> list[int]:
        return sorted(e.trigger.start for e in self.record.events if e.factuality < 0)

    def denies(self, span: Span) -> bool:
        """Whether an event that did not happen is told within a span ("has not acknowledged")."""
        first = bisect_left(self._denied, span.start)
        return first < len(self._denied) and self._denied[first] < span.end

    @cached_property
    def _nations(self) -> dict[str, str]:
        """Head noun of a group -> country, where all groups of the report so headed are of one ("soldiers": PRK).

        What a country sends in numbers is of that country ("North Korea has sent 3,000 soldiers").
        """
        found: dict[str, set[str]] = {}
        for e in self.record.entities:
            if e.kind == "group" and e.country:
                found.setdefault(head(e.name), set()).add(e.country)
        sent = {name: e for e in self.record.events if MOVEMENT in kin(stem(e.trigger.text)) for name in e.figures}
        for figure in self.record.figures:
            actors = [self.entities.get(a.entity or "") for a in sent[figure.id].actors] if figure.id in sent else []
            countries = {a.country for a in actors if a is not None and a.kind == "country" and a.country}
            if figure.of and len(countries) == 1:
                found.setdefault(head(figure.of.text), set()).update(countries)
        return {noun: next(iter(of)) for noun, of in found.items() if len(of) == 1}

    @cached_property
    def _armies(self) -> dict[str, str]:
        """Sector -> country, where all armed groups of a report are of one ("the soldiers": Norland's units)."""
        found = {e.country for e in self.record.entities if e.kind == "group" and e.sector == ARMED and e.country}
        return {ARMED: found.pop()} if len(found) == 1 else {}

    def party(self, ref: Ref) -> Party:
        """Who a reference stands for; a bare group ("the soldiers") is of the nation that the report gives it."""
        entity = self.entities.get(ref.entity or "")
        return Party(ref.text) if entity is None else self.party_of(entity)

    def party_of(self, entity: Entity) -> Party:
        """An entity as a party."""
        country = entity.country
        if country is None and entity.kind == "group" and entity.name[:1].islower():
            country = self._nations.get(head(entity.name)) or self._armies.get(entity.sector or "")
        return Party(entity.name, entity.kind, country, entity.sector)

    def spot(self, id: str | None, role: SpotRole) -> Spot | None:
        """A place of the record in its part."""
        place = self.places.get(id or "")
        return None if place is None else self.spot_of(place, role)

    def spot_of(self, place: Place, role: SpotRole) -> Spot:
        """A place in the part that it plays; a part of a country is told by its side ("eastern Russia")."""
        side = _SIDE.search(self.text, max(place.span.start - LONGEST_SIDE, 0), place.span.start)
        parted = side is not None and place.feature == "country"
        name = f"{side[1].casefold()} {place.name}" if side is not None and parted else place.name
        feature = PART if parted else place.feature
        return Spot(role, name, place.country, place.lat, place.lon, place.radius_km, feature)

    def day_of(self, id: str | None) -> tuple[str | None, str | None]:
        """First and last day of a time of the record."""
        time = self.times.get(id or "")
        return (None, None) if time is None else (time.start and time.start[:10], time.end and time.end[:10])

    def window(self, id: str | None) -> tuple[str | None, str | None]:
        """The same for what happens then; "as early as" leaves the end open."""
        first, last = self.day_of(id)
        time = self.times.get(id or "")
        opened = time is not None and self.text.endswith("as early as ", 0, time.span.start)
        return first, None if opened else last

    def the_day(self, id: str | None) -> str | None:
        """The day of a time that is one day; None for a longer time, whose first day nobody named."""
        first, last = self.day_of(id)
        return first if first == last else None


def finest(places: Sequence[Place]) -> Place:
    """Of places that follow one another in one phrase the last ("Russia's Kursk region")."""
    best = places[0]
    for place in places[1:]:
        if place.span.start - best.span.end > JOINED or place.country != best.country:
            break
        best = place
    return best


def head(name: str) -> str:
    """The head noun of a name, folded."""
    return name.split()[-1].casefold() if name.split() else ""
