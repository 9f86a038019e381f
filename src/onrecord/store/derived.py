"""What derives from the facts, kept so that one more report costs what it touches and no more.

Bodies are bytes that only the ledger reads. All that is listed comes back in one order, whatever the database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, case, delete, func, insert, or_, select

from onrecord.store.findings import Row, fold
from onrecord.store.schema import copy, link, matter, meeting, member, party, told, turn

AT_ONCE = 500  # values in one question


class Told(NamedTuple):
    """What one report tells, for comparing it with others; `own` where copies and fixes leave something else of it."""

    report: str
    sketch: bytes
    body: bytes
    own: bytes | None
    places: tuple[str, ...]


class Pair(NamedTuple):
    """Two mentions that were compared, left < right."""

    left: str
    right: str
    left_report: str
    right_report: str
    verdict: str
    score: float
    body: bytes


class Open(NamedTuple):
    """Two matters between which some pairs of mentions stand open; `body` is the likeliest of those pairs."""

    matter: str
    other: str
    pairs: int
    body: bytes


class Settled(NamedTuple):
    """A matter with its members (mention to report), the names in it by role, and its turns."""

    row: Row
    members: Mapping[str, str]
    parties: Collection[tuple[str, str]]
    turns: list[Row]


def keep_told(connection: Connection, one: Told) -> None:
    """Keep what a report tells, in place of what was kept."""
    drop_told(connection, [one.report])
    row = {"report": one.report, "sketch": one.sketch, "body": one.body, "own": one.own}
    connection.execute(insert(told).values(row))
    _insert(connection, meeting, [{"place": place, "report": one.report} for place in sorted(set(one.places))])


def drop_told(connection: Connection, reports: Collection[str]) -> None:
    """Forget what some reports tell."""
    _delete(connection, meeting.c.report, reports)
    _delete(connection, told.c.report, reports)


def found_told(connection: Connection, reports: Collection[str]) -> dict[str, Told]:
    """What some reports tell, without the places where they meet; reports that are not there are left out."""
    rows = _rows(connection, told, told.c.report, reports)
    return {row.report: Told(row.report, row.sketch, row.body, row.own, ()) for row in rows}


def met(connection: Connection, places: Collection[str]) -> list[str]:
    """The reports that stand under one of some keys."""
    return sorted({row.report for row in _rows(connection, meeting, meeting.c.place, places)})


def keep_copies(connection: Connection, pairs: Iterable[tuple[str, str, bytes]]) -> None:
    """Keep pairs of reports that are one text."""
    _insert(connection, copy, [{"left": left, "right": right, "body": body} for left, right, body in pairs])


def drop_copies(connection: Connection, reports: Collection[str]) -> None:
    """Forget whose copies some reports are."""
    _delete(connection, copy.c.left, reports)
    _delete(connection, copy.c.right, reports)


def copies_of(connection: Connection, reports: Collection[str]) -> list[tuple[str, str, bytes]]:
    """The pairs in which some reports are."""
    both = (*_rows(connection, copy, copy.c.left, reports), *_rows(connection, copy, copy.c.right, reports))
    return sorted({(row.left, row.right, row.body) for row in both})


def keep_links(connection: Connection, pairs: Iterable[Pair]) -> None:
    """Keep what was decided on pairs of mentions."""
    _insert(connection, link, [pair._asdict() for pair in pairs])


def drop_links(connection: Connection, reports: Collection[str]) -> set[str]:
    """Forget all pairs with a mention of some reports; gives the mentions that were in them."""
    ends: set[str] = set()
    for column in (link.c.left_report, link.c.right_report):
        ends.update(end for row in _rows(connection, link, column, reports) for end in (row.left, row.right))
        _delete(connection, column, reports)
    return ends


def links_of(connection: Connection, mentions: Collection[str]) -> list[Pair]:
    """The pairs in which some mentions are."""
    both = (*_rows(connection, link, link.c.left, mentions), *_rows(connection, link, link.c.right, mentions))
    return sorted({Pair(*row) for row in both})


def open_between(connection: Connection, matter_id: str | None = None, limit: int | None = None) -> list[Open]:
    """Matters with open pairs between them; those first of which the smaller has most reports, then the likeliest.

    Matters on which nothing stands are left out. `matter_id` is one of the two where it is given; of each two matters
    the one with the lesser id stands first.
    """
    here, there = member.alias(), member.alias()
    first, second = _sorted(here.c.matter, there.c.matter)
    crossing = link.c.verdict == "open", here.c.matter != there.c.matter
    joined = link.join(here, here.c.mention == link.c.left).join(there, there.c.mention == link.c.right)
    pairs = select(
        first.label("one"), second.label("other"), func.count().label("pairs"), func.max(link.c.score).label("score"),
    ).select_from(joined).where(*crossing)
    if matter_id is not None:
        pairs = pairs.where(or_(here.c.matter == matter_id, there.c.matter == matter_id))
    grouped = pairs.group_by(first, second).subquery()
    one, other = matter.alias(), matter.alias()
    smaller, larger = _sorted(one.c.reports, other.c.reports)
    chosen = select(grouped).join(one, one.c.id == grouped.c.one).join(other, other.c.id == grouped.c.other)
    chosen = chosen.where(one.c.standing != "", other.c.standing != "")
    in_order = (smaller.desc(), grouped.c.score.desc(), larger.desc(), grouped.c.one, grouped.c.other)
    likeliest = select(link.c.body).select_from(joined).order_by(link.c.score.desc(), link.c.left, link.c.right)
    return [
        Open(row.one, row.other, row.pairs, connection.execute(
            likeliest.where(*crossing, first == row.one, second == row.other,
                            here.c.matter.in_((row.one, row.other))).limit(1)).scalar_one())
        for row in connection.execute(chosen.order_by(*in_order).limit(limit)).all()
    ]


def _sorted(one: ColumnElement[Any], other: ColumnElement[Any]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Two values, the lesser first."""
    return case((one < other, one), else_=other), case((one < other, other), else_=one)


