"""All rows of all tables, one JSON object a line; `kind` names the table; the first line states what the file is."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from onrecord.exports.extract import Extract
from onrecord.exports.tables import TABLES, table


def written(one: Extract) -> bytes:
    """The lines."""
    return b"".join(msgspec.json.encode(line) + b"\n" for line in _lines(one))


def _lines(one: Extract) -> Iterator[dict[str, object]]:
    yield {"kind": "about", **one.about.items()}
    for name in TABLES:
        for row in table(one, name):
            yield {"kind": name, **msgspec.structs.asdict(row)}
