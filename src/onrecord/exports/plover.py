"""Coded events in the columns of POLECAT, the data set in PLOVER codes, but for those that nothing fills.

The type, mode and quad code are PLOVER's (Open Event Data Alliance, manual of 2021, CC BY-SA 4.0).
"""

from __future__ import annotations

from onrecord.exports.events import Cells, coded, day, rows, said
from onrecord.exports.extract import Extract
from onrecord.exports.rows import EventLine

QUADS = {
    "Q1": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "Q2": ("COOPERATE", "AID", "RETREAT"),
    "Q3": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "Q4": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}  # verbal and material cooperation, verbal and material conflict
QUAD = {type_: quad for quad, types in QUADS.items() for type_ in types}
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Quad Code", "Actor Name", "Actor Codes", "Recipient Name",
    "Recipient Codes", "Placename", "Country", "Latitude", "Longitude", "Source", "Publication Date", "Version",
    "Status", "Factuality", "Said By", "Stand", "Standing", "Matter", "Judged", "First Day", "Last Day", "Precision km",
    "Report", "Start", "End", "Words", "URL",
)  # fmt: skip


def written(one: Extract) -> bytes:
    """One row for each event that has a type."""
    return rows(one, COLUMNS, (_cells(one, line) for line in coded(one)))


def _cells(one: Extract, line: EventLine) -> Cells:
    return {
        "Event ID": line.event, "Event Date": day(line), "Event Type": line.type, "Event Mode": line.mode,
        "Quad Code": QUAD.get(line.type or ""), "Actor Name": line.actors, "Actor Codes": line.actor_codes,
        "Recipient Name": line.targets, "Recipient Codes": line.target_codes, "Placename": line.place,
        "Country": line.place_country, "Latitude": line.lat, "Longitude": line.lon, "Source": line.outlet,
        "Publication Date": (line.published or "")[:10], "Version": one.about.version, **said(line),
    }  # fmt: skip
