"""The tables of an extract: rows by name, in the order in which the record tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from onrecord.exports.extract import POSITIONS, Case, Extract
from onrecord.exports.rows import (
    CommitmentLine,
    ContradictionLine,
    EventLine,
    FigureLine,
    ForecastLine,
    LegLine,
    MatterLine,
    PositionLine,
    ReportLine,
    TurnLine,
)
from onrecord.matters.positions import order, stand
from onrecord.matters.tracks import shown
from onrecord.matters.types import Mention, Party, Position, Words
from onrecord.model import Event
from onrecord.wording.naming import origin
from onrecord.wording.words import fullest

Lines = Iterator[msgspec.Struct]


class Table(NamedTuple):
    """A kind of rows, and what makes them of an extract."""

    type: type[msgspec.Struct]
    rows: Callable[[Extract], Lines]


def table(one: Extract, name: str | None = None) -> list[msgspec.Struct]:
    """The rows of a table, or of the one that the extract names."""
    return list(TABLES[name or one.rows].rows(one))


def _quoted(one: Extract, case: Case, words: Words) -> dict[str, Any]:
    report = one.records[words.report].report
    row = case.row
    return {
        "matter": row.id, "title": row.title, "standing": row.standing, "report": words.report,
        "outlet": report.outlet, "published": report.published, "url": report.url, "start": words.start,
        "end": words.end, "words": words.text,
    }  # fmt: skip


def _part(part: msgspec.Struct | None, **columns: str) -> dict[str, Any]:
    """Columns out of the fields of a part; all are null where it is not there."""
    return {column: getattr(part, field, None) for column, field in columns.items()}


def _each(lines: Callable[[Extract, Case], Lines]) -> Callable[[Extract], Lines]:
    """Rows of every matter, one matter after the other."""
    return lambda one: (line for case in one.cases for line in lines(one, case))


def _matters(one: Extract, case: Case) -> Lines:
    row = case.row
    words = standing_words(case)
    yield MatterLine(
        **_quoted(one, case, words), type=row.type, first_day=row.first_day, last_day=row.last_day, turned=row.turned,
        reports=row.reports, origins=row.origins, statuses=statuses(case.mentions),
        judged=judged(case, case.dossier.matter.mentions),
    )


def standing_words(case: Case) -> Words:
    """The words of the first position by which a matter stands; of its first mention where there is none."""
    found = {p.id: p for p in case.dossier.positions}
    resting = [found[name] for s in case.dossier.standings for name in s.positions if name in found]
    return fullest(resting[0].words if resting else case.mentions[0].words)


def statuses(mentions: Sequence[Mention]) -> str:
    """The statuses of the events among some mentions: a matter of which all is planned did not happen."""
    return "; ".join(sorted({m.status for m in mentions if m.kind == "event"}))


def judged(case: Case, mentions: Sequence[str]) -> str:
    """Who decided on any of some mentions, and how: "fix by Ines Okoro"; "" where nobody did."""
    touching = (j for j in case.dossier.judgements if set(j.mentions) & set(mentions))
    return "; ".join(dict.fromkeys(f"{j.ruling} by {j.who}" for j in touching))


def _positions(one: Extract, case: Case) -> Lines:
    for position in sorted(case.dossier.positions, key=order):
        yield _position(one, case, position)


def _position(one: Extract, case: Case, position: Position) -> PositionLine:
    quantity, own = position.quantity, set(position.mentions)
    return PositionLine(
        **_quoted(one, case, fullest(position.words)), position=position.id, day=position.day,
        origin=position.origin.id, origin_name=origin(position.origin.id), speaker=position.origin.speaker,
        country=position.origin.country, official=position.origin.official, stand=position.stand,
        earlier=position.earlier, figure=shown(quantity) if quantity else "",
        **_part(quantity, value="value", low="low", high="high", bound="bound", unit="unit", counted="of"),
        rests_on="; ".join(position.rests_on), superseded_by=position.superseded_by,
        statuses=statuses([m for m in case.mentions if m.id in own]), judged=judged(case, position.mentions),
        spans="; ".join(f"{w.report}#{w.start}-{w.end}" for w in position.words),
    )


def _turns(one: Extract, case: Case) -> Lines:
    for turn in case.dossier.turns:
        words = fullest(turn.words) if turn.words else standing_words(case)
        yield TurnLine(**_quoted(one, case, words), day=turn.day, of=turn.of, origin=turn.origin, before=turn.before,
                       after=turn.after)


def _figures(one: Extract, case: Case) -> Lines:
    for track in sorted(case.dossier.tracks, key=lambda t: (-len(t.steps), t.definition)):
        defined = track.definition
        for step in track.steps:
            quantity = step.quantity
            yield FigureLine(
                **_quoted(one, case, step.words[0]), track=track.id, unit=defined.unit, of=defined.of,
                place=defined.place, state=defined.state, day=step.day, origin=step.origin, value=quantity.value,
                low=quantity.low, high=quantity.high, bound=quantity.bound, figure=shown(quantity), move=step.move,
                as_of=step.as_of, mention=step.mention, beside="; ".join(track.beside),
            )


def _contradictions(one: Extract, case: Case) -> Lines:
    for pair in case.dossier.contradictions:
        right = fullest(pair.right_words)
        yield ContradictionLine(
            **_quoted(one, case, fullest(pair.left_words)), of=pair.of, reason=pair.reason, left=pair.left,
            left_day=pair.left_day, right=pair.right, right_day=pair.right_day, right_report=right.report,
            right_start=right.start, right_end=right.end, right_words=right.text, track=pair.track,
        )


def _events(one: Extract, case: Case) -> Lines:
    for mention in case.mentions:
        if mention.kind == "event":
            yield _event(one, case, mention)


def _event(one: Extract, case: Case, mention: Mention) -> EventLine:
    read, spot = event(one, mention), next(iter(mention.spots), None)
    coded = read if read is not None and read.type == mention.type else None  # another type was given by a person
    return EventLine(
        **_quoted(one, case, mention.words[0]), event=mention.id, type=mention.type,
        **_part(coded, mode="mode", cameo="cameo"), status=mention.status, factuality=mention.factuality,
        said_by=mention.origin.id if mention.origin else "", stand=stand(mention),
        actors=_names(mention.actors), actor_codes=_codes(mention.actors), targets=_names(mention.targets),
        target_codes=_codes(mention.targets), first_day=mention.start, last_day=mention.end,
        place=spot.name if spot else "", judged=judged(case, [mention.id]),
        **_part(spot, place_country="country", lat="lat", lon="lon", radius_km="radius_km"),
    )


def event(one: Extract, mention: Mention) -> Event | None:
    """The event of the report's record that a mention is about, by where it stands."""
    words = mention.words[0]
    events = one.records[words.report].events
    return next((e for e in events if (e.trigger.start, e.trigger.end) == (words.start, words.end)), None)


