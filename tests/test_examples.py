"""The bundled reports, read with the real model, against what a person read in them."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from tables import cases

from onrecord.intake import open_reports
from onrecord.model import Event, Figure, Record, Report, Span, Statement
from onrecord.reader import read_reports


@cache
def records() -> dict[str, Record]:
    """All records of the bundled reports, by the name of the file or the report's id."""
    found = {}
    with as_file(files("onrecord") / "examples") as folder:
        for path in sorted(Path(folder).iterdir()):
            reports = [r for r in open_reports([path]) if isinstance(r, Report)]
            for record in read_reports(reports):
                name = record.report.id if path.suffix == ".jsonl" else path.name.split(".")[0]
                found[name] = record
    return found


def spans(item: Any) -> tuple[Span, ...]:
    if isinstance(item, Statement):
        return item.content
    return (item.trigger,) if isinstance(item, Event) else (item.span,)


def shown(record: Record, item: Any, field: str) -> str:
    """A field of an item as the table writes it: names for ids, the first day for a time."""
    if field == "speaker":
        who = item.source.entity if item.source else None
        return next((e.name for e in record.entities if e.id == who), item.source.text if item.source else "")
    value = getattr(item, field)
    if field == "said_on":
        return next((t.start or "" for t in record.times if t.id == value), "")
    if field in ("origin", "destination", "place"):
        return next((p.name for p in record.places if p.id == value), "")
    if isinstance(item, Figure) and isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


@pytest.mark.parametrize(("report", "kind", "words", "expected", "known"), cases("examples"))
def test_example(report: str, kind: str, words: str, expected: str, known: str) -> None:
    record = records()[report]
    items = [i for i in getattr(record, f"{kind}s") if any(words in s.text for s in spans(i))]
    wanted = dict(part.split("=") for part in split(expected))
    got = [{f: shown(record, i, f) for f in wanted} for i in items]
    if known:
        assert wanted not in got, "a known failure is none any more: take the reason away"
        pytest.xfail(known)
    assert wanted in got


def split(expected: str) -> list[str]:
    """"a=x y b=z" as ["a=x y", "b=z"]."""
    parts: list[str] = []
    for word in expected.split(" "):
        if "=" in word:
            parts.append(word)
        else:
            parts[-1] += f" {word}"
    return parts


def test_every_example_keeps_the_contract() -> None:
    assert len(records()) >= 12
    for record in records().values():
        assert record.check() == []
        assert record.report.published is not None
