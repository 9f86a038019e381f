"""Who says what: rows are matters, columns are origins by party, a cell is where one stands, and opens the words."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency

from onrecord.matters.positions import order
from onrecord.matters.types import Position
from onrecord.pictures import matrix as matrices
from onrecord.web.desk import Desk, Page
from onrecord.web.drawn import drawn
from onrecord.web.telling import parties
from onrecord.wording.telling import weighty


@get("/matrix", sync_to_thread=True)
def matrix(desk: NamedDependency[Desk]) -> Page:
    """The matters of a story against those who speak in it."""
    story = desk.story(desk.parameters.get("story"))
    told = [one for n, one in enumerate(story.matters) if n == 0 or weighty(one)]
    speaking = [p for one in told for p in one.positions if not p.origin.outlet]
    cells: dict[tuple[str, str], list[Position]] = {}
    for one in sorted(speaking, key=order):
        cells.setdefault((one.matter, one.origin.id), []).append(one)
    picture = drawn(desk, lambda href, width: matrices.draw(told, story.story.title, href, width))
    return desk.page(
        "matrix", "Who says what", story=story, told=told, parties=parties(speaking), cells=cells, picture=picture
    )


HANDLERS = (matrix,)
