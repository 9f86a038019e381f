"""Answers of the ledger as tables for people, as JSON, or as CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Mapping
from typing import Any, Literal

from onrecord.store.rows import Answer
from onrecord.views.terminal import printable, write_json
from onrecord.wording.naming import standing
from onrecord.wording.words import ACTS, count, published

Cell = Callable[[Any], str]
Columns = Mapping[str, Cell]
Shape = Literal["table", "json", "csv"]


def _day(row: Any) -> str:  # noqa: ANN401  any row of a report
    return published((row.published or "")[:10]) or "–"


def _said(row: Any) -> str:  # noqa: ANN401
    word = ACTS.get(row.act)
    return word.text if word else row.act


STATEMENTS: Columns = {
    "published": _day, "who": lambda row: row.source or "–", "": _said, "what": lambda row: row.words,
    "report": lambda row: f"{row.report} {row.id}",
}  # fmt: skip
FIGURES: Columns = {
    "published": _day, "figure": lambda row: row.words, "who says so": lambda row: row.source or "–",
    "report": lambda row: f"{row.report} {row.id}",
}  # fmt: skip
MATTERS: Columns = {
    "matter": lambda row: row.id[:8], "what": lambda row: row.title, "standing": lambda row: standing(row.standing),
    "turned": lambda row: published(row.turned), "reports": lambda row: str(row.reports),
}  # fmt: skip
STORIES: Columns = {
    "story": lambda row: row.id[:8], "what": lambda row: row.title, "standing": lambda row: standing(row.standing),
    "from": lambda row: published(row.first_day), "to": lambda row: published(row.last_day),
    "matters": lambda row: str(row.matters),
}  # fmt: skip
WATCHES: Columns = {
    "watch": lambda row: row.name, "filters": lambda row: row.filters, "goes to": lambda row: row.channels,
}  # fmt: skip
WIDTHS = {
    "story": 8, "from": 11, "to": 11, "matters": 7, "turned": 11, "standing": 30, "matter": 8, "reports": 7,
} | {"published": 11, "who": 16, "": 11, "what": 38, "report": 24, "title": 40, "outlet": 18, "figure": 30}
WHOLE = {"story", "from", "to", "matters", "published", "turned", "matter", "reports"}  # columns that are never broken
TOLD = {
    "StatementRow": (STATEMENTS, "statement"), "FigureRow": (FIGURES, "figure"),
    "MatterRow": (MATTERS, "matter"), "StoryRow": (STORIES, "story"),
    "WatchRow": (WATCHES, "watch"),
}  # fmt: skip


def write(answer: Answer[Any], shape: Shape, block: str | None = None) -> None:
    """Write an answer to standard output; `block` names how it is laid out for people where that is no one table."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if shape == "table" and block is not None:
        _block(answer, block)
    else:
        WRITERS[shape](answer)


def _json(answer: Answer[Any]) -> None:
    write_json(answer.dicts())


def _csv(answer: Answer[Any]) -> None:
    writer = csv.DictWriter(sys.stdout, answer.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(answer.dicts())


def _block(answer: Answer[Any], block: str) -> None:
    from rich.console import Console

    from onrecord.views.blocks import BLOCKS

    console = Console(highlight=False)
    for part in BLOCKS[block](printable(tuple(answer))):
        console.print(part)


def _table(answer: Answer[Any]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    columns, thing = TOLD[answer.type.__name__]
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    for name in columns:
        width, style = WIDTHS.get(name), "cyan" if name == "published" else "dim" if name == "report" else ""
        if name in WHOLE:
            table.add_column(name, no_wrap=True, style=style, min_width=width)
        else:
            table.add_column(name, style=style, overflow="fold", ratio=width)
    for row in printable(tuple(answer)):
        table.add_row(*(Text(cell(row)) for cell in columns.values()))
    console = Console(highlight=False)
    if answer:
        console.print(table)
    console.print(count(len(answer), thing), style="dim")


WRITERS: dict[Shape, Callable[[Answer[Any]], None]] = {"table": _table, "json": _json, "csv": _csv}
