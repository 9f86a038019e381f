"""What derives from the facts, kept so that one more report costs what it touches and no more.

Bodies are bytes that only the ledger reads. Outside, reports and mentions go by their ids, and matters by keys that hold
until the matter changes; inside, all are short numbers. All that is listed comes back in one order, whatever the database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import blake2b
from struct import pack, unpack
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, and_, delete, func, insert, select, tuple_, update

from onrecord.store import names
from onrecord.store.findings import Row
from onrecord.store.names import Name
from onrecord.store.schema import copy, link, matter, meeting, member, party, report, told, turn

AT_ONCE = 500  # values in one question
KINDS = ("event", "statement", "figure")  # of mentions; their order is part of the table
LENGTH = 1 << 24  # characters: no finding is longer


class Told(NamedTuple):
    """What one report tells, for comparing it with others: `own` is None where it has no copies.

    `places` are the keys under which it meets others; they do not come back. `text` is the packed report, which comes
    back and is not given.
    """

    report: str
    day: str
    topic: str
    sketch: bytes
    body: bytes
    own: bytes | None
    places: Collection[str] = ()
    text: bytes = b""


class Outline(NamedTuple):
    """Of what one report tells, when it came out and the stems that it is told by, between blanks."""

    report: str
    day: str
    topic: str


class Links(NamedTuple):
    """All that was decided on the mentions of two reports, left <= right."""

    left: str
    right: str
    body: bytes


class Settled(NamedTuple):
    """A matter with its members, the names in it by role, and its turns."""

    row: Row
    members: Collection[str]
    parties: Collection[tuple[Name, str]]
    turns: list[Row]


def keep_told(connection: Connection, one: Told) -> None:
    """Keep what a report tells, in place of what was kept."""
    now = {_place(place) for place in one.places}
    row = {
        "day": one.day, "topic": one.topic, "sketch": one.sketch, "body": one.body, "own": one.own,
        "places": pack(f"<{len(now)}i", *sorted(now)),
    }  # fmt: skip
    kept = connection.execute(select(told.c.key, told.c.places).where(told.c.report == one.report)).first()
    if kept is None:
        key, before = _inserted(connection, {**row, "report": one.report}), set[int]()
    else:
        key, before = kept.key, _places(kept.places)
        connection.execute(update(told).where(told.c.key == key).values(row))
    _delete_meetings(connection, key, before - now)
    _insert(connection, meeting, [{"place": place, "told_key": key} for place in sorted(now - before)])


def drop_told(connection: Connection, reports: Collection[str]) -> None:
    """Forget what some reports tell; nothing else may name them any more."""
    for row in _rows(connection, select(told.c.key, told.c.places), told.c.report, reports):
        _delete_meetings(connection, row.key, _places(row.places))
        connection.execute(delete(told).where(told.c.key == row.key))


def found_told(connection: Connection, reports: Collection[str]) -> dict[str, Told]:
    """What some reports tell; reports that are not there are left out."""
    live = and_(report.c.id == told.c.report, report.c.removed.is_(None))
    question = select(told, report.c.body.label("text")).join(report, live)
    found = _rows(connection, question, told.c.report, reports)
    return {
        row.report: Told(row.report, row.day, row.topic, row.sketch, row.body, row.own, (), row.text) for row in found
    }


def met(connection: Connection, places: Collection[str]) -> list[Outline]:
    """The reports that stand under one of some keys, and seldom one that does not: hashes of keys are compared."""
    hashes = sorted({_place(place) for place in places})
    standing = select(meeting.c.told_key).where(meeting.c.place.in_(hashes))
    question = select(told.c.report, told.c.day, told.c.topic).where(told.c.key.in_(standing))
    return sorted(Outline(*row) for row in connection.execute(question))


def keep_copies(connection: Connection, pairs: Iterable[tuple[str, str, bytes]]) -> None:
    """Keep pairs of reports that are one text."""
    _insert(connection, copy, [{"left": left, "right": right, "body": body} for left, right, body in pairs])


def drop_copies(connection: Connection, reports: Collection[str]) -> None:
    """Forget whose copies some reports are."""
    _delete(connection, copy.c.left, reports)
    _delete(connection, copy.c.right, reports)


def copies_of(connection: Connection, reports: Collection[str]) -> list[tuple[str, str, bytes]]:
    """The pairs in which some reports are."""
    both = (row for side in (copy.c.left, copy.c.right) for row in _rows(connection, select(copy), side, reports))
    return sorted({(row.left, row.right, row.body) for row in both})


def keep_links(connection: Connection, found: Collection[Links]) -> None:
    """Keep what was decided on the mentions of reports that are kept."""
    keys = _keys(connection, {end for one in found for end in one[:2]})
    _insert(connection, link, [{"left": keys[a], "right": keys[b], "body": body} for a, b, body in found])


def drop_links(connection: Connection, reports: Collection[str]) -> list[Links]:
    """Forget what was decided on mentions of some reports; gives what it was."""
    keys = _keys(connection, reports).values()
    found = links_of(connection, reports)
    for side in (link.c.left, link.c.right):
        _delete(connection, side, keys)
    return found


def links_of(connection: Connection, reports: Collection[str]) -> list[Links]:
    """What was decided on mentions of some reports among each other and with those of others."""
    keys = _keys(connection, reports).values()
    both = [row for side in (link.c.left, link.c.right) for row in _rows(connection, select(link), side, keys)]
    ids = _ids(connection, {end for row in both for end in (row.left, row.right)})
    return sorted({Links(ids[row.left], ids[row.right], row.body) for row in both})


def matters_with(connection: Connection, mentions: Collection[str]) -> set[int]:
    """The matters of some mentions."""
    homes = _homes(connection, {name.rpartition("#")[0] for name in mentions})
    return {homes[name] for name in mentions if name in homes}


def matters_of(connection: Connection, reports: Collection[str]) -> set[int]:
    """The matters with mentions of some reports."""
    return set(_homes(connection, reports).values())


def members(connection: Connection, matters: Collection[int]) -> set[str]:
    """The mentions of some matters."""
    question = select(told.c.report, member.c.place).join(told, told.c.key == member.c.told_key)
    return {_mention(row.report, row.place) for row in _rows(connection, question, member.c.matter_key, matters)}


def drop_matters(connection: Connection, matters: Collection[int]) -> None:
    """Forget some matters."""
    for column in (turn.c.matter_key, party.c.matter_key, member.c.matter_key, matter.c.key):
        _delete(connection, column, matters)


def keep_matters(connection: Connection, settled: Collection[Settled]) -> None:
    """Keep matters that are not there, of reports that are."""
    reports = {name.rpartition("#")[0] for one in settled for name in one.members}
    reports |= {str(row["report"]) for one in settled for row in one.turns if row["report"]}
    told_keys = _keys(connection, reports)
    name_keys = names.keys(connection, {of for one in settled for of, _role in one.parties})
    first = (connection.execute(select(func.max(matter.c.key))).scalar() or 0) + 1
    numbered = list(enumerate(settled, first))
    _insert(connection, matter, [{**one.row, "key": key} for key, one in numbered])
    _insert(connection, member, [
        {"told_key": told_keys[name.rpartition("#")[0]], "place": _number(name), "matter_key": key}
        for key, one in numbered for name in sorted(one.members)
    ])  # fmt: skip
    _insert(connection, party, [
        {"name_key": name_keys[of], "role": role, "matter_key": key}
        for key, one in numbered for of, role in sorted(set(one.parties))
    ])  # fmt: skip
    _insert(connection, turn, [
        {**_without_report(row), "told_key": told_keys.get(row["report"]), "matter_key": key, "number": number}
        for key, one in numbered for number, row in enumerate(one.turns)
    ])  # fmt: skip


def matter_key(connection: Connection, id_: str) -> int | None:
    """A matter by its id, or by the beginning of it where no other begins so; None where there is none."""
    begins = matter.c.id >= id_, matter.c.id < id_ + "\U0010ffff"
    found = list(connection.scalars(select(matter.c.key).where(*begins).limit(2)))
    return found[0] if len(found) == 1 else None


def clear(connection: Connection) -> None:
    """Forget all that derives."""
    for table in (turn, party, member, matter, link, copy, meeting, told):
        connection.execute(delete(table))


def _homes(connection: Connection, reports: Collection[str]) -> dict[str, int]:
    """The matters of all mentions of some reports."""
    keys = {key: id_ for id_, key in _keys(connection, reports).items()}
    found = _rows(connection, select(member), member.c.told_key, keys)
    return {_mention(keys[row.told_key], row.place): row.matter_key for row in found}


def _keys(connection: Connection, reports: Collection[str]) -> dict[str, int]:
    return {row.report: row.key for row in _rows(connection, select(told.c.report, told.c.key), told.c.report, reports)}


def _ids(connection: Connection, keys: Collection[int]) -> dict[int, str]:
    return {row.key: row.report for row in _rows(connection, select(told.c.report, told.c.key), told.c.key, keys)}


def _number(mention: str) -> int:
    """The place of a mention in its report as a number: kind, first character and length."""
    kind, _, span = mention.rpartition("#")[2].partition(":")
    start, _, end = span.partition("-")
    return (int(start) * LENGTH + int(end) - int(start)) * len(KINDS) + KINDS.index(kind)


def _mention(report_id: str, number: int) -> str:
    """The id of a mention by its place."""
    place, kind = divmod(number, len(KINDS))
    start, length = divmod(place, LENGTH)
    return f"{report_id}#{KINDS[kind]}:{start}-{start + length}"


def _place(key: str) -> int:
    """A hash of a key under which reports meet, as a signed number of 32 bits."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).digest(), signed=True)


