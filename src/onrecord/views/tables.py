"""Answers of the ledger as tables for people, as JSON, or as CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from onrecord.store.rows import Answer
from onrecord.views.terminal import printable
from onrecord.views.words import ACTS, count, published

Cell = Callable[[Any], str]
Columns = Mapping[str, Cell]
Shape = Literal["table", "json", "csv"]


def _day(row: Any) -> str:  # noqa: ANN401  any row of a report
    return published((row.published or "")[:10]) or "–"


def _said(row: Any) -> str:  # noqa: ANN401
    word = ACTS.get(row.act)
    return word.text if word else row.act


REPORTS: Columns = {
    "published": _day, "report": lambda row: row.id, "outlet": lambda row: row.outlet or "",
    "title": lambda row: row.title or "",
}  # fmt: skip
STATEMENTS: Columns = {
    "published": _day, "who": lambda row: row.source or "–", "": _said, "what": lambda row: row.words,
    "report": lambda row: f"{row.report} {row.id}",
}  # fmt: skip
FIGURES: Columns = {
    "published": _day, "figure": lambda row: row.words, "who says so": lambda row: row.source or "–",
    "report": lambda row: f"{row.report} {row.id}",
}  # fmt: skip
WIDTHS = {"published": 11, "who": 16, "": 11, "what": 38, "report": 24, "title": 40, "outlet": 18, "figure": 30}
TOLD = {"ReportRow": (REPORTS, "report"), "StatementRow": (STATEMENTS, "statement"), "FigureRow": (FIGURES, "figure")}


def write(answer: Answer[Any], shape: Shape) -> None:
    """Write an answer to standard output."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    WRITERS[shape](answer)


def _json(answer: Answer[Any]) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(answer.dicts()), indent=2).decode() + "\n")


def _csv(answer: Answer[Any]) -> None:
    writer = csv.DictWriter(sys.stdout, answer.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(answer.dicts())


def _table(answer: Answer[Any]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    columns, thing = TOLD[answer.type.__name__]
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    for name in columns:
        is_day = name == "published"
        style = "cyan" if is_day else "dim" if name == "report" else ""
        table.add_column(name, no_wrap=is_day, style=style, overflow="fold", ratio=WIDTHS.get(name))
    for row in printable(tuple(answer)):
        table.add_row(*(Text(cell(row)) for cell in columns.values()))
    console = Console(highlight=False)
    if answer:
        console.print(table)
    console.print(count(len(answer), thing), style="dim")


WRITERS: dict[Shape, Callable[[Answer[Any]], None]] = {"table": _table, "json": _json, "csv": _csv}
