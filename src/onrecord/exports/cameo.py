"""Coded events with CAMEO codes in the column order of ICEWS: a row for each actor with each target.

Columns that nothing fills are there and empty, so that programs for that order read the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from onrecord.exports.events import Cells, coded, day, rows, said
from onrecord.exports.extract import Extract
from onrecord.exports.rows import EventLine
from onrecord.exports.tables import code
from onrecord.matters.types import Mention, Party

ROOTS = (
    "Make public statement", "Appeal", "Express intent to cooperate", "Consult", "Engage in diplomatic cooperation",
    "Engage in material cooperation", "Provide aid", "Yield", "Investigate", "Demand", "Disapprove", "Reject",
    "Threaten", "Protest", "Exhibit force posture", "Reduce relations", "Coerce", "Assault", "Fight",
    "Use unconventional mass violence",
)  # the two first digits of a code, from 01 on
ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)
COLUMNS = (
    *ICEWS, "Source Code", "Target Code", "Event Mode", "Publication Date", "Status", "Factuality", "Said By", "Stand",
    "Standing", "Matter", "Judged", "First Day", "Last Day", "Precision km", "Report", "Start", "End", "Words", "URL",
)  # fmt: skip
NOBODY = Party("")


def written(one: Extract) -> bytes:
    """The rows of all events that have a CAMEO code; rows of one event share its id."""
    mentions = {m.id: m for case in one.cases for m in case.mentions}
    lines = (line for line in coded(one) if line.cameo)
    return rows(one, COLUMNS, (cells for line in lines for cells in _pairs(line, mentions[line.event])))


def _pairs(line: EventLine, mention: Mention) -> Iterator[Cells]:
    for source, target in product(mention.actors or (NOBODY,), mention.targets or (NOBODY,)):
        yield {**dict.fromkeys(ICEWS, ""), **_common(line), **_side("Source", source), **_side("Target", target),
               **said(line)}


def _common(line: EventLine) -> Cells:
    root = int((line.cameo or "01")[:2])
    return {
        "Event ID": line.event, "Event Date": day(line), "Event Text": ROOTS[root - 1], "CAMEO Code": line.cameo,
        "Story ID": line.report, "Publisher": line.outlet, "City": line.place, "Country": line.place_country,
        "Latitude": line.lat, "Longitude": line.lon, "Event Mode": line.mode,
        "Publication Date": (line.published or "")[:10],
    }  # fmt: skip


def _side(name: str, party: Party) -> Cells:
    return {f"{name} Name": party.name, f"{name} Sectors": party.sector, f"{name} Country": party.country,
            f"{name} Code": code(party)}
