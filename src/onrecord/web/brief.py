"""The brief: what has turned, how the matters of a story stand and on whose word, and what the record does not say."""

from __future__ import annotations

from datetime import UTC, datetime

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from onrecord.matters.dossier import Brief
from onrecord.matters.stories import reports
from onrecord.store.rows import StoryRow, TurnRow
from onrecord.web.desk import Desk, Page
from onrecord.web.telling import MOST_KEYS, STORIES, gaps, keys, lead_story, turned
from onrecord.web.visits import visits

FILTERS = ("about", "actor", "place", "since")
TURNS = 6  # that are shown before the rest
YEAR = 365 * 24 * 3600  # seconds


@get("/", sync_to_thread=True)
def front(desk: NamedDependency[Desk]) -> Page:
    """The greatest of the stories that turned last, and which others there are."""
    lead, others = lead_story(desk.ledger, desk.asked.narrowing(*FILTERS, limit=STORIES))
    if lead is None:
        return desk.page("empty", "Brief", FILTERS)
    return _told(desk, desk.ledger.story(lead.id), others)


@get("/story/{story:str}", sync_to_thread=True)
def story(desk: NamedDependency[Desk], story: FromPath[str]) -> Page:
    """One story, by its id or that of any matter in it."""
    return _told(desk, desk.ledger.story(story), [])


@get("/stories", sync_to_thread=True)
def stories(desk: NamedDependency[Desk]) -> Page:
    """All stories, the last to turn first."""
    rows = desk.ledger.stories(**desk.asked.narrowing(*FILTERS, limit=desk.asked.rows + 1))
    return desk.page(
        "stories", "Stories", FILTERS, rows=rows[: desk.asked.rows], more=len(rows) > desk.asked.rows
    )


def _told(desk: Desk, brief: Brief, others: list[StoryRow]) -> Page:
    told = keys(desk.ledger, brief)
    last, kept = visits(desk.request.cookies.get(f"{desk.settings.cookie}-visit", ""), datetime.now(UTC))
    changes = turned(brief, [key.row.id for key in told])
    last = "" if desk.asked.as_of or desk.asked.known_at else last  # a past day has no news
    new = _since(desk, changes, last) if last else set()
    changes.sort(key=lambda turn: turn.report not in new)
    telling = {name for one in brief.matters for name in reports(one.matter)}
    tracks = sorted((t for t in brief.tracks if len(t.steps) > 1), key=lambda t: (-len(t.steps), t.definition))
    page = desk.page(
        "brief", brief.story.title, FILTERS if desk.request.url.path == "/" else (), brief=brief, keys=told[:MOST_KEYS],
        more_keys=told[MOST_KEYS:], rest=len(brief.matters) - len(told), turns=changes[:TURNS],
        more_turns=changes[TURNS:], gaps=list(dict.fromkeys(gaps(brief, told[:MOST_KEYS]))), tracks=tracks,
        others=others, reports=len(telling), copies=len(desk.ledger.copies(telling)),
        exported={"story": brief.story.id}, last=last, new=new,
    )
    page.set_cookie(f"{desk.settings.cookie}-visit", kept, max_age=YEAR, path="/", httponly=True, samesite="strict")
    return page


def _since(desk: Desk, changes: list[TurnRow], last: str) -> set[str | None]:
    """The reports of some turns that came on record after a moment."""
    named = {turn.report for turn in changes if turn.report}
    rows = (row for name in sorted(named) for row in desk.ledger.reports(report=name))
    return {row.id for row in rows if row.ingested > last}


HANDLERS = (front, story, stories)
