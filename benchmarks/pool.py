"""Development reports with their records, read once and kept in .cache, for whatever measures many reports at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from benchmarks.dev import CACHE, ROOT, reports
from benchmarks.quality import fingerprint
from onrecord.model import Record, Report

NEWS = ("fakes", "tempeval", "polnear.dev", "geowebnews", "ecbplus")  # whole reports of the usual length, mostly dated
ROOMS = ("language", "find")  # the code that decides a record


def texts(names: Iterable[str]) -> list[Report]:
    """The reports of some development files, file by file."""
    return [report for name in names for report in reports(name)]


def records(names: Iterable[str] = NEWS, most: int | None = None) -> list[Record]:
    """Their records, at most so many, in the order of the files."""
    return list(islice((record for name in names for record in _records(name)), most))


def _records(name: str) -> Iterator[Record]:
    kept = CACHE / f"{name}-{_key(name)}.records.jsonl"
    if not kept.exists():
        _read(name, kept)
    with kept.open("rb") as lines:
        yield from (msgspec.json.decode(line, type=Record) for line in lines)


def _read(name: str, kept: Path) -> None:
    from onrecord.reader import read_reports

    CACHE.mkdir(exist_ok=True)
    begun = kept.with_suffix(".begun")
    with begun.open("w", encoding="utf-8") as sink:
        sink.writelines(record.to_json() + "\n" for record in read_reports(reports(name)))
    begun.rename(kept)


def _key(name: str) -> str:
    """A hash of the gold file and of the code that reads it."""
    code = [path for room in ROOMS for path in sorted((ROOT / "src/onrecord" / room).rglob("*.py"))]
    parts = [fingerprint(name).encode(), *(path.read_bytes() for path in code)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]
