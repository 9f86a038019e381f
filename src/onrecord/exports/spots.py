"""Where matters are on the ground: a point for each place of each mention, a line for each leg of a route.

What the formats for maps share; itself no format. A point is never without its precision and its status.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from onrecord.exports.extract import Case, Extract
from onrecord.exports.rows import LegLine
from onrecord.exports.tables import judged, table
from onrecord.matters.positions import stand
from onrecord.matters.types import Mention, Spot, digest

Point = tuple[float, float]  # longitude and latitude, as both formats order them


class Sited(NamedTuple):
    """Something on the ground: a point, or the two ends of a leg; no point where none is known."""

    id: str
    points: tuple[Point, ...]
    told: dict[str, Any]


def sited(one: Extract) -> Iterator[tuple[Case, list[Sited]]]:
    """Matter by matter: its places mention by mention, then the legs of its routes."""
    legs: dict[str, list[Sited]] = {}
    for line in table(one, "legs"):
        if isinstance(line, LegLine):
            legs.setdefault(line.matter, []).append(_leg(line))
    for case in one.cases:
        found = [_place(one, case, m, spot) for m in case.mentions for spot in m.spots if _point(spot.lon, spot.lat)]
        yield case, found + legs.get(case.row.id, [])


def _point(lon: float | None, lat: float | None) -> tuple[Point, ...]:
    return () if lon is None or lat is None else ((lon, lat),)


def _place(one: Extract, case: Case, mention: Mention, spot: Spot) -> Sited:
    words = mention.words[0]
    report = one.records[words.report].report
    told = {
        "kind": "place", "matter": case.row.id, "title": case.row.title, "standing": case.row.standing,
        "mention": mention.id, "mention_kind": mention.kind, "status": mention.status,
        "factuality": mention.factuality, "said_by": mention.origin.id if mention.origin else "",
        "stand": stand(mention), "role": spot.role, "place": spot.name, "country": spot.country,
        "feature": spot.feature, "radius_km": spot.radius_km, "first_day": mention.start, "last_day": mention.end,
        "judged": judged(case, [mention.id]), "report": words.report, "outlet": report.outlet,
        "published": report.published, "url": report.url, "start": words.start, "end": words.end,
        "words": words.text,
    }  # fmt: skip
    return Sited(digest([mention.id, spot.role, spot.name]), _point(spot.lon, spot.lat), told)


def _leg(line: LegLine) -> Sited:
    told = {
        "kind": "leg", "matter": line.matter, "title": line.title, "standing": line.standing, "route": line.route,
        "number": line.number, "mover": line.mover, "status": line.status, "said_by": line.origin or "",
        "from": line.from_place, "to": line.to_place, "first_day": line.first_day, "last_day": line.last_day,
        "report": line.report, "outlet": line.outlet, "published": line.published, "url": line.url,
        "start": line.start, "end": line.end, "words": line.words,
    }  # fmt: skip
    points = _point(line.from_lon, line.from_lat) + _point(line.to_lon, line.to_lat)
    return Sited(digest([line.matter, line.route, str(line.number)]), points, told)
