"""Statements by what they mean: a short vector for each, kept a report at a time, and the nearest to another.

A vector is a row of bytes; the product of two is their likeness. How they are made is for the caller to know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert, select, tuple_

from onrecord.store.query import held, narrowed, selected
from onrecord.store.question import ALL, Question
from onrecord.store.rows import Answer, StatementRow
from onrecord.store.schema import meaning, reading, report, statement

Vectors = NDArray[np.int8]
Place = tuple[int, str]  # the key of a reading, and the id of a statement in it

MOST = 50  # statements in an answer, where no limit is given
AT_ONCE = 1 << 16  # vectors that are multiplied at a time: numpy does it in floats, four times as wide


def keep(connection: Connection, id_: str, statements: Sequence[str], vectors: Vectors) -> None:
    """Keep the vectors (statements, width) of a report's statements, named by their ids, for its present reading."""
    if not statements:
        return
    live = select(reading.c.key).join(report, report.c.key == reading.c.report_key)
    key = connection.execute(live.where(report.c.id == id_, reading.c.until.is_(None))).scalar_one()
    ids = msgspec.json.encode(statements).decode()
    connection.execute(insert(meaning).values(reading_key=key, statements=ids, body=vectors.tobytes()))


def nearest(connection: Connection, sought: Vectors, asked: Question = ALL) -> Answer[StatementRow]:
    """The statements whose vectors are nearest to one (width,), the nearest first; 50 where no limit is given."""
    chosen = select(meaning).join(reading, reading.c.key == meaning.c.reading_key)
    chosen = held(chosen.join(report, report.c.key == reading.c.report_key), asked)
    kept = connection.execute(chosen.order_by(meaning.c.reading_key)).all()
    places: Iterator[Place] = _ranked(kept, sought)
    if any(one is not None for one in (asked.speaker, asked.actor, asked.place)):
        named = select(reading.c.key, statement.c.id).join(statement, statement.c.reading_key == reading.c.key)
        found = narrowed(connection, named.join(report, report.c.key == reading.c.report_key), asked)
        among = {(row.key, row.id) for row in connection.execute(found)}
        places = (place for place in places if place in among)
    return Answer(StatementRow, _rows(connection, list(islice(places, asked.limit or MOST))))


def _ranked(kept: Sequence[Any], sought: Vectors) -> Iterator[Place]:
    """Where the statements stand, the likest first; of equals the one that was kept first."""
    table = np.frombuffer(b"".join(row.body for row in kept), np.int8).reshape(-1, len(sought))
    wide = sought.astype(np.float32)
    likeness = [table[n : n + AT_ONCE].astype(np.float32) @ wide for n in range(0, len(table), AT_ONCE)]
    ends = np.cumsum([len(row.body) // len(sought) for row in kept])
    for at in np.argsort(-np.concatenate(likeness or [wide[:0]]), kind="stable").tolist():
        row = int(np.searchsorted(ends, at, side="right"))
        yield kept[row].reading_key, msgspec.json.decode(kept[row].statements)[at - int(ends[row])]


def _rows(connection: Connection, places: Sequence[Place]) -> list[StatementRow]:
    """The statements at some places, in their order."""
    chosen = selected().add_columns(statement.c.reading_key)
    at = tuple_(statement.c.reading_key, statement.c.id).in_(places)
    rows = [dict(row._mapping) for row in connection.execute(chosen.where(at))]
    found = {(row.pop("reading_key"), row["id"]): row for row in rows}
    return [StatementRow(**found[place]) for place in places]
