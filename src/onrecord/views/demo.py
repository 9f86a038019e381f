"""`onrecord demo`: the example reports that come with the program, kept for once, and the story that they tell."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

from onrecord.errors import InputError
from onrecord.intake import open_reports
from onrecord.ledger import Ledger
from onrecord.matters.copies import sketch
from onrecord.matters.derive import families_of
from onrecord.matters.dossier import Brief
from onrecord.matters.types import Family
from onrecord.views.brief import lines
from onrecord.views.ledgers import open as open_ledger
from onrecord.views.progress import watched
from onrecord.views.terminal import complain, printable

REPORTS = (".txt", ".html", ".gz", ".jsonl")


def examples() -> list[Path]:
    """The bundled reports."""
    folder = Path(str(files("onrecord") / "examples"))
    return sorted(path for path in folder.glob("*") if path.suffix in REPORTS)


@contextmanager
def kept(shown: bool) -> Iterator[Ledger]:
    """The examples in a record of their own, for as long as it is open; `shown` says whether progress is.

    Raises:
        InputError: no examples were installed.
    """
    paths = examples()
    if not paths:
        raise InputError("onrecord", "no example reports are installed", "install the package again")
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "demo.db") as ledger:
        ledger.add(watched(open_reports(paths), len(paths), shown), lambda done: _told(done.problem))
        yield ledger


def run() -> None:
    """Keep the examples, tell their story, and where to look next.

    Raises:
        InputError: no examples were installed.
    """
    console = Console(highlight=False)
    with kept(console.is_terminal) as ledger:
        families, brief = _families(ledger), _longest(ledger)
    console.print(_reports(families), soft_wrap=True)
    for line in lines(printable(brief), console.width):
        console.print(line, soft_wrap=True)
    console.print(_next_steps(os.path.relpath(examples()[-2])), soft_wrap=True)


def _told(problem: object) -> None:
    if problem is not None:
        complain(problem)


def _longest(ledger: Ledger) -> Brief:
    """The story with most matters."""
    row = max(ledger.stories(), key=lambda row: (row.matters, row.id))
    return ledger.story(row.id, as_of=row.last_day)


def _families(ledger: Ledger) -> tuple[Family, ...]:
    return families_of([sketch(record.report) for record in ledger.records()])


def _reports(families: tuple[Family, ...]) -> Text:
    """How many reports there are, and how many of them are one text."""
    number = sum(len(family.reports) for family in families)
    copied = [family for family in families if len(family.reports) > 1]
    wire = "".join(
        f"; {len(family.reports)} of them are one text of {family.credit or 'one paper'}, and count once"
        for family in copied
    )
    return Text(f"{number} example reports read and kept{wire}\n", style="dim")


def _next_steps(example: str) -> Text:
    return Text.assemble(
        "\n", ("Where to look next\n", "bold"),
        "  keep reports of your own    ", ("onrecord add FILE…\n", "green"),
        "  the stories in them         ", ("onrecord stories", "green"), ", then ", ("onrecord story ID\n", "green"),
        "  one matter, word by word    ", ("onrecord matters", "green"), ", then ", ("onrecord show ID\n", "green"),
        "  what has turned since a day ", ("onrecord turns --since 2024-10-28\n", "green"),
        "  one report as a page        ", (f"onrecord read {example} -o page.html\n", "green"),
        "  everything else             ", ("onrecord --help", "green"), ", docs/tutorial.md\n",
    )
