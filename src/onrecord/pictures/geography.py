"""The ground that maps are drawn on: boundaries kept with the program, and a projection fitted to what is shown.

The projection is the plain one of equal degrees, true to scale along the middle of the view. docs/borders.md tells what
the atlas holds and how disputed land is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # (points, 2)
Point = tuple[float, float]  # longitude and latitude, or x and y
EARTH = 6371.0  # km
DEGREE = math.pi / 180 * EARTH  # km
LEAST = 4.0  # degrees that a view is high or wide at the least
ROOM = 0.14  # of the view, around what is shown
FINE = 1.6  # pixels of a dot: of the points of a boundary that stand on one, the first is drawn
TINY = 1e-6  # degrees


class Disputed(msgspec.Struct, frozen=True):
    """Land whose belonging is disputed, and who claims it."""

    name: str
    claim: str
    rings: tuple[tuple[int, ...], ...]


class Country(msgspec.Struct, frozen=True):
    """A country (ISO 3166 alpha-3); its name stands at `at`, it is about `size` wide, in hundredths of a degree."""

    code: str
    at: tuple[int, int]
    size: int
    rings: tuple[tuple[int, ...], ...]


class World(msgspec.Struct, frozen=True):
    """All boundaries; lines begin in hundredths of a degree and go on by the way from each point to the next."""

    countries: tuple[Country, ...]
    borders: tuple[tuple[int, ...], ...]
    unsettled: tuple[tuple[int, ...], ...]
    disputed: tuple[Disputed, ...]

    def country(self, code: str | None) -> Country | None:
        """A country by its code."""
        return next((one for one in self.countries if one.code == code), None)


@cache
def world() -> World:
    """The boundaries, read once."""
    return msgspec.json.decode((files("onrecord.pictures") / "atlas" / "world.json").read_bytes(), type=World)


@cache
def points(steps: tuple[int, ...]) -> Points:
    """The points of a line of the atlas, in degrees."""
    return np.cumsum(np.array(steps, float).reshape(-1, 2), axis=0) / 100


class View(msgspec.Struct, frozen=True):
    """A part of the ground on a sheet of so many pixels; `k` are pixels of a degree of latitude."""

    west: float
    north: float
    k: float
    narrow: float
    width: float
    height: float

    def xy(self, lon: float, lat: float) -> Point:
        """Where a point stands; longitudes are taken around the globe to where the view is."""
        turned = (lon - self.west + self._slack) % 360 - self._slack
        return turned * self.narrow * self.k, (self.north - lat) * self.k

    @property
    def _slack(self) -> float:
        """Degrees west of the view that still count as west of it."""
        return (360 - self.width / self.narrow / self.k) / 2

    def px(self, km: float) -> float:
        """Pixels of a way along a meridian."""
        return km / DEGREE * self.k

    def area(self, lon: float, lat: float, km: float) -> list[Point]:
        """The points that lie so far from one, as they are drawn."""
        middle, _ = self.xy(lon, lat)
        return [(middle + dx * self.narrow * self.k, (self.north - north) * self.k) for dx, north in _around(lat, km)]

    def shapes(self, rings: Iterable[tuple[int, ...]]) -> str:
        """The rings of an area as the data of a path, cut at the edge of the view."""
        cut = (self._cut(ring) for line in rings for ring in self._drawn(line))
        return "".join(_path(ring, "z") for ring in cut if len(ring) > 2)

    def lines(self, drawn: Iterable[tuple[int, ...]]) -> str:
        """Lines as the data of a path; what lies outside the view is left out."""
        return "".join(_path(part) for line in drawn for one in self._drawn(line) for part in self._seen(one))

    def _drawn(self, line: tuple[int, ...]) -> Iterator[Points]:
        """A line of the atlas on the sheet, wherever it comes into the view, without points that nobody would see."""
        scale = np.array([self.narrow * self.k, -self.k])
        for turn in (-360, 0, 360):
            found = (points(line) - [self.west - turn, self.north]) * scale
            (left, top), (right, bottom) = found.min(axis=0), found.max(axis=0)
            if left <= self.width and right >= 0 and top <= self.height and bottom >= 0:
                yield thinned(found)

    def _cut(self, ring: Points) -> Points:
        """A ring, cut at the edge of the view where it goes over it."""
        inside = (ring >= 0).all() and (ring <= [self.width, self.height]).all()
        return ring if inside else np.array(clipped(ring.tolist(), self.width, self.height)).reshape(-1, 2)

    def _seen(self, line: Points) -> Iterator[Points]:
        """The parts of a line of which an end of each way lies in the view."""
        held = np.all((line >= 0) & (line <= [self.width, self.height]), axis=1).reshape(-1)
        near = held | np.append(held[1:], False) | np.append(False, held[:-1])
        edges = np.flatnonzero(np.diff(np.concatenate(([False], near, [False])).astype(int)))
        return (line[first:last] for first, last in zip(edges[::2], edges[1::2], strict=True))


def fitted(shown: Sequence[Point], width: float, least: float, most: float) -> View:
    """The view of some points.

    Args:
        shown: longitudes and latitudes; at least one.
        width: pixels.
        least: pixels that it is high at the least.
        most: pixels that it is high at the most.
    """
    lons, lats = _unwrapped([lon for lon, _ in shown]), [lat for _, lat in shown]
    (west, east), (south, north) = _wider(min(lons), max(lons), LEAST), _wider(min(lats), max(lats), LEAST)
    north, south = min(north, 89.0), max(south, -89.0)
    narrow = max(math.cos(math.radians((north + south) / 2)), 0.2)
    k = min(width / narrow / (east - west), most / (north - south))
    height = min(max((north - south) * k, least), most)
    west, north = (west + east) / 2 - width / narrow / k / 2, (north + south) / 2 + height / k / 2
    return View(west, north, k, narrow, width, height)


def _wider(low: float, high: float, least: float) -> tuple[float, float]:
    room = max((high - low) * ROOM, (least - (high - low)) / 2)
    return low - room, high + room


def _unwrapped(lons: Sequence[float]) -> list[float]:
    """Longitudes turned so that the widest gap between neighbours lies outside of them."""
    ordered = sorted({lon % 360 for lon in lons})
    gaps = [(b - a, b) for a, b in pairwise([*ordered, ordered[0] + 360])]
    first = max(gaps)[1] % 360
    return [(lon - first + TINY) % 360 + first for lon in lons]


def _around(lat: float, km: float) -> Iterator[Point]:
    """Points of a circle on the globe: degrees east of its middle, and latitude."""
    far, sin, cos = km / EARTH, math.sin(math.radians(lat)), math.cos(math.radians(lat))
    for n in range(48):
        turn = n * math.tau / 48
        north = math.asin(max(-1.0, min(1.0, sin * math.cos(far) + cos * math.sin(far) * math.cos(turn))))
        east = math.atan2(math.sin(turn) * math.sin(far) * cos, math.cos(far) - sin * math.sin(north))
        yield math.degrees(east), math.degrees(north)


def clipped(ring: Sequence[Point], width: float, height: float) -> list[Point]:
    """A ring cut at the edges of a sheet, one after the other (Sutherland and Hodgman)."""
    found = list(ring)
    for axis, edge, side in ((0, -4.0, 1), (0, width + 4, -1), (1, -4.0, 1), (1, height + 4, -1)):
        before, found = found, []
        for a, b in pairwise([*before, *before[:1]]):
            if side * (a[axis] - edge) >= 0:
                found.append(a)
            if (a[axis] - edge) * (b[axis] - edge) < 0:
                part = (edge - a[axis]) / (b[axis] - a[axis])
                found.append((a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
    return found


def thinned(line: Points) -> Points:
    """A line without the points that stand on the same dot as the one before."""
    moved = np.any(np.diff(np.round(line / FINE), axis=0) != 0, axis=1)
    return np.concatenate((line[:1], line[1:][moved]))


def _path(line: Points, end: str = "") -> str:
    """The data of a path, to a tenth of a pixel; "" for a point alone."""
    if len(line) < 2:
        return ""
    tenths = np.round(line * 10).astype(int)
    (x, y), steps = tenths[0].tolist(), np.diff(tenths, axis=0).tolist()
    return f"M{x / 10:g} {y / 10:g}l{' '.join(f'{dx / 10:g} {dy / 10:g}' for dx, dy in steps)}{end}"
