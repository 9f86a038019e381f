"""The evidence: a report with every finding lit by kind, the record beside it, and why each finding was made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from onrecord.explain import headline
from onrecord.model import Finding, Record
from onrecord.store.rows import BearingRow, ReportRow
from onrecord.web.desk import Desk, Page
from onrecord.web.problems import MissingError
from onrecord.wording import arrange
from onrecord.wording.decisions import seen
from onrecord.wording.page import KINDS, blocks, outside

AT = re.compile(r"(\d{1,9})-(\d{1,9})")


class Lit(NamedTuple):
    """Words that an address asks for: where they stand, and whether they are the words that were linked once.

    `state` is "here" where they are, "moved" where they stand elsewhere now, "orphan" where they stand nowhere.
    """

    start: int
    end: int
    words: str
    state: str


@get("/reports", sync_to_thread=True)
def reports(desk: NamedDependency[Desk]) -> Page:
    """The reports, the last first, each with the copies that are folded under it."""
    rows = list(reversed(desk.ledger.reports(**desk.asked.narrowing("since", "until"))))
    leads = [row for row in rows if row.copy_of is None]
    copies: dict[str, list[ReportRow]] = {}
    for row in rows:
        if row.copy_of is not None:
            copies.setdefault(row.copy_of, []).append(row)
    return desk.page(
        "reports", "Reports", ("since", "until"), rows=leads[: desk.asked.rows], copies=copies, total=len(rows),
        more=len(leads) > desk.asked.rows,
    )


@get("/report/{name:path}", sync_to_thread=True)
def report(desk: NamedDependency[Desk], name: FromPath[str]) -> Page:
    """One report with its record."""
    return _evidence(desk, name.removeprefix("/"))


@get("/report", sync_to_thread=True)
def report_named(desk: NamedDependency[Desk]) -> Page:
    """The same for an id that no path can hold."""
    return _evidence(desk, desk.parameters.get("id", ""))


def _evidence(desk: Desk, id_: str) -> Page:
    record = next(iter(desk.ledger.records(report=id_)), None)
    if record is None:
        raise MissingError(f"there is no report {id_!r} on record{' as of this day' if desk.asked.as_of else ''}")
    lit = asked_words(record.report.text, desk.parameters)
    at = (lit.start, lit.end) if lit and lit.state != "orphan" and lit.start < lit.end else None
    row = next((one for one in desk.ledger.reports(report=id_)), None)
    bears = desk.ledger.bearing(id_)
    return desk.page(
        "report", record.report.title or id_, record=record, report=record.report, row=row, lit=lit, prefix="",
        blocks=blocks(record, at), names=arrange.Names(record), speakers=arrange.speakers(record),
        timeline=arrange.timeline(record), rest_words=arrange.REST, figures=arrange.figures(record),
        spots=arrange.spots(record), times=sorted(record.times, key=lambda t: t.span.start), kinds=KINDS,
        link=outside(record.report.url), lit_findings=under(record, at) if at else (),
        lit_matters=bearing_on(bears, at) if at else (), bears=by_matter(bears),
        orphans=orphans(desk, id_), headline=headline,
    )


def asked_words(text: str, parameters: dict[str, str]) -> Lit | None:
    """The words that an address asks for, looked for elsewhere where the text has changed."""
    found = AT.fullmatch(parameters.get("at", ""))
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    expected = parameters.get("words")
    there = text[start:end]
    if there and (expected is None or there == expected):
        return Lit(start, end, there, "here")
    if expected and text.count(expected) == 1:
        start = text.index(expected)
        return Lit(start, start + len(expected), expected, "moved")
    return Lit(start, end, expected or "", "orphan")


def under(record: Record, at: tuple[int, int]) -> list[Finding]:
    """The findings whose own words overlap some words, those that fit them best first."""
    start, end = at
    hits = [
        (abs(span.start - start) + abs(span.end - end), item)
        for item in record.items() for span in headline(item) if span.start < end and start < span.end
    ]
    return list({item.id: item for _, item in sorted(hits, key=lambda hit: hit[0])}.values())


def bearing_on(rows: Iterable[BearingRow], at: tuple[int, int]) -> list[BearingRow]:
    """The matters that some words bear on, each once, those of the likest words first."""
    start, end = at
    found = [row for row in rows if row.start < end and start < row.end]
    found.sort(key=lambda row: (not row.standing, abs(row.start - start) + abs(row.end - end)))
    return list({row.matter: row for row in reversed(found)}.values())[::-1]


def by_matter(rows: Iterable[BearingRow]) -> list[tuple[BearingRow, list[BearingRow]]]:
    """The matters at issue that a report bears on, with where it does."""
    found: dict[str, list[BearingRow]] = {}
    for row in rows:
        if row.standing:
            found.setdefault(row.matter, []).append(row)
    return sorted(((some[0], some) for some in found.values()), key=lambda item: -len(item[1]))


def orphans(desk: Desk, report: str) -> list[str]:
    """Mentions of this report that a person decided on, and that its present reading does not have."""
    here = {row.mention for row in desk.ledger.bearing(report)}
    judged = {name for name in seen(desk.ledger.judgements()) if name.rpartition("#")[0] == report}
    return sorted(judged - here)


HANDLERS = (reports, report, report_named)
