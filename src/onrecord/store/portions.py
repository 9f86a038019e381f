"""Questions and orders for any number of values, a part of them at a time: databases take only so many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert

from onrecord.store.findings import Row

AT_ONCE = 500  # values in one question


def rows_with(connection: Connection, question: Any, column: Any, values: Collection[Any]) -> Iterator[Any]:  # noqa: ANN401
    """The rows of a question in which a column has one of some values."""
    for some in portions(values):
        yield from connection.execute(question.where(column.in_(some)))


def delete_with(connection: Connection, column: Any, values: Collection[Any]) -> None:  # noqa: ANN401  a column with its table
    """Delete the rows in which a column has one of some values."""
    for some in portions(values):
        connection.execute(delete(column.table).where(column.in_(some)))


def delete_rows(connection: Connection, columns: Sequence[Any], rows: Collection[tuple[Any, ...]]) -> None:
    """Delete the rows in which some columns, the whole key of their table, have some values."""
    if rows:
        same = (column == bindparam(f"p{place}", type_=column.type) for place, column in enumerate(columns))
        values = [{f"p{place}": value for place, value in enumerate(row)} for row in sorted(rows)]
        connection.execute(delete(columns[0].table).where(*same), values)


def insert_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert some rows, if there are any."""
    if rows:
        connection.execute(insert(table), rows)


def portions(values: Collection[Any]) -> Iterator[list[Any]]:
    """The values in an order of their own, a part at a time."""
    ordered = sorted(values)
    return (ordered[first : first + AT_ONCE] for first in range(0, len(ordered), AT_ONCE))
