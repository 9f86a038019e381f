"""`onrecord add`, `remove`, `reread`: what changes the record, and what is told of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import typer

from onrecord.errors import InputError
from onrecord.intake import open_reports
from onrecord.ledger import Done, Summary
from onrecord.model import Report
from onrecord.views import progress
from onrecord.views.ledgers import existing
from onrecord.views.ledgers import open as open_ledger
from onrecord.views.terminal import complain, fail
from onrecord.wording.words import count


class Adding(NamedTuple):
    """What the command line asks to be added, and how."""

    files: tuple[Path, ...]
    jsonl: tuple[Path, ...]
    published: str | None
    outlet: str | None
    jobs: int

    def items(self) -> Iterator[Report | InputError]:
        """The reports, with what cannot be read among them."""
        items = open_reports(self.files, jsonl=self.jsonl, published=self.published, outlet=self.outlet)
        return progress.watched(items, progress.count(list(self.files), list(self.jsonl)), sys.stderr.isatty())


def run(given: Adding, store: str | None) -> None:
    """Add, and tell how many.

    Raises:
        typer.Exit: with 1, where a report could not be added, or lacks what the reader needs.
    """
    with open_ledger(store, jobs=given.jobs, on_wait=complain) as ledger:
        _conclude(ledger.add(given.items(), _tell))


def run_again(store: str | None, jobs: int) -> None:
    """Read again what another version has read.

    Raises:
        typer.Exit: with 1, where a report could not be read.
    """
    with existing(store, complain, jobs) as ledger:
        _conclude(ledger.reread(_tell))


def take_out(report: str, store: str | None) -> None:
    """Remove a report.

    Raises:
        typer.Exit: with 1, where there is none of that id.
    """
    with existing(store, complain) as ledger:
        if not ledger.remove(report):
            fail(f"there is no report {report!r}; `onrecord reports` shows them")
    typer.echo(f"removed {report}")


def _tell(done: Done) -> None:
    if done.problem is not None:
        complain(done.problem)


def _conclude(summary: Summary) -> None:
    done = ((summary.added, "added"), (summary.known, "on record before"), (summary.reread, "read again"))
    failed = (summary.failed, "failed")
    parts = [f"{count(number, 'report')} {what}" for number, what in (*done, failed) if number]
    typer.echo("; ".join(parts) or "nothing to do")
    if summary.problems:
        raise typer.Exit(1)
