"""A great record, made quickly: the rows of a small one, again and again, under other numbers and on other days.

The small one is made by the ledger itself, from development reports. A layer of rows is what the ledger would keep for
as many reports of other things that come out when nothing else does: as many rows in each table, with ids, days and
hashes of their own, so that no block and no matter reaches from one layer to another. Names that stand in one report
only are new in each layer, the others come back, as they do in the news. The packed bodies are those of the small
record: so layers weigh on every table and index, and are not themselves read again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from itertools import count
from pathlib import Path
from struct import iter_unpack, pack

from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from onrecord.store.numbers import packed, unpacked
from onrecord.store.schema import PARTS, UNDATED, Day

MASKS = "report", "reading", "statement", "told", "link", "matter"  # tables whose keys move from layer to layer
DAYS, DIALECT = Day(), SQLiteDialect()
NOT_DATED = DAYS.process_bind_param(UNDATED, DIALECT)
STEPS = (
    """INSERT INTO main.report SELECT key + :report, moved_id(id), digest, moved_text(published), moved_text(day),
        outlet, title, url, body, ingested, removed FROM base.report""",
    """INSERT INTO main.reading SELECT key + :reading, report_key + :report, reader, body, since, until
        FROM base.reading""",
    """INSERT INTO main.statement SELECT key + :statement, reading_key + :reading, id, source, country, act, mode,
        words, cue, moved_text(said_from), moved_text(said_to), start, "end" FROM base.statement""",
    """INSERT INTO main.name SELECT renamed(key), moved_name(folded), kind, country, mixed(print)
        FROM base.name WHERE renamed(key) <> key""",
    """INSERT INTO main.slot SELECT renamed(name_key), role, moved(day), reading_key + :reading, finding
        FROM base.slot""",
    "INSERT INTO main.told SELECT key + :told, moved_id(report), moved(day), topic FROM base.told",
    """INSERT INTO main.tale SELECT told_key + :told, mixed_places(places), sketch, body, own FROM base.tale""",
    "INSERT INTO main.meeting SELECT mixed(place), told_key + :told FROM base.meeting",
    "INSERT INTO main.copy SELECT moved_id(left), moved_id(right), body FROM base.copy",
    """INSERT INTO main.meaning SELECT reading_key + :reading, mixed_meaning(body) FROM base.meaning""",
    "INSERT INTO main.link SELECT key + :link, left + :told, right + :told, body FROM base.link",
    'INSERT INTO main.open_pair SELECT link_key + :link, "left", "right", score FROM base.open_pair',
    """INSERT INTO main.matter SELECT key + :matter, mixed_id(id), title, type, moved(first_day), moved(last_day),
        standing, moved(turned), reports, origins, moved_members(members), moved_parties(parties), topic, body
        FROM base.matter""",
    "INSERT INTO main.member SELECT told_key + :told, place, matter_key + :matter FROM base.member",
    """INSERT INTO main.party SELECT renamed(name_key), part, moved(turned), matter_key + :matter FROM base.party""",
    """INSERT INTO main.turn SELECT matter_key + :matter, number, moved(day), of, origin, before, after,
        told_key + :told, start, "end" FROM base.turn""",
)


class Layers:
    """Adds layers of the rows of one store to another, which begins as a copy of it."""

    def __init__(self, base: Path, store: Path) -> None:
        """Copy the store, and learn how many numbers a layer takes.

        Args:
            base: the small record; nothing is changed in it.
            store: where the great one is to be.
        """
        with sqlite3.connect(base) as kept, sqlite3.connect(store) as copied:
            kept.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            kept.backup(copied)
        self._connection = sqlite3.connect(store, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-1000000"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("ATTACH ? AS base", (str(base),))
        self._steps = {one: self._one(f"SELECT max(key) FROM base.{one}") for one in MASKS}
        lone = "SELECT name_key FROM base.slot GROUP BY 1 HAVING count(DISTINCT reading_key) = 1"
        party = "SELECT key FROM base.name WHERE key NOT IN (SELECT name_key FROM base.slot) AND kind = ''"
        found = sorted(key for (key,) in self._connection.execute(f"{lone} UNION {party}"))
        self._lone = {key: place for place, key in enumerate(found)}
        self._names = self._one("SELECT max(key) FROM base.name") + 1
        self._added = count(1)

    def reports(self) -> int:
        """How many reports there are."""
        return self._one("SELECT count(*) FROM main.report")

    def statements(self) -> int:
        """How many statements there are."""
        return self._one("SELECT count(*) FROM main.statement")

    def add(self, days: int) -> None:
        """Add a layer, so many days before the one that was added last."""
        number = next(self._added)
        for name, arguments, function in _functions(number, days, self._steps, self._renamed(number)):
            self._connection.create_function(name, arguments, function, deterministic=True)
        steps = {one: step * number for one, step in self._steps.items()}
        self._connection.execute("BEGIN")
        for step in STEPS:
            self._connection.execute(step, {name: steps[name] for name in steps if f":{name}" in step})
        self._connection.execute("COMMIT")

    def copy(self, to: Path) -> None:
        """Copy the store as it is."""
        with sqlite3.connect(to) as copied:
            self._connection.backup(copied)

    def close(self) -> None:
        """Leave the store as one finds a store: with a log ahead, and its words brought together."""
        self._connection.execute("DETACH base")
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.close()

    def _renamed(self, number: int) -> Callable[[int], int]:
        first = self._names + (number - 1) * len(self._lone)
        return lambda key: first + self._lone[key] if key in self._lone else key

    def _one(self, question: str) -> int:
        return int(self._connection.execute(question).fetchone()[0])


def _functions(
    number: int, days: int, steps: dict[str, int], renamed: Callable[[int], int]
) -> Iterator[tuple[str, int, Callable[..., object]]]:
    mask = int.from_bytes(blake2b(str(number).encode(), digest_size=8).digest())
    small, told, flips = mask & 0x7FFF_FFFF, steps["told"] * number, mask & 0xFF
    back = timedelta(-days * number)

    def mixed_places(places: bytes) -> bytes:
        return pack(f"<{len(places) // 4}i", *sorted(place ^ small for (place,) in iter_unpack("<i", places)))

    def mixed_meaning(vectors: bytes) -> bytes:
        return bytes(byte ^ flips for byte in vectors)

    def moved_members(body: bytes) -> bytes:
        return packed(one if number % 2 else one + told for number, one in enumerate(unpacked(body)))

    def moved_parties(body: bytes) -> bytes:
        parts = (divmod(one, len(PARTS)) for one in unpacked(body))
        return packed(renamed(key) * len(PARTS) + part for key, part in parts)

    @cache
    def moved(day: int) -> int:
        if day in (0, NOT_DATED):
            return day
        then = date.fromisoformat(DAYS.process_result_value(day, DIALECT) or "") + back
        return DAYS.process_bind_param(str(then), DIALECT) or 0

    @cache
    def moved_text(day: str | None) -> str | None:
        return day and f"{date.fromisoformat(day[:10]) + back}{day[10:]}"

    yield from (
        ("moved_id", 1, lambda id_: f"{id_}/{number}"), ("moved_name", 1, lambda folded: f"{folded} {number}"),
        ("mixed", 1, lambda place: place ^ small), ("mixed_id", 1, lambda id_: id_ ^ (mask >> 2)),
        ("renamed", 1, renamed), ("moved", 1, moved), ("moved_text", 1, moved_text), ("mixed_places", 1, mixed_places),
        ("moved_members", 1, moved_members), ("moved_parties", 1, moved_parties),
        ("mixed_meaning", 1, mixed_meaning),
    )  # fmt: skip
