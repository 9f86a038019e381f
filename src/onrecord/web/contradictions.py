"""Contradictions: two who cannot both be right, side by side, with what they differ in."""

from __future__ import annotations

from typing import NamedTuple

from litestar import get
from litestar.di import NamedDependency

from onrecord.matters.types import Contradiction, Matter
from onrecord.web.desk import Desk, Page
from onrecord.web.telling import against

FILTERS = ("about", "actor", "place", "since")
MATTERS = 40  # that are looked into at once, the last to turn first


class Told(NamedTuple):
    """The contradictions of one matter."""

    matter: Matter
    pairs: tuple[Contradiction, ...]


@get("/contradictions", sync_to_thread=True)
def contradictions(desk: NamedDependency[Desk]) -> Page:
    """Who contradicts whom, matter by matter."""
    rows = desk.ledger.matters(**desk.asked.narrowing(*FILTERS, limit=MATTERS))
    told = [desk.ledger.show(row.id) for row in rows if row.standing and row.origins > 1]
    found = [Told(one.matter, one.contradictions) for one in told if one.contradictions]
    return desk.page(
        "contradictions", "Contradictions", FILTERS, found=found, against=against, looked=len(rows), most=MATTERS
    )


HANDLERS = (contradictions,)
