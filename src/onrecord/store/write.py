"""Adding to the facts. Each function works in the transaction that its caller gives, who knows what goes together."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Table, insert, select, tuple_, update

from onrecord.errors import OnrecordError
from onrecord.model import Record, Report
from onrecord.store.findings import Row, Rows, Slot
from onrecord.store.pack import digest, pack, pack_report
from onrecord.store.schema import event, figure, name, reading, report, slot, statement

AT_ONCE = 200  # names looked up in one question


class TakenError(OnrecordError):
    """A report has an id that another report in the store has."""

    def __init__(self, id_: str) -> None:
        """Name the id."""
        self.id = id_
        super().__init__(f"report {id_!r}: another report has this id; give this one another, or remove that one first")


def known(connection: Connection, one: Report) -> bool:
    """Whether the store has a report already.

    Raises:
        TakenError: it has another one under the same id.
    """
    found = connection.execute(select(report.c.digest).where(report.c.id == one.id, report.c.removed.is_(None)))
    kept = found.scalar_one_or_none()
    if kept is not None and kept != digest(one):
        raise TakenError(one.id)
    return kept is not None


def add(connection: Connection, record: Record, reader: str, now: str) -> bool:
    """Keep a report with its record; False, and nothing is done, where the store has it.

    Args:
        connection: writes, in a transaction.
        record: what was read in the report.
        reader: the version of the reader.
        now: the moment.

    Raises:
        TakenError: another report has the same id.
    """
    one = record.report
    if known(connection, one):
        return False
    row = {
        "id": one.id, "digest": digest(one), "published": one.published, "day": (one.published or "")[:10] or None,
        "outlet": one.outlet, "title": one.title, "url": one.url, "body": pack_report(one), "ingested": now,
    }  # fmt: skip
    _keep_reading(connection, _inserted(connection, report, row), record, reader, now)
    return True


def remove(connection: Connection, id_: str, now: str) -> bool:
    """Let a report hold no longer; False where there is none. What was known before can still be asked for."""
    key = connection.execute(select(report.c.key).where(report.c.id == id_, report.c.removed.is_(None))).scalar()
    if key is None:
        return False
    _retire_reading(connection, key, now)
    connection.execute(update(report).where(report.c.key == key).values(removed=now))
    return True


def reread(connection: Connection, record: Record, reader: str, now: str) -> bool:
    """Put another reading of a report in the place of the present one; False where the report is not there."""
    live = select(report.c.key).where(report.c.id == record.report.id, report.c.removed.is_(None))
    key = connection.execute(live).scalar()
    if key is None:
        return False
    _retire_reading(connection, key, now)
    _keep_reading(connection, key, record, reader, now)
    return True


def _retire_reading(connection: Connection, report_key: int, now: str) -> None:
    live = reading.c.report_key == report_key, reading.c.until.is_(None)
    connection.execute(update(reading).where(*live).values(until=now))


def _keep_reading(connection: Connection, report_key: int, record: Record, reader: str, now: str) -> None:
    row = {"report_key": report_key, "reader": reader, "body": pack(record), "since": now}
    key = _inserted(connection, reading, row)
    rows = Rows(record)
    for table, found in ((statement, rows.statements()), (event, rows.events()), (figure, rows.figures())):
        if found:
            connection.execute(insert(table), [{**one, "reading_key": key} for one in found])
    _keep_slots(connection, key, rows.slots())


def _keep_slots(connection: Connection, reading_key: int, slots: set[Slot]) -> None:
    if not slots:
        return
    keys = _name_keys(connection, sorted({one[:3] for one in slots}))
    rows = [
        {"name_key": keys[one[:3]], "reading_key": reading_key, "finding": one.finding, "role": one.role}
        for one in sorted(slots)
    ]
    connection.execute(insert(slot), rows)


def _name_keys(connection: Connection, names: list[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    """The key of each name; new names get one. The transaction writes alone, so nobody adds the same between."""
    keys = _known_names(connection, names)
    if new := [one for one in names if one not in keys]:
        rows = [dict(zip(("folded", "kind", "country"), one, strict=True)) for one in new]
        connection.execute(insert(name), rows)
        keys |= _known_names(connection, new)
    return keys


def _known_names(
    connection: Connection, names: Iterable[tuple[str, str, str]]
) -> dict[tuple[str, str, str], int]:
    names = list(names)
    found = {}
    for first in range(0, len(names), AT_ONCE):
        wanted = tuple_(name.c.folded, name.c.kind, name.c.country).in_(names[first : first + AT_ONCE])
        for row in connection.execute(select(name).where(wanted)):
            found[row.folded, row.kind, row.country] = row.key
    return found


def _inserted(connection: Connection, table: Table, row: Row) -> int:
    (key,) = connection.execute(insert(table).values(row)).inserted_primary_key or (0,)
    return int(key)
