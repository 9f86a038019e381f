"""Search: from one word to the matters, the people, the reports and the statements that have it."""

from __future__ import annotations

import re

from litestar import get
from litestar.di import NamedDependency
from litestar.response import Redirect

from onrecord.errors import OnrecordError
from onrecord.web.desk import Desk, Page

FILTERS = ("actor", "place", "since", "until")
ID = re.compile(r"[0-9a-f]{8,16}")
FEW = 8


@get("/search", sync_to_thread=True)
def search(desk: NamedDependency[Desk]) -> Page | Redirect:
    """What has some words; the id of a matter leads straight to it."""
    words = desk.parameters.get("q", "").strip()
    if ID.fullmatch(words) and (matter := _matter(desk, words)):
        return Redirect(desk.asked.address(f"/matter/{matter}"))
    if not any(c.isalnum() for c in words):
        return desk.page(
            "search", "Search", FILTERS, q=words, like=False, matters=(), names=(), statements=(), more=False
        )
    like = desk.parameters.get("by") == "meaning"
    ask = desk.ledger.like if like else desk.ledger.search
    statements = ask(words, **desk.asked.narrowing(*FILTERS, limit=desk.asked.rows + 1))
    plain = words.replace('"', " ")
    return desk.page(
        "search", f"Search: {words}", FILTERS, q=words, like=like,
        matters=[row for row in desk.ledger.matters(about=plain, limit=4 * FEW) if row.standing][:FEW],
        names=desk.ledger.names_like(plain)[:FEW], statements=statements[: desk.asked.rows],
        more=len(statements) > desk.asked.rows,
    )


def _matter(desk: Desk, id_: str) -> str | None:
    try:
        return desk.ledger.show(id_).matter.id
    except OnrecordError:
        return None


HANDLERS = (search,)
