"""Numbers with the units that stand beside them in the text, and the ranges that two of them make."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.find.figures.numbers import Numeral, alternation
from onrecord.language.lexicon import rows
from onrecord.model import Number


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range with the unit written beside it; offsets into the sentence's text.

    `kind` is money, share, measure, time or age after the unit, else "".
    `low` and `high` stand in the order of the text, so that a fall from 5 to 3 has low 5 and high 3.
    """

    start: int
    end: int
    low: Number
    high: Number | None = None
    plain: Number = 0
    unit: str | None = None
    kind: str = ""
    rule: str = "digits"
    number_end: int = 0

    @property
    def vague(self) -> bool:
        """Is it a plural such as "dozens"?"""
        return self.rule in ("vague", "loose")

    @property
    def part(self) -> bool:
        """Is it a fraction of what follows?"""
        return self.rule in ("part", "out of", "half", "fraction")


Unit = tuple[str, str]


@cache
def units(place: str, exact: bool) -> dict[str, Unit]:
    """Name and kind of every unit by its form, of those that stand before or after the number."""
    chosen = [r for r in rows("units") if r["place"] == place and (r["case"] == "exact") == exact]
    return {r["form"] if exact else r["form"].lower(): (r["name"], r["kind"]) for r in reversed(chosen)}


BEFORE = re.compile(rf"(?<![A-Za-z])(?P<u>{alternation(units('before', True))})[\s-]?$")
AFTER_EXACT = re.compile(rf"[\s-]?(?P<u>{alternation(units('after', True))})(?![\w/])")
AFTER = re.compile(rf"[\s-]{{0,2}}(?P<u>{alternation(units('after', False))})(?!\w)", re.IGNORECASE)
SHORT = {r["word"]: int(r["value"]) for r in rows("numbers") if r["needs"] == "money"}
SHORT_FORM = re.compile(rf"\s?({alternation(SHORT)})(?![\w-])")
US_BEHIND = re.compile(r"\s(?:U\.S\.|USD?)(?!\w)(?:\sdollars\b)?")
RATE_WORDS = alternation(
    [r["form"] for r in rows("units") if r["kind"] in ("time", "measure") and not r["case"] and " " not in r["form"]]
    + ["share", "barrel", "person", "head", "capita", "annum"]
)
PER = re.compile(
    rf"(?:\s?/\s?|\s(?:per|each|every)\s|[\s-]an?[\s-](?={RATE_WORDS})|\sper\s)(?P<u>(?:(?:sq(?:uare|\.)?|cubic)\s)?[A-Za-z]+)\b"
)
LIMIT = 24  # characters that a currency sign before or a unit behind may take


def quantities(text: str, numerals: Sequence[Numeral]) -> list[Quantity]:
    """The numbers of a text with their units, ranges joined."""
    return joined(text, [_with_unit(text, n) for n in numerals])


def _with_unit(text: str, numeral: Numeral) -> Quantity:
    q = Quantity(numeral.start, numeral.end, numeral.value, None, numeral.plain, None, "", numeral.rule, numeral.end)
    return _rated(text, _measured(text, _paid(text, q)))


def _paid(text: str, q: Quantity) -> Quantity:
    """The quantity with the currency before it."""
    sign = BEFORE.search(text, max(0, q.start - LIMIT), q.start)
    if sign is None or (not text[q.start].isdigit() and text[q.start] not in ".-−"):
        return q
    short = SHORT_FORM.match(text, q.end)
    low, end = (_times(q.low, SHORT[short[1]]), short.end()) if short else (q.low, q.end)
    name, kind = units("before", True)[re.sub(r"\s+", " ", sign["u"])]
    behind = US_BEHIND.match(text, end)
    q = replace(q, start=sign.start(), low=low, unit=name, kind=kind, number_end=end)
    return replace(q, end=behind.end() if behind else end)


def _times(value: Number, factor: int) -> Number:
    product = value * factor
    return round(product) if abs(product - round(product)) < 1e-6 * factor else product


