"""Small records made by hand, without the reader: one sentence each, said by somebody, about a sending or a fight."""

from __future__ import annotations

import msgspec

from onrecord.model import Act, Bound, Entity, Event, Figure, Place, Record, Ref, Report, Span, Statement, Status, Time

COUNTRIES = {
    "Norland": "NOR", "Sudmark": "SWE", "Ostia": "EST", "Westria": "DNK", "Kellen": "FIN",
}  # names of no state, under codes that stand for one


def at(text: str, words: str, after: int = 0) -> Span:
    """The span of some words in a text."""
    start = text.index(words, after)
    return Span(start, start + len(words), words)


def ref(span: Span, entity: str | None) -> Ref:
    return Ref(span.start, span.end, span.text, entity)


class Sentence(msgspec.Struct, frozen=True):
    """One sentence: "SPEAKER CUE ACTOR VERB [FIGURE] [to TARGET] [in PLACE] [WHEN]." and what is found in it."""

    speaker: str | None
    actor: str
    verb: str
    target: str = ""
    cue: str = "said that"
    act: Act = "assert"
    country: str | None = None
    sector: str = "GOV"
    roles: tuple[str, ...] = ()
    kind: str = "MOBILIZE"
    status: Status = "happened"
    figure: str = ""
    value: int | None = None
    bound: Bound = "exact"
    place: str = ""
    point: tuple[float, float] | None = None
    when: str = ""
    days: tuple[str, str] | None = None
    origin: str = ""

    def text(self) -> str:
        parts = [self.content()]
        if self.speaker:
            parts = [self.speaker, self.cue, *parts]
        return " ".join(parts) + "."

    def content(self) -> str:
        parts = [self.actor, self.verb, self.figure, f"from {self.origin}" if self.origin else "",
                 f"to {self.target}" if self.target else "", f"in {self.place}" if self.place else "", self.when]
        return " ".join(p for p in parts if p)


def record(id: str, day: str | None, *sentences: Sentence, outlet: str | None = None, credit: str = "") -> Record:
    """The record of a report that consists of some sentences."""
    text = credit + " ".join(s.text() for s in sentences)
    found: list[list] = [[], [], [], [], [], []]
    start = len(credit)
    for number, sentence in enumerate(sentences, 1):
        _fill(found, text, start, number, sentence)
        start += len(sentence.text()) + 1
    entities, statements, events, figures, times, places = (tuple(kind) for kind in found)
    report = Report(id, text, outlet=outlet, published=day)
    return Record(1, report, entities, statements, events, figures, times, places)


def _fill(found: list[list], text: str, start: int, n: int, s: Sentence) -> None:
    entities, statements, events, figures, times, places = found
    begin = start + (len(f"{s.speaker} {s.cue} ") if s.speaker else 0)
    if s.speaker:
        who = at(text, s.speaker, start)
        entities.append(Entity(f"e{n}s", s.speaker, "person", s.country, s.roles, s.sector, None, (who,)))
        statements.append(Statement(f"s{n}", ref(who, f"e{n}s"), at(text, s.cue, who.end),
                                    (at(text, s.content(), begin),), act=s.act))
    actor = at(text, s.actor, begin)
    entities.append(Entity(f"e{n}a", s.actor, "country", COUNTRIES.get(s.actor), mentions=(actor,)))
    targets: tuple[Ref, ...] = ()
    if s.target:
        target = at(text, s.target, actor.end)
        entities.append(Entity(f"e{n}t", s.target, "country", COUNTRIES.get(s.target), mentions=(target,)))
        places.append(Place(f"p{n}t", target, s.target, country=COUNTRIES.get(s.target), feature="country"))
        targets = (ref(target, f"e{n}t"),)
    if s.origin:
        places.append(Place(f"p{n}o", at(text, s.origin, actor.end), s.origin, feature="city"))
    if s.place:
        lat, lon = s.point or (None, None)
        places.append(Place(f"p{n}", at(text, s.place, actor.end), s.place, lat, lon, None, None, "city", 10.0))
    if s.days:
        times.append(Time(f"t{n}", at(text, s.when, actor.end), "date", None, *s.days))
    if s.figure:
        figures.append(Figure(
            f"f{n}", at(text, s.figure, actor.end), s.value, None, None, s.bound, s.figure.split()[-1], event=f"v{n}",
            statement=f"s{n}" if s.speaker else None,
        ))
    events.append(Event(
        f"v{n}", at(text, s.verb, actor.end), s.kind, status=s.status,
        factuality=-3.0 if s.status == "denied" else 3.0,
        actors=(ref(actor, f"e{n}a"),), targets=targets, place=f"p{n}" if s.place else None,
        origin=f"p{n}o" if s.origin else None, destination=f"p{n}t" if s.target else None,
        time=f"t{n}" if s.days else None, statement=f"s{n}" if s.speaker else None,
    ))


def sent(speaker: str | None, country: str | None, **more) -> Sentence:  # type: ignore[no-untyped-def]
    """Somebody says that Norland has sent soldiers to Sudmark."""
    return Sentence(speaker, "Norland", "has deployed", "Sudmark", country=country, **more)
