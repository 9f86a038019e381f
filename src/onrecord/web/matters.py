"""Matters: what is at issue and how it stands."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency

from onrecord.web.desk import Desk, Page

FILTERS = ("about", "actor", "place", "standing", "since")


@get("/matters", sync_to_thread=True)
def matters(desk: NamedDependency[Desk]) -> Page:
    """What is at issue, the last to turn first."""
    asked = desk.asked
    rows = desk.ledger.matters(**asked.narrowing(*FILTERS, limit=asked.rows + 1))
    at_issue = [row for row in rows if row.standing]
    more = len(rows) > asked.rows and len(at_issue) == len(rows)
    return desk.page("matters", "Matters", FILTERS, rows=at_issue[: asked.rows], more=more, hints=hints(desk, rows))


def hints(desk: Desk, rows: object) -> dict[str, list[str]]:
    """Names on record that are like those that brought nothing."""
    names = [] if rows else [name for name in (desk.asked.actor, desk.asked.place) if name]
    return {name: desk.ledger.names_like(name) for name in names}


HANDLERS = (matters,)
