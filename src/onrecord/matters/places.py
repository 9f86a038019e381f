"""Places: how far apart they are, which can be one, which lies in which."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from onrecord.matters.scene import PART
from onrecord.matters.types import Mention, Spot

EARTH_KM = 6371.0
NEAR_KM = 60.0  # beyond their radii: two points no farther apart are one place
UNPLACED = frozenset({"area", "facility"})  # what no gazetteer has a point for
POINT_KM, OUTSIDE_KM, LARGER = 1.0, 5.0, 1.5  # points so near are one; how far outside its radius a place reaches


def whole(spot: Spot) -> bool:
    """Whether a place stands for its country: it is one, or a side of one ("eastern Russia")."""
    return spot.feature in ("country", PART)


def fine(mention: Mention) -> list[Spot]:
    """Where something happened, below a country."""
    return [spot for spot in mention.spots if spot.role == "at" and not whole(spot)]


def same_place(a: Spot, b: Spot) -> float:
    """1 for one place, .5 where one lies in the other, -.5 for two of one country, -1 for two countries."""
    if a.name == b.name:
        return 1.0
    if a.country and b.country and a.country != b.country:
        return -1.0
    if _by_name_alone(a, b):
        return -0.5
    apart = distance(a, b)
    if apart is None:
        return 0.3 if a.country and a.country == b.country else 0.0
    if apart <= NEAR_KM:
        return 1.0
    reach = max(a.radius_km or 0.0, b.radius_km or 0.0)
    return 0.5 if apart <= reach or "country" in (a.feature, b.feature) else -0.5


def _by_name_alone(a: Spot, b: Spot) -> bool:
    """Whether the points of two places are those of the region that they lie in: only their names tell them apart."""
    return {a.feature, b.feature} <= UNPLACED


def distance(a: Spot, b: Spot) -> float | None:
    """Kilometres between two points on the sphere (haversine); None where one has none."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, east = radians(b.lat - a.lat), radians(b.lon - a.lon)
    bow = sin(north / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(bow)))


def elsewhere(a: Mention, b: Mention) -> bool:
    """Whether both happened in places below a country, and no two of these can be one or lie in one another."""
    return bool(fine(a) and fine(b)) and not any(_may_be_one(x, y) for x in fine(a) for y in fine(b))


def _may_be_one(a: Spot, b: Spot) -> bool:
    """Whether two points below a country are one place, or one lies in the other, which is then much larger."""
    apart = distance(a, b)
    if a.name == b.name or _by_name_alone(a, b):
        return a.name == b.name
    if apart is None or apart <= POINT_KM:
        return True
    small, large = sorted((a.radius_km or 0.0, b.radius_km or 0.0))
    return large >= LARGER * max(small, POINT_KM) and apart <= large + OUTSIDE_KM
