"""Figures over time: one quantity with its definition, step by step by origin, each with its words."""

from __future__ import annotations

from collections.abc import Iterator

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from onrecord.matters.types import Track
from onrecord.pictures.track import defined, draw
from onrecord.web.desk import Desk, Page
from onrecord.web.drawn import drawn
from onrecord.web.problems import MissingError

FILTERS = ("about", "actor", "place", "since")


@get("/figures", sync_to_thread=True)
def figures(desk: NamedDependency[Desk]) -> Page:
    """The tracks of all matters."""
    rows = desk.ledger.tracks(**desk.asked.narrowing(*FILTERS, limit=desk.asked.rows + 1))
    found: dict[str, list[object]] = {}
    for row in rows:
        found.setdefault(row.track, []).append(row)
    shown = list(found.values())[: desk.asked.rows]
    return desk.page("figures", "Figures", FILTERS, tracks=shown, more=len(found) > len(shown))


@get("/figure/{track:str}", sync_to_thread=True)
def figure(desk: NamedDependency[Desk], track: FromPath[str]) -> Page:
    """One track; `matter` or `story` says of what, else all are looked through."""
    for tracks in _groups(desk, desk.parameters):
        known = {one.id: one for one in tracks}
        if id_ := next((name for name in known if name.startswith(track)), None):
            return _told(desk, known[id_], [known[name] for name in known[id_].beside if name in known])
    raise MissingError(f"no figure is followed under {track!r}")


def _told(desk: Desk, track: Track, beside: list[Track]) -> Page:
    counted = defined(track.definition)
    picture = drawn(desk, lambda href, width: draw([track, *beside], counted, href, width))
    of = {name: desk.parameters.get(name) for name in ("matter", "story")}
    return desk.page("figure", counted, track=track, counted=counted, picture=picture, beside=beside, of=of)


def _groups(desk: Desk, given: dict[str, str]) -> Iterator[tuple[Track, ...]]:
    """The tracks of a matter, of a story as they go through all of it, or of all, the greatest story first."""
    if given.get("matter"):
        yield desk.ledger.show(given["matter"]).tracks
    else:
        yield desk.story(given.get("story")).tracks
    if not given.get("matter") and not given.get("story"):
        for name in dict.fromkeys(row.matter for row in desk.ledger.tracks()):
            yield desk.ledger.show(name).tracks


HANDLERS = (figures, figure)
