"""One table as CSV; what the file states of itself stands in the last columns, where no reader stumbles."""

from __future__ import annotations

import msgspec

from onrecord.exports.delimited import delimited
from onrecord.exports.extract import Extract
from onrecord.exports.tables import TABLES, table

STATES = "file_"  # before the names of the last columns


def written(one: Extract) -> bytes:
    """The table that the extract names."""
    stated = one.about.items()
    columns = (*TABLES[one.rows].type.__struct_fields__, *(f"{STATES}{name}" for name in stated))
    return delimited(columns, ((*msgspec.structs.astuple(row), *stated.values()) for row in table(one)))
