"""Stems by numbers, each kept once: matters have most of theirs in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.store.schema import stem

AT_ONCE = 500  # in one question


def keys(connection: Connection, words: Collection[str]) -> dict[str, int]:
    """The number of each stem; new ones get one. The transaction writes alone, so nobody adds the same between."""
    found = _known(connection, words)
    if new := sorted(set(words) - found.keys()):
        connection.execute(insert(stem), [{"word": word} for word in new])
        found |= _known(connection, new)
    return found


def words(connection: Connection, keys: Collection[int]) -> dict[int, str]:
    """The stems of some numbers."""
    return {row.key: row.word for row in _rows(connection, stem.c.key, keys)}


def _known(connection: Connection, words: Collection[str]) -> dict[str, int]:
    return {row.word: row.key for row in _rows(connection, stem.c.word, words)}


def _rows(connection: Connection, column: Any, values: Collection[Any]) -> Iterator[Any]:  # noqa: ANN401  either column
    ordered = sorted(values)
    for first in range(0, len(ordered), AT_ONCE):
        yield from connection.execute(select(stem).where(column.in_(ordered[first : first + AT_ONCE])))
