"""What derives from the facts, kept so that one more report costs what it touches and no more.

Bodies are bytes that only the ledger reads. Outside, reports, mentions and matters go by their ids, inside by short
numbers. All that is listed comes back in one order, whatever the database.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from itertools import chain, count
from struct import pack, unpack
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from onrecord.store import names, stems
from onrecord.store.findings import Row
from onrecord.store.names import Name
from onrecord.store.numbers import packed, unpacked
from onrecord.store.portions import delete_rows, delete_with, insert_rows, rows_with
from onrecord.store.schema import (
    KINDS,
    PARTS,
    copy,
    link,
    matter,
    meeting,
    member,
    open_pair,
    party,
    report,
    stem,
    tale,
    told,
    turn,
)

SHORT, FAR = 1 << 6, 1 << 32  # characters: few mentions are longer, no text is
HERE, THERE = member.alias(), member.alias()  # the mentions of a pair
HASH = re.compile(r"[0-9a-f]{1,16}")


class Told(NamedTuple):
    """What one report tells, for comparing it with others; `own` where copies and fixes leave something else of it.

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
    """All that was decided on the mentions of two reports, left <= right.

    `open` are the pairs among them that wait for a person, each a mention of the left report, one of the right and the
    score in ten thousandths; they do not come back.
    """

    left: str
    right: str
    body: bytes
    open: Collection[tuple[str, str, int]] = ()


class Open(NamedTuple):
    """Two matters between which some pairs of mentions stand open; `left` and `right` are the likeliest of those."""

    matter: str
    other: str
    pairs: int
    left: str
    right: str


class Settled(NamedTuple):
    """A matter with its members (mentions), the names in it by the part that they play, and its turns.

    `row` is as its table has it, but that `topic` are stems.
    """

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
    insert_rows(connection, meeting, [{"place": place, "told_key": key} for place in sorted(now - before)])


def drop_told(connection: Connection, reports: Collection[str]) -> None:
    """Forget what some reports tell; nothing else may name them any more."""
    keys = _keys(connection, reports).values()
    for row in rows_with(connection, select(tale.c.told_key, tale.c.places), tale.c.told_key, keys):
        _delete_meetings(connection, row.told_key, _places(row.places))
    delete_with(connection, tale.c.told_key, keys)
    delete_with(connection, told.c.key, keys)


def found_told(connection: Connection, reports: Collection[str]) -> dict[str, Told]:
    """What some reports tell; reports that are not there are left out."""
    live = and_(report.c.id == told.c.report, report.c.removed.is_(None))
    question = select(told, tale, report.c.body.label("text")).join(tale, tale.c.told_key == told.c.key)
    found = rows_with(connection, question.join(report, live), told.c.report, reports)
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
    insert_rows(connection, copy, [{"left": left, "right": right, "body": body} for left, right, body in pairs])


def drop_copies(connection: Connection, reports: Collection[str]) -> None:
    """Forget whose copies some reports are."""
    delete_with(connection, copy.c.left, reports)
    delete_with(connection, copy.c.right, reports)


def copies_of(connection: Connection, reports: Collection[str]) -> list[tuple[str, str, bytes]]:
    """The pairs in which some reports are."""
    both = (row for side in (copy.c.left, copy.c.right) for row in rows_with(connection, select(copy), side, reports))
    return sorted({(row.left, row.right, row.body) for row in both})


def keep_links(connection: Connection, found: Collection[Links]) -> None:
    """Keep what was decided on the mentions of reports that are kept."""
    keys = _keys(connection, {end for one in found for end in one[:2]})
    first = (connection.execute(select(func.max(link.c.key))).scalar() or 0) + 1
    links: list[Row] = []
    waiting: list[Row] = []
    for key, one in enumerate(found, first):
        links.append({"key": key, "left": keys[one.left], "right": keys[one.right], "body": one.body})
        waiting += [
            {"link_key": key, "left": _number(left), "right": _number(right), "score": score}
            for left, right, score in one.open
        ]
    insert_rows(connection, link, links)
    insert_rows(connection, open_pair, waiting)


def drop_links(connection: Connection, reports: Collection[str]) -> None:
    """Forget what was decided on mentions of some reports."""
    keys = _keys(connection, reports).values()
    found = {
        row.key for side in (link.c.left, link.c.right) for row in rows_with(connection, select(link.c.key), side, keys)
    }
    delete_with(connection, open_pair.c.link_key, found)
    delete_with(connection, link.c.key, found)


