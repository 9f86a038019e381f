"""`onrecord read`: files in, records out, complaints on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import typer

from onrecord.intake import open_reports
from onrecord.model import Record
from onrecord.settings import Format
from onrecord.views import output, progress
from onrecord.views.batch import Item, Outcome, read_all
from onrecord.views.terminal import complain


class Request(NamedTuple):
    """What the command line asks to be read, and how."""

    files: tuple[Path, ...]
    jsonl: tuple[Path, ...]
    published: str | None
    outlet: str | None
    jobs: int

    def items(self) -> Iterator[Item]:
        """The reports, with what cannot be read among them."""
        return open_reports(self.files, jsonl=self.jsonl, published=self.published, outlet=self.outlet)


def run(request: Request, shape: Format | None, target: Path | None) -> None:
    """Read and write.

    Raises:
        typer.Exit: with 1, where a report could not be read, or lacks what the reader needs.
    """
    chosen = output.choose(shape, target)
    shown = sys.stderr.isatty() and (target is not None or not sys.stdout.isatty())
    outcomes = progress.watched(read_all(request.items(), request.jobs), _total(request), shown)
    failures: list[int] = []
    with output.opened(target) as sink:
        output.WRITERS[chosen](_records(outcomes, failures), sink)
    if failures:
        raise typer.Exit(1)


def _total(request: Request) -> int | None:
    return progress.count(list(request.files), list(request.jsonl))


def _records(outcomes: Iterable[Outcome], failures: list[int]) -> Iterator[Record]:
    for number, outcome in enumerate(outcomes):
        if isinstance(outcome, Record):
            yield outcome
        else:
            failures.append(number)
            complain(outcome)
