"""`onrecord explain`: why a finding is on record."""

from __future__ import annotations

from pathlib import Path

import msgspec
from rich.console import Console, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from onrecord.errors import InputError, Notice
from onrecord.explain import Explanation, explain
from onrecord.intake import open_reports
from onrecord.model import Record, Report, Span
from onrecord.views.batch import read_all
from onrecord.views.records import holds_records, load
from onrecord.views.terminal import complain, fail, printable
from onrecord.wording.words import shorten

HIDDEN = ("id", "why")


def run(file: Path, asked: str, report: str | None, published: str | None) -> None:
    """Print the explanation of one finding, or of all at an offset."""
    record = _record(file, report, published)
    console = Console(highlight=False)
    try:
        for found in explain(record, asked):
            console.print(show(found))
    except (LookupError, ValueError) as wrong:
        fail(f"{file}: {wrong.args[0]}")


def show(found: Explanation) -> RenderableType:
    """One finding in its sentence, with its fields and what made it."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bright_black", no_wrap=True)
    table.add_column()
    for name, value in _fields(found):
        table.add_row(name, value)
    title = Text.assemble((found.finding.id, "bold"), f" {found.kind}")
    return Panel(table, title=title, title_align="left", border_style="blue", padding=(1, 2))


def _fields(found: Explanation) -> list[tuple[str, RenderableType]]:
    rows: list[tuple[str, RenderableType]] = [("sentence", _lit(found.sentence, found.spans))]
    for step in found.steps:
        rows.append(("rule", step.rule if step.score is None else f"{step.rule}, score {step.score:g}"))
    for name in found.finding.__struct_fields__:
        value = printable(getattr(found.finding, name))
        if name not in HIDDEN and value not in (None, ()):
            rows.append((name, _words(value)))
    return rows


def _lit(sentence: Span, spans: tuple[Span, ...]) -> Text:
    line = Text(str(printable(sentence.text)).replace("\n", " "))
    for span in spans:
        start, end = span.start - sentence.start, span.end - sentence.start
        line.stylize("bold reverse", max(0, start), max(0, end))
    return line


def _words(value: object) -> str:
    """A field in words: spans with their offsets, structures as their parts."""
    if isinstance(value, Span):
        entity = f" = {entity}" if (entity := getattr(value, "entity", None)) else ""
        return f"“{shorten(value.text, 200)}” {value.start}–{value.end}{entity}"
    if isinstance(value, tuple):
        return "\n".join(_words(part) for part in value)
    if isinstance(value, msgspec.Struct):
        parts = (getattr(value, name) for name in value.__struct_fields__)
        return ", ".join(_words(part) for part in parts if part is not None)
    return str(value)


def _record(file: Path, report: str | None, published: str | None) -> Record:
    """The one record of a file.

    Raises:
        InputError: the file cannot be read, or holds no or several records to choose from.
    """
    if holds_records(file):
        found = [r for _, r in load(file) if isinstance(r, Record) and report in (None, r.report.id)]
    else:
        items = open_reports([file], published=published)
        if report is not None:
            items = (item for item in items if isinstance(item, Report) and item.id == report)
        found = []
        for outcome in read_all(items):
            if isinstance(outcome, Record):
                found.append(outcome)
            elif isinstance(outcome, Notice):
                complain(outcome)
            else:
                raise outcome
    if len(found) == 1:
        return found[0]
    names = ", ".join(r.report.id for r in found[:5]) + (", …" if len(found) > 5 else "")
    problem = f"it holds {len(found)} reports ({names})" if found else f"it holds no report {report or ''}".rstrip()
    raise InputError(str(file), problem, "choose one with --report ID" if found else "check the name")