def code(party: Party) -> str:
    """A party as event data write it: "RUSMIL"; "" where neither country nor sector is known."""
    return f"{party.country or ''}{party.sector or ''}"


def _names(parties: Sequence[Party]) -> str:
    return "; ".join(party.name for party in parties)


def _codes(parties: Sequence[Party]) -> str:
    return "; ".join(filter(None, map(code, parties)))


def _legs(one: Extract, case: Case) -> Lines:
    for route in case.dossier.routes:
        for number, leg in enumerate(route.legs, 1):
            yield LegLine(
                **_quoted(one, case, leg.words[0]), route=route.id, number=number, mover=route.mover,
                origin=leg.origin, status=leg.status, first_day=leg.first_day, last_day=leg.last_day,
                **_part(leg.start, from_place="name", from_lat="lat", from_lon="lon"),
                **_part(leg.end, to_place="name", to_lat="lat", to_lon="lon"),
            )


def _forecasts(one: Extract, case: Case) -> Lines:
    for made in case.dossier.forecasts:
        yield ForecastLine(
            **_quoted(one, case, fullest(made.words)), origin=made.origin.id, made_on=made.made_on,
            window_start=made.window_start, window_end=made.window_end, outcome=made.outcome,
            settled_on=made.settled_on, settled_by=made.settled_by,
        )


def _commitments(one: Extract, case: Case) -> Lines:
    for made in case.dossier.commitments:
        yield CommitmentLine(
            **_quoted(one, case, fullest(made.words)), bound=made.bound, beneficiary=made.beneficiary,
            **_part(made.condition, condition="text"), made_on=made.made_on, met_by=made.met_by,
        )


def _reports(one: Extract) -> Lines:
    for row in one.reports:
        authors = "; ".join(one.records[row.id].report.authors)
        yield ReportLine(row.id, row.outlet, row.published, row.title, authors, row.url, row.credit, row.family,
                         row.copy_of, row.copy, row.reader)


TABLES = {
    "matters": Table(MatterLine, _each(_matters)),
    POSITIONS: Table(PositionLine, _each(_positions)),
    "turns": Table(TurnLine, _each(_turns)),
    "figures": Table(FigureLine, _each(_figures)),
    "contradictions": Table(ContradictionLine, _each(_contradictions)),
    "events": Table(EventLine, _each(_events)),
    "legs": Table(LegLine, _each(_legs)),
    "forecasts": Table(ForecastLine, _each(_forecasts)),
    "commitments": Table(CommitmentLine, _each(_commitments)),
    "reports": Table(ReportLine, _reports),
}
