"""Adding to the facts. Each function works in the transaction that its caller gives, who knows what goes together."""

from __future__ import annotations

from sqlalchemy import Connection, Table, delete, insert, select, update

from onrecord.errors import OnrecordError
from onrecord.model import Record, Report
from onrecord.store import names
from onrecord.store.findings import Row, Rows, Slot
from onrecord.store.pack import digest, pack, pack_report, unpack, unpack_report
from onrecord.store.schema import UNDATED, reading, report, slot, statement

AT_ONCE = 200  # readings held at a time


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
        "id": one.id, "digest": digest(one), "published": one.published, "day": _day(one),
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


def find_again(connection: Connection) -> None:
    """Fill anew the tables that findings are found by, from every reading that was ever kept."""
    for table in (slot, statement):
        connection.execute(delete(table))
    chosen = select(reading.c.key, reading.c.body, report.c.day, report.c.body.label("text"))
    chosen = chosen.join(report, report.c.key == reading.c.report_key).order_by(reading.c.key)
    after = 0
    while rows := connection.execute(chosen.where(reading.c.key > after).limit(AT_ONCE)).all():
        for row in rows:
            _keep_rows(connection, row.key, row.day, unpack(row.body, unpack_report(row.text)))
        after = rows[-1].key


def _keep_reading(connection: Connection, report_key: int, record: Record, reader: str, now: str) -> None:
    row = {"report_key": report_key, "reader": reader, "body": pack(record), "since": now}
    _keep_rows(connection, _inserted(connection, reading, row), _day(record.report), record)


def _keep_rows(connection: Connection, key: int, day: str | None, record: Record) -> None:
    rows = Rows(record)
    if found := rows.statements():
        connection.execute(insert(statement), [{**one, "reading_key": key} for one in found])
    _keep_slots(connection, {"reading_key": key, "day": day or UNDATED}, rows.slots())


def _keep_slots(connection: Connection, of: Row, slots: set[Slot]) -> None:
    if not slots:
        return
    keys = names.keys(connection, {one[:3] for one in slots})
    rows = [{**of, "name_key": keys[one[:3]], "finding": one.finding, "role": one.role} for one in sorted(slots)]
    connection.execute(insert(slot), rows)


def _day(one: Report) -> str | None:
    """The day of publication, as its place of publication writes it."""
    return (one.published or "")[:10] or None


def _inserted(connection: Connection, table: Table, row: Row) -> int:
    (key,) = connection.execute(insert(table).values(row)).inserted_primary_key or (0,)
    return int(key)