def links_of(connection: Connection, reports: Collection[str]) -> list[Links]:
    """What was decided on mentions of some reports among each other and with those of others."""
    keys = _keys(connection, reports).values()
    both = [row for side in (link.c.left, link.c.right) for row in rows_with(connection, select(link), side, keys)]
    ids = _ids(connection, {end for row in both for end in (row.left, row.right)})
    return sorted({Links(ids[row.left], ids[row.right], row.body) for row in both})


def open_between(connection: Connection, matter_id: str | None = None, limit: int | None = None) -> list[Open]:
    """Matters with open pairs between them; those first of which the smaller has most reports, then the likeliest.

    Matters on which nothing stands are left out. `matter_id` is one of the two where it is given; of each two matters
    the one with the lesser id stands first.
    """
    first, second = _sorted(HERE.c.matter_key, THERE.c.matter_key)
    counted = func.count().label("pairs"), func.max(open_pair.c.score).label("score")
    pairs = _crossing(first.label("one"), second.label("other"), *counted)
    if matter_id is not None:
        pairs = _of_matter(connection, pairs, matter_id)
    grouped = pairs.group_by(first, second).subquery()
    one, other = matter.alias(), matter.alias()
    lesser, greater = _sorted(one.c.id, other.c.id)
    smaller, larger = _sorted(one.c.reports, other.c.reports)
    chosen = select(grouped, one.c.id, other.c.id.label("other_id"))
    chosen = chosen.join(one, one.c.key == grouped.c.one).join(other, other.c.key == grouped.c.other)
    chosen = chosen.where(one.c.standing != "", other.c.standing != "")
    in_order = (smaller.desc(), grouped.c.score.desc(), larger.desc(), lesser, greater)
    rows = connection.execute(chosen.order_by(*in_order).limit(limit)).all()
    return [
        Open(min(row.id, row.other_id), max(row.id, row.other_id), row.pairs, *_likeliest(connection, row))
        for row in rows
    ]


def _crossing(*columns: ColumnElement[Any]) -> Select[Any]:
    """The open pairs of which the two mentions are in two matters."""
    chosen = select(*columns).select_from(open_pair).join(link, link.c.key == open_pair.c.link_key)
    chosen = chosen.join(HERE, and_(HERE.c.told_key == link.c.left, HERE.c.place == open_pair.c.left))
    chosen = chosen.join(THERE, and_(THERE.c.told_key == link.c.right, THERE.c.place == open_pair.c.right))
    return chosen.where(HERE.c.matter_key != THERE.c.matter_key)


def _of_matter(connection: Connection, pairs: Select[Any], id_: str) -> Select[Any]:
    """Pairs with a mention of one matter: those of its reports alone are looked at."""
    row = connection.execute(select(matter.c.key, matter.c.members).where(matter.c.id == id_)).one()
    reports = sorted({key for key, _place in _members(row.members)})
    within = or_(HERE.c.matter_key == row.key, THERE.c.matter_key == row.key)
    return pairs.where(or_(link.c.left.in_(reports), link.c.right.in_(reports)), within)


def _likeliest(connection: Connection, row: Any) -> tuple[str, str]:  # noqa: ANN401  a row has its columns' names
    """The mentions of the likeliest of the open pairs between two matters; of equals the first in order of id."""
    both = row.one, row.other
    chosen = _crossing(link.c.left, open_pair.c.left.label("place"), link.c.right, open_pair.c.right.label("to"))
    chosen = chosen.where(HERE.c.matter_key.in_(both), THERE.c.matter_key.in_(both), open_pair.c.score == row.score)
    members = connection.execute(select(matter.c.members).where(matter.c.key == row.one)).scalar_one()
    reports = sorted({key for key, _place in _members(members)})
    found = connection.execute(chosen.where(or_(link.c.left.in_(reports), link.c.right.in_(reports)))).all()
    ids = _ids(connection, {key for one in found for key in (one.left, one.right)})
    named = ((_mention(ids[one.left], one.place), _mention(ids[one.right], one.to)) for one in found)
    return min((min(pair), max(pair)) for pair in named)


