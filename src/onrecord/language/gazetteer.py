"""An offline gazetteer: the places of the world by name, read from an index that is mapped and not loaded.

The index (`atlas/`, built by tools/gazetteer.py) holds the cities and districts of GeoNames (CC BY 4.0), the
subdivisions of ISO 3166-2 and airports; countries.tsv and places.tsv add countries, world regions, waters, mountains,
facilities and the names of regions that reports prefer. Capitals count, accents need not.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie  # type: ignore[import-not-found]  # ships no types
import numpy as np

from onrecord.language.countries import countries
from onrecord.language.lexicon import rows

ATLAS = Path(__file__).parent / "atlas"
FEATURES = ("city", "region", "district", "facility")  # of the index; places.tsv has more kinds
COUNTRY_CODES = tuple(sorted({c.iso2 for c in countries().values() if c.iso2 and c.geonames}))
ALTERNATE = 1 << 31  # marks a bearer of a name whose own name is another
PLACE = np.dtype([
    ("lat", "<i2"), ("lon", "<i2"), ("name", "<u4"), ("geonames", "<u4"), ("thousands", "<u2"), ("radius", "<u2"),
    ("country", "u1"), ("feature", "u1"),
])
EARTH_KM = 6371.0
SAME_TOWN_KM = 20.0
STATE_PEOPLE = 20_000_000  # every country counts alike, and more than most cities


class Site(NamedTuple):
    """A place that a name can mean. `people` is 0 where nobody lives; `alternate`: the place's own name is another."""

    name: str
    lat: float
    lon: float
    country: str | None
    geonames: int | None
    feature: str
    radius_km: float
    people: int
    alternate: bool = False
    listed: bool = False

    def km(self, other: Site) -> float:
        """Great-circle distance in kilometres, by the haversine formula."""
        return distance_km(self.lat, self.lon, other.lat, other.lon)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points in degrees, in kilometres."""
    a, b = math.radians(lat), math.radians(other_lat)
    turn = math.sin(math.radians(other_lon - lon) / 2) ** 2 * math.cos(a) * math.cos(b)
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(math.sin((b - a) / 2) ** 2 + turn)))


@lru_cache(maxsize=20_000)
def sites(name: str) -> tuple[Site, ...]:
    """Every place of this name, those of the lexicons first, then by people; none where the name is unknown."""
    indexed = sorted(_indexed(name), key=lambda s: (s.alternate, -s.people))
    return (*(_identified(own, indexed) for own in _listed().get(name, ())), *indexed)


def prefixes(text: str) -> list[str]:
    """The names that the text begins with, shortest first; a name may end inside a word of the text."""
    index, own = _index().names, _own_names()
    return sorted({*index.prefixes(text), *own.prefixes(text)}, key=len)


def _identified(own: Site, indexed: list[Site]) -> Site:
    """A town of the lexicon with the GeoNames id that the index has for it."""
    same = (s.geonames for s in indexed if s.feature == own.feature and s.geonames and s.km(own) < SAME_TOWN_KM)
    return own if own.geonames else own._replace(geonames=next(same, None))


class _Index(NamedTuple):
    names: Any  # marisa_trie ships no types
    places: Any
    starts: Any
    bearers: Any


@cache
def _index() -> _Index:
    names = marisa_trie.Trie()
    names.mmap(str(ATLAS / "names.marisa"))
    return _Index(names, *(np.load(ATLAS / f"{part}.npy", mmap_mode="r") for part in ("places", "starts", "bearers")))


def _indexed(name: str) -> list[Site]:
    names, _, starts, bearers = index = _index()
    number = names.get(name)
    if number is None:
        return []
    return [_site(index, int(b)) for b in bearers[starts[number] : starts[number + 1]]]


def _site(index: _Index, bearer: int) -> Site:
    row = index.places[bearer & ~ALTERNATE]
    people = int(row["thousands"]) * 1000
    return Site(
        index.names.restore_key(int(row["name"])), float(row["lat"]) / 100, float(row["lon"]) / 100,
        _country(COUNTRY_CODES[row["country"]]), int(row["geonames"]) or None, FEATURES[row["feature"]],
        float(row["radius"]) or town_radius_km(people), people, bool(bearer & ALTERNATE),
    )


def town_radius_km(people: int) -> float:
    """How far a town of so many people reaches: some 2 km for a village, 15 km for a million."""
    return round(max(2.0, 0.015 * math.sqrt(people)), 1)


@cache
def _country(iso2: str) -> str | None:
    return next((c.code for c in countries().values() if c.iso2 == iso2), None)


@cache
def _own_names() -> Any:  # noqa: ANN401  marisa_trie ships no types
    return marisa_trie.Trie(_listed())


@cache
def _listed() -> dict[str, tuple[Site, ...]]:
    """The places of the lexicons by name: countries first, then places.tsv."""
    found: dict[str, list[Site]] = {}
    for c in countries().values():
        country = Site(c.name, c.lat, c.lon, c.code, c.geonames, "country", c.radius_km, STATE_PEOPLE, listed=True)
        for name in (c.name, *c.names):
            found.setdefault(name.replace("’", "'"), []).append(country)
    for row in rows("places"):
        site = Site(row["name"], float(row["lat"]), float(row["lon"]), row["country"] or None, None, row["feature"],
                    float(row["radius_km"]), int(row["thousands"]) * 1000, listed=True)
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                found.setdefault(name.replace("’", "'"), []).append(site)
    return {name: tuple(sorted(set(some), key=lambda s: -s.people)) for name, some in found.items()}