def _measured(text: str, q: Quantity) -> Quantity:
    """The quantity with the unit behind it."""
    if q.unit is not None or q.part:
        return q
    behind = AFTER.match(text, q.end, q.end + LIMIT)
    if (behind is None and text[q.end - 1].isdigit()) or (behind is None and q.rule == "digits"):
        behind = AFTER_EXACT.match(text, q.end)
    if behind is None:
        return q
    form = re.sub(r"\s+", " ", behind["u"])
    name, kind = units("after", True).get(form) or units("after", False)[form.lower()]
    if name == "pound-mass" and abs(q.low) >= 1_000_000 and q.plain != q.low:
        name, kind = "pound sterling", "money"  # nobody weighs in millions of pounds with the magnitude written out
    return replace(q, end=behind.end(), unit=name, kind=kind)


def _rated(text: str, q: Quantity) -> Quantity:
    """The quantity with "per share", "a month" behind its unit."""
    rate = PER.match(text, q.end) if q.unit and q.kind != "age" else None
    if rate is None or q.kind == "time":
        return q
    return replace(q, end=rate.end(), unit=f"{q.unit} per {_unit_name(rate['u'])}")


def _unit_name(word: str) -> str:
    known = units("after", False).get(word.lower()) or units("after", True).get(word)
    return known[0] if known else word.lower()


DASH = re.compile(r"\s?[-–—]\s?|\sto-")
LINK = re.compile(r"\s(?P<w>to|and|or)\s(?:about\s|around\s|nearly\s|even\s)?")
FROM_TO = re.compile(r"(?:\s(?!to\b|and\b|from\b|by\b)[\w.$%]+){0,6}\sto\s(?:(?:about|around|nearly|over|under)\s)?")
OPENING = re.compile(
    r"\b(?P<w>between|from|of|range|ranging|ranges|ranged|in)\s(?:(?:about|around|roughly|approximately|somewhere|the|just)\s)?$",
    re.IGNORECASE,
)
CHANGED = re.compile(r"\b(?:by|up|down)\s(?:\w+\s){0,2}$|\b\w+(?:ed|es|s|se|ll|ose)\s$", re.IGNORECASE)


def joined(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with those that are the two ends of one range made one; a dash binds closer than a word."""
    return _pass(text, _pass(text, found, _dashed), _linked)


def _pass(text: str, found: Sequence[Quantity], test: Callable[[str, Quantity, Quantity], bool]) -> list[Quantity]:
    out: list[Quantity] = []
    for q in found:
        last = out[-1] if out else None
        if last and last.high is None and _alike(last, q) and test(text, last, q):
            out[-1] = _between(last, q)
        else:
            out.append(q)
    return out


def _alike(a: Quantity, b: Quantity) -> bool:
    """May two neighbours be two ends of one range?"""
    same = a.unit is None or b.unit is None or a.unit.split(" per ")[0] == b.unit.split(" per ")[0]
    return same and b.start - a.end <= 2 * LIMIT and not (a.part or b.part or a.rule == "vague")


def _dashed(text: str, a: Quantity, b: Quantity) -> bool:
    return b.high is None and DASH.fullmatch(text, a.end, b.start) is not None


def _linked(text: str, a: Quantity, b: Quantity) -> bool:
    """Do the words between two quantities, and before the first, make a range of them?"""
    first = OPENING.search(text, max(0, a.start - LIMIT), a.start)
    opened = first["w"].lower() if first else ""
    link = LINK.fullmatch(text, a.end, b.start)
    if link is None:
        return opened == "from" and FROM_TO.fullmatch(text, a.end, b.start) is not None
    if link["w"] == "and":
        return opened == "between"
    bare = a.end == a.number_end and a.unit is None
    if link["w"] == "or":
        return a.rule == b.rule == "words" and bare and a.low < b.low
    return bool(opened) or bare or not CHANGED.search(text, max(0, a.start - LIMIT), a.start)


def _between(a: Quantity, b: Quantity) -> Quantity:
    low = a.low
    last = b.low if b.high is None else b.high
    scale = last / b.plain if b.plain and last != b.plain else 1
    if scale > 1 and a.low == a.plain and a.low < b.plain:  # "1 to 2 million" are millions, "$200 to $4 million" not
        low = _times(a.low, round(scale))
    named = b if b.unit else a
    return Quantity(a.start, b.end, low, last, b.plain, named.unit, named.kind, "range", b.number_end)
