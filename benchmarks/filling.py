"""Stores with many reports, made quickly: many reports in one transaction, which leads to the same record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from onrecord.language.meaning import meanings
from onrecord.ledger import Ledger, keep_meanings
from onrecord.ledger.judging import decided
from onrecord.ledger.linking import update
from onrecord.model import Record
from onrecord.store import write
from onrecord.store.engine import open_store

AT_ONCE = 50  # reports in one transaction
NOW = "2031-04-01T00:00:00.000000Z"
VERSION = "benchmark"


@contextmanager
def ledger(where: object) -> Iterator[Ledger]:
    """A ledger that is given records; nothing is read."""
    with Ledger(open_store(str(where)), lambda _reports: iter(()), VERSION, lambda: NOW, meanings) as opened:
        yield opened


def fill(kept: Ledger, records: Iterable[Record], at_once: int = AT_ONCE) -> None:
    """Add records, some in each transaction."""
    left = iter(records)
    while some := list(islice(left, at_once)):
        with kept.store.write() as connection:
            new = [one for one in some if write.add(connection, one, VERSION, NOW)]
            for one in new:
                keep_meanings(connection, one, meanings)
            update(connection, [one.report.id for one in new], decided(connection))


def size(path: Path) -> int:
    """The bytes of a store in one file, when nothing is left in its log."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.stat().st_size
