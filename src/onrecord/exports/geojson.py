"""Places and legs as GeoJSON (RFC 7946); what the file states is a member of its own, which readers pass over."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.exports.extract import Extract
from onrecord.exports.spots import Point, Sited, sited

HALF = 180.0  # degrees: the meridian at which maps end


def written(one: Extract) -> bytes:
    """The features of all matters."""
    features = [_feature(found) for _case, some in sited(one) for found in some]
    return msgspec.json.encode({"type": "FeatureCollection", "about": one.about.items(), "features": features}) + b"\n"


def _feature(found: Sited) -> dict[str, Any]:
    return {"type": "Feature", "id": found.id, "geometry": _geometry(found.points), "properties": found.told}


def _geometry(points: tuple[Point, ...]) -> dict[str, Any] | None:
    """A point, a line, or a line in two parts where it crosses the meridian at which maps end (RFC 7946, 3.1.9)."""
    if not points:
        return None
    if len(set(points)) == 1:
        return {"type": "Point", "coordinates": points[0]}
    (west, south), (east, north) = sorted(points)
    if east - west <= HALF:
        return {"type": "LineString", "coordinates": points}
    part = (HALF - east) / (2 * HALF - (east - west))  # of the way from the eastern end that lies before the cut
    at = north + (south - north) * part
    return {"type": "MultiLineString", "coordinates": [[(east, north), (HALF, at)], [(-HALF, at), (west, south)]]}
