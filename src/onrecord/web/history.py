"""History: who decided what, when and why; and the record as it was on any past day, or between two."""

from __future__ import annotations

from collections import Counter

from litestar import get
from litestar.di import NamedDependency

from onrecord.web.desk import Desk, Page
from onrecord.wording.decisions import undone
from onrecord.wording.naming import fix

FILTERS = ("since", "until")
DAYS = 60  # that are listed


@get("/history", sync_to_thread=True)
def history(desk: NamedDependency[Desk]) -> Page:
    """Judgements, the last first, and the days of the record."""
    rows = desk.ledger.judgements()
    within = desk.asked.narrowing(*FILTERS)
    reports = Counter((row.published or "")[:10] for row in desk.ledger.reports(**within))
    turns = Counter(row.day for row in desk.ledger.turns(**within))
    days = sorted((day for day in {*reports, *turns} if day), reverse=True)
    shown = list(reversed(rows))[: desk.asked.rows]
    matters = {row.id: desk.ledger.matters_of(row.mentions) for row in shown}
    return desk.page(
        "history", "History", FILTERS, rows=shown, gone=undone(rows), matters=matters, fix=fix,
        days=[(day, reports[day], turns[day]) for day in days[:DAYS]], more=len(rows) > len(shown),
        more_days=len(days) > DAYS, undated=reports[""],
    )


HANDLERS = (history,)