def matters_with(connection: Connection, mentions: Collection[str]) -> set[str]:
    """The ids of the matters of some mentions."""
    return set(homes(connection, mentions).values())


def matters_of(connection: Connection, reports: Collection[str]) -> set[str]:
    """The ids of the matters with mentions of some reports."""
    return {row.matter for row in _rows(connection, member, member.c.report, reports)}


def members(connection: Connection, matters: Collection[str]) -> dict[str, str]:
    """The mentions of some matters, with their reports."""
    return {row.mention: row.report for row in _rows(connection, member, member.c.matter, matters)}


def homes(connection: Connection, mentions: Collection[str]) -> dict[str, str]:
    """The matter of each of some mentions."""
    return {row.mention: row.matter for row in _rows(connection, member, member.c.mention, mentions)}


def mentions_like(connection: Connection, beginning: str) -> list[str]:
    """The mentions whose id begins so, at most three and a whole id first."""
    return _beginning(connection, member.c.mention, beginning)


def matters_like(connection: Connection, beginning: str) -> list[str]:
    """The matters whose id begins so, at most three."""
    return _beginning(connection, matter.c.id, beginning)


def _beginning(connection: Connection, column: ColumnElement[str], beginning: str) -> list[str]:
    within = column >= beginning, column <= beginning + "\U0010ffff"  # a range, which the index of the ids serves
    return list(connection.scalars(select(column).where(*within).order_by(column).limit(3))) if beginning else []


def reports_of(connection: Connection, mentions: Collection[str]) -> set[str]:
    """The reports of some mentions that are in a matter."""
    return {row.report for row in _rows(connection, member, member.c.mention, mentions)}


def reports_naming(connection: Connection, names: Collection[str]) -> list[str]:
    """The reports of matters in which somebody takes part, by folded names."""
    there = {row.matter for row in _rows(connection, party, party.c.folded, names) if row.role == "actor"}
    return sorted(set(members(connection, there).values()))


def drop_matters(connection: Connection, matters: Collection[str]) -> None:
    """Forget some matters."""
    for column in (turn.c.matter, party.c.matter, member.c.matter, matter.c.id):
        _delete(connection, column, matters)


def keep_matters(connection: Connection, settled: Iterable[Settled]) -> None:
    """Keep matters that are not there."""
    for one in settled:
        id_ = one.row["id"]
        connection.execute(insert(matter).values(one.row))
        mentions = sorted(one.members.items())
        _insert(connection, member, [{"mention": m, "matter": id_, "report": report} for m, report in mentions])
        names = sorted(set(one.parties))
        _insert(connection, party, [{"folded": name, "role": role, "matter": id_} for name, role in names])
        _insert(connection, turn, [{**row, "matter": id_} for row in one.turns])


def clear(connection: Connection) -> None:
    """Forget all that derives."""
    for table in (turn, party, member, matter, link, copy, meeting, told):
        connection.execute(delete(table))


def body_of(connection: Connection, id_: str) -> bytes | None:
    """The body of a matter, by its id or by the beginning of it where no other begins so; None where there is none."""
    found = connection.execute(select(matter.c.body).where(matter.c.id.startswith(id_, autoescape=True)).limit(2))
    bodies = [row.body for row in found] if id_ else []
    return bodies[0] if len(bodies) == 1 else None


def bodies(connection: Connection, matters: Collection[str]) -> list[bytes]:
    """The bodies of some matters."""
    return [row.body for row in _rows(connection, matter, matter.c.id, matters)]


def standing_of(connection: Connection, id_: str) -> str:
    """How a matter stands, "" where there is none."""
    return connection.scalar(select(matter.c.standing).where(matter.c.id == id_)) or ""


def matters_between(
    connection: Connection, countries: Collection[str], first: str, last: str, reports: int = 1
) -> set[str]:
    """The ids of the matters that begin between two days, in which one of some countries (by code) takes part.

    Only those of which at least so many reports tell.
    """
    codes = sorted(fold(country) for country in countries)
    chosen = select(matter.c.id).join(party, party.c.matter == matter.c.id).where(party.c.folded.in_(codes))
    return set(connection.scalars(chosen.where(matter.c.first_day.between(first, last), matter.c.reports >= reports)))


def _rows(connection: Connection, table: Table, column: ColumnElement[Any], values: Collection[str]) -> Iterator[Any]:
    for some in _some(values):
        yield from connection.execute(select(table).where(column.in_(some)))


def _delete(connection: Connection, column: Any, values: Collection[str]) -> None:  # noqa: ANN401  a column with its table
    for some in _some(values):
        connection.execute(delete(column.table).where(column.in_(some)))


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _some(values: Collection[str]) -> Iterator[list[str]]:
    """The values in an order of their own, a part at a time."""
    ordered = sorted(values)
    return (ordered[first : first + AT_ONCE] for first in range(0, len(ordered), AT_ONCE))
