"""Static pages with their data, for reading offline: a ZIP archive, which the command line unpacks into a folder.

`index.html` leads to each matter, each quotation to its words lit in the text of the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec.structs import replace

from onrecord.exports import csv, geojson, jsonl
from onrecord.exports.extract import Extract
from onrecord.exports.pages import by_matter, render
from onrecord.exports.tables import TABLES, table
from onrecord.wording.addresses import key

Files = Iterator[tuple[str, bytes]]


class Piece(NamedTuple):
    """A stretch of a text; `lit` where it is quoted, `begins` names the quotations that begin with it."""

    text: str
    lit: bool
    begins: tuple[str, ...]


def written(one: Extract) -> bytes:
    """The archive; its files bear no time of their own."""
    sink = BytesIO()
    with ZipFile(sink, "w") as archive:
        for name, body in _files(one):
            entry = ZipInfo(name)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, body)
    return sink.getvalue()


def _files(one: Extract) -> Files:
    data, rows = dict(_data(one)), by_matter(one)
    yield "index.html", render("index", one, data=list(data)).encode()
    for case in one.cases:
        yield f"matters/{case.row.id}.html", render("one", one, case=case, rows=rows, link=_link).encode()
    quoted = _quoted(one)
    for row in one.reports:
        lit = pieces(one.records[row.id].report.text, quoted.get(row.id, set()))
        yield f"reports/{key(row.id)}.html", render("report", one, row=row, pieces=lit).encode()
    yield from data.items()


def _data(one: Extract) -> Files:
    for name in TABLES:
        yield f"data/{name}.csv", csv.written(replace(one, rows=name))
    yield "data/all.jsonl", jsonl.written(one)
    yield "data/places.geojson", geojson.written(one)


def _link(row: Any) -> str:  # noqa: ANN401  any row, or what stands for one
    """From words to where they stand in the text of their report."""
    report, start, end = (row[n] if isinstance(row, dict) else getattr(row, n) for n in ("report", "start", "end"))
    return f"../reports/{key(report)}.html#c{start}-{end}"


def _quoted(one: Extract) -> dict[str, set[tuple[int, int]]]:
    """What is quoted of each report, by any row."""
    found: dict[str, set[tuple[int, int]]] = {}
    for name in TABLES.keys() - {"reports"}:
        for row in table(one, name):
            for side in ("", "right_"):
                if report := getattr(row, f"{side}report", None):
                    found.setdefault(report, set()).add((getattr(row, f"{side}start"), getattr(row, f"{side}end")))
    return found


def pieces(text: str, spans: set[tuple[int, int]]) -> list[Piece]:
    """A text cut wherever a quotation begins or ends; quotations may nest and cross."""
    cuts = sorted({0, len(text), *(at for span in spans for at in span)})
    found = []
    for start, end in pairwise(cuts):
        begins = tuple(f"c{a}-{b}" for a, b in sorted(spans) if a == start)
        found.append(Piece(text[start:end], any(a <= start and end <= b for a, b in spans), begins))
    return found
