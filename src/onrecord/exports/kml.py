"""Places and legs as KML 2.2: a folder for each matter, an area for each place as wide as it is precise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from math import asin, atan2, cos, degrees, radians, sin

from lxml import etree
from lxml.builder import ElementMaker

from onrecord.exports.extract import PROGRAM, Extract
from onrecord.exports.spots import Point, Sited, sited
from onrecord.wording.addresses import clean

NAMESPACE = "http://www.opengis.net/kml/2.2"
MADE = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
STYLES = {"happened": "ff3b7a2b", "claimed": "ff2f8fd8", "ahead": "ffb06a2a", "denied": "ff3b3bb8"}  # aabbggrr
LOOKS = {"happened": "happened", "ongoing": "happened", "denied": "denied", "planned": "ahead", "expected": "ahead",
         "called_for": "ahead"}  # all else is claimed only  # fmt: skip
EARTH_KM, CORNERS = 6371.0088, 36
DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def written(one: Extract) -> bytes:
    """The document."""
    folders = [
        MADE.Folder(MADE.name(clean(case.row.title)), _data({"matter": case.row.id, "standing": case.row.standing}),
                    *map(_placemark, some))
        for case, some in sited(one)
    ]
    styles = [MADE.Style(MADE.IconStyle(MADE.color(colour)), MADE.LineStyle(MADE.color(colour), MADE.width("3")),
                         MADE.PolyStyle(MADE.color(f"40{colour[2:]}")), id=name) for name, colour in STYLES.items()]
    document = MADE.Document(MADE.name(PROGRAM), MADE.description(_html(one.about.told())), *styles,
                             _data(one.about.items()), *folders)
    made = MADE.kml(document)
    return bytes(etree.tostring(made, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _html(text: str) -> str:
    """Text as a description, which globes show as HTML; a dollar sign is spelled, lest something be put in for it."""
    return escape(clean(text)).replace("$", "&#36;")


def _data(told: Mapping[str, object]) -> etree._Element:
    pairs = {name: str(value) for name, value in told.items() if value is not None}
    return MADE.ExtendedData(*(MADE.Data(MADE.value(clean(value)), name=name) for name, value in pairs.items()))


def _placemark(found: Sited) -> etree._Element:
    told = found.told
    name = told["place"] if told["kind"] == "place" else f"{told['from'] or '?'} → {told['to'] or '?'}"
    quote = f"{told['status']}, {told['said_by'] or told['outlet'] or told['report']}: “{told['words']}”"
    return MADE.Placemark(
        MADE.name(clean(str(name))), MADE.description(_html(quote)), *_span(told["first_day"], told["last_day"]),
        MADE.styleUrl(f"#{LOOKS.get(told['status'], 'claimed')}"), _data(told),
        *_shape(found.points, told.get("radius_km")), id=f"p{found.id}",
    )


def _span(first: str | None, last: str | None) -> list[etree._Element]:
    """The days between which it happens, as far as they are known."""
    ends = [(MADE.begin, first), (MADE.end, last)]
    told = [tag(day) for tag, day in ends if day and DAY.fullmatch(day)]
    return [MADE.TimeSpan(*told)] if told else []


def _shape(points: Sequence[Point], radius: float | None) -> list[etree._Element]:
    if not points:
        return []
    if len(set(points)) > 1:
        return [MADE.LineString(MADE.tessellate("1"), _at(points))]
    point = MADE.Point(_at(points[:1]))
    if not radius:
        return [point]
    ring = MADE.LinearRing(_at(circle(points[0], radius)))
    return [MADE.MultiGeometry(point, MADE.Polygon(MADE.tessellate("1"), MADE.outerBoundaryIs(ring)))]


def _at(points: Sequence[Point]) -> etree._Element:
    return MADE.coordinates(" ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in points))


def circle(centre: Point, radius: float) -> list[Point]:
    """The ring of points that lie so many kilometres from a centre, anticlockwise, the first one again at its end."""
    lon, lat, far = radians(centre[0]), radians(centre[1]), radius / EARTH_KM
    ring = []
    for corner in range(CORNERS):
        way = -radians(360 * corner / CORNERS)
        north = asin(sin(lat) * cos(far) + cos(lat) * sin(far) * cos(way))
        east = lon + atan2(sin(way) * sin(far) * cos(lat), cos(far) - sin(lat) * sin(north))
        ring.append(((degrees(east) + 540) % 360 - 180, degrees(north)))
    return [*ring, ring[0]]
