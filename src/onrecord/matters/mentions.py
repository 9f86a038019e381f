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
from onrecord.matters.origins import Origins
from onrecord.matters.quantities import counted
from onrecord.matters.scene import Scene, finest, spot_of
from onrecord.matters.slots import mention, said
from onrecord.matters.stems import stem, terms
from onrecord.matters.types import Mention, Origin, Party, Reading
from onrecord.matters.vocabulary import is_light, is_telling, most_telling
from onrecord.model import Event, Place, Record, Statement

TOPIC = 40  # stems that a report is told by
_PRESENT = re.compile(
    r"\b(?:is|are|was|were|been|remain(?:s|ed)?)\b(?: (?:now|already|still))? (?:in|at|near|inside|on)\b"
)
_OWN = re.compile(r"(?:his|her|its|their|our|my) (?:country|government|army|military|forces|troops|soldiers)\b", re.I)
_REACH = 30  # characters behind "are in" in which the place begins
_BACK = re.compile(
    r"\b(?:it|them|this|the (?:reports?|matter|deployment|claims?|accusations?|accounts?|attacks?)|any \w+)\b|"
    r"\b(?:comment|speculate|confirmation)\b", re.IGNORECASE,
)


def reading(record: Record) -> Reading:
    """What linking needs to know of one report."""
    scene = Scene(record)
    origins = Origins(scene)
    told = sorted((*_events(scene, origins), *_bare(scene, origins)), key=_place)
    told = list(_referred(told))
    found = sorted((*told, *counted(scene, origins, told)), key=lambda m: m.id)
    report = record.report
    return Reading(report.id, scene.day, report.outlet, topic(report.title, report.text), tuple(found),
                   credit(report.text))


def topic(title: str | None, text: str) -> tuple[str, ...]:
    """The most telling stems of a report, the first first: often there, and rare anywhere."""
    return most_telling(terms(f"{title or ''}\n{text}"), TOPIC)


def trigger_stem(text: str) -> str:
    """The base form of a trigger: of its first word that means something."""
    stems = [stem(word) for word in re.findall(r"\w+", text)]
    return next((s for s in stems if not is_light(s)), stems[0] if stems else "")


def _place(told: Mention) -> tuple[int, int, str]:
    return told.words[0].start, told.words[0].end, told.kind


def _events(scene: Scene, origins: Origins) -> Iterable[Mention]:
    for event in scene.record.events:
        base = trigger_stem(event.trigger.text)
        if not is_light(base):
            yield _event(scene, origins, event, base)


def _event(scene: Scene, origins: Origins, event: Event, base: str) -> Mention:
    statement = scene.statements.get(event.statement or "")
    teller = origins.of[statement.id] if statement else None
    first, last = scene.day_of(event.time)
    spots = (scene.spot(event.place, "at"), scene.spot(event.origin, "from"), scene.spot(event.destination, "to"))
    told = replace(
        mention(scene, "event", event.trigger, *(statement.content if statement else ())),
        stem=base, type=event.type, status=event.status, factuality=event.factuality, telling=is_telling(base),
        actors=parties(_own(scene.party(a), teller) for a in event.actors),
        targets=parties(_own(scene.party(t), teller) for t in event.targets),
        spots=tuple(s for s in spots if s), start=first, end=last,
    )
    return said(scene, origins, statement, told)


def _own(party: Party, teller: Origin | None) -> Party:
    """A party that a speaker calls their own ("his country", "our forces") is of the speaker's state."""
    if party.country or teller is None or teller.country is None or not _OWN.match(party.name):
        return party
    return Party(party.name, party.kind or "group", teller.country, party.sector)


def parties(found: Iterable[Party]) -> tuple[Party, ...]:
    """Each party once, in order of name."""
    return tuple(sorted(set(found), key=lambda p: (p.name, p.kind or "", p.country or "")))


def _bare(scene: Scene, origins: Origins) -> Iterable[Mention]:
    """The statements that no event of their own carries."""
    carried = {e.statement for e in scene.record.events if not _says_nothing(e)}
    for statement in scene.record.statements:
        if statement.content and (statement.id not in carried or _whereabouts(scene, statement)):
            yield _statement(scene, origins, statement)


def _says_nothing(event: Event) -> bool:
    base = trigger_stem(event.trigger.text)
    return is_light(base) or is_telling(base)


def _whereabouts(scene: Scene, statement: Statement) -> Place | None:
    """Where somebody is said to be ("8,000 of them are in the region"); None where nobody is."""
    for span in statement.content:
        for verb in _PRESENT.finditer(scene.text, span.start, span.end):
            found = scene.places_in(verb.end(), verb.end() + _REACH)
            if found:
                return finest(found)
    return None


def _statement(scene: Scene, origins: Origins, statement: Statement) -> Mention:
    first, *rest = statement.content
    where = _whereabouts(scene, statement)
    people = [
        scene.party_of(e) for span in statement.content for e in scene.entities_in(span.start, span.end)
        if e.kind in ("country", "group", "organization")
    ]
    people.sort(key=lambda p: p.kind != "group")
    places = [where] if where else [p for s in statement.content for p in scene.places_in(s.start, s.end)][-1:]
    told = replace(
        mention(scene, "statement", first, *([statement.cue] if statement.cue else ()), *rest),
        stem="presenc" if where else "", status="ongoing" if where else "unknown",
        factuality=3.0 if where else 0.0, actors=tuple(people[:1]), spots=tuple(spot_of(p, "at") for p in places),
    )
    return said(scene, origins, statement, told)


def _referred(told: Iterable[Mention]) -> Iterable[Mention]:
    """Mentions in text order, with `about` where a statement points back ("could not confirm the reports")."""
    last: Mention | None = None
    for one in told:
        if one.kind == "event" or one.stem:
            last = last if one.telling else one
            yield one
        elif last is not None and any(_BACK.search(w.text) for w in one.words):
            yield replace(one, about=last.id)
        else:
            yield one
