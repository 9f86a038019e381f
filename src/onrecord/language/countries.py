"""Countries and international bodies by the words that reports use for them.

Codes are ISO 3166-1 alpha-3, with XKX for Kosovo and withdrawn codes of states that reports still speak of
(SUN, YUG, DDR). Capitals count: "US" is a country and "us" none, "Turkey" is one and "turkey" none; a name
all in capitals ("TURKEY") is found by its usual spelling.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from onrecord.language.lexicon import rows

ARTICLE = re.compile(r"(?:the|The|THE)\s+")
FOLDED = "~"  # marks the folded spelling of a name in an index, so that only text in capitals finds it
POSSESSIVE = re.compile(r"(?:'[sS]|(?<=[sS])')$")


class Country(NamedTuple):
    """One row of the lexicon; the point is GeoNames', the radius that of a circle of the country's area."""

    code: str
    iso2: str
    geonames: int | None
    name: str
    lat: float
    lon: float
    radius_km: float
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]


@cache
def countries() -> dict[str, Country]:
    """All countries by their alpha-3 code."""
    return {row["iso3"]: _country(row) for row in rows("countries")}


def by_name(text: str) -> str | None:
    """The code of the country that goes by this name: "U.S.", "Britain", "the DPRK"."""
    return _look(_names(), text)


def by_demonym(text: str) -> str | None:
    """The code of the country whose people or things are called so: "Turkish", "Russians", "South Korean"."""
    return _look(_demonyms(), text)


def by_seat(text: str) -> str | None:
    """The code of the country whose government the words can stand for: "Moscow", "the Kremlin", "Kiev"."""
    return _look(_seats(), text)


def by_iso2(code: str) -> str | None:
    """The alpha-3 code for an alpha-2 code."""
    return _iso2().get(code)


def name_of(code: str) -> str:
    """The usual English name of the country; KeyError for a code that is none."""
    return countries()[code].name


def point_of(code: str) -> tuple[float, float]:
    """Latitude and longitude of the country's point, as GeoNames sets it."""
    country = countries()[code]
    return country.lat, country.lon


def radius_of(code: str) -> float:
    """Radius in kilometres of a circle that has the country's area."""
    return countries()[code].radius_km


def body(text: str) -> str | None:
    """The code of an international body: "U.N." is IGOUNO, "the EU" IGOEUREEC; None where it is none."""
    return _look(_bodies(), text)


def _look(known: dict[str, str], text: str) -> str | None:
    word = _plain(text)
    found = known.get(word)
    if found is None and len(word) > 3 and word.isupper():
        return known.get(FOLDED + word.casefold())
    return found


def _plain(text: str) -> str:
    """White space made single, curly apostrophes straight, article and possessive taken off."""
    word = " ".join(text.replace("’", "'").split())
    return POSSESSIVE.sub("", ARTICLE.sub("", word, count=1) if ARTICLE.match(word) else word)


def _index(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Word to code, and the folded word, marked, for text in capitals; the first of equals wins."""
    found: dict[str, str] = {}
    for word, code in pairs:
        found.setdefault(_plain(word), code)
    for word, code in list(found.items()):
        found.setdefault(FOLDED + word.casefold(), code)
    return found


@cache
def _names() -> dict[str, str]:
    return _index([(word, c.code) for c in countries().values() for word in (c.name, *c.names)])


@cache
def _demonyms() -> dict[str, str]:
    words = [(word, c.code) for c in countries().values() for word in c.demonyms]
    return _index(words + [(word + "s", code) for word, code in words])


@cache
def _seats() -> dict[str, str]:
    return _index([(word, c.code) for c in countries().values() for word in (*c.capitals, *c.seats)])


@cache
def _iso2() -> dict[str, str]:
    return {c.iso2: c.code for c in reversed(countries().values()) if c.iso2}


@cache
def _bodies() -> dict[str, str]:
    return _index([
        (word, row["code"]) for row in rows("bodies")
        for word in (row["name"], *_parts(row["aliases"]), *_parts(row["seats"]))
    ])


def _country(row: dict[str, str]) -> Country:
    return Country(
        row["iso3"], row["iso2"], int(row["geonames"]) if row["geonames"] else None, row["name"],
        float(row["lat"]), float(row["lon"]), float(row["radius_km"]),
        *(_parts(row[column]) for column in ("aliases", "demonyms", "capitals", "seats")),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
