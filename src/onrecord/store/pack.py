"""Reports and records as few bytes: compressed JSON, without what the report's text and the contract already say.

A span is kept as its two offsets, a value that a type has by default is left out; `unpack` puts both back, so that
the record is the same to the byte.
"""

from __future__ import annotations

import zlib
from hashlib import sha256
from typing import Any

import msgspec

from onrecord.model import Record, Report, Span


def pack_report(report: Report) -> bytes:
    """A report as it was given."""
    return zlib.compress(msgspec.json.encode(report), 9)


def unpack_report(body: bytes) -> Report:
    """The report that `pack_report` packed."""
    return msgspec.json.decode(zlib.decompress(body), type=Report)


def digest(report: Report) -> str:
    """What tells whether two reports are the same in every field."""
    return sha256(msgspec.json.encode(report)).hexdigest()


def pack(record: Record) -> bytes:
    """A record without its report."""
    bare = _bare(record)
    del bare["report"]
    return zlib.compress(msgspec.json.encode(bare), 9)


def unpack(body: bytes, report: Report) -> Record:
    """The record that `pack` packed, on its report."""
    bare = msgspec.json.decode(zlib.decompress(body))
    filled = _filled(bare, report.text)
    filled["report"] = report
    return msgspec.convert(filled, Record)


def _bare(value: Any) -> Any:  # noqa: ANN401  walks any part of a record
    if isinstance(value, tuple):
        return [_bare(part) for part in value]
    if not isinstance(value, msgspec.Struct):
        return value
    fields, defaults = value.__struct_fields__, value.__struct_defaults__
    usual = dict(zip(fields[len(fields) - len(defaults) :], defaults, strict=True))
    kept = {field: getattr(value, field) for field in fields if not (field == "text" and isinstance(value, Span))}
    return {field: _bare(part) for field, part in kept.items() if field not in usual or part != usual[field]}


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
