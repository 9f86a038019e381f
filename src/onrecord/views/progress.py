"""A progress bar for long work, on standard error and only for a person who watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

Thing = TypeVar("Thing")
PATIENCE = 1.5  # seconds before the bar appears


def watched(things: Iterable[Thing], total: int | None, wanted: bool) -> Iterator[Thing]:
    """The things as they come, counted on a bar where one is wanted and the work is long."""
    if not wanted:
        yield from things
        return
    source, begun, early = iter(things), time.monotonic(), 0
    for thing in source:
        early += 1
        yield thing
        if time.monotonic() - begun > PATIENCE:
            break
    yield from _on_bar(source, total, early)


def _on_bar(source: Iterator[Thing], total: int | None, early: int) -> Iterator[Thing]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("reading", total=total, completed=early)
        for thing in source:
            bar.advance(task)
            yield thing


def count(files: list[Path], jsonl: list[Path]) -> int | None:
    """How many reports the files hold; None where standard input or a pipe is among them."""
    if not all(path.is_file() for path in (*files, *jsonl)):
        return None
    return len(files) + sum(_lines(path) for path in jsonl)


def _lines(path: Path) -> int:
    with path.open("rb") as source:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: source.read(1 << 20), b""))
