"""How much is on record, and a stamp by which one knows whether anything has changed."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from onrecord.ledger.judging import history_of
from onrecord.matters.components import held
from onrecord.store import at_issue, derived
from onrecord.store.rows import Counts
from onrecord.store.schema import judgement, matter, reading, report, statement


def stamp(connection: Connection) -> str:
    """Another one whenever a report is added, read again or removed, or a person decides."""
    parts = (func.max(reading.c.key), func.max(judgement.c.key))
    kept = select(func.count()).select_from(report).where(report.c.removed.is_(None))
    return "-".join(str(connection.scalar(part) or 0) for part in (*map(select, parts), kept))


def counts(connection: Connection) -> Counts:
    """How much there is now."""
    live = report.c.removed.is_(None)
    first, last, reports = connection.execute(
        select(func.min(report.c.day), func.max(report.c.day), func.count()).where(live)
    ).one()
    read = select(func.count()).select_from(statement).join(reading, reading.c.key == statement.c.reading_key)
    at_stake = select(func.count()).select_from(matter).where(matter.c.standing != "")
    return Counts(
        reports, connection.scalar(read.where(reading.c.until.is_(None))) or 0, connection.scalar(at_stake) or 0,
        _judged(connection), first or "", last or "", stamp(connection),
    )


def _judged(connection: Connection) -> int:
    """How many matters at issue hold a mention on which a judgement holds."""
    named = {mention for one in held(history_of(connection)) for mention in one.mentions}
    homes = set(derived.homes(connection, named).values())
    return sum(bool(row.standing) for row in at_issue.matters_by_id(connection, homes))
