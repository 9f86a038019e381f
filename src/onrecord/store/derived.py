"""What derives from the facts, kept so that one more report costs what it touches and no more.

Bodies are bytes that only the ledger reads. Outside, reports, mentions and matters go by their ids, inside by short
numbers. All that is listed comes back in one order, whatever the database.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, count
from struct import iter_unpack, pack, unpack
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, and_, bindparam, delete, func, insert, select, update

from onrecord.store import names
from onrecord.store.findings import Row
from onrecord.store.names import Name
from onrecord.store.schema import PARTS, copy, link, matter, meeting, member, party, report, tale, told, turn

AT_ONCE = 500  # values in one question
KINDS = ("event", "statement", "figure")  # of mentions; their order is part of the table
LENGTH = 1 << 24  # characters: no finding is longer
PLACE = 11  # bytes of a member: four for the report, seven for the place in it
HASH = re.compile(r"[0-9a-f]{1,16}")


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
    """A matter with its members (mentions), the names in it by the part that they play, and its turns."""

    row: Row
    members: Collection[str]
    parties: Collection[tuple[Name, str]]
    turns: list[Row]


class Kept(NamedTuple):
    """A matter as it is kept: `row` is as it was given, `members` are its mentions, in order of id."""

    row: Row
    members: tuple[str, ...]


def keep_told(connection: Connection, one: Told) -> None:
    """Keep what a report tells, in place of what was kept."""
    now = {_place(place) for place in one.places}
    row = {"day": one.day, "topic": one.topic}
    body = {
        "sketch": one.sketch, "body": one.body, "own": one.own, "places": pack(f"<{len(now)}i", *sorted(now)),
    }  # fmt: skip
    key, before = _keys(connection, [one.report]).get(one.report), set[int]()
    if key is None:
        (key,) = connection.execute(insert(told).values(report=one.report, **row)).inserted_primary_key or (0,)
        connection.execute(insert(tale).values(told_key=key, **body))
    else:
        before = _places(connection.execute(select(tale.c.places).where(tale.c.told_key == key)).scalar_one())
        connection.execute(update(told).where(told.c.key == key).values(row))
        connection.execute(update(tale).where(tale.c.told_key == key).values(body))
    _delete_meetings(connection, key, before - now)
    _insert(connection, meeting, [{"place": place, "told_key": key} for place in sorted(now - before)])


def drop_told(connection: Connection, reports: Collection[str]) -> None:
    """Forget what some reports tell; nothing else may name them any more."""
    keys = _keys(connection, reports).values()
    for row in _rows(connection, select(tale.c.told_key, tale.c.places), tale.c.told_key, keys):
        _delete_meetings(connection, row.told_key, _places(row.places))
    _delete(connection, tale.c.told_key, keys)
    _delete(connection, told.c.key, keys)


def found_told(connection: Connection, reports: Collection[str]) -> dict[str, Told]:
    """What some reports tell; reports that are not there are left out."""
    live = and_(report.c.id == told.c.report, report.c.removed.is_(None))
    question = select(told, tale, report.c.body.label("text")).join(tale, tale.c.told_key == told.c.key)
    found = _rows(connection, question.join(report, live), told.c.report, reports)
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


def homes(connection: Connection, mentions: Collection[str]) -> dict[str, str]:
    """The matters of some mentions, by their ids."""
    found = _homes(connection, {name.rpartition("#")[0] for name in mentions})
    ids = _matter_ids(connection, {found[name] for name in mentions if name in found})
    return {name: ids[found[name]] for name in sorted(mentions) if name in found}


def matters_with(connection: Connection, mentions: Collection[str]) -> set[str]:
    """The ids of the matters of some mentions."""
    return set(homes(connection, mentions).values())


def matters_of(connection: Connection, reports: Collection[str]) -> set[str]:
    """The ids of the matters with mentions of some reports."""
    return set(_matter_ids(connection, set(_homes(connection, reports).values())).values())


def found_matters(connection: Connection, matters: Collection[str]) -> dict[str, Kept]:
    """Some matters by their ids; those that are not there are left out."""
    rows = list(_rows(connection, select(matter), matter.c.id, matters))
    ids = _ids(connection, {key for row in rows for key, _ in _members(row.members)})
    return {
        row.id: Kept(dict(row._mapping), tuple(sorted(_mention(ids[of], place) for of, place in _members(row.members))))
        for row in rows
    }


def drop_matters(connection: Connection, matters: Collection[str]) -> list[int]:
    """Forget some matters; gives the numbers that they had, which are free again."""
    rows = list(_rows(connection, select(matter), matter.c.id, matters))
    members = {one for row in rows for one in _members(row.members)}
    parties = {(*one, row.turned, row.key) for row in rows for one in _parties(row.parties)}
    keys = {row.key for row in rows}
    _delete_all(connection, (member.c.told_key, member.c.place), members)
    _delete_all(connection, (party.c.name_key, party.c.part, party.c.turned, party.c.matter_key), parties)
    _delete(connection, turn.c.matter_key, keys)
    _delete(connection, matter.c.key, keys)
    return sorted(keys)


def keep_matters(connection: Connection, settled: Collection[Settled], free: Collection[int] = ()) -> None:
    """Keep matters that are not there, of reports that are; `free` are numbers to give them first."""
    reports = {name.rpartition("#")[0] for one in settled for name in one.members}
    told_keys = _keys(connection, reports | {row["report"] for one in settled for row in one.turns if row["report"]})
    name_keys = names.keys(connection, {of for one in settled for of, _part in one.parties})
    last = connection.execute(select(func.max(matter.c.key))).scalar() or 0
    rows: dict[Table, list[Row]] = {matter: [], member: [], party: [], turn: []}
    for key, one in zip(chain(free, count(max((last, *free)) + 1)), settled, strict=False):
        members = sorted((told_keys[name.rpartition("#")[0]], _number(name)) for name in one.members)
        parties = sorted({(name_keys[of], part) for of, part in one.parties})
        packed = {"members": _packed_members(members), "parties": _packed_parties(parties)}
        rows[matter].append({**one.row, **packed, "key": key})
        rows[member] += [{"told_key": of, "place": place, "matter_key": key} for of, place in members]
        rows[party] += [
            {"name_key": of, "part": part, "turned": one.row["turned"], "matter_key": key} for of, part in parties
        ]
        rows[turn] += [
            {**_without(row, "report"), "told_key": told_keys.get(row["report"]), "matter_key": key, "number": number}
            for number, row in enumerate(one.turns)
        ]
    for table, some in rows.items():
        _insert(connection, table, some)


def matter_id(connection: Connection, beginning: str) -> str | None:
    """A matter by its id, or by the beginning of it where no other begins so; None where there is none."""
    if not HASH.fullmatch(beginning):
        return None
    begins = matter.c.id >= beginning, matter.c.id <= beginning.ljust(16, "f")
    found = list(connection.scalars(select(matter.c.id).where(*begins).limit(2)))
    return found[0] if len(found) == 1 else None


def clear(connection: Connection) -> None:
    """Forget all that derives."""
    for table in (turn, party, member, matter, link, copy, meeting, tale, told):
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


def _packed_members(members: Collection[tuple[int, int]]) -> bytes:
    return b"".join(key.to_bytes(4) + place.to_bytes(PLACE - 4) for key, place in members)


def _members(packed: bytes) -> Iterator[tuple[int, int]]:
    each = (packed[first : first + PLACE] for first in range(0, len(packed), PLACE))
    return ((int.from_bytes(one[:4]), int.from_bytes(one[4:])) for one in each)


def _packed_parties(parties: Collection[tuple[int, str]]) -> bytes:
    return pack(f"<{len(parties)}I", *(key * len(PARTS) + PARTS.index(part) for key, part in parties))


def _parties(packed: bytes) -> Iterator[tuple[int, str]]:
    found = (divmod(number, len(PARTS)) for (number,) in iter_unpack("<I", packed))
    return ((key, PARTS[part]) for key, part in found)


def _matter_ids(connection: Connection, keys: Collection[int]) -> dict[int, str]:
    return {row.key: row.id for row in _rows(connection, select(matter.c.key, matter.c.id), matter.c.key, keys)}


def _delete_meetings(connection: Connection, key: int, places: Collection[int]) -> None:
    _delete_all(connection, (meeting.c.place, meeting.c.told_key), {(place, key) for place in places})


def _without(row: Row, field: str) -> Row:
    return {name: value for name, value in row.items() if name != field}


def _rows(connection: Connection, question: Any, column: Any, values: Collection[Any]) -> Iterator[Any]:  # noqa: ANN401
    """The rows of a question in which a column has one of some values."""
    for some in _some(values):
        yield from connection.execute(question.where(column.in_(some)))


def _delete(connection: Connection, column: Any, values: Collection[Any]) -> None:  # noqa: ANN401  a column with its table
    for some in _some(values):
        connection.execute(delete(column.table).where(column.in_(some)))


def _delete_all(connection: Connection, columns: Sequence[Any], rows: Collection[tuple[Any, ...]]) -> None:
    """The rows in which some columns, the whole key of their table, have some values."""
    if rows:
        same = (column == bindparam(f"p{place}", type_=column.type) for place, column in enumerate(columns))
        values = [{f"p{place}": value for place, value in enumerate(row)} for row in sorted(rows)]
        connection.execute(delete(columns[0].table).where(*same), values)


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _some(values: Collection[Any]) -> Iterator[list[Any]]:
    """The values in an order of their own, a part at a time."""
    ordered = sorted(values)
    return (ordered[first : first + AT_ONCE] for first in range(0, len(ordered), AT_ONCE))
