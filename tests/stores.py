"""Ledgers over real stores, as many tests want them: no reader runs, the clock is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NoReturn

from onrecord.ledger import Ledger
from onrecord.model import Record
from onrecord.store.engine import open_store


def no_reader(_reports: object) -> NoReturn:
    raise AssertionError("a record was given, so nothing has to be read")


def clock(day: str = "2031-04-01") -> Iterator[str]:
    """Moments of one day, a second after the other."""
    return (f"{day}T{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000000Z" for n in count())


def ledger(where: object, version: str = "1", day: str = "2031-04-01") -> Ledger:
    """A ledger that is given records."""
    return Ledger(open_store(str(where)), no_reader, version, clock(day).__next__)


def filled(where: object, records: Iterable[Record], **options: str) -> Ledger:
    """The same with some records."""
    kept = ledger(where, **options)
    kept.add(records)
    return kept


def dump(kept: Ledger, **narrowing: str) -> bytes:
    """All that a ledger tells, as bytes, but for the moments at which it learned it."""
    lines = [record.to_json() for record in kept.records(**narrowing)]
    for rows in (kept.statements(**narrowing), kept.events(**narrowing), kept.figures(**narrowing)):
        lines += map(repr, rows)
    return "\n".join((*lines, *concluded(kept, **narrowing))).encode()


def concluded(kept: Ledger, **narrowing: str) -> list[str]:
    """What follows from the reports: matters, turns, stories."""
    answers = (kept.matters(**narrowing), kept.turns(**narrowing), kept.stories(**narrowing))
    return [repr(row) for answer in answers for row in answer]
