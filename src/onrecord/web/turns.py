"""Turns: what has changed, the last first."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency

from onrecord.web.desk import Desk, Page
from onrecord.web.matters import hints

FILTERS = ("actor", "place", "since", "until")


@get("/turns", sync_to_thread=True)
def turns(desk: NamedDependency[Desk]) -> Page:
    """What has changed, by day."""
    rows = desk.ledger.turns(**desk.asked.narrowing(*FILTERS))
    shown = list(reversed(rows))[: desk.asked.rows]
    return desk.page(
        "turns", "Turns", FILTERS, rows=shown, total=len(rows), more=len(rows) > len(shown), hints=hints(desk, rows)
    )


HANDLERS = (turns,)
