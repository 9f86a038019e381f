"""What one export holds: the matters with all that they rest on, asked of the ledger once, and its terms."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import UTC, datetime
from importlib.metadata import version

import msgspec

from onrecord.errors import OnrecordError
from onrecord.ledger import Ledger
from onrecord.matters.dossier import Dossier
from onrecord.matters.types import Mention
from onrecord.model import Record
from onrecord.store.question import Narrowing
from onrecord.store.rows import MatterRow, ReportRow

METHOD = (
    "Read from the reports by machine; standings, turns and figures follow by rule from the words beside them. "
    "Nothing is confirmed by a person but what a judgement names."
)
LICENCE = (
    "No licence is stated for this file. Quoted words belong to the publishers of the reports named with them; "
    "points of places are from GeoNames (CC BY 4.0)."
)
PROGRAM, POSITIONS = "onrecord", "positions"


class MissingPartError(OnrecordError):
    """A format was asked for that wants a package which is not installed."""


class Wanted(msgspec.Struct, frozen=True):
    """What a file is to hold, and what it says of itself.

    Args:
        matter: the id of a matter, or its beginning.
        story: the id of any matter of a story, or its beginning: all matters of the story.
        rows: the table that a format of one table holds.
        day: the day that the file bears where no as-of date is asked for, "" for today.
        licence: that it states.
    """

    matter: str | None = None
    story: str | None = None
    rows: str = POSITIONS
    day: str = ""
    licence: str = LICENCE


class About(msgspec.Struct, frozen=True):
    """What each file states of itself; `filters` is told in words, `as_of` is a day."""

    filters: str
    as_of: str
    version: str
    method: str
    licence: str

    def items(self) -> dict[str, str]:
        """Each statement by its name."""
        return {name: getattr(self, name) for name in self.__struct_fields__}

    def told(self) -> str:
        """All in one line."""
        return " ".join(f"{name.replace('_', ' ').capitalize()}: {value.rstrip('.')}."
                        for name, value in self.items().items())


class Case(msgspec.Struct, frozen=True):
    """One matter: its row, its dossier, and its mentions by day."""

    row: MatterRow
    dossier: Dossier
    mentions: tuple[Mention, ...]


class Extract(msgspec.Struct, frozen=True):
    """All that a file can hold; `records` are those of `reports` by id, `rows` names the table of a flat format."""

    about: About
    cases: tuple[Case, ...]
    reports: tuple[ReportRow, ...]
    records: Mapping[str, Record]
    rows: str


def extracted(ledger: Ledger, wanted: Wanted, narrowing: Narrowing) -> Extract:
    """Ask the ledger for all that goes into a file.

    Raises:
        UnknownMatterError: there is no such matter.
    """
    given: Narrowing = {"as_of": narrowing.get("as_of"), "known_at": narrowing.get("known_at")}
    with ledger.then(**given) if any(given.values()) else nullcontext(ledger) as then:
        cases = tuple(Case(row, then.show(row.id), then.evidence(row.id)) for row in _matters(then, wanted, narrowing))
        cited = sorted({name for case in cases for name in (*case.dossier.reports, *case.dossier.copies)})
        reports = tuple(row for name in cited for row in then.reports(report=name))
        records = {record.report.id: record for name in cited for record in then.records(report=name)}
    reports = tuple(sorted(reports, key=lambda row: (row.published or "9999", row.id)))
    day = given["as_of"] or (given["known_at"] or wanted.day or datetime.now(UTC).isoformat())[:10]
    about = About(_filters(wanted, narrowing), day, f"{PROGRAM} {version(PROGRAM)}", METHOD, wanted.licence)
    return Extract(about, cases, reports, records, wanted.rows)


def _matters(then: Ledger, wanted: Wanted, narrowing: Narrowing) -> list[MatterRow]:
    """The matters in the order in which the ledger tells them; those of a story with the leading one first."""
    if wanted.matter is not None:
        return list(then.matters_of(then.show(wanted.matter).matter.mentions))
    if wanted.story is not None:
        told = [dossier.matter for dossier in then.story(wanted.story).matters]
        return [row for one in told for row in then.matters_of(one.mentions[:1])]
    asked: Narrowing = {**narrowing, "as_of": None, "known_at": None}
    return list(then.matters(**asked))


def _filters(wanted: Wanted, narrowing: Narrowing) -> str:
    """What was asked for, in words: "actor Kremlin; since 2024-10-28"; the as-of date is stated by itself."""
    given = {"matter": wanted.matter, "story": wanted.story, **dict(sorted(narrowing.items())), "as_of": None}
    return "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in given.items() if value) or "all matters"
