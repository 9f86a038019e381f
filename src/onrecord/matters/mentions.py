"""A record's findings as mentions: each with all that another report's mention is compared with.

Events are mentions. A statement is one only where no event of its own carries it ("they could not confirm the
reports", "the soldiers are in Kursk"): it takes its matter from what stands before it, or from its own parties and
places. A figure takes its matter from its event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from onrecord.matters.copies import credit
from onrecord.matters.onward import onward
from onrecord.matters.origins import Origins
from onrecord.matters.quantities import counted
from onrecord.matters.references import referred, withholds
from onrecord.matters.scene import Scene
from onrecord.matters.slots import mention, name_of, said
from onrecord.matters.stems import stem, terms
from onrecord.matters.types import Mention, Origin, Party, Reading, Spot
from onrecord.matters.vocabulary import is_light, is_support, is_telling, most_telling
from onrecord.matters.whereabouts import whereabouts
from onrecord.model import Event, Number, Place, Record, Span, Statement, Status

TOPIC = 40  # stems that a report is told by
_LED_INTO = re.compile(r" (?:in|into|to) $")
_TREATY = re.compile(r"\b(?:treaty|pact|agreement|accord|charter)\b", re.IGNORECASE)
_OWN = re.compile(r"(?:his|her|its|their|our|my) (?:country|government|army|military|forces|troops|soldiers)\b", re.I)


def reading(record: Record) -> Reading:
    """What linking needs to know of one report."""
    scene = Scene(record)
    origins = Origins(scene)
    told = sorted((*onward(scene, _events(scene, origins)), *_bare(scene, origins)), key=_place)
    told = list(referred(told, scene.text))
    found = sorted((*told, *counted(scene, origins, told)), key=lambda m: m.id)
    report = record.report
    return Reading(report.id, scene.day, report.outlet, topic(report.title, report.text), tuple(found),
                   credit(report.text))


def topic(title: str | None, text: str) -> tuple[str, ...]:
    """The most telling stems of a report, the first first: often there, and rare anywhere."""
    return most_telling(terms(f"{title or ''}\n{text}"), TOPIC)


def trigger_stem(text: str) -> str:
    """The base form of a trigger: of its first word that means something; a light verb with its particle is one."""
    stems = [stem(word) for word in re.findall(r"\w+", text)]
    if is_light(phrase := "_".join(stems)):
        return phrase
    return next((s for s in stems if not is_light(s)), stems[0] if stems else "")


def _place(told: Mention) -> tuple[int, int, str]:
    return told.words[0].start, told.words[0].end, told.kind


def _events(scene: Scene, origins: Origins) -> Iterable[Mention]:
    told = Told(scene.record.events)
    for event in scene.record.events:
        base = trigger_stem(event.trigger.text)
        if not is_light(base) or event.destination:
            name = told.supported(event)
            about = name_of(scene.record.report.id, "event", name) if name else None
            yield replace(_event(scene, origins, event, base), about=about)


class Told:
    """The events of a report by the places of their triggers."""

    def __init__(self, events: Iterable[Event]) -> None:
        """Index the events that tell of something themselves."""
        self._triggers = {e.trigger.start: e.trigger for e in events if not _says_nothing(e)}

    def supported(self, event: Event) -> Span | None:
        """The trigger that a verb only lends itself to: "enter combat", "undergo training"."""
        first, *others = event.targets or (None,)
        if first is None or others or not is_support(trigger_stem(event.trigger.text)):
            return None
        return self._triggers.get(first.start)


def _event(scene: Scene, origins: Origins, event: Event, base: str) -> Mention:
    statement = scene.statements.get(event.statement or "")
    teller = origins.of[statement.id] if statement else None
    first, last = scene.window(event.time)
    spots = (scene.spot(event.place, "at"), scene.spot(event.origin, "from"), scene.spot(event.destination, "to"))
    told = replace(
        mention(scene, "event", event.trigger, *(statement.content if statement else ())),
        stem=base, type=event.type, status=event.status, factuality=event.factuality, telling=is_telling(base),
        actors=parties(_own(party, teller) for party in (*map(scene.party, event.actors), *_engaged(scene, event))),
        targets=parties((*(_own(scene.party(t), teller) for t in event.targets), *_bound(scene, statement))),
        spots=tuple(s for s in spots if s), start=first, end=last, counts=_counts(scene, event),
    )
    return said(scene, origins, statement, told)


def _engaged(scene: Scene, event: Event) -> Iterable[Party]:
    """Those who are led into what has no party of its own ("to use the soldiers in combat")."""
    start = event.trigger.start
    led = _LED_INTO.search(scene.text, scene.sentence(start)[0], start)
    if led is None or event.actors or event.targets:
        return ()
    return (scene.party_of(e) for e in scene.entities.values() for m in e.mentions if m.end == led.start())


def _counts(scene: Scene, event: Event) -> tuple[Number, ...]:
    """The numbers that an event's figures tell, the least of each."""
    values = (f.value if f.value is not None else f.low for f in scene.record.figures if f.id in event.figures)
    return tuple(sorted({value for value in values if value is not None}))


