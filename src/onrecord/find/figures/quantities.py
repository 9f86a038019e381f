"""Numbers with the units that stand beside them in the text, and the ranges that two of them make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.find.figures.numbers import Numeral, alternation
from onrecord.language.lexicon import rows, table
from onrecord.model import Number

@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range with the unit written beside it; offsets into the sentence's text.

    `kind` is money, share, measure, time or age after the unit, score for a result such as 2-0, else "".
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
        return self.rule in ("part", "out of", "half")


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
US_BEHIND = re.compile(r"\s(?:U\.S\.|US)(?!\w)")
RATE_WORDS = alternation(
    [r["form"] for r in rows("units") if r["kind"] in ("time", "measure") and r["case"] != "exact" and " " not in r["form"]]
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
    if sign is None or not text[q.start].isdigit() and text[q.start] not in ".-−":
        return q
    short = SHORT_FORM.match(text, q.end)
    low, end = (_times(q.low, SHORT[short[1]]), short.end()) if short else (q.low, q.end)
    name, kind = units("before", True)[re.sub(r"\s+", " ", sign["u"])]
    behind = US_BEHIND.match(text, end)
    return replace(q, start=sign.start(), end=behind.end() if behind else end, low=low, unit=name, kind=kind, number_end=end)


def _times(value: Number, factor: int) -> Number:
    product = value * factor
    return round(product) if abs(product - round(product)) < 1e-6 * factor else product


def _measured(text: str, q: Quantity) -> Quantity:
    """The quantity with the unit behind it."""
    if q.unit is not None or q.part:
        return q
    behind = AFTER.match(text, q.end, q.end + LIMIT)
    if behind is None and text[q.end - 1].isdigit() or behind is None and q.rule == "digits":
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


TO = re.compile(r"\s*(?:-|–|—|\sto[\s-]|\sor\s|\sand\s|\s-\s)\s*", re.IGNORECASE)
DASH = re.compile(r"\s?[-–—]\s?")
OPENING = re.compile(r"\b(between|from|of|range|ranging|ranges|ranged)(?:\s(?:about|around|roughly|approximately|up to|somewhere|between))?\s$", re.IGNORECASE)
FROM_TO = re.compile(r"(?:\s(?!to\b|and\b|from\b)[\w.]+){0,3}\sto\s(?:about\s|around\s|nearly\s|over\s|under\s)?$")
CHANGED = re.compile(r"\b(?:by|up|down)\s(?:\w+\s){0,2}$|\b\w+(?:ed|es|s|se|ll|ose|ell)\s$", re.IGNORECASE)
SCORE = re.compile(r"[-–]")
SCORE_MAX = 30


def joined(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with those that are the two ends of one range made one."""
    out: list[Quantity] = []
    for q in found:
        last = out[-1] if out else None
        pair = _range(text, last, q) if last and last.high is None else None
        if pair is None:
            out.append(q)
        else:
            out[-1] = pair
    return out


def _range(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """One range of two neighbours, or None where they are two quantities."""
    between = text[a.end : b.start]
    if len(between) > LIMIT * 2 or a.part or b.part or a.rule == "vague" or not _same_unit(a, b):
        return None
    opening = OPENING.search(text, 0, a.start)
    word = opening[1].lower() if opening else ""
    if not TO.fullmatch(f" {between} ".replace("  ", " ")) and not TO.fullmatch(between):
        if word != "from" or not FROM_TO.fullmatch(between + ("" if between.endswith(" ") else " ")):
            return None
    elif not _is_range(text, a, b, between.strip().lower(), word):
        return None
    return _between(a, b)


def _same_unit(a: Quantity, b: Quantity) -> bool:
    return a.unit is None or b.unit is None or a.unit.split(" per ")[0] == b.unit.split(" per ")[0]


def _is_range(text: str, a: Quantity, b: Quantity, link: str, opening: str) -> bool:
    """Do the words between two numbers, and before the first, make a range of them?"""
    if link == "and":
        return opening == "between"
    if link == "or":
        return a.rule == b.rule == "words" and a.end == a.number_end and a.low < b.low
    if link in "-–—":
        return not re.search(r"[\w]", text[a.number_end : a.end].replace("%", "")) or a.unit is not None
    bare = a.end == a.number_end and a.unit is None
    return opening in ("from", "of", "range", "ranging", "ranges", "ranged", "between") or bare or not CHANGED.search(text, 0, a.start)


def _between(a: Quantity, b: Quantity) -> Quantity:
    low = a.low
    scale = b.low / b.plain if b.plain and b.low != b.plain else 1
    if scale > 1 and a.low == a.plain and a.low < b.plain:  # "1 to 2 million" are millions, "$200 to $4 million" not
        low = _times(a.low, round(scale))
    named = b if b.unit else a
    return Quantity(a.start, b.end, low, b.low, b.plain, named.unit, named.kind, "range", b.number_end)
