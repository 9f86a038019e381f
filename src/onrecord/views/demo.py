"""`onrecord demo`: the example reports that come with the program, read before the reader's eyes."""

from __future__ import annotations

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
COLUMNS = ("statements", "events", "figures", "times", "places")


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
    console, records = Console(highlight=False), []
    for outcome in watched(read_all(open_reports(paths)), None, console.is_terminal):
        if isinstance(outcome, Record):
            records.append(outcome)
        else:
            complain(outcome)
    console.print(show(max(records, key=lambda r: len(r.statements)), console.width))
    console.print(overview(records))
    console.print(_next_steps(paths[0]))


def overview(records: list[Record]) -> Table:
    """How much was found in each report."""
    table = Table(title="The example reports", title_justify="left", title_style="bold", box=None)
    table.add_column("published", no_wrap=True)
    table.add_column("outlet")
    table.add_column("title", ratio=1)
    for name in COLUMNS:
        table.add_column(name, justify="right")
    for record in sorted(records, key=lambda r: r.report.published or ""):
        report = record.report
        counts = (str(len(getattr(record, name))) for name in COLUMNS)
        title = shorten(report.title or report.text, 60)
        table.add_row(published(report.published) or "–", report.outlet or "–", title, *counts)
    return table


def _next_steps(example: Path) -> Text:
    return Text.assemble(
        "\n", ("Where to look next\n", "bold"),
        f"  the same as a page   onrecord read {example} --format html -o page.html\n",
        f"  why a finding stands onrecord explain {example} s1\n",
        "  your own reports     onrecord read FILE… (text, HTML, .gz; JSON lines with --jsonl)\n",
        "  everything else      onrecord read --help, and docs/tutorial.md in the repository\n",
    )
