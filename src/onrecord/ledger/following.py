"""What is followed over time: the figure tracks of all matters, and one origin through all that it has said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import asdict, replace
from sqlalchemy import Connection

from onrecord.ledger.linking import as_read, kin, own
from onrecord.ledger.settling import parties
from onrecord.ledger.showing import opened
from onrecord.matters.dossier import Dossier, dossier
from onrecord.matters.fold import passage
from onrecord.matters.origins import lift
from onrecord.matters.positions import order
from onrecord.matters.tracks import shown
from onrecord.matters.types import Mention, Position, Step, Track, Turn
from onrecord.model import Entity
from onrecord.store import at_issue, derived, names, query
from onrecord.store.findings import fold
from onrecord.store.names import Name
from onrecord.store.question import Question
from onrecord.store.rows import AccountRow, Answer, MatterRow, StatementRow, StepRow

Parties = Collection[tuple[Name, str]]
Carried = dict[tuple[str, str], list[Mention]]  # what a statement tells, by report and id


def tracks(connection: Connection, asked: Question) -> Answer[StepRow]:
    """The tracks of all matters, step by step: matters as they turned last, in each the longest track first.

    `since`, `until`, `actor` and `place` choose tracks with such a step, and leave them whole; `limit` counts tracks.
    """
    takes_part = (_taking(connection, asked.actor, "actor"), _taking(connection, asked.place, "place"))
    rows: list[StepRow] = []
    found = 0
    for matter in at_issue.counting(connection, asked):
        one, readings = opened(connection, matter.id)
        mentions = {m.id: m for reading in readings.values() for m in reading.mentions}
        brief = dossier(one, readings, one.last_day)
        for track in sorted(brief.tracks, key=lambda t: (-len(t.steps), t.definition)):
            named = parties(mentions[step.mention] for step in track.steps)
            if _within(track, asked) and all(takes(named) for takes in takes_part):
                if found == asked.limit:
                    return Answer(StepRow, rows)
                found += 1
                rows += (_step(matter, track, step) for step in track.steps)
    return Answer(StepRow, rows)


def _taking(connection: Connection, wanted: str | None, role: str) -> Callable[[Parties], bool]:
    """Whether somebody is among some parties: by a part of the name, or by the country that goes by it."""
    if wanted is None:
        return lambda _parties: True
    called = names.called(connection, wanted)
    return lambda named: any(of == role and called.means(name) for name, of in named)


def _within(track: Track, asked: Question) -> bool:
    return any((asked.since or "") <= step.day <= (asked.until or "9999") for step in track.steps)


def _step(matter: MatterRow, track: Track, step: Step) -> StepRow:
    defined, quantity, words = track.definition, step.quantity, step.words[0]
    unit = next((s.quantity.unit.split()[-1] for s in track.steps if s.quantity.unit), defined.unit)
    return StepRow(
        matter.id, matter.title, track.id, unit, defined.of, defined.place, defined.state, step.day, step.origin,
        quantity.value, quantity.low, quantity.high, quantity.bound, shown(quantity), step.move, step.as_of, words.text,
        words.report, words.start, words.end, step.mention, "; ".join(track.beside),
    )


class _On(NamedTuple):
    """A statement on a matter: the position that it takes there, and the mention by which it does."""

    matter: MatterRow
    position: Position
    mention: Mention


def account(connection: Connection, asked: Question, body: str | None = None) -> Answer[AccountRow]:
    """All that somebody (`speaker`) has said, matter by matter, those that most reports tell of first; then by day.

    `body` is the id of the body that goes by the speaker's name, where that is known.
    """
    said, carried = _said(connection, asked, body)
    homes = derived.homes(connection, {m.id for some in carried.values() for m in some})
    found = {row.id: row for row in at_issue.matters_by_id(connection, set(homes.values()))}
    briefs = {id_: _brief(connection, id_) for id_ in found}
    placed = [(row, _on(carried.get((row.report, row.id), ()), homes, found, briefs)) for row in said]
    placed.sort(key=_group)
    return Answer(AccountRow, list(_accounted(placed, briefs)))


def _brief(connection: Connection, matter: str) -> Dossier:
    one, readings = opened(connection, matter)
    return dossier(one, readings, one.last_day)


def _said(connection: Connection, asked: Question, body: str | None) -> tuple[list[StatementRow], Carried]:
    """The statements of somebody with the mentions that each tells; for a body also those of whoever speaks for it."""
    said = list(query.statements(connection, asked))
    carried = _carried(connection, said)
    bodies = _bodies(connection, asked.speaker or "", body, carried)
    known = {(row.report, row.id) for row in said}
    for report in sorted(kin(connection, derived.reports_naming(connection, {fold(id_) for id_ in bodies}))):
        rows = query.statements(connection, replace(asked, speaker=None, report=report))
        more = _carried(connection, rows)
        mine = {key for key, some in more.items() if any(m.origin and m.origin.id in bodies for m in some)} - known
        said += [row for row in rows if (row.report, row.id) in mine]
        carried |= {key: more[key] for key in mine}
    said.sort(key=lambda row: (row.published or "9999", row.report, row.start, row.id))
    return said[: asked.limit], carried


def _bodies(connection: Connection, name: str, body: str | None, carried: Carried) -> set[str]:
    """The ids of the bodies that go by a name: by the name itself, or by what is said under it; a person is none."""
    lifted = lift(Entity("", name, "organization"))
    found = {body} if body else {lifted.id} if lifted.official else set()
    if "organization" in names.kinds(connection, name):
        found |= {o.id for some in carried.values() for m in some if (o := m.origin) and o.official}
    return found


def _carried(connection: Connection, said: Iterable[StatementRow]) -> Carried:
    """The mentions that each statement tells: those that begin within its content.

    For what is folded, as a copy tells it only, stands the mention of the report that it is a copy of.
    """
    told = derived.found_told(connection, kin(connection, {row.report for row in said}))
    mine = [m for id_ in sorted(told) for m in own(told[id_]).mentions]
    kept, first = {m.id: m for m in mine}, {passage(m): m for m in reversed(mine)}
    found: Carried = {}
    for row in said:
        there = as_read(told[row.report]).mentions if row.report in told else ()
        begun = [m for m in there if row.start <= m.words[0].start < row.end and not m.telling]
        standing = (kept.get(m.id) or first.get(passage(m)) for m in begun)
        found[row.report, row.id] = [m for m in standing if m is not None]
    return found


def _on(
    mentions: Iterable[Mention], homes: Mapping[str, str], known: Mapping[str, MatterRow],
    briefs: Mapping[str, Dossier],
) -> _On | None:
    """The matter of the most reports among those of some mentions, with the weightiest position; None for none."""
    found = [
        _On(known[homes[m.id]], position, m) for m in mentions if m.id in homes
        for position in briefs[homes[m.id]].positions if m.id in position.mentions
    ]
    return max(found, key=lambda on: (on.matter.reports, on.matter.id, order(on.position), on.mention.id), default=None)


def _group(placed: tuple[StatementRow, _On | None]) -> tuple[bool, int, str, str, str, int]:
    row, on = placed
    if on is None:
        return True, 0, "", row.published or "9999", row.report, row.start
    return False, -on.matter.reports, on.matter.id, on.position.day, row.report, row.start


def _accounted(
    placed: Iterable[tuple[StatementRow, _On | None]], briefs: Mapping[str, Dossier],
) -> Iterator[AccountRow]:
    """The rows; a turn is told once, with the first statement that makes it."""
    told: set[Turn] = set()
    for row, on in placed:
        turned = [turn for turn in _turns(on, briefs) if turn not in told]
        told.update(turned)
        yield _row(row, on, "; ".join(f"{turn.before or '–'} → {turn.after}" for turn in turned))


def _turns(on: _On | None, briefs: Mapping[str, Dossier]) -> list[Turn]:
    """The turns of an origin, in its position or its figure, on the day of a position."""
    if on is None:
        return []
    made = (turn for turn in briefs[on.matter.id].turns if turn.of != "standing")
    return [turn for turn in made if (turn.day, turn.origin) == (on.position.day, on.position.origin.id)]


def _row(row: StatementRow, on: _On | None, turned: str) -> AccountRow:
    if on is None:
        return AccountRow(**asdict(row), matter=None, title="", standing="", day=(row.published or "")[:10], origin="",
                          stand="", turned="")
    matter, position = on.matter, on.position
    return AccountRow(**asdict(row), matter=matter.id, title=matter.title, standing=matter.standing, day=position.day,
                      origin=position.origin.id, stand=position.stand, turned=turned)
