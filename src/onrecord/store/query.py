"""Named questions to the store; each gives typed rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, func, literal, or_, select

from onrecord.errors import InputError
from onrecord.model import Record, Report
from onrecord.store.backends import Backend
from onrecord.store.findings import fold
from onrecord.store.pack import unpack, unpack_report
from onrecord.store.question import ALL, Question, moment
from onrecord.store.rows import Answer, EventRow, FigureRow, MatterRow, ReportRow, StatementRow, TurnRow
from onrecord.store.schema import event, figure, matter, member, name, party, reading, report, slot, statement, turn

SPEAKER, ACTOR, PLACE = ("source", "via"), ("source", "via", "actor", "target"), ("at", "from", "to", "about")
NEAR = 0.7  # likeness from which another name may be meant
PHRASE = re.compile(r'"([^"]*)"|(\S+)')

R = TypeVar("R", bound=msgspec.Struct)


def reports(connection: Connection, asked: Question = ALL) -> Answer[ReportRow]:
    """Reports, by day of publication."""
    chosen = select(*_columns(report, "id", "published", "outlet", "title", "url", "ingested"), reading.c.reader)
    within = held(chosen.join(reading, reading.c.report_key == report.c.key), asked)
    return _answer(connection, within.order_by(report.c.day.nulls_last(), report.c.id), asked, ReportRow)


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
    chosen = selected(statement, StatementRow).join(matching, matching.c.key == statement.c.key)
    ordered = narrowed(chosen, statement, asked).order_by(matching.c.rank, *_in_order(statement))
    return _answer(connection, ordered, asked, StatementRow)


def matters(connection: Connection, asked: Question = ALL) -> Answer[MatterRow]:
    """Matters as they stand now, the last to turn first; `since` is the day of the last report."""
    chosen = _titled(select(*_columns(matter, *MatterRow.__struct_fields__)), asked)
    if asked.standing is not None:
        chosen = chosen.where(matter.c.standing.icontains(asked.standing, autoescape=True))
    if asked.since is not None:
        chosen = chosen.where(matter.c.last_day >= asked.since)
    ordered = _with_parties(chosen, asked).order_by(matter.c.turned.desc(), matter.c.last_day.desc(), matter.c.id)
    return _answer(connection, ordered, asked, MatterRow)


def turns(connection: Connection, asked: Question = ALL) -> Answer[TurnRow]:
    """Turns by day."""
    own = {"title": matter.c.title}
    chosen = select(*(own[f] if f in own else turn.c[f] for f in TurnRow.__struct_fields__))
    chosen = _with_parties(chosen.join(matter, matter.c.id == turn.c.matter), asked)
    if asked.since is not None:
        chosen = chosen.where(turn.c.day >= asked.since)
    if asked.until is not None:
        chosen = chosen.where(turn.c.day <= asked.until)
    return _answer(connection, chosen.order_by(turn.c.day, turn.c.matter, turn.c.key), asked, TurnRow)


def counting(connection: Connection, asked: Question = ALL) -> Answer[MatterRow]:
    """Matters with figures, the last to turn first; as `matters`, but that `since` and `limit` do not narrow."""
    figures = select(member.c.matter).where(member.c.mention.contains("#figure:", autoescape=True))
    chosen = _titled(select(*_columns(matter, *MatterRow.__struct_fields__)), asked).where(matter.c.id.in_(figures))
    ordered = _with_parties(chosen, asked).order_by(matter.c.turned.desc(), matter.c.last_day.desc(), matter.c.id)
    return Answer(MatterRow, [MatterRow(**row._mapping) for row in connection.execute(ordered)])


def matters_by_id(connection: Connection, ids: Collection[str]) -> list[MatterRow]:
    """The matters of some ids, in order of id."""
    chosen = select(*_columns(matter, *MatterRow.__struct_fields__)).where(matter.c.id.in_(sorted(ids)))
    return [MatterRow(**row._mapping) for row in connection.execute(chosen.order_by(matter.c.id))]


def codes(connection: Connection, wanted: str) -> set[str]:
    """The code of the country that goes by a name, in small letters; nothing where it is no country's."""
    code = func.lower(name.c.country)
    of_state = select(code).where(name.c.folded == fold(wanted), name.c.kind == "country", code != "")
    return set(connection.scalars(of_state))


def names_like(connection: Connection, wanted: str, limit: int = 5) -> list[str]:
    """Folded names that are nearly what is asked for, as a whole or in a word, or that hold it; the likest first."""
    names = list(connection.scalars(select(name.c.folded).distinct().order_by(name.c.folded)))
    folded = fold(wanted)
    parts = {part: one for one in reversed(names) for part in (*one.split(), one)}
    near = (parts[part] for part in get_close_matches(folded, parts, limit, NEAR))
    return list(dict.fromkeys((*near, *(one for one in names if folded and folded in one))))[:limit]


