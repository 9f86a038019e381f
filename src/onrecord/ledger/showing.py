"""One matter as it is shown: all that follows from it, what it consists of, and what people decided on it."""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import Connection

from onrecord.errors import OnrecordError
from onrecord.ledger.judging import history_of
from onrecord.ledger.linking import Shelf, kin, own
from onrecord.ledger.packing import unpack_matter
from onrecord.matters.components import held
from onrecord.matters.contradictions import contradictions
from onrecord.matters.dossier import Dossier, dossier
from onrecord.matters.positions import day, stand
from onrecord.matters.tracks import shown as amount
from onrecord.matters.types import Matter, Mention, Reading
from onrecord.store import at_issue, derived
from onrecord.store.rows import Answer, BearingRow, MatterRow, MentionRow


class UnknownMatterError(OnrecordError):
    """A matter is asked for that is not there."""


def one_matter(connection: Connection, matter: str) -> str:
    """The whole id of a matter, by the beginning of it.

    Raises:
        UnknownMatterError: there is none of this id, or more than one begins so.
    """
    return _matter(connection, matter).id


def _matter(connection: Connection, matter: str) -> Matter:
    found = derived.matters_like(connection, matter)
    if len(found) > 1:
        raise UnknownMatterError(f"more than one matter begins with {matter!r}: {', '.join(found)}; write more of it")
    if not found:
        raise UnknownMatterError(f"there is no one matter {matter!r}; `onrecord matters` shows them")
    return unpack_matter(derived.found_matters(connection, found)[found[0]])


def opened(connection: Connection, matter: str) -> tuple[Matter, dict[str, Reading]]:
    """A matter by its id or the beginning of it, with the readings of its reports.

    Raises:
        UnknownMatterError: there is none of this id, or more than one begins so.
    """
    one = _matter(connection, matter)
    reports = {name.rpartition("#")[0] for name in one.mentions}
    return one, Shelf(connection).take(reports)


def shown(connection: Connection, matter: str, today: str) -> Dossier:
    """A matter with all that follows from it, whose copies were folded, and what people decided on it.

    Raises:
        UnknownMatterError: there is none of this id, or more than one begins so.
    """
    one, readings = opened(connection, matter)
    mentions = {m.id: m for reading in readings.values() for m in reading.mentions}
    brief = dossier(one, readings, today)
    return replace(
        brief,
        contradictions=contradictions(one, brief.positions, brief.tracks, mentions),
        reports=tuple(sorted(readings)),
        copies=tuple(sorted(kin(connection, readings) - readings.keys())),
        judgements=tuple(j for j in held(history_of(connection)) if set(j.mentions) & set(one.mentions)),
    )


def evidence(connection: Connection, matter: str) -> list[Mention]:
    """The mentions of a matter, by day.

    Raises:
        UnknownMatterError: there is none of this id, or more than one begins so.
    """
    one, readings = opened(connection, matter)
    there = {m.id: m for reading in readings.values() for m in reading.mentions}
    return sorted((there[name] for name in one.mentions), key=lambda m: (day(m), m.report, m.words[0].start, m.id))


def mentions(connection: Connection, matter: str) -> Answer[MentionRow]:
    """The same as rows.

    Raises:
        UnknownMatterError: there is none of this id, or more than one begins so.
    """
    return Answer(MentionRow, [_mention_row(m) for m in evidence(connection, matter)])


def _mention_row(one: Mention) -> MentionRow:
    words = one.words[0]
    return MentionRow(
        one.id, one.kind, day(one), one.origin.id if one.origin else "", stand(one), one.type, one.status,
        "; ".join(p.name for p in one.actors), "; ".join(p.name for p in one.targets),
        "; ".join(f"{s.role} {s.name}" for s in one.spots), one.start, one.end,
        amount(one.quantity) if one.quantity else "", words.text, words.report, words.start, words.end,
    )


def bearing(connection: Connection, report: str) -> Answer[BearingRow]:
    """What a report bears on, in the order of its text; nothing for a copy, whose words count in another report."""
    told = derived.found_told(connection, [report])
    mentions = own(told[report]).mentions if report in told else ()
    homes = derived.homes(connection, {m.id for m in mentions})
    known = {row.id: row for row in at_issue.matters_by_id(connection, set(homes.values()))}
    rows = [
        BearingRow(m.id, m.kind, m.words[0].start, m.words[0].end, *_at_issue(known[homes[m.id]]))
        for m in mentions if m.id in homes
    ]
    return Answer(BearingRow, sorted(rows, key=lambda row: (row.start, row.end, row.mention)))


def _at_issue(row: MatterRow) -> tuple[str, str, str]:
    return row.id, row.title, row.standing
