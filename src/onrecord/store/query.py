"""Named questions to the store; each gives typed rows.

A question with a limit looks only at as much as it needs: rows stand by name and day, so the days of the first of them
tell how far to look, and where too few of these are asked for it looks further.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from onrecord.errors import InputError
from onrecord.model import Record, Report
from onrecord.store import names
from onrecord.store.backends import Backend
from onrecord.store.findings import Row, Rows
from onrecord.store.pack import unpack, unpack_report
from onrecord.store.question import ALL, Question, moment
from onrecord.store.rows import Answer, EventRow, FigureRow, ReportRow, StatementRow
from onrecord.store.schema import reading, report, slot, statement

SPEAKER, ACTOR, PLACE = ("source", "via"), ("source", "via", "actor", "target"), ("at", "from", "to", "about")
NAMED = ("source", "via", "about")  # the roles that statements are found by
FIRST, MORE = 2, 8  # times as many rows are looked at as are wanted, and where too few of them are asked for
AT_ONCE = 1000  # statements in one question
PHRASE = re.compile(r'"([^"]*)"|(\S+)')

R = TypeVar("R", bound=msgspec.Struct)


def reports(connection: Connection, asked: Question = ALL) -> Answer[ReportRow]:
    """Reports, by day of publication."""
    columns = (report.c[field] for field in ("id", "published", "outlet", "title", "url", "ingested"))
    chosen = select(*columns, reading.c.reader).join(reading, reading.c.report_key == report.c.key)
    ordered = held(chosen, asked).order_by(report.c.day.nulls_last(), report.c.id)
    return answer(connection, ordered, asked.limit, ReportRow)


def statements(connection: Connection, asked: Question = ALL) -> Answer[StatementRow]:
    """Statements, by day of publication and in the order of the text."""
    taking = [_slots(connection, wanted, roles, asked) for wanted, roles in _wanted(asked)]
    chosen = held(selected(), asked)
    for way in taking[1:]:
        also = way.rows.subquery()
        chosen = chosen.where(select(also.c.day).where(_told_in(also)).exists())
    ordered = chosen.order_by(report.c.day.nulls_last(), report.c.id, statement.c.start, statement.c.key)
    if not taking:
        return answer(connection, ordered, asked.limit, StatementRow)

    def near(cut: str | None) -> Select[Any]:
        inside = taking[0].rows if cut is None else taking[0].rows.where(slot.c.day <= cut)
        first = inside.with_only_columns(slot.c.reading_key, slot.c.finding).distinct().subquery()
        return ordered.join(first, _told_in(first))

    return looked(connection, near, taking[0], asked, StatementRow)


def events(connection: Connection, asked: Question = ALL) -> Answer[EventRow]:
    """Events, by day of publication and in the order of the text."""
    return Answer(EventRow, list(_read(connection, asked, Rows.events, EventRow)))


def figures(connection: Connection, asked: Question = ALL) -> Answer[FigureRow]:
    """Figures, by day of publication and in the order of the text."""
    return Answer(FigureRow, list(_read(connection, asked, Rows.figures, FigureRow)))


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
    phrases = quoted(words)
    if not phrases:
        raise InputError("search", "there is no word to look for", "give at least one")
    chosen = narrowed(connection, selected(), asked)
    in_order = report.c.day.nulls_last(), report.c.id, statement.c.start, statement.c.key
    found = backend.matching(phrases).subquery()
    if asked.limit is not None and asked.limit <= AT_ONCE:
        ranked = select(found.c.key, found.c.rank).order_by(found.c.rank).limit(asked.limit + AT_ONCE)
        best = _best(connection, chosen.order_by(*in_order), connection.execute(ranked).all(), asked.limit)
        if best is not None:
            return Answer(StatementRow, best)
    every = chosen.join(found, found.c.key == statement.c.key).order_by(found.c.rank, *in_order)
    return answer(connection, every, asked.limit, StatementRow)


def _best(
    connection: Connection, ordered: Select[Any], ranked: Sequence[Any], wanted: int
) -> list[StatementRow] | None:
    """The first statements that are asked for out of the best ranked ones; None where those do not tell.

    The last of these may be no better than others that are not among them, so all that are no better are passed over.
    """
    whole = len(ranked) < wanted + AT_ONCE
    sure = ranked if whole else [row for row in ranked if row.rank < ranked[-1].rank]
    found, some = list[Any](), list[Any]()
    for _rank, equal in groupby(sure, key=lambda row: row.rank):
        some += equal
        if len(some) >= wanted:
            found += _of_keys(connection, ordered, some)
            some.clear()
            if len(found) >= wanted:
                break
    found += _of_keys(connection, ordered, some)
    return [StatementRow(*row[1:]) for row in found[:wanted]] if whole or len(found) >= wanted else None


def _of_keys(connection: Connection, ordered: Select[Any], ranked: Sequence[Any]) -> list[Any]:
    """The statements of some keys that are asked for, each behind its key: by rank, and then as they are ordered."""
    ranks = {row.key: row.rank for row in ranked}
    columns = ordered.selected_columns
    rows = connection.execute(ordered.with_only_columns(statement.c.key, *columns).where(statement.c.key.in_(ranks)))
    return sorted(rows, key=lambda row: ranks[row[0]])


class Way(NamedTuple):
    """How the rows of an answer are met in order: by names, under which they stand by day.

    `rows` are those under all names that are asked for, `first` those under each of the likeliest; all are ordered by
    `by`, from the last where `back` says so.
    """

    rows: Select[Any]
    first: Sequence[Select[Any]]
    by: ColumnElement[str]
    back: bool = False

    def cut(self, connection: Connection, size: int) -> str | None:
        """A day until which so many rows are met at least; None where there are less."""
        bounds = [day for one in self.first if (day := self._day(connection, one, size)) is not None]
        if bounds:
            return max(bounds) if self.back else min(bounds)
        return self._day(connection, self.rows, size)

    def _day(self, connection: Connection, rows: Select[Any], size: int) -> str | None:
        ordered = rows.with_only_columns(self.by).order_by(self.by.desc() if self.back else self.by)
        return connection.execute(ordered.offset(size - 1).limit(1)).scalar()


def looked(
    connection: Connection, near: Callable[[str | None], Select[Any]], way: Way, asked: Question, type_: type[R]
) -> Answer[R]:
    """The first rows of an answer, looking no further than needed.

    Args:
        connection: reads.
        near: the rows in order, as far as a day, or all of them.
        way: by which they are met.
        asked: its `limit` says how many rows are wanted.
        type_: of the rows.
    """
    size = FIRST * (asked.limit or 0)  # one row can stand under several names
    while size and (cut := way.cut(connection, size)) is not None:
        found = answer(connection, near(cut), asked.limit, type_)
        if len(found) == asked.limit:
            return found
        size *= MORE
    return answer(connection, near(None), asked.limit, type_)


def answer(connection: Connection, chosen: Select[Any], limit: int | None, type_: type[R]) -> Answer[R]:
    """Some rows as an answer."""
    limited = chosen if limit is None else chosen.limit(limit)
    return Answer(type_, [type_(**row._mapping) for row in connection.execute(limited)])


def quoted(words: str) -> str:
    """Words and phrases as a question to an index of words; "" where there is none."""
    parts = (phrase or single for phrase, single in PHRASE.findall(words))
    return " ".join('"' + part.replace('"', " ") + '"' for part in parts if any(c.isalnum() for c in part))


def record(connection: Connection, id_: str) -> Record | None:
    """The record of a report as it is now; None where there is none."""
    chosen = select(report.c.body, reading.c.body.label("found")).join(reading, reading.c.report_key == report.c.key)
    row = connection.execute(chosen.where(report.c.id == id_, *_now())).first()
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


def _now() -> tuple[ColumnElement[bool], ...]:
    return reading.c.until.is_(None), report.c.removed.is_(None)


def selected() -> Select[Any]:
    """The columns of a row, from the statements and from their report."""
    own = {"report": report.c.id, "published": report.c.published, "outlet": report.c.outlet}
    chosen = [(own[f] if f in own else statement.c[f]).label(f) for f in StatementRow.__struct_fields__]
    joined = select(*chosen).select_from(statement).join(reading, reading.c.key == statement.c.reading_key)
    return joined.join(report, report.c.key == reading.c.report_key)


def _wanted(asked: Question) -> list[tuple[str, tuple[str, ...]]]:
    """The names that narrow a question, with their roles."""
    given = (asked.speaker, SPEAKER), (asked.actor, ACTOR), (asked.place, PLACE)
    return [(wanted, roles) for wanted, roles in given if wanted is not None]


def _slots(connection: Connection, wanted: str, roles: Collection[str], asked: Question) -> Way:
    """Where a name plays a role in a statement, within the days asked for."""
    called, named = names.called(connection, wanted), [role for role in roles if role in NAMED]
    within = [slot.c.day >= asked.since] if asked.since is not None else []
    within += [slot.c.day <= last for last in (asked.until, asked.as_of) if last is not None]
    single = ((key, role) for key in called.first for role in named)
    first = [select(slot).where(slot.c.name_key == key, slot.c.role == role, *within) for key, role in single]
    return Way(select(slot).where(slot.c.name_key.in_(called.keys), slot.c.role.in_(named), *within), first, slot.c.day)


def narrowed(connection: Connection, chosen: Select[Any], asked: Question) -> Select[Any]:
    """The statements in which somebody or some place plays a part, of the reports that are held."""
    for wanted, roles in _wanted(asked):
        slots = _slots(connection, wanted, roles, asked).rows.subquery()
        chosen = chosen.where(select(slots.c.day).where(_told_in(slots)).exists())
    return held(chosen, asked)


def _told_in(slots: Any) -> ColumnElement[bool]:  # noqa: ANN401  a subquery has columns by its own names
    return and_(slots.c.reading_key == statement.c.reading_key, slots.c.finding == statement.c.id)


def _read(connection: Connection, asked: Question, found: Callable[[Rows], list[Row]], type_: type[R]) -> Iterator[R]:
    """Events or figures, out of the readings themselves; a name leads to the readings in which it is there."""
    wanted = [(names.called(connection, one), roles) for one, roles in _wanted(asked)]
    columns = report.c.id, report.c.published, report.c.outlet, report.c.body, reading.c.body.label("found")
    chosen = held(select(*columns).join(reading, reading.c.report_key == report.c.key), asked)
    for called, _roles in wanted:
        there = select(slot.c.reading_key).where(slot.c.name_key.in_(called.keys), slot.c.role == "there")
        chosen = chosen.where(reading.c.key.in_(there))
    left = asked.limit
    ordered = chosen.order_by(report.c.day.nulls_last(), report.c.id).execution_options(yield_per=20)
    for row in connection.execute(ordered):
        rows = Rows(unpack(row.found, unpack_report(row.body)))
        parts = rows.parts() if wanted else {}
        for one in sorted(found(rows), key=lambda r: r["start"]):
            if left == 0:
                return
            if all(called.plays(parts[one["id"]], roles) for called, roles in wanted):
                left = None if left is None else left - 1
                yield type_(report=row.id, published=row.published, outlet=row.outlet, **one)


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
