"""What keeping reports costs: bytes on disk, the time of one more report as the record grows, the time of questions."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.filling import fill, ledger, size
from benchmarks.pool import records
from benchmarks.variants import redated
from benchmarks.volume import Layers
from onrecord.ledger import Ledger
from onrecord.matters.stems import terms
from onrecord.model import Record
from onrecord.store.question import Narrowing

REPORTS = 1000
NEW = 60  # reports that are added at each size, one at a time
FIRST, DAYS = date(2031, 1, 1), 120  # when the thousand reports come out, which are about eight a day
SIZES = (1_000, 10_000, 100_000)
STATEMENTS = 1_000_000
SEED = 11
ROWS = 50  # of an answer, as the command line gives by default
PLACES = ("Damascus", "Syria", "Kabul", "Homs", "Washington", "Aleppo")
STANDINGS = ("reported", "corroborated", "confirmed", "denied", "expected", "overdue")


def disk() -> dict[str, float]:
    """Bytes of the record of 1,000 development reports as they are, by the bytes of their texts; and seconds to add."""
    known = records(most=REPORTS)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        begun = time.process_time()
        with ledger(path) as kept:
            fill(kept, known)
        took = time.process_time() - begun
        texts = sum(len(one.report.text.encode()) for one in known)
        return {"record_by_text": round(size(path) / texts, 3), "bytes": size(path), "cpu_seconds": round(took, 1)}


def growth() -> dict[str, float]:
    """Milliseconds to add one report at 1,000, 10,000 and 100,000 reports, and last by first; medians of 60 reports.

    The first thousand are development reports, spread over four months. The others are layers (see `volume`) of other
    months, so that the news of a month are as many at each size. The same 60 reports of those four months, taken at
    random from the development files, are then added one by one, each in a transaction of its own.
    """
    found: dict[str, float] = {}
    with _grown() as (layers, path, new):
        for reports in SIZES:
            while layers.reports() < reports:
                layers.add(DAYS + 100)
            copied = path.with_suffix(".copy.db")
            layers.copy(copied)
            cpu, wall = _added(copied, new)
            found |= {f"cpu_ms_{reports}": cpu, f"wall_ms_{reports}": wall}
            copied.unlink()
    for kind in ("cpu", "wall"):
        found[f"{kind}_ratio"] = round(found[f"{kind}_ms_{SIZES[-1]}"] / found[f"{kind}_ms_{SIZES[0]}"], 3)
    return found


def questions() -> dict[str, float]:
    """The 95th percentile of milliseconds that questions take at 1,000,000 statements, warm, in Python on SQLite.

    The record is that of `growth`, with layers until there are a million statements. Each kind is asked some sixty
    different questions, which are taken from all over the record: names and words from the commonest to the rarest.
    """
    with _grown() as (layers, path, _new):
        while layers.statements() < STATEMENTS:
            layers.add(DAYS + 100)
        layers.close()
        with ledger(path) as kept:
            asked = _questions(kept)
            found = {f"{kind}_p95_ms": _p95(some) for kind, some in asked.items()}
    return {**found, "worst_p95_ms": max(found.values()), "asked": sum(map(len, asked.values()))}


@contextmanager
def _grown() -> Iterator[tuple[Layers, Path, list[Record]]]:
    """A store of a thousand reports that layers can be added to, where it is, and reports that are new to it."""
    known = records()
    random.Random(SEED).shuffle(known)
    dated = list(redated(known[: REPORTS + NEW], FIRST, DAYS))
    new = dated[:: len(dated) // NEW][:NEW]
    late = {one.report.id for one in new}
    with TemporaryDirectory() as folder:
        base, path = Path(folder) / "base.db", Path(folder) / "record.db"
        with ledger(base) as kept:
            fill(kept, (one for one in dated if one.report.id not in late))
        layers = Layers(base, path)
        yield layers, path, new


def _added(path: Path, new: Iterable[Record]) -> tuple[float, float]:
    """Milliseconds of the processor and of the clock to add one report: the medians."""
    cpu, wall = [], []
    with ledger(path) as kept:
        for one in new:
            begun = time.process_time(), time.perf_counter()
            kept.add([one])
            cpu.append(time.process_time() - begun[0])
            wall.append(time.perf_counter() - begun[1])
    return round(1000 * median(cpu), 1), round(1000 * median(wall), 1)


Asked = list[Callable[[], object]]


def _questions(kept: Ledger) -> dict[str, Asked]:
    """Questions of each kind; the same ones for the same record."""
    chance = random.Random(SEED)
    said = [one for record in records(most=200) for one in record.statements if one.content]
    spoken = (word for one in chance.sample(said, 300) for word in one.content[0].text.split())
    words = [word for word in spoken if word.isalpha() and terms(word)]  # those that say something
    entities = (one for record in records(most=200) for one in record.entities)
    names = [one.name for one in entities if one.kind in ("person", "organization", "country")]
    shown = [row.id for row in kept.matters(limit=2000)]
    for some in (words, names, shown):
        chance.shuffle(some)
    pairs = zip(words[40:60], words[60:80], strict=True)
    return {
        "matters": _of_matters(kept, names[60:100], words[80:115]),
        "show": [partial(kept.show, one) for one in shown[:60]],
        "search": [partial(kept.search, one, limit=ROWS) for one in (*words[:40], *map(" ".join, pairs))],
        "who": [partial(kept.who, one, limit=ROWS) for one in names[:60]],
    }


def _of_matters(kept: Ledger, names: Sequence[str], words: Sequence[str]) -> Asked:
    asked: list[Narrowing] = [
        {}, *({"actor": name} for name in names[:15]), *({"place": place} for place in PLACES),
        *({"about": word} for word in words[:20]), *({"standing": one} for one in STANDINGS),
        *({"since": day} for day in ("2000-01-01", "2020-01-01", "2031-03-01", "2031-04-29")),
        *({"actor": name, "about": word} for name, word in zip(names[15:25], words[20:30], strict=True)),
        *({"actor": name, "since": "2031-01-01"} for name in names[25:30]),
    ]
    return [partial(kept.matters, **{**one, "limit": ROWS}) for one in asked]


def _p95(asked: Asked) -> float:
    """Milliseconds, the second time that the questions are asked."""
    for one in asked:
        one()
    return round(1000 * quantiles(map(_timed, asked), n=20)[-1], 1)


def _timed(one: Callable[[], object]) -> float:
    begun = time.perf_counter()
    one()
    return time.perf_counter() - begun


MEASURES: dict[str, Callable[[], dict[str, float]]] = {"disk": disk, "growth": growth, "questions": questions}
