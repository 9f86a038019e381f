"""Statements by what they mean: a short vector for each, kept a report at a time, and the nearest to another.

A vector is a row of bytes; the product of two is their likeness. How they are made is for the caller to know.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert, select

from onrecord.store.query import held, narrowed, selected
from onrecord.store.question import ALL, Question
from onrecord.store.rows import Answer, StatementRow
from onrecord.store.schema import meaning, reading, report, statement

Vectors = NDArray[np.int8]
Place = tuple[int, int]  # the key of a reading, and the number of a statement in it, from nought

MOST = 50  # statements in an answer, where no limit is given
SOME = 500  # readings in one question
AT_ONCE = 1 << 16  # vectors that are multiplied at a time: numpy does it in floats, four times as wide


def keep(connection: Connection, id_: str, vectors: Vectors) -> None:
    """Keep the vectors (statements, width) of a report's statements, in their order, for its present reading."""
    live = select(reading.c.key).join(report, report.c.key == reading.c.report_key)
    key = connection.execute(live.where(report.c.id == id_, reading.c.until.is_(None))).scalar_one()
    connection.execute(insert(meaning).values(reading_key=key, body=vectors.tobytes()))


def nearest(connection: Connection, sought: Vectors, asked: Question = ALL) -> Answer[StatementRow]:
    """The statements whose vectors are nearest to one (width,), the nearest first; 50 where no limit is given."""
    chosen = select(meaning).join(reading, reading.c.key == meaning.c.reading_key)
    chosen = held(chosen.join(report, report.c.key == reading.c.report_key), asked)
    kept = connection.execute(chosen.order_by(meaning.c.reading_key)).all()
    places: Iterator[Place] = _ranked(kept, sought)
    if any(one is not None for one in (asked.speaker, asked.actor, asked.place)):
        named = select(reading.c.key, statement.c.key.label("one")).join(reading, reading.c.key == statement.c.reading_key)
        found = connection.execute(narrowed(connection, named.join(report, report.c.key == reading.c.report_key), asked))
        among = {row.one: row.key for row in found}
        keys = _keys(connection, set(among.values()))
        places = (place for place in places if keys.get(place) in among)
    return Answer(StatementRow, _rows(connection, list(islice(places, asked.limit or MOST))))


def _ranked(kept: Sequence[Any], sought: Vectors) -> Iterator[Place]:
    """Where the statements stand, the likest first; of equals the one that was kept first."""
    table = np.frombuffer(b"".join(row.body for row in kept), np.int8).reshape(-1, len(sought))
    wide = sought.astype(np.float32)
    likeness = [table[n : n + AT_ONCE].astype(np.float32) @ wide for n in range(0, len(table), AT_ONCE)]
    ends = np.cumsum([0, *(len(row.body) // len(sought) for row in kept)])
    for at in np.argsort(-np.concatenate(likeness or [wide[:0]]), kind="stable").tolist():
        row = int(np.searchsorted(ends, at, side="right")) - 1
        yield kept[row].reading_key, at - int(ends[row])


def _keys(connection: Connection, readings: Collection[int]) -> dict[Place, int]:
    """The keys of the statements of some readings, by where they stand."""
    found: dict[Place, int] = {}
    ordered = sorted(readings)
    for first in range(0, len(ordered), SOME):
        chosen = select(statement.c.reading_key, statement.c.key)
        chosen = chosen.where(statement.c.reading_key.in_(ordered[first : first + SOME]))
        rows = connection.execute(chosen.order_by(statement.c.reading_key, statement.c.key))
        for reading_key, of in groupby(rows, key=lambda row: row.reading_key):
            found |= {(reading_key, number): row.key for number, row in enumerate(of)}
    return found


def _rows(connection: Connection, places: Sequence[Place]) -> list[StatementRow]:
    """The statements at some places, in their order."""
    keys = _keys(connection, {reading_key for reading_key, _number in places})
    wanted = [keys[place] for place in places]
    chosen = selected().add_columns(statement.c.key).where(statement.c.key.in_(wanted))
    rows = {row.key: row[:-1] for row in connection.execute(chosen)}
    return [StatementRow(*rows[key]) for key in wanted]
