"""Figures over time: one quantity with its definition, step by step by origin, each with its words."""

from __future__ import annotations

from collections.abc import Iterator

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from onrecord.matters.types import Track
from onrecord.web.desk import Desk, Page
from onrecord.web.problems import MissingError
from onrecord.web.telling import chosen

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
    found = [one for one in _among(desk, desk.parameters) if one.id.startswith(track)]
    if not found:
        raise MissingError(f"no figure is followed under {track!r}")
    beside = {one.id: one for one in _among(desk, desk.parameters)}
    return desk.page(
        "figure", "Figure", track=found[0], beside=[beside[name] for name in found[0].beside if name in beside],
        of={name: desk.parameters.get(name) for name in ("matter", "story")},
    )


def _among(desk: Desk, given: dict[str, str]) -> Iterator[Track]:
    """The tracks of a story as they go through all of it, of a matter, or of the matter that a step names."""
    if given.get("matter"):
        yield from desk.ledger.show(given["matter"]).tracks
    elif given.get("story"):
        yield from chosen(desk.ledger, given["story"]).tracks
    else:
        yield from chosen(desk.ledger, None).tracks
        for name in dict.fromkeys(row.matter for row in desk.ledger.tracks()):
            yield from desk.ledger.show(name).tracks


HANDLERS = (figures, figure)