def _places(packed: bytes) -> set[int]:
    return set(unpack(f"<{len(packed) // 4}i", packed))


def _delete_meetings(connection: Connection, key: int, places: Collection[int]) -> None:
    for some in _some({(place, key) for place in places}):
        connection.execute(delete(meeting).where(tuple_(meeting.c.place, meeting.c.told_key).in_(some)))


def _without_report(row: Row) -> Row:
    return {field: value for field, value in row.items() if field not in ("report", "words")}


def _inserted(connection: Connection, row: Row) -> int:
    (key,) = connection.execute(insert(told).values(row)).inserted_primary_key or (0,)
    return int(key)


def _rows(connection: Connection, question: Any, column: Any, values: Collection[Any]) -> Iterator[Any]:  # noqa: ANN401
    """The rows of a question in which a column has one of some values."""
    for some in _some(values):
        yield from connection.execute(question.where(column.in_(some)))


def _delete(connection: Connection, column: Any, values: Collection[Any]) -> None:  # noqa: ANN401  a column with its table
    for some in _some(values):
        connection.execute(delete(column.table).where(column.in_(some)))


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _some(values: Collection[Any]) -> Iterator[list[Any]]:
    """The values in an order of their own, a part at a time."""
    ordered = sorted(values)
    return (ordered[first : first + AT_ONCE] for first in range(0, len(ordered), AT_ONCE))
