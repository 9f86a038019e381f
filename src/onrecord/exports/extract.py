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
PROGRAM = "onrecord"


class MissingPartError(OnrecordError):
    """A format was asked for that wants a package which is not installed."""


class Terms(msgspec.Struct, frozen=True):
    """What the owner of the record says about a file: the day that it bears, "" for today, and its licence."""

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


def extracted(ledger: Ledger, matter: str | None, rows: str, terms: Terms, narrowing: Narrowing) -> Extract:
    """Ask the ledger for all that goes into a file.

    Raises:
        UnknownMatterError: there is no such matter.
    """
    given: Narrowing = {"as_of": narrowing.get("as_of"), "known_at": narrowing.get("known_at")}
    with ledger.then(**given) if any(given.values()) else nullcontext(ledger) as then:
        cases = _cases(then, matter, narrowing)
        cited = sorted({name for case in cases for name in (*case.dossier.reports, *case.dossier.copies)})
        reports = tuple(row for name in cited for row in then.reports(report=name))
        records = {record.report.id: record for name in cited for record in then.records(report=name)}
    reports = tuple(sorted(reports, key=lambda row: (row.published or "9999", row.id)))
    day = given["as_of"] or (given["known_at"] or terms.day or datetime.now(UTC).isoformat())[:10]
    about = About(_filters(matter, narrowing), day, f"{PROGRAM} {version(PROGRAM)}", METHOD, terms.licence)
    return Extract(about, cases, reports, records, rows)


def _cases(then: Ledger, matter: str | None, narrowing: Narrowing) -> tuple[Case, ...]:
    """The matters in the order in which the ledger tells them."""
    if matter is not None:
        dossier = then.show(matter)
        found = then.matters_of(dossier.matter.mentions)
        return (Case(found[0], dossier, then.evidence(dossier.matter.id)),)
    asked: Narrowing = {**narrowing, "as_of": None, "known_at": None}
    return tuple(Case(row, then.show(row.id), then.evidence(row.id)) for row in then.matters(**asked))


def _filters(matter: str | None, narrowing: Narrowing) -> str:
    """What was asked for, in words: "actor Kremlin; since 2024-10-28"; the as-of date is stated by itself."""
    given = {name: value for name, value in narrowing.items() if value is not None and name != "as_of"}
    parts = [f"matter {matter}"] if matter is not None else []
    parts += [f"{name.replace('_', ' ')} {value}" for name, value in sorted(given.items())]
    return "; ".join(parts) or "all matters"
