"""Questions about matters, as they stand now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Select, func, select

from onrecord.store import names
from onrecord.store.backends import BACKENDS
from onrecord.store.pack import unpack_report
from onrecord.store.query import answer, looked, quoted
from onrecord.store.question import ALL, Question
from onrecord.store.rows import Answer, MatterRow, TurnRow
from onrecord.store.schema import KINDS, matter, member, party, report, told, turn

USUAL = "reported"  # how nearly every matter stands: it is met on the way, and not looked up
AT_ONCE = 500  # reports looked up in one question
FEW = 2000  # matters that are fetched one by one; more of them are met soon enough on the way from the last to turn


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
    taking = _parties(connection, asked)
    for parties in taking[1:]:
        also = parties.subquery()
        chosen = chosen.where(select(also.c.turned).where(also.c.matter_key == matter.c.key).exists())
    if asked.since is not None:
        chosen = chosen.where(matter.c.last_day >= asked.since)
    if asked.standing is not None and _usual(asked.standing):
        chosen = chosen.where(matter.c.standing.icontains(asked.standing, autoescape=True))
    chosen = _titled(connection, chosen, asked.about)
    ordered = chosen.order_by(matter.c.turned.desc(), matter.c.last_day.desc(), matter.c.id)
    if not taking:
        return answer(connection, ordered, asked.limit, MatterRow)

    def near(cut: str | None) -> Select[Any]:
        inside = taking[0] if cut is None else taking[0].where(party.c.turned >= cut)
        return ordered.where(matter.c.key.in_(inside.with_only_columns(party.c.matter_key)))

    cuts = taking[0].with_only_columns(party.c.turned).order_by(party.c.turned.desc())
    return looked(connection, near, cuts, asked, MatterRow)


def turns(connection: Connection, asked: Question = ALL) -> Answer[TurnRow]:
    """Turns by day."""
    own = {"title": matter.c.title, "matter": matter.c.id, "report": told.c.report}
    fields = (field for field in TurnRow.__struct_fields__ if field != "words")
    chosen = select(*((own[f] if f in own else turn.c[f]).label(f) for f in fields))
    chosen = chosen.join(matter, matter.c.key == turn.c.matter_key).outerjoin(told, told.c.key == turn.c.told_key)
    for parties in _parties(connection, asked):
        chosen = chosen.where(turn.c.matter_key.in_(parties.with_only_columns(party.c.matter_key)))
    if asked.since is not None:
        chosen = chosen.where(turn.c.day >= asked.since)
    if asked.until is not None:
        chosen = chosen.where(turn.c.day <= asked.until)
    ordered = chosen.order_by(turn.c.day, matter.c.id, turn.c.number)
    rows = connection.execute(ordered if asked.limit is None else ordered.limit(asked.limit)).all()
    texts = _texts(connection, {row.report for row in rows if row.report is not None})
    return Answer(TurnRow, [TurnRow(**row._mapping, words=_words(row, texts)) for row in rows])


def _parties(connection: Connection, asked: Question) -> list[Select[Any]]:
    """The matters in which somebody takes part, that touch a place, and that stand somehow."""
    found = [
        select(party).where(party.c.name_key.in_(names.called(connection, wanted).keys), party.c.part == part)
        for wanted, part in ((asked.actor, "actor"), (asked.place, "place")) if wanted is not None
    ]
    if asked.standing is not None and not _usual(asked.standing):
        stands = names.standings(connection, asked.standing)
        found.append(select(party).where(party.c.name_key.in_(stands), party.c.part == "standing"))
    return found


def _usual(standing: str) -> bool:
    return standing.casefold() in USUAL


def _titled(connection: Connection, chosen: Select[Any], about: str | None) -> Select[Any]:
    """Matters with some words in their title: few are looked up, many are met on the way."""
    phrases = quoted(about or "")
    if not phrases:
        return chosen
    found = BACKENDS[connection.dialect.name].titled(phrases)
    many = connection.execute(select(func.count()).select_from(select(found.c.key).limit(FEW).subquery())).scalar_one()
    if many < FEW:
        return chosen.where(matter.c.key.in_(select(found.c.key)))
    return chosen.where(select(found.c.key).where(found.c.key == matter.c.key).exists())


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
