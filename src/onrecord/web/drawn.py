"""Pictures on a page: each with its table, wide for a page and narrow for a telephone, marks that link to words."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from litestar import get
from litestar.di import NamedDependency
from markupsafe import Markup

from onrecord.matters.dossier import Brief, Dossier
from onrecord.pictures import map as maps
from onrecord.pictures import timeline as timelines
from onrecord.pictures.picture import NARROW, Href, Picture, Table
from onrecord.web.addresses import place
from onrecord.web.desk import Desk, Page
from onrecord.wording.telling import weighty

WIDE = 1184  # pixels: as wide as a page is


class Drawn(NamedTuple):
    """A picture in both widths, "" where there is nothing to draw, with its table."""

    wide: Markup
    narrow: Markup
    table: Table


def drawn(desk: Desk, draw: Callable[[Href, int], Picture]) -> Drawn:
    """A picture whose marks lead to the words, on the day of the page."""
    wide, narrow = (draw(lambda *at: desk.asked.address(place(*at)), width) for width in (WIDE, NARROW))
    return Drawn(Markup(wide.svg), Markup(narrow.svg), wide.table)  # made of escaped text by the pictures themselves


@get("/timeline", sync_to_thread=True)
def timeline(desk: NamedDependency[Desk]) -> Page:
    """Who said what when, of what happened when, published when: by those who speak."""
    caption, shown, story = _asked(desk)
    mentions = [mention for one in shown for mention in desk.ledger.evidence(one.matter.id)]
    moments = [moment for one in shown for moment in timelines.moments(one, mentions)]
    moments.sort(key=lambda moment: moment.position.day)
    picture = drawn(desk, lambda href, width: timelines.draw(moments, caption, href, width))
    return desk.page("timeline", f"Timeline: {caption}", picture=picture, caption=caption, shown=shown, story=story)


@get("/map", sync_to_thread=True)
def map_(desk: NamedDependency[Desk]) -> Page:
    """Where it happens and how somebody moved, as sure as it stands and as precise as it is told."""
    caption, shown, story = _asked(desk)
    mentions = [mention for one in shown for mention in desk.ledger.evidence(one.matter.id)]
    routes = story.routes if story else [route for one in shown for route in one.routes]
    sites, legs = maps.sites(shown, mentions), maps.stretches(shown, routes)
    picture = drawn(desk, lambda href, width: maps.draw(sites, legs, caption, href, width))
    return desk.page("map", f"Map: {caption}", picture=picture, caption=caption, shown=shown, story=story)


def _asked(desk: Desk) -> tuple[str, list[Dossier], Brief | None]:
    """What a picture is of: one matter, or the weightier ones of a story."""
    if matter := desk.parameters.get("matter"):
        one = desk.ledger.show(matter)
        return one.matter.title or one.matter.id, [one], None
    story = desk.story(desk.parameters.get("story"))
    return story.story.title, [one for n, one in enumerate(story.matters) if n == 0 or weighty(one)], story


HANDLERS = (timeline, map_)