def _sorted(one: ColumnElement[Any], other: ColumnElement[Any]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Two values, the lesser first."""
    return case((one < other, one), else_=other), case((one < other, other), else_=one)


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
    rows = list(rows_with(connection, select(matter), matter.c.id, matters))
    members = {row.id: _members(row.members) for row in rows}
    topics = {row.id: unpacked(row.topic) for row in rows}
    ids = _ids(connection, {of for some in members.values() for of, _place in some})
    words = stems.words(connection, {key for some in topics.values() for key in some})
    return {
        row.id: Kept(
            {**row._mapping, "topic": tuple(words[key] for key in topics[row.id])},
            tuple(sorted(_mention(ids[of], place) for of, place in members[row.id])),
        )
        for row in rows
    }


def mentions_like(connection: Connection, beginning: str) -> list[str]:
    """The mentions whose id begins so, at most three and a whole id first."""
    if not beginning:
        return []
    whole = [beginning[:at] for at, letter in enumerate(beginning) if letter == "#"]
    within = told.c.report >= beginning, told.c.report <= beginning + "\U0010ffff"  # a range, which an index serves
    filled = select(member.c.told_key).where(member.c.told_key == told.c.key).exists()
    begun = connection.scalars(select(told.c.report).where(*within, filled).order_by(told.c.report).limit(3))
    return sorted(name for name in _homes(connection, {*whole, *begun}) if name.startswith(beginning))[:3]


def matters_like(connection: Connection, beginning: str) -> list[str]:
    """The matters whose id begins so, at most three."""
    if not HASH.fullmatch(beginning):
        return []
    begins = matter.c.id >= beginning, matter.c.id <= beginning.ljust(16, "f")
    return list(connection.scalars(select(matter.c.id).where(*begins).order_by(matter.c.id).limit(3)))


def reports_naming(connection: Connection, folded: Collection[str]) -> list[str]:
    """The reports of matters in which somebody takes part, by folded names."""
    keys = {key for one in folded for key in names.exactly(connection, one)}
    taking = select(party.c.matter_key).where(party.c.part == "actor")
    found = {row.matter_key for row in rows_with(connection, taking, party.c.name_key, keys)}
    packed = rows_with(connection, select(matter.c.members), matter.c.key, found)
    return sorted(_ids(connection, {key for row in packed for key, _ in _members(row.members)}).values())


def drop_matters(connection: Connection, matters: Collection[str]) -> list[int]:
    """Forget some matters; gives the numbers that they had, which are free again."""
    rows = list(rows_with(connection, select(matter), matter.c.id, matters))
    members = {one for row in rows for one in _members(row.members)}
    parties = {(*one, row.turned, row.key) for row in rows for one in _parties(row.parties)}
    keys = {row.key for row in rows}
    delete_rows(connection, (member.c.told_key, member.c.place), members)
    delete_rows(connection, (party.c.name_key, party.c.part, party.c.turned, party.c.matter_key), parties)
    delete_with(connection, turn.c.matter_key, keys)
    delete_with(connection, matter.c.key, keys)
    return sorted(keys)


def keep_matters(connection: Connection, settled: Collection[Settled], free: Collection[int] = ()) -> None:
    """Keep matters that are not there, of reports that are; `free` are numbers to give them first."""
    reports = {name.rpartition("#")[0] for one in settled for name in one.members}
    told_keys = _keys(connection, reports | {row["report"] for one in settled for row in one.turns if row["report"]})
    name_keys = names.keys(connection, {of for one in settled for of, _part in one.parties})
    stem_keys = stems.keys(connection, {word for one in settled for word in one.row["topic"]})
    last = connection.execute(select(func.max(matter.c.key))).scalar() or 0
    rows: dict[Table, list[Row]] = {matter: [], member: [], party: [], turn: []}
    for key, one in zip(chain(free, count(max((last, *free)) + 1)), settled, strict=False):
        members = sorted((told_keys[name.rpartition("#")[0]], _number(name)) for name in one.members)
        parties = sorted({(name_keys[of], part) for of, part in one.parties})
        bodies = {
            "members": packed(chain.from_iterable(members)),
            "parties": packed(of * len(PARTS) + PARTS.index(part) for of, part in parties),
            "topic": packed(stem_keys[word] for word in one.row["topic"]),
        }
        rows[matter].append({**one.row, **bodies, "key": key})
        rows[member] += [{"told_key": of, "place": place, "matter_key": key} for of, place in members]
        rows[party] += [
            {"name_key": of, "part": part, "turned": one.row["turned"], "matter_key": key} for of, part in parties
        ]
        rows[turn] += [
            {**_without(row, "report"), "told_key": told_keys.get(row["report"]), "matter_key": key, "number": number}
            for number, row in enumerate(one.turns)
        ]
    for table, some in rows.items():
        insert_rows(connection, table, some)


def matter_id(connection: Connection, beginning: str) -> str | None:
    """A matter by its id, or by the beginning of it where no other begins so; None where there is none."""
    found = matters_like(connection, beginning)
    return found[0] if len(found) == 1 else None


def clear(connection: Connection) -> None:
    """Forget all that derives."""
    for table in (turn, party, member, matter, stem, open_pair, link, copy, meeting, tale, told):
        connection.execute(delete(table))


def standing_of(connection: Connection, id_: str) -> str:
    """How a matter stands, "" where there is none."""
    return connection.scalar(select(matter.c.standing).where(matter.c.id == id_)) or ""


def matters_between(
    connection: Connection, countries: Collection[str], first: str, last: str, reports: int = 1
) -> set[str]:
    """The ids of the matters that begin between two days, in which one of some countries (by code) takes part.

    Only those of which at least so many reports tell.
    """
    codes = names.known(connection, {names.code(country) for country in countries}).values()
    taking = select(party.c.matter_key).where(party.c.name_key.in_(sorted(codes)))
    chosen = select(matter.c.id).where(matter.c.key.in_(taking), matter.c.first_day.between(first, last))
    return set(connection.scalars(chosen.where(matter.c.reports >= reports)))


def _homes(connection: Connection, reports: Collection[str]) -> dict[str, int]:
    """The matters of all mentions of some reports."""
    keys = {key: id_ for id_, key in _keys(connection, reports).items()}
    found = rows_with(connection, select(member), member.c.told_key, keys)
    return {_mention(keys[row.told_key], row.place): row.matter_key for row in found}


def _keys(connection: Connection, reports: Collection[str]) -> dict[str, int]:
    found = rows_with(connection, select(told.c.report, told.c.key), told.c.report, reports)
    return {row.report: row.key for row in found}


def _ids(connection: Connection, keys: Collection[int]) -> dict[int, str]:
    return {row.key: row.report for row in rows_with(connection, select(told.c.report, told.c.key), told.c.key, keys)}


def _number(mention: str) -> int:
    """The place of a mention in its report as a number, small where the mention is short: length, start and kind."""
    kind, _, span = mention.rpartition("#")[2].partition(":")
    start, end = map(int, span.split("-"))
    longer, length = divmod(end - start, SHORT)
    return ((longer * FAR + start) * SHORT + length) * len(KINDS) + KINDS.index(kind)


def _mention(report_id: str, number: int) -> str:
    """The id of a mention by its place."""
    place, kind = divmod(number, len(KINDS))
    place, length = divmod(place, SHORT)
    longer, start = divmod(place, FAR)
    return f"{report_id}#{KINDS[kind]}:{start}-{start + longer * SHORT + length}"


def _place(key: str) -> int:
    """A hash of a key under which reports meet, as a signed number of 32 bits."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).digest(), signed=True)


def _places(packed: bytes) -> set[int]:
    return set(unpack(f"<{len(packed) // 4}i", packed))


def _members(body: bytes) -> list[tuple[int, int]]:
    numbers = iter(unpacked(body))
    return list(zip(numbers, numbers, strict=True))


def _parties(body: bytes) -> Iterator[tuple[int, str]]:
    found = (divmod(number, len(PARTS)) for number in unpacked(body))
    return ((key, PARTS[part]) for key, part in found)


def _matter_ids(connection: Connection, keys: Collection[int]) -> dict[int, str]:
    return {row.key: row.id for row in rows_with(connection, select(matter.c.key, matter.c.id), matter.c.key, keys)}


def _delete_meetings(connection: Connection, key: int, places: Collection[int]) -> None:
    delete_rows(connection, (meeting.c.place, meeting.c.told_key), {(place, key) for place in places})


def _without(row: Row, field: str) -> Row:
    return {name: value for name, value in row.items() if name != field}
