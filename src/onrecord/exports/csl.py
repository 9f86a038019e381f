"""The cited reports as CSL-JSON, for reference managers; the first item is the extract, and states what it is."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.exports.extract import PROGRAM, Extract
from onrecord.exports.rows import PositionLine
from onrecord.exports.tables import table
from onrecord.store.rows import ReportRow
from onrecord.wording.addresses import web, whole

Item = dict[str, Any]


def written(one: Extract) -> bytes:
    """A list of items."""
    return msgspec.json.format(msgspec.json.encode(items(one)), indent=1) + b"\n"


def items(one: Extract) -> list[Item]:
    """The extract, then its reports by day; `note` holds the words that are cited of each, with where they stand."""
    cited: dict[str, list[PositionLine]] = {}
    for line in table(one, "positions"):
        if isinstance(line, PositionLine):
            cited.setdefault(line.report, []).append(line)
    return [_itself(one), *(_report(one, row, cited.get(row.id, [])) for row in one.reports)]


def _itself(one: Extract) -> Item:
    about = one.about
    return {
        "id": f"{PROGRAM}-{about.as_of}", "type": "dataset", "title": f"Matters on record: {about.filters}",
        "author": [{"literal": about.version}], "version": about.version, "issued": _date(about.as_of),
        "note": about.told(),
    }  # fmt: skip


def _report(one: Extract, row: ReportRow, cited: list[PositionLine]) -> Item:
    notes = [f"{PROGRAM}: report {row.id}"]
    notes += [f"{line.start}-{line.end} ({line.origin_name} {line.stand}): {line.words}" for line in cited]
    made = {
        "id": row.id, "type": "article-newspaper", "title": row.title or row.id,
        "container-title": row.outlet, "author": [{"literal": name} for name in one.records[row.id].report.authors],
        "issued": _date(row.published), "URL": web(row.url), "language": one.records[row.id].report.language,
        "note": "\n".join(notes),
    }  # fmt: skip
    return {key: value for key, value in made.items() if value}


def _date(day: str | None) -> dict[str, list[list[int]]] | None:
    known = whole(day)
    return {"date-parts": [[int(part) for part in known.split("-")]]} if known else None
