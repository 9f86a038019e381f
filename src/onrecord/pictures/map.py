"""The map of a story: places with the precision at which they are known, and routes with their legs.

Solid is what is established, hatched what is claimed, an outline what is denied or expected. A place is an area, as
wide as its point is sure, and no pin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import cos, radians
from typing import Literal

import msgspec

from onrecord.matters.dossier import Dossier
from onrecord.matters.positions import stand
from onrecord.matters.scene import PART
from onrecord.matters.tracks import AHEAD
from onrecord.matters.types import Leg, Mention, Route, Spot, StandingName, Words
from onrecord.pictures.geography import DEGREE, Point, View, fitted, world
from onrecord.pictures.markup import BOLD, LETTER, Node, Sheet, mark, tag, text
from onrecord.pictures.picture import WIDE, Cell, Href, Picture, Table, cited, table, told
from onrecord.pictures.signs import legend
from onrecord.wording.bodies import named, title
from onrecord.wording.words import capital, count, fullest, interval, shorten

How = Literal["established", "claimed", "denied", "expected"]
HOWS: tuple[How, ...] = ("established", "claimed", "expected", "denied")
SURE: frozenset[StandingName] = frozenset({"corroborated", "confirmed", "acknowledged"})
HEAD = ("Where", "How it stands", "Precision", "When", "Who", "Words")
SMALLEST, SIGN = 6, 14  # pixels: the radius of a sign, and from one to the next
_SIDE = re.compile(r"(?:(north)|(south))?(?:(east)|(west))?(?:ern)?\b", re.IGNORECASE)


class Site(msgspec.Struct, frozen=True):
    """A place where something happens, of one kind of certainty; `origins` are those who tell of it."""

    spot: Spot
    how: How
    origins: tuple[str, ...]
    words: Words


class Stretch(msgspec.Struct, frozen=True):
    """A leg of a route and how it stands."""

    leg: Leg
    how: How
    mover: str


def sites(shown: Iterable[Dossier], mentions: Iterable[Mention]) -> tuple[Site, ...]:
    """The places of some matters, each once for each way in which it stands; `mentions` are those of the matters."""
    found: dict[tuple[str, How], list[tuple[Mention, Spot]]] = {}
    sure = _sure(shown)
    for mention in sorted(mentions, key=lambda m: (m.published, m.id)):
        for spot in mention.spots:
            found.setdefault((spot.name, how(mention, sure.get(mention.id, False))), []).append((mention, spot))
    return tuple(
        Site(of[0][1], stands, tuple(dict.fromkeys(m.origin.id for m, _ in of if m.origin)), fullest(of[0][0].words))
        for (_, stands), of in found.items()
    )


def stretches(shown: Iterable[Dossier], routes: Iterable[Route]) -> tuple[Stretch, ...]:
    """The legs of some routes, in order."""
    sure = _sure(shown)
    return tuple(
        Stretch(leg, _stands(leg.status in AHEAD, False, sure.get(leg.mention, False)), route.mover)
        for route in routes for leg in route.legs
    )


def how(mention: Mention, sure: bool) -> How:
    """How what a mention tells stands; `sure` says that its matter is established."""
    return _stands(mention.status in AHEAD, mention.status == "denied" or stand(mention) == "denies", sure)


def _stands(ahead: bool, denied: bool, sure: bool) -> How:
    return "denied" if denied else "expected" if ahead else "established" if sure else "claimed"


def _sure(shown: Iterable[Dossier]) -> Mapping[str, bool]:
    """Whether the matter of a mention is established: told by independent origins, or confirmed, and not disputed."""
    return {
        mention: bool(names & SURE) and "disputed" not in names
        for one in shown for names in [{s.name for s in one.standings}] for mention in one.matter.mentions
    }


def draw(
    places: Sequence[Site], legs: Sequence[Stretch], caption: str, href: Href | None = None, width: int = WIDE
) -> Picture:
    """Draw places and legs; what has no point is in the table alone.

    Args:
        places: where something happens.
        legs: how somebody moved, in order.
        caption: what it is a map of.
        href: tells the address of some words.
        width: pixels.
    """
    twin = table(caption, HEAD, (*(_leg_row(n, leg, href) for n, leg in enumerate(legs, 1)),
                                 *(_site_row(site, href) for site in places)))
    drawing = _Drawing(places, legs, twin, href, width)
    return Picture(drawing.svg() if drawing.spots else "", twin)


def _leg_row(n: int, one: Stretch, href: Href | None) -> tuple[Cell, ...]:
    leg, words = one.leg, told(one.leg.words)
    ends = [spot for spot in (leg.start, leg.end) if spot]
    exact = "; ".join(f"{spot.name} {precision(spot)}" for spot in ends)
    at, who = cited(words, href), title(leg.origin) if leg.origin else ""
    return (Cell(f"leg {n}: {_named(leg.start)} → {_named(leg.end)}"), Cell(one.how, at), Cell(exact),
            Cell(interval(leg.first_day, leg.last_day) or "day not told"), Cell(who),
            Cell(shorten(words.text, 160) if words else "", at))


def _site_row(one: Site, href: Href | None) -> tuple[Cell, ...]:
    at = cited(one.words, href)
    return (Cell(one.spot.name), Cell(one.how, at), Cell(precision(one.spot)), Cell(""),
            Cell(", ".join(map(title, one.origins))), Cell(shorten(one.words.text, 160), at))


def precision(spot: Spot) -> str:
    """How sure the point of a place is."""
    if point(spot) is None:
        return "no point known, not on the map"
    return "" if spot.radius_km is None else f"±{spot.radius_km:,.0f} km"


def _named(spot: Spot | None) -> str:
    return spot.name if spot else "…"


def point(spot: Spot) -> tuple[float, float, float] | None:
    """Longitude, latitude and radius (km) of the area of a place; None where it has none.

    A part of a country ("eastern Russia") has the point of the country: it is drawn half the radius to its side.
    """
    if spot.lat is None or spot.lon is None:
        return None
    lat, lon, km = spot.lat, spot.lon, spot.radius_km or 0.0
    side = _SIDE.match(spot.name)
    if spot.feature != PART or side is None or not any(side.groups()):
        return lon, lat, km
    north, south, east, west = map(bool, side.groups())
    step = km / 2 / DEGREE
    lat += step * (north - south)
    lon += step * (east - west) / max(_cos(lat), 0.2)
    return lon, max(min(lat, 85.0), -85.0), km / 2


def _cos(lat: float) -> float:
    return cos(radians(lat))


class _Drawing:
    """One picture as it is laid out."""

    def __init__(
        self, places: Sequence[Site], legs: Sequence[Stretch], twin: Table, href: Href | None, width: int
    ) -> None:
        self.sheet, self.href, self.places, self.legs = Sheet("map", twin, width), href, places, legs
        spots = [site.spot for site in places] + [s for one in legs for s in (one.leg.start, one.leg.end) if s]
        self.spots = [(spot, at) for spot in spots if (at := point(spot))]
        self.signs: list[Point] = []
        self.within: dict[str, str] = {}  # the shapes of countries that areas are cut by
        self.taken: list[tuple[float, float, float, float]] = []

    def svg(self) -> str:
        """The legend, the ground, the areas, the legs, the names."""
        corners = [corner for spot, at in self.spots for corner in _corners(spot, at)]
        view = fitted(corners, self.sheet.width, *self._heights())
        hows = {site.how for site in self.places} | {one.how for one in self.legs}
        keys, top = legend(self._entries(hows), self.sheet.width)
        frame = tag("rect", x=0, y=0, width=view.width, height=view.height, class_="sea")
        clip = self.sheet.defined("clip", tag("clipPath", tag("rect", width=view.width, height=view.height)))
        shown = [*self._ground(view), *self._signs(view), *self._ways(view), *self._names(view)]
        inner = tag("g", frame, tag("g", *shown, clip_path=self.sheet.ref("clip")), *_bar(view),
                    transform=f"translate(0 {top:.1f})")
        cuts = (self.sheet.defined(code, tag("clipPath", tag("path", d=d))) for code, d in sorted(self.within.items()))
        shown_ = f"{count(len(self.places), 'place')} and {count(len(self.legs), 'leg')}"
        told_ = f"{shown_}; an area is as wide as its point is sure. Dashed land is disputed between states."
        return self.sheet.svg(top + view.height, told_, [tag("defs", clip, *cuts, self._hatch()), keys, inner])

    def _heights(self) -> tuple[float, float]:
        """The least and the most that the map is high; on a narrow sheet it is higher than it is wide."""
        wide = self.sheet.width >= 2 * WIDE // 3
        return self.sheet.width * (0.45 if wide else 0.7), self.sheet.width * (0.75 if wide else 1.2)

    def _hatch(self) -> Node:
        lines = tag("path", d="M-1 7l8 -8M-1 1l2 -2M5 7l2 -2", class_="hatching")
        pattern = tag("pattern", lines, width=6, height=6, patternUnits="userSpaceOnUse")
        return self.sheet.defined("hatch", pattern)

    def _entries(self, hows: set[How]) -> Iterator[tuple[Node, str]]:
        for one in HOWS:
            if one in hows:
                yield tag("g", *self._area(tag("circle", cx=0, cy=0, r=SMALLEST), one, 0)), one
        if self.legs:
            yield tag("path", d="M-8 3l14 -6m-5 -1.5l5 1.5l-3 4.5", class_="way how-established"), "leg of a route"
        yield tag("path", d="M-8 -5h16v10h-16z", class_="disputed"), "disputed land"

    def _ground(self, view: View) -> Iterator[Node]:
        atlas = world()
        yield tag("path", d="".join(view.shapes(one.rings) for one in atlas.countries), class_="land")
        yield self._areas(view)
        for one in atlas.disputed:
            if data := view.shapes(one.rings):
                yield tag("path", tag("title", f"{one.name}: disputed ({one.claim})"), d=data, class_="disputed")
        yield tag("path", d=view.lines(atlas.borders), class_="border")
        yield tag("path", d=view.lines(atlas.unsettled), class_="border unsettled")

    def _areas(self, view: View) -> Node:
        """The areas that are wider than a sign, the widest first."""
        wide: dict[tuple[str, float], Node] = {}
        for (_, _, km), site in self._placed():
            if view.px(km) > 2 * SMALLEST:
                wide.setdefault((site.spot.name, km), tag("g", *self._area(self._extent(view, site.spot), site.how)))
        return tag("g", *wide.values(), class_="wide")

    def _placed(self) -> list[tuple[tuple[float, float, float], Site]]:
        """The places with a point, the widest first, of each what is most sure first."""
        drawn = [(at, site) for site in self.places if (at := point(site.spot))]
        return sorted(drawn, key=lambda one: (-one[0][2], one[1].spot.name, HOWS.index(one[1].how)))

    def _signs(self, view: View) -> Iterator[Node]:
        """A sign for each place and how it stands there."""
        for (lon, lat, _), site in self._placed():
            x, y = view.xy(lon, lat)
            while any(abs(x - left) < 4 and abs(y - top) < 4 for left, top in self.signs):
                x += SIGN  # a place has its signs in a row
            self.signs.append((x, y))
            yield self._sign(site, x, y)

    def _extent(self, view: View, spot: Spot) -> Node:
        """How far a place reaches: a country as it is, else as far as its point is sure, within its country."""
        lon, lat, km = point(spot) or (0.0, 0.0, 0.0)
        country = world().country(spot.country)
        if spot.feature == "country" and country is not None:
            return tag("path", d=view.shapes(country.rings))
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in view.area(lon, lat, km))
        if country is None or spot.feature != PART:
            return tag("polygon", points=corners)
        self.within[country.code] = view.shapes(country.rings)
        return tag("polygon", points=corners, clip_path=self.sheet.ref(country.code))

    def _sign(self, site: Site, x: float, y: float) -> Node:
        by = f" by {', '.join(map(title, site.origins))}" if site.origins else ""
        label = f"{site.spot.name}, {precision(site.spot)}: {site.how}, told{by}: {shorten(site.words.text, 100)}"
        ground = tag("circle", cx=x, cy=y, r=SMALLEST, class_="ground")
        shape = tag("circle", cx=x, cy=y, r=SMALLEST)
        return mark(cited(site.words, self.href), label, ground, *self._area(shape, site.how, x, y))

    def _area(self, shape: Node, how: How, x: float | None = None, y: float = 0) -> Iterator[Node]:
        shape.set("class", f"area-{how}")
        if how == "claimed":
            shape.set("fill", self.sheet.ref("hatch"))
        yield shape
        if how == "denied" and x is not None:
            yield tag("path", d=f"M{x - 2.5:.1f} {y - 2.5:.1f}l5 5m0 -5l-5 5", class_="cross")

    def _ways(self, view: View) -> Iterator[Node]:
        for n, one in enumerate(self.legs, 1):
            ends = [point(spot) if spot else None for spot in (one.leg.start, one.leg.end)]
            if ends[0] is None or ends[1] is None:
                continue
            a, b = view.xy(*ends[0][:2]), view.xy(*ends[1][:2])
            words = told(one.leg.words)
            who = f", says {named(one.leg.origin)}" if one.leg.origin else ""
            ends_ = f"{_named(one.leg.start)} to {_named(one.leg.end)}"
            quote = shorten(words.text, 100) if words else ""
            label = f"Leg {n} of {named(one.mover)}: {ends_}; {one.how}{who}: {quote}"
            yield mark(cited(words, self.href), label, *self._way(a, b, n, one.how))

    def _way(self, a: Point, b: Point, n: int, how: How) -> Iterator[Node]:
        """An arched line with an arrow at its end and its number in the middle."""
        dx, dy = b[0] - a[0], b[1] - a[1]
        long = max((dx * dx + dy * dy) ** 0.5, 1.0)
        bend = (a[0] + b[0]) / 2 + dy * 0.22, (a[1] + b[1]) / 2 - dx * 0.22
        ux, uy = (b[0] - bend[0]) / long * 2, (b[1] - bend[1]) / long * 2
        size = max((ux * ux + uy * uy) ** 0.5, 0.01)
        ux, uy = ux / size, uy / size
        tip = b[0] - ux * SMALLEST, b[1] - uy * SMALLEST
        line = f"M{a[0]:.1f} {a[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}"
        left, right = ((tip[0] - 8 * ux + s * 4 * uy, tip[1] - 8 * uy - s * 4 * ux) for s in (1, -1))
        head = f"M{left[0]:.1f} {left[1]:.1f}L{tip[0]:.1f} {tip[1]:.1f}L{right[0]:.1f} {right[1]:.1f}"
        x, y = (a[0] + 2 * bend[0] + tip[0]) / 4, (a[1] + 2 * bend[1] + tip[1]) / 4
        yield tag("path", d=line, class_="touch")
        yield tag("path", d=line, class_=f"way how-{how}")
        yield tag("path", d=head, class_="way tip")
        yield tag("circle", cx=x, cy=y, r=8, class_="number")
        yield text(str(n), x, y, dy="0.35em", text_anchor="middle", class_="digit", aria_hidden="true")
        self.taken.append((x - 9, y - 9, x + 9, y + 9))

    def _names(self, view: View) -> Iterator[Node]:
        """The names of places, then of countries and disputed land, as far as none covers another."""
        spots = {s.name: at for s in (*(one.spot for one in self.places),
                 *(s for one in self.legs for s in (one.leg.start, one.leg.end) if s)) if (at := point(s))}
        self.taken.append((0, view.height - 30, view.width / 4 + 70, view.height))  # the scale
        self.taken += [(x - SMALLEST, y - SMALLEST, x + SMALLEST, y + SMALLEST) for x, y in self.signs]
        for name, (lon, lat, _) in spots.items():
            yield from self._name(view, capital(name), view.xy(lon, lat), "halo strong")
        for one in sorted(world().countries, key=lambda one: -one.size):
            country = named(one.code)
            if country not in spots and country != one.code and one.size / 100 * view.k > len(country) * 4:
                yield from self._name(view, country, view.xy(one.at[0] / 100, one.at[1] / 100), "country")

    def _name(self, view: View, words: str, at: Point, class_: str) -> Iterator[Node]:
        """A name beside its point, that of a country upon it; none where there is no room for it."""
        upon = class_ == "country"
        long = len(words) * (LETTER if upon else BOLD)
        right, left, middle = at[0] + 9, at[0] - 9 - long, at[0] - long / 2
        row = sum(abs(y - at[1]) < 1 and at[0] <= x < at[0] + 5 * SIGN for x, y in self.signs)  # beside all its signs
        beside = [(right + max(row - 1, 0) * SIGN, at[1]), (left, at[1]), (middle, at[1] - 16), (middle, at[1] + 16),
                  (right, at[1] + 14), (left, at[1] + 14), (right, at[1] - 14), (left, at[1] - 14)]
        for start, y in [(middle, at[1])] if upon else beside:
            box = (start - 2, y - 8, start + long + 2, y + 8)
            inside = box[0] >= 0 and box[2] <= view.width and box[1] >= 0 and box[3] <= view.height
            if inside and not any(_meet(box, other) for other in self.taken):
                self.taken.append(box)
                yield text(words, start, y, dy="0.35em", class_=class_, aria_hidden="true")
                return


def _corners(spot: Spot, at: tuple[float, float, float]) -> Iterator[Point]:
    """What of an area should be seen: all of it, but of what is as wide as a country its middle."""
    lon, lat, km = at
    reach = 0.0 if spot.feature in ("country", PART) else min(km, 500.0)
    step, across = reach / DEGREE, reach / DEGREE / max(_cos(lat), 0.2)
    yield from ((lon, min(lat + step, 85.0)), (lon, max(lat - step, -85.0)), (lon + across, lat), (lon - across, lat))


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _bar(view: View) -> Iterator[Node]:
    """How long so many km are along the middle of the map."""
    km = next(n for n in (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5) if view.px(n) < view.width / 4 or n == 5)
    x, y, long = 12, view.height - 14, view.px(km)
    yield tag("path", d=f"M{x} {y - 4:.1f}v4h{long:.1f}v-4", class_="axis")
    yield text(f"{km:,} km", x + long + 6, y, class_="small halo")
