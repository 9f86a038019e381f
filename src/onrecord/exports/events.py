"""What the formats of event data share: the coded events, and what they say besides of status and source.

Itself no format. The common columns have no place for whether an event is planned, denied or only alleged, so each row
says it in columns of its own, behind the common ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.exports.delimited import delimited
from onrecord.exports.extract import Extract
from onrecord.exports.rows import EventLine
from onrecord.exports.tables import TABLES

Cells = Mapping[str, object]


def coded(one: Extract) -> Iterator[EventLine]:
    """The events of an extract that have a type."""
    return (line for line in TABLES["events"].rows(one) if isinstance(line, EventLine) and line.type is not None)


def day(line: EventLine) -> str:
    """The day of an event, where it is one day; a vague date stays out of a column for days."""
    return line.first_day or "" if line.first_day == line.last_day else ""


def said(line: EventLine) -> Cells:
    """What must not be lost of an event: what the report commits to, who says so, and its exact words."""
    return {
        "Status": line.status, "Factuality": line.factuality, "Said By": line.said_by, "Stand": line.stand,
        "Standing": line.standing, "Matter": line.matter, "Judged": line.judged, "First Day": line.first_day,
        "Last Day": line.last_day, "Precision km": line.radius_km, "Report": line.report, "Start": line.start,
        "End": line.end, "Words": line.words, "URL": line.url,
    }  # fmt: skip


def rows(one: Extract, columns: tuple[str, ...], cells: Iterator[Cells]) -> bytes:
    """Rows as tab-separated text; what the file states stands in the last columns."""
    stated = {f"File {name.replace('_', ' ').title()}": value for name, value in one.about.items().items()}
    return delimited((*columns, *stated), ([*(row[name] for name in columns), *stated.values()] for row in cells), "\t")
