"""Named questions to the store; each gives typed rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, func, or_, select

from onrecord.errors import InputError
from onrecord.model import Record, Report
from onrecord.store.backends import Backend
from onrecord.store import names
from onrecord.store.pack import unpack, unpack_report
from onrecord.store.question import ALL, Question, moment
from onrecord.store.rows import Answer, EventRow, FigureRow, MatterRow, ReportRow, StatementRow, TurnRow
from onrecord.store.schema import event, figure, matter, name, party, reading, report, slot, statement, told, turn

SPEAKER, ACTOR, PLACE = ("source", "via"), ("source", "via", "actor", "target"), ("at", "from", "to", "about")
AT_ONCE = 500  # reports looked up in one question
PHRASE = re.compile(r'"([^"]*)"|(\S+)')

R = TypeVar("R", bound=msgspec.Struct)


def reports(connection: Connection, asked: Question = ALL) -> Answer[ReportRow]:
    """Reports, by day of publication."""
    chosen = select(*_columns(report, "id", "published", "outlet", "title", "url", "ingested"), reading.c.reader)
    held = _held(chosen.join(reading, reading.c.report_key == report.c.key), asked)
    return _answer(connection, held.order_by(report.c.day.nulls_last(), report.c.id), asked, ReportRow)


def statements(connection: Connection, asked: Question = ALL) -> Answer[StatementRow]:
    """Statements, by day of publication and in the order of the text."""
    return _findings(connection, statement, asked, StatementRow)


def events(connection: Connection, asked: Question = ALL) -> Answer[EventRow]:
    """Events, by day of publication and in the order of the text."""
    return _findings(connection, event, asked, EventRow)


def figures(connection: Connection, asked: Question = ALL) -> Answer[FigureRow]:
    """Figures, by day of publication and in the order of the text."""
    return _findings(connection, figure, asked, FigureRow)


def search(connection: Connection, backend: Backend, words: str, asked: Question = ALL) -> Answer[StatementRow]:
    """Statements with all of some words in their content or in the name of who says it; the best match first.

    Args:
        connection: reads.
        backend: of the store.
        words: inflected as may be; words in double quotation marks stand next to each other.
        asked: what else narrows the question.

    Raises:
        InputError: there is no word to look for.
    """
    phrases = " ".join(f'"{found}"' for found in _phrases(words))
    if not phrases:
        raise InputError("search", "there is no word to look for", "give at least one")
    matching = backend.matching(phrases)
    chosen = _selected(statement, StatementRow).join(matching, matching.c.key == statement.c.key)
    ordered = _narrowed(chosen, statement, asked).order_by(matching.c.rank, *_in_order(statement))
    return _answer(connection, ordered, asked, StatementRow)


def matters(connection: Connection, asked: Question = ALL) -> Answer[MatterRow]:
    """Matters as they stand now, the last to turn first; `since` is the day of the last report."""
    chosen = select(*_columns(matter, *MatterRow.__struct_fields__))
    for word in (asked.about or "").split():
        chosen = chosen.where(matter.c.title.icontains(word, autoescape=True))
    if asked.standing is not None:
        chosen = chosen.where(matter.c.standing.icontains(asked.standing, autoescape=True))
    if asked.since is not None:
        chosen = chosen.where(matter.c.last_day >= asked.since)
    ordered = _with_parties(chosen, asked).order_by(matter.c.turned.desc(), matter.c.last_day.desc(), matter.c.id)
    return _answer(connection, ordered, asked, MatterRow)


def turns(connection: Connection, asked: Question = ALL) -> Answer[TurnRow]:
    """Turns by day."""
    own = {"title": matter.c.title, "matter": matter.c.id, "report": told.c.report}
    fields = (field for field in TurnRow.__struct_fields__ if field != "words")
    chosen = select(*((own[f] if f in own else turn.c[f]).label(f) for f in fields))
    chosen = chosen.join(matter, matter.c.key == turn.c.matter_key).outerjoin(told, told.c.key == turn.c.told_key)
    chosen = _with_parties(chosen, asked)
    if asked.since is not None:
        chosen = chosen.where(turn.c.day >= asked.since)
    if asked.until is not None:
        chosen = chosen.where(turn.c.day <= asked.until)
    ordered = chosen.order_by(turn.c.day, matter.c.id, turn.c.number)
    rows = connection.execute(ordered if asked.limit is None else ordered.limit(asked.limit)).all()
    texts = _texts(connection, {row.report for row in rows if row.report is not None})
    return Answer(TurnRow, [TurnRow(**row._mapping, words=_words(row, texts)) for row in rows])


def _words(row: Any, texts: Mapping[str, str]) -> str:  # noqa: ANN401  a row has the attributes of its columns
    return "" if row.report is None else texts[row.report][row.start : row.end]


def _texts(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The texts of some reports."""
    ordered, found = sorted(ids), dict[str, str]()
    for first in range(0, len(ordered), AT_ONCE):
        some = report.c.id.in_(ordered[first : first + AT_ONCE]), report.c.removed.is_(None)
        found |= {row.id: unpack_report(row.body).text for row in connection.execute(select(report).where(*some))}
    return found


