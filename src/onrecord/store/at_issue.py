"""Questions about matters, as they stand now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Select, select

from onrecord.store import names
from onrecord.store.names import Called
from onrecord.store.pack import unpack_report
from onrecord.store.query import Way, answer, looked
from onrecord.store.question import ALL, Question
from onrecord.store.rows import Answer, MatterRow, TurnRow
from onrecord.store.schema import KINDS, matter, member, party, report, told, turn

USUAL = "reported"  # how nearly every matter stands: it is met on the way, and not looked up
AT_ONCE = 500  # reports looked up in one question


def matters(connection: Connection, asked: Question = ALL) -> Answer[MatterRow]:
    """Matters as they stand now, the last to turn first; `since` is the day of the last report."""
    return _matters(connection, asked, _rows())


def counting(connection: Connection, asked: Question = ALL) -> Answer[MatterRow]:
    """Matters with figures, the last to turn first; as `matters`, but that `since` and `limit` do not narrow."""
    figures = select(member.c.matter_key).where(member.c.place % len(KINDS) == KINDS.index("figure"))
    whole = replace(asked, since=None, limit=None)
    return _matters(connection, whole, _rows().where(matter.c.key.in_(figures)))


def matters_by_id(connection: Connection, ids: Collection[str]) -> list[MatterRow]:
    """The matters of some ids, in order of id."""
    chosen = _rows().where(matter.c.id.in_(sorted(ids))).order_by(matter.c.id)
    return [MatterRow(**row._mapping) for row in connection.execute(chosen)]


def _rows() -> Select[Any]:
    return select(*(matter.c[field] for field in MatterRow.__struct_fields__))


def _matters(connection: Connection, asked: Question, chosen: Select[Any]) -> Answer[MatterRow]:
    taking = _ways(connection, asked)
    if asked.since is not None:
        chosen = chosen.where(matter.c.last_day >= asked.since)
    for word in (asked.about or "").split():
        chosen = chosen.where(matter.c.title.icontains(word, autoescape=True))
    if asked.standing is not None:
        chosen = chosen.where(matter.c.standing.icontains(asked.standing, autoescape=True))
    ordered = chosen.order_by(matter.c.turned.desc(), matter.c.last_day.desc(), matter.c.id)
    if not taking:
        return answer(connection, ordered, asked.limit, MatterRow)

    def near(cut: str | None) -> Select[Any]:
        inside = [way.rows if cut is None else way.rows.where(party.c.turned >= cut) for way in taking]
        return ordered.where(*(matter.c.key.in_(rows.with_only_columns(party.c.matter_key)) for rows in inside))

    return looked(connection, near, taking[0], asked, MatterRow)


def turns(connection: Connection, asked: Question = ALL) -> Answer[TurnRow]:
    """Turns by day."""
    own = {"title": matter.c.title, "matter": matter.c.id, "report": told.c.report}
    fields = (field for field in TurnRow.__struct_fields__ if field != "words")
    chosen = select(*((own[f] if f in own else turn.c[f]).label(f) for f in fields))
    chosen = chosen.join(matter, matter.c.key == turn.c.matter_key).outerjoin(told, told.c.key == turn.c.told_key)
    for way in _ways(connection, asked):
        chosen = chosen.where(turn.c.matter_key.in_(way.rows.with_only_columns(party.c.matter_key)))
    if asked.since is not None:
        chosen = chosen.where(turn.c.day >= asked.since)
    if asked.until is not None:
        chosen = chosen.where(turn.c.day <= asked.until)
    ordered = chosen.order_by(turn.c.day, matter.c.id, turn.c.number)
    rows = connection.execute(ordered if asked.limit is None else ordered.limit(asked.limit)).all()
    texts = _texts(connection, {row.report for row in rows if row.report is not None})
    return Answer(TurnRow, [TurnRow(**row._mapping, words=_words(row, texts)) for row in rows])


def _ways(connection: Connection, asked: Question) -> list[Way]:
    """Matters in which somebody takes part, that touch a place, that stand somehow, or have a word in their title."""
    words = ((word, ["actor", "place", "word"]) for word in names.LETTERS.findall((asked.about or "").casefold()))
    given = [(asked.actor, ["actor"]), (asked.place, ["place"]), *words]
    found = [_way(names.called(connection, wanted), parts) for wanted, parts in given if wanted is not None]
    if asked.standing is not None and asked.standing.casefold() not in USUAL:
        stands = party.c.name_key.in_(names.standings(connection, asked.standing))
        found.append(Way(select(party).where(stands, party.c.part == "standing"), (), party.c.turned, back=True))
    return found


def _way(called: Called, parts: list[str]) -> Way:
    single = ((key, part) for key in called.first for part in parts)
    first = [select(party).where(party.c.name_key == key, party.c.part == part) for key, part in single]
    rows = select(party).where(party.c.name_key.in_(called.keys), party.c.part.in_(parts))
    return Way(rows, first, party.c.turned, back=True)


def _words(row: Any, texts: Mapping[str, str]) -> str:  # noqa: ANN401  a row has the attributes of its columns
    return "" if row.report is None else texts[row.report][row.start : row.end]


def _texts(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The texts of some reports."""
    ordered, found = sorted(ids), dict[str, str]()
    for first in range(0, len(ordered), AT_ONCE):
        some = report.c.id.in_(ordered[first : first + AT_ONCE]), report.c.removed.is_(None)
        rows = connection.execute(select(report.c.id, report.c.body).where(*some))
        found |= {row.id: unpack_report(row.body).text for row in rows}
    return found
