"""What the record tells, as files for other programs: one module per format, all of one shape.

Each module has `written`, which makes the bytes of a file out of an `Extract`: no clock, no store, no network. The same
extract gives the same bytes. Each file states the filters, the as-of date, the version, the method and the licence, in
the way that its format has for it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, Unpack

from onrecord.errors import InputError
from onrecord.exports.extract import Extract, Wanted, extracted
from onrecord.exports.tables import TABLES
from onrecord.ledger import Ledger
from onrecord.store.question import Narrowing


class Format(NamedTuple):
    """A format: how its files end, the media type that servers give them, and what it is, in a few words."""

    suffix: str
    media: str
    told: str


FORMATS = {
    "csv": Format("csv", "text/csv", "one table, comma-separated"),
    "xlsx": Format(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "all tables as a workbook"),
    "jsonl": Format("jsonl", "application/x-ndjson", "all rows, one object a line"),
    "parquet": Format("parquet", "application/vnd.apache.parquet", "one table, for dataframes"),
    "geojson": Format("geojson", "application/geo+json", "places and legs of routes"),
    "kml": Format("kml", "application/vnd.google-earth.kml+xml", "the same for globes, with the area of precision"),
    "plover": Format("tsv", "text/tab-separated-values", "coded events in the columns of POLECAT"),
    "cameo": Format("tsv", "text/tab-separated-values", "coded events in the columns of ICEWS"),
    "stix": Format("json", "application/stix+json", "a STIX 2.1 bundle"),
    "claimreview": Format("jsonld", "application/ld+json", "ClaimReview of schema.org, one for each matter"),
    "annotations": Format("jsonld", "application/ld+json", "W3C Web Annotations, one for each position"),
    "csl": Format("json", "application/vnd.citationstyles.csl+json", "the cited reports for reference managers"),
    "bibtex": Format("bib", "application/x-bibtex", "the same for TeX"),
    "print": Format("html", "text/html", "one page without any outside request, laid out for paper"),
    "pdf": Format("pdf", "application/pdf", "the same page as PDF"),
    "folder": Format("zip", "application/zip", "static HTML with its data, for reading offline"),
}  # fmt: skip
Writer = Callable[[Extract], bytes]


def writer(name: str) -> Writer:
    """What writes a format.

    Raises:
        InputError: there is no such format.
    """
    if name not in FORMATS:
        raise InputError("export", f"there is no format {name!r}", f"there is: {', '.join(FORMATS)}")
    found: Writer = import_module(f"onrecord.exports.{name}").written
    return found


def export(ledger: Ledger, to: str, wanted: Wanted | None = None, **narrowing: Unpack[Narrowing]) -> bytes:
    """A file with what is on record of one matter, of one story, or of all that a question narrows to.

    Args:
        ledger: what is asked.
        to: the format, one of `FORMATS`.
        wanted: the matter or the story, the table of a flat format, and what the file says of itself; without it all
            matters, as `Ledger.matters` tells them.
        narrowing: as for every question; a matter or a story is narrowed by `as_of` and `known_at` only.

    Raises:
        InputError: there is no such format or table.
        UnknownMatterError: there is no such matter.
        MissingPartError: the format wants a package that is not installed.
    """
    written, wanted = writer(to), wanted or Wanted()
    if wanted.rows not in TABLES:
        raise InputError("export", f"there is no table {wanted.rows!r}", f"there is: {', '.join(TABLES)}")
    return written(extracted(ledger, wanted, narrowing))