def _bound(scene: Scene, statement: Statement | None) -> Iterable[Party]:
    """The states of which the paragraph has spoken, where it is a treaty that says something: it binds them."""
    source = statement.source if statement else None
    if source is None or not _TREATY.search(source.text):
        return ()
    start = scene.text.rfind("\n\n", 0, max(scene.text.rfind("\n\n", 0, source.start), 0)) + 1
    named = (scene.party_of(e) for e in scene.entities_in(max(start, 0), source.start))
    return (p for p in named if p.country and p.kind in ("country", "organization"))


def _own(party: Party, teller: Origin | None) -> Party:
    """A party that a speaker calls their own ("his country", "our forces") is of the speaker's state."""
    if party.country or teller is None or teller.country is None or not _OWN.match(party.name):
        return party
    return Party(party.name, party.kind or "group", teller.country, party.sector)


def parties(found: Iterable[Party]) -> tuple[Party, ...]:
    """Each party once, in order of name."""
    return tuple(sorted(set(found), key=lambda p: (p.name, p.kind or "", p.country or "")))


def _bare(scene: Scene, origins: Origins) -> Iterable[Mention]:
    """The statements that no event of their own carries, and those that tell where somebody is."""
    carried = {e.statement for e in scene.record.events if not _says_nothing(e)}
    for statement in scene.record.statements:
        if not statement.content:
            continue
        found = whereabouts(scene, statement)
        yield from (_present(scene, origins, statement, *at) for at in found)
        if not found and (statement.id not in carried or withholds(_content(statement))):
            yield _statement(scene, origins, statement)


def _content(statement: Statement) -> str:
    return " ".join(span.text for span in statement.content)


def _says_nothing(event: Event) -> bool:
    base = trigger_stem(event.trigger.text)
    return is_light(base) or is_telling(base)


def _present(scene: Scene, origins: Origins, statement: Statement, clause: Span, place: Place) -> Mention:
    told = _told(scene, statement, clause, scene.spot_of(place, "at"))
    return said(scene, origins, statement, replace(told, stem="presenc", status="ongoing", factuality=3.0))


def _statement(scene: Scene, origins: Origins, statement: Statement) -> Mention:
    places = [p for s in statement.content for p in scene.places_in(s.start, s.end)][-1:]
    told = _told(scene, statement, statement.content[0], *(scene.spot_of(p, "at") for p in places))
    status: Status = "conditional" if told.condition and told.condition.start == told.words[0].start else "unknown"
    return said(scene, origins, statement, replace(told, status=status))


def _told(scene: Scene, statement: Statement, span: Span, *spots: Spot) -> Mention:
    """A statement as a mention, of the first group of people that it names, else of the first country."""
    rest = statement.content[1:] if span == statement.content[0] else ()
    cue = (statement.cue,) if statement.cue else ()
    around = (span, *rest) if rest or len(statement.content) == 1 else statement.content
    people = [
        scene.party_of(e) for part in around for e in scene.entities_in(part.start, part.end)
        if e.kind in ("country", "group", "organization")
    ]
    people.sort(key=lambda p: p.kind != "group")
    return replace(
        mention(scene, "statement", span, *cue, *rest), actors=tuple(people[:1]), spots=spots,
    )
