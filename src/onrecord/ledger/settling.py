"""A matter as it is kept: the row that it is found by, its members, the names in it and its turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from onrecord.ledger.packing import pack_matter
from onrecord.matters.dossier import Dossier, dossier
from onrecord.matters.turns import named as standing_name
from onrecord.matters.types import Matter, Mention, Reading, Turn
from onrecord.store import names
from onrecord.store.at_issue import USUAL
from onrecord.store.derived import Settled
from onrecord.store.findings import Row, fold
from onrecord.store.names import Name


def settled(one: Matter, readings: Mapping[str, Reading]) -> Settled:
    """A matter with what follows from it; `readings` hold the reports of its mentions."""
    reports = {name.rpartition("#")[0] for name in one.mentions}
    mentions = {m.id: m for report in reports for m in readings[report].mentions}
    found = dossier(one, readings, one.last_day)
    row = {**_row(found), "reports": len(reports), "topic": one.topic, "body": pack_matter(one)}
    named = parties(mentions[name] for name in one.mentions)
    words = ((word, "word") for word in names.words(one.title, (name for name, _part in named)))
    known = {*named, *words, *_standings(found)}
    return Settled(row, one.mentions, known, list(map(_turn, found.turns)))


def _standings(found: Dossier) -> Iterator[tuple[Name, str]]:
    told = {standing_name(standing) for standing in found.standings}
    return ((names.standing(one), "standing") for one in told if one != USUAL)


def _row(found: Dossier) -> Row:
    one = found.matter
    return {
        "id": one.id, "title": one.title, "type": one.type, "first_day": one.first_day, "last_day": one.last_day,
        "standing": "; ".join(dict.fromkeys(standing_name(standing) for standing in found.standings)),
        "turned": max((turn.day for turn in found.turns), default=""),
        "origins": len({position.origin.root for position in found.positions}),
    }  # fmt: skip


def _turn(turn: Turn) -> Row:
    words = turn.words[-1] if turn.words else None
    return {
        "day": turn.day, "of": turn.of, "origin": turn.origin, "before": turn.before, "after": turn.after,
        "report": words.report if words else None, "start": words.start if words else None,
        "end": words.end if words else None,
    }  # fmt: skip


def parties(members: Iterable[Mention]) -> set[tuple[Name, str]]:
    """Names by role, countries by their code too."""
    found = {(name, role) for mention in members for name, role in _named(mention)}
    return {(name, role) for name, role in found if name[0]}


def _named(mention: Mention) -> Iterator[tuple[Name, str]]:
    for party in (*mention.actors, *mention.targets):
        yield (fold(party.name), party.kind or "", party.country or ""), "actor"
        yield names.code(party.country), "actor"
    for origin in (mention.origin, *mention.rests_on):
        if origin is not None:
            yield from ((_bare(name), "actor") for name in (origin.speaker, origin.body))
            yield names.code(origin.country), "actor"
    for spot in mention.spots:
        yield (fold(spot.name), "place", spot.country or ""), "place"
        yield names.code(spot.country), "place"


def _bare(name: str | None) -> Name:
    return fold(name or ""), "", ""