def _with_parties(chosen: Select[Any], asked: Question) -> Select[Any]:
    """Matters in which somebody takes part, and that touch a place."""
    for wanted, role in ((asked.actor, "actor"), (asked.place, "place")):
        if wanted is not None:
            codes = select(func.lower(names.of_state(wanted).subquery().c.country))
            of_state = select(name.c.key).where(name.c.folded.in_(codes))
            taking = select(party.c.matter_key).where(party.c.role == role)
            called = or_(party.c.name_key.in_(names.called(wanted)), party.c.name_key.in_(of_state))
            chosen = chosen.where(matter.c.key.in_(taking.where(called)))
    return chosen


def record(connection: Connection, id_: str) -> Record | None:
    """The record of a report as it is now; None where there is none."""
    chosen = select(report.c.body, reading.c.body.label("found")).join(reading, reading.c.report_key == report.c.key)
    row = connection.execute(chosen.where(report.c.id == id_, reading.c.until.is_(None))).first()
    return None if row is None else unpack(row.found, unpack_report(row.body))


def records(connection: Connection, asked: Question = ALL) -> Iterator[Record]:
    """The records themselves, in the order of their reports' ids."""
    chosen = select(report.c.body, reading.c.body.label("found")).join(reading, reading.c.report_key == report.c.key)
    for row in connection.execution_options(yield_per=100).execute(_held(chosen, asked).order_by(report.c.id)):
        yield unpack(row.found, unpack_report(row.body))


def read_by_others(connection: Connection, version: str) -> list[str]:
    """The ids of reports whose present reading is by another version of the reader."""
    held = select(report.c.id).join(reading, reading.c.report_key == report.c.key).where(reading.c.until.is_(None))
    return list(connection.scalars(held.where(reading.c.reader != version).order_by(report.c.id)))


def report_text(connection: Connection, id_: str) -> Report | None:
    """A report as it was given; None where there is none."""
    body = connection.scalar(select(report.c.body).where(report.c.id == id_, report.c.removed.is_(None)))
    return None if body is None else unpack_report(body)


def _phrases(words: str) -> list[str]:
    parts = (quoted or single for quoted, single in PHRASE.findall(words))
    return [part.replace('"', " ") for part in parts if any(c.isalnum() for c in part)]


def _columns(table: Table, *names: str) -> list[ColumnElement[Any]]:
    return [table.c[one] for one in names]


def _selected(table: Table, type_: type[R]) -> Select[Any]:
    """The columns of a row, from the findings' table and from their report."""
    own = {"report": report.c.id, "published": report.c.published, "outlet": report.c.outlet}
    chosen = [(own[f] if f in own else table.c[f]).label(f) for f in type_.__struct_fields__]
    joined = select(*chosen).select_from(table).join(reading, reading.c.key == table.c.reading_key)
    return joined.join(report, report.c.key == reading.c.report_key)


def _findings(connection: Connection, table: Table, asked: Question, type_: type[R]) -> Answer[R]:
    chosen = _narrowed(_selected(table, type_), table, asked).order_by(*_in_order(table))
    return _answer(connection, chosen, asked, type_)


def _in_order(table: Table) -> list[ColumnElement[Any]]:
    return [report.c.day.nulls_last(), report.c.id, table.c.start, *table.primary_key.columns]


def _narrowed(chosen: Select[Any], table: Table, asked: Question) -> Select[Any]:
    for wanted, roles in ((asked.speaker, SPEAKER), (asked.actor, ACTOR), (asked.place, PLACE)):
        if wanted is not None:
            parts = select(slot.c.reading_key, slot.c.finding).where(slot.c.name_key.in_(names.called_or_of(wanted)))
            taking = parts.where(slot.c.role.in_(roles)).distinct().subquery()
            same = (taking.c.reading_key == table.c.reading_key) & (taking.c.finding == table.c.id)
            chosen = chosen.join(taking, same)
    return _held(chosen, asked)


def _held(chosen: Select[Any], asked: Question) -> Select[Any]:
    """What was published and known by the days asked for."""
    if asked.report is not None:
        chosen = chosen.where(report.c.id == asked.report)
    if asked.since is not None:
        chosen = chosen.where(report.c.day >= asked.since)
    for last in (asked.until, asked.as_of):
        if last is not None:
            chosen = chosen.where(report.c.day <= last)
    if asked.known_at is None:
        return chosen.where(reading.c.until.is_(None))
    then = moment(asked.known_at)
    return chosen.where(reading.c.since <= then, or_(reading.c.until.is_(None), reading.c.until > then))


def _answer(connection: Connection, chosen: Select[Any], asked: Question, type_: type[R]) -> Answer[R]:
    limited = chosen if asked.limit is None else chosen.limit(asked.limit)
    return Answer(type_, [type_(**row._mapping) for row in connection.execute(limited)])
