"""`onrecord demo`: the example reports that come with the program, read before the reader's eyes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.errors import InputError
from onrecord.intake import open_reports
from onrecord.model import Record
from onrecord.views.batch import read_all
from onrecord.views.progress import watched
from onrecord.views.terminal import complain
from onrecord.views.text import show
from onrecord.views.words import published, shorten

REPORTS = (".txt", ".html", ".gz", ".jsonl")
COLUMNS = {"said": "statements", "events": "events", "figures": "figures", "places": "places"}
OTHER_COLUMNS = 48  # the width of the table without the titles


def examples() -> list[Path]:
    """The bundled reports."""
    folder = Path(str(files("onrecord") / "examples"))
    return sorted(path for path in folder.glob("*") if path.suffix in REPORTS)


def run() -> None:
    """Read the examples; print the fullest record whole, a table of all, and where to look next.

    Raises:
        InputError: no examples were installed.
    """
    paths = examples()
    if not paths:
        raise InputError("onrecord", "no example reports are installed", "install the package again")
    console = Console(highlight=False)
    records = dict(watched(_read(paths), len(paths), console.is_terminal))
    fullest = max(records, key=lambda path: len(records[path][0].statements))
    console.print(show(records[fullest][0], console.width))
    console.print(overview([record for found in records.values() for record in found], console.width))
    console.print(_next_steps(os.path.relpath(fullest)), soft_wrap=True)


def _read(paths: list[Path]) -> Iterator[tuple[Path, list[Record]]]:
    """The records of each file that holds one."""
    for path in paths:
        found = []
        for outcome in read_all(open_reports([path])):
            if isinstance(outcome, Record):
                found.append(outcome)
            else:
                complain(outcome)
        if found:
            yield path, found


def overview(records: list[Record], width: int) -> Table:
    """How much was found in each report, in the order of publication; at most `width` columns wide."""
    table = Table(title="All example reports", title_justify="left", title_style="bold", box=None)
    table.add_column("published", no_wrap=True, style="cyan", min_width=11)
    table.add_column("report")
    for name in COLUMNS:
        table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
    for record in sorted(records, key=lambda r: r.report.published or ""):
        report = record.report
        counts = (str(len(getattr(record, kind))) for kind in COLUMNS.values())
        title = shorten(report.title or report.text, max(20, width - OTHER_COLUMNS))
        table.add_row(published((report.published or "")[:10]), Text(title), *counts)
    return table


def _next_steps(example: str) -> Text:
    return Text.assemble(
        "\n", ("Where to look next\n", "bold"),
        "  the same as a page    ", (f"onrecord read {example} -o page.html\n", "green"),
        "  why a finding stands  ", (f"onrecord explain {example} s1\n", "green"),
        "  your own report       ", ("onrecord read FILE --published 2024-10-28\n", "green"),
        "  everything else       ", ("onrecord read --help", "green"), ", docs/tutorial.md\n",
    )
