"""Reports and records as few bytes: compressed JSON, without what the report's text and the contract already say.

`unpack` puts back what was left out, so that the record is the same to the byte.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any, get_type_hints

import msgspec

from onrecord.model import Record, Report
from onrecord.store.bare import bare, released, squeezed, whole
from onrecord.store.compression import ZLIB, compress, decompress

FIELDS = tuple(field for field in Record.__struct_fields__ if field != "report")


def pack_report(report: Report) -> bytes:
    """A report as it was given."""
    return compress(msgspec.json.encode(report))


def unpack_report(body: bytes) -> Report:
    """The report that `pack_report` packed."""
    return msgspec.json.decode(decompress(body), type=Report)


def digest(report: Report) -> str:
    """What tells whether two reports are the same in every field."""
    return sha256(msgspec.json.encode(report)).hexdigest()


def pack(record: Record) -> bytes:
    """A record without its report."""
    return squeezed([bare(getattr(record, field)) for field in FIELDS])


def unpack(body: bytes, report: Report) -> Record:
    """The record that `pack` packed, on its report."""
    if body.startswith(ZLIB):  # in the first two revisions
        return _unpacked_by_name(msgspec.json.decode(decompress(body)), report)
    hints = get_type_hints(Record)
    kept = zip(FIELDS, released(body), strict=True)
    return Record(report=report, **{field: whole(hints[field], value, report.text) for field, value in kept})


def _unpacked_by_name(kept: dict[str, Any], report: Report) -> Record:
    """The record as stores of the first two revisions keep it: under the names of its fields."""
    filled = _filled(kept, report.text)
    filled["report"] = report
    return msgspec.convert(filled, Record)


def _filled(value: Any, text: str) -> Any:  # noqa: ANN401  walks any part of a record
    if isinstance(value, list):
        return [_filled(part, text) for part in value]
    if not isinstance(value, dict):
        return value
    filled = {field: _filled(part, text) for field, part in value.items()}
    start, end = filled.get("start"), filled.get("end")
    if isinstance(start, int) and isinstance(end, int):  # of all that a record holds, spans alone count characters
        filled["text"] = text[start:end]
    return filled
