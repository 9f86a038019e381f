"""Export: what a page shows, as a file for other programs."""

from __future__ import annotations

from litestar import Response, get
from litestar.di import NamedDependency

from onrecord.exports import FORMATS, export
from onrecord.exports.extract import POSITIONS, Wanted
from onrecord.exports.tables import TABLES
from onrecord.web.asked import CLOCKS
from onrecord.web.desk import Desk, Page

FILTERS = ("about", "actor", "place", "standing", "since", "until")
OF_ONE_TABLE = ("csv", "parquet")


@get("/export", sync_to_thread=True)
def formats(desk: NamedDependency[Desk]) -> Page:
    """The formats in which a matter, a story or what some filters leave can be had."""
    given = {name: desk.parameters.get(name) for name in ("matter", "story")}
    title = ""
    if one := given["matter"] or given["story"]:
        title = desk.ledger.show(one).matter.title
    return desk.page(
        "export", "Export", () if one else FILTERS, formats=FORMATS, tables=list(TABLES), given=given, of=title,
        flat=OF_ONE_TABLE,
    )


@get("/export/file", sync_to_thread=True)
def file(desk: NamedDependency[Desk]) -> Response[bytes]:
    """One file; `to` is its format, `table` the table of one that holds no more."""
    given = desk.parameters
    to, table = given.get("to", ""), given.get("table", POSITIONS)
    wanted = Wanted(given.get("matter"), given.get("story"), table, desk.today)
    one = bool(wanted.matter or wanted.story)
    narrowing = desk.asked.narrowing(*(CLOCKS if one else (*FILTERS, *CLOCKS)))
    body = export(desk.ledger, to, wanted, **narrowing)
    name = f"onrecord-{desk.today}-{to}{f'-{table}' if to in OF_ONE_TABLE else ''}.{FORMATS[to].suffix}"
    return Response(
        body, media_type=FORMATS[to].media,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


HANDLERS = (formats, file)
