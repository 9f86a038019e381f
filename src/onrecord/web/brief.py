"""The brief: what has turned, how the matters of a story stand and on whose word, and what the record does not say."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from onrecord.matters.dossier import Brief
from onrecord.matters.stories import reports
from onrecord.store.rows import StoryRow
from onrecord.web.desk import Desk, Page
from onrecord.web.telling import MOST_KEYS, STORIES, gaps, keys, lead_story, turned

FILTERS = ("about", "actor", "place", "since")
TURNS = 6  # that are shown before the rest


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
    changes = turned(brief, [key.row.id for key in told])
    telling = {name for one in brief.matters for name in reports(one.matter)}
    tracks = sorted((t for t in brief.tracks if len(t.steps) > 1), key=lambda t: (-len(t.steps), t.definition))
    return desk.page(
        "brief", brief.story.title, FILTERS if desk.request.url.path == "/" else (), brief=brief, keys=told[:MOST_KEYS],
        more_keys=told[MOST_KEYS:], rest=len(brief.matters) - len(told), turns=changes[:TURNS],
        more_turns=changes[TURNS:], gaps=list(dict.fromkeys(gaps(brief, told[:MOST_KEYS]))), tracks=tracks,
        others=others, reports=len(telling), copies=len(desk.ledger.copies(telling)),
        exported={"story": brief.story.id},
    )


HANDLERS = (front, story, stories)