def kinds(connection: Connection, wanted: str) -> set[str]:
    """What goes by exactly this name in the record: "person", "organization", "country"."""
    return set(connection.scalars(select(name.c.kind).where(name.c.folded == fold(wanted))))


def _titled(chosen: Select[Any], asked: Question) -> Select[Any]:
    for word in (asked.about or "").split():
        chosen = chosen.where(matter.c.title.icontains(word, autoescape=True))
    return chosen


def _with_parties(chosen: Select[Any], asked: Question) -> Select[Any]:
    """Matters in which somebody takes part, and that touch a place."""
    for wanted, role in ((asked.actor, "actor"), (asked.place, "place")):
        if wanted is not None:
            code = func.lower(name.c.country)
            of_state = select(code).where(name.c.folded == fold(wanted), name.c.kind == "country", code != "")
            taking = select(party.c.matter).where(party.c.role == role)
            called = _holds(party.c.folded, fold(wanted))
            chosen = chosen.where(matter.c.id.in_(taking.where(or_(called, party.c.folded.in_(of_state)))))
    return chosen


def record(connection: Connection, id_: str) -> Record | None:
    """The record of a report as it is now; None where there is none."""
    chosen = select(report.c.body, reading.c.body.label("found")).join(reading, reading.c.report_key == report.c.key)
    row = connection.execute(chosen.where(report.c.id == id_, reading.c.until.is_(None))).first()
    return None if row is None else unpack(row.found, unpack_report(row.body))


def records(connection: Connection, asked: Question = ALL) -> Iterator[Record]:
    """The records themselves, in the order of their reports' ids."""
    chosen = select(report.c.body, reading.c.body.label("found")).join(reading, reading.c.report_key == report.c.key)
    for row in connection.execution_options(yield_per=100).execute(held(chosen, asked).order_by(report.c.id)):
        yield unpack(row.found, unpack_report(row.body))


def read_by_others(connection: Connection, version: str) -> list[str]:
    """The ids of reports whose present reading is by another version of the reader."""
    kept = select(report.c.id).join(reading, reading.c.report_key == report.c.key).where(reading.c.until.is_(None))
    return list(connection.scalars(kept.where(reading.c.reader != version).order_by(report.c.id)))


def report_text(connection: Connection, id_: str) -> Report | None:
    """A report as it was given; None where there is none."""
    body = connection.scalar(select(report.c.body).where(report.c.id == id_, report.c.removed.is_(None)))
    return None if body is None else unpack_report(body)


def _phrases(words: str) -> list[str]:
    parts = (quoted or single for quoted, single in PHRASE.findall(words))
    return [part.replace('"', " ") for part in parts if any(c.isalnum() for c in part)]


def _columns(table: Table, *names: str) -> list[ColumnElement[Any]]:
    return [table.c[one] for one in names]


def selected(table: Table, type_: type[R]) -> Select[Any]:
    """The columns of a row, from the findings' table and from their report."""
    own = {"report": report.c.id, "published": report.c.published, "outlet": report.c.outlet}
    chosen = [(own[f] if f in own else table.c[f]).label(f) for f in type_.__struct_fields__]
    joined = select(*chosen).select_from(table).join(reading, reading.c.key == table.c.reading_key)
    return joined.join(report, report.c.key == reading.c.report_key)


def _findings(connection: Connection, table: Table, asked: Question, type_: type[R]) -> Answer[R]:
    chosen = narrowed(selected(table, type_), table, asked).order_by(*_in_order(table))
    return _answer(connection, chosen, asked, type_)


def _in_order(table: Table) -> list[ColumnElement[Any]]:
    return [report.c.day.nulls_last(), report.c.id, table.c.start, table.c.key]


def narrowed(chosen: Select[Any], table: Table, asked: Question) -> Select[Any]:
    """The findings in which somebody or some place plays a part, of the reports that are held."""
    for wanted, roles in ((asked.speaker, SPEAKER), (asked.actor, ACTOR), (asked.place, PLACE)):
        if wanted is not None:
            parts = select(slot.c.reading_key, slot.c.finding).where(slot.c.name_key.in_(_called(wanted)))
            taking = parts.where(slot.c.role.in_(roles)).distinct().subquery()
            same = (taking.c.reading_key == table.c.reading_key) & (taking.c.finding == table.c.id)
            chosen = chosen.join(taking, same)
    return held(chosen, asked)


def _called(wanted: str) -> Select[Any]:
    """The keys of names that hold the words asked for; a country's name stands for all that belongs to the country."""
    folded = fold(wanted)
    countries = select(name.c.country).where(name.c.folded == folded, name.c.kind == "country", name.c.country != "")
    return select(name.c.key).where(or_(_holds(name.c.folded, folded), name.c.country.in_(countries)))


def _holds(column: ColumnElement[str], folded: str) -> ColumnElement[bool]:
    """A name holds words, as whole words."""
    return literal(" ").concat(column).concat(" ").contains(f" {folded} ", autoescape=True)


def held(chosen: Select[Any], asked: Question) -> Select[Any]:
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
