"""`onrecord link`: which events of some reports are one happening, told for each event; nothing is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec
import typer

from onrecord.matters.derive import derive
from onrecord.matters.slots import name_of
from onrecord.model import Record
from onrecord.views.batch import read_all
from onrecord.views.reading import Request
from onrecord.views.records import load
from onrecord.views.terminal import complain


class Tie(msgspec.Struct, frozen=True):
    """One event of one report, and the matter that it belongs to."""

    report: str
    event: str
    matter: str


def run(request: Request, records: Sequence[Path]) -> None:
    """Read what is to be read, link all of it, and print a line for each event that belongs to a matter.

    Raises:
        typer.Exit: with 1, where a report could not be read, or a line is no record.
        InputError: a file of records cannot be opened.
    """
    outcomes = (one for path in records for _, one in load(path))
    known: list[Record] = []
    failures = 0
    for outcome in chain(outcomes, read_all(request.items(), request.jobs)):
        if isinstance(outcome, Record):
            known.append(outcome)
        else:
            failures += 1
            complain(outcome)
    for tie in ties(known):
        sys.stdout.write(msgspec.json.encode(tie).decode() + "\n")
    if failures:
        raise typer.Exit(1)


def ties(records: Sequence[Record]) -> Iterator[Tie]:
    """The events of some records with their matters, in order; an event that makes no mention stands alone."""
    homes = derive(records).homes
    for record in records:
        for event in record.events:
            matter = homes.get(name_of(record.report.id, "event", event.trigger))
            if matter is not None:
                yield Tie(record.report.id, event.id, matter)
