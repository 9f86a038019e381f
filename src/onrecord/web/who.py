"""One origin through all that it has said, and where it changed; and who there is."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from onrecord.store.rows import AccountRow
from onrecord.web.desk import Desk, Page
from onrecord.web.problems import MissingError
from onrecord.web.telling import parties
from onrecord.wording.bodies import meant, named

FILTERS = ("place", "since", "until")
OUTLET = "outlet:"


class Said(NamedTuple):
    """A statement, and how often the same is told again."""

    row: AccountRow
    again: int


@get("/who", sync_to_thread=True)
def anybody(desk: NamedDependency[Desk]) -> Page:
    """Who there is; with a name that no path can hold, that one."""
    wanted = desk.parameters.get("id", "")
    return _account(desk, wanted) if wanted else _origins(desk)


@get("/who/{name:path}", sync_to_thread=True)
def who(desk: NamedDependency[Desk], name: FromPath[str]) -> Page:
    """All that one origin has said, matter by matter."""
    return _account(desk, name.strip("/"))


def _account(desk: Desk, wanted: str) -> Page:
    if wanted.startswith(OUTLET):
        outlet = wanted.removeprefix(OUTLET)
        told = [row for row in desk.ledger.reports() if (row.outlet or "").casefold() == outlet]
        return desk.page("outlet", named(wanted), rows=told)
    name, body = meant(wanted)
    rows = desk.ledger.account(name, body, **desk.asked.narrowing(*FILTERS))
    if not rows and not desk.asked.narrowing(*FILTERS):
        like = ", ".join(desk.ledger.names_like(name)[:5])
        raise MissingError(f"nobody on record is called {name!r}" + (f"; there is: {like}" if like else ""))
    blocks = [(run[0], once(run)) for _, same in groupby(rows, lambda row: row.matter) if (run := list(same))]
    return desk.page(
        "who", name, FILTERS, name=name, rows=rows, blocks=blocks, changes=sum(bool(row.turned) for row in rows)
    )


def once(said: list[AccountRow]) -> list[Said]:
    """Statements told in the same words of one day once, with how often they are told again."""
    found: dict[tuple[str, str, str, str], list[AccountRow]] = {}
    for row in said:
        found.setdefault((row.origin or row.source, row.day, row.act, row.words), []).append(row)
    return [Said(max(same, key=lambda row: bool(row.turned)), len(same) - 1) for same in found.values()]


def _origins(desk: Desk) -> Page:
    """Who there is in a story, by party."""
    story = desk.story(desk.parameters.get("story"))
    positions = [p for one in story.matters for p in one.positions]
    return desk.page("origins", "Origins", story=story, parties=parties(positions))


HANDLERS = (anybody, who)
