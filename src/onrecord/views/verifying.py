"""`onrecord verify`: does every record still keep the contract?"""

from __future__ import annotations

from pathlib import Path

import typer

from onrecord.model import Record, spans_in
from onrecord.views.records import load
from onrecord.views.terminal import complain, fail
from onrecord.wording.controls import CONTROLS
from onrecord.wording.words import count


def run(path: Path) -> None:
    """Check a file of records, print what does not hold.

    Raises:
        typer.Exit: with 1, where a span, an id or a line does not hold.
    """
    records = spans = problems = 0
    for line, record in load(path):
        if not isinstance(record, Record):
            complain(record)
            problems += 1
            continue
        records += 1
        spans += sum(1 for item in record.items() for _ in spans_in(item))
        for problem in record.check():
            typer.echo(f"{path}, line {line}, report {record.report.id}: {problem}".translate(CONTROLS))
            problems += 1
    if not records and not problems:
        fail(f"{path}: there is no record in it; give a file that `onrecord read` wrote")
    verdict = count(problems, "problem") if problems else "all hold"
    typer.echo(f"{count(records, 'record')}, {count(spans, 'span')}: {verdict}")
    if problems:
        raise typer.Exit(1)
