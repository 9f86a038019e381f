"""What keeping reports costs: bytes on disk, the time of one more report as the record grows, the time of questions."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.filling import fill, ledger, size
from benchmarks.pool import records
from benchmarks.variants import redated
from benchmarks.volume import Layers
from onrecord.ledger import Ledger
from onrecord.model import Record

REPORTS = 1000
NEW = 60  # reports that are added at each size, one at a time
FIRST, DAYS = date(2031, 1, 1), 120  # when the thousand reports come out, which are about eight a day
SIZES = (1_000, 10_000, 100_000)
STATEMENTS = 1_000_000
SEED = 11


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
    first, last = SIZES[0], SIZES[-1]
    grown = {kind: found[f"{kind}_ms_{last}"] / found[f"{kind}_ms_{first}"] for kind in ("cpu", "wall")}
    return {**found, **{f"{kind}_ratio": round(ratio, 3) for kind, ratio in grown.items()}}


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

STANDINGS = ("reported", "corroborated", "confirmed", "denied", "expected")
DAYS = ("2000-01-01", "2020-01-01", "2031-03-01", "2031-04-29")


def _questions(kept: Ledger) -> dict[str, Asked]:
    """Questions of each kind; the same ones for the same record."""
    chance = random.Random(SEED)
    said = [row for one in records(most=200) for row in one.statements if row.content]
    words = [w for s in chance.sample(said, 300) for w in s.content[0].text.split() if w.isalpha() and len(w) > 3]
    kinds = ("person", "organization", "country")
    names = [e.name for one in records(most=200) for e in one.entities if e.kind in kinds]
    rows = kept.matters(limit=2000)
    chance.shuffle(words)
    chance.shuffle(names)
    pairs = map(" ".join, zip(words[40:60], words[60:80], strict=True))
    search = [lambda w=w: kept.search(w, limit=50) for w in (*words[:40], *pairs)]
    who = [lambda n=n: kept.who(n, limit=50) for n in names[:60]]
    show = [lambda m=m.id: kept.show(m) for m in chance.sample(list(rows), 60)]
    matters = [
        *(lambda n=n: kept.matters(actor=n, limit=50) for n in names[60:80]),
        *(lambda n=n: kept.matters(place=n, limit=50) for n in ("Damascus", "Syria", "Kabul", "Homs", "Washington")),
        *(lambda w=w: kept.matters(about=w, limit=50) for w in words[80:95]),
        *(lambda s=s: kept.matters(standing=s, limit=50) for s in STANDINGS),
        *(lambda d=d: kept.matters(since=d, limit=50) for d in DAYS),
        *(lambda n=n, w=w: kept.matters(actor=n, about=w, limit=50)
          for n, w in zip(names[80:90], words[95:105], strict=True)),
        lambda: kept.matters(limit=50), lambda: kept.matters(limit=1000),
    ]  # fmt: skip
    return {"matters": matters, "show": show, "search": search, "who": who}


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
