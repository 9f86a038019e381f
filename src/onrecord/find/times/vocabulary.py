"""The lexicon of times as fragments of patterns, and the reading of the numbers that stand in them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from text_to_num import text2num  # type: ignore[import-untyped]  # it ships no types

from onrecord.language.lexicon import rows


def meanings(kind: str) -> dict[str, str]:
    """The words of one kind, with what they mean."""
    return {r["word"]: r["value"] for r in rows("time_words") if r["kind"] == kind}


def any_of(*words: str) -> str:
    """A pattern for any of the words, the longest first; a space in them is any white space, ' any apostrophe."""
    ordered = sorted(map(re.escape, words), key=len, reverse=True)
    return "(?:" + "|".join(w.replace(r"\ ", r"\s{1,5}").replace("'", "['’]") for w in ordered) + ")"


def spaced(text: str) -> str:
    """The words of a match with one blank between them, as the lexicon has them."""
    return " ".join(text.split())


SHORT_MONTHS = meanings("short_month")
MONTHS = {word: int(value) for word, value in (meanings("month") | SHORT_MONTHS).items()}
WEEKDAYS = {word: int(value) for word, value in meanings("weekday").items()}
UNITS = meanings("unit")
ORDINALS = {word: int(value) for word, value in meanings("ordinal").items()}
VAGUE = meanings("vague")
SEASONS = meanings("season")
PARTS = meanings("part")
WHICH = meanings("which")
EDGES = meanings("edge")
TIMES_OF_DAY = meanings("clock")
DECADES = meanings("decade")

_DIGITS = r"\d{1,3}(?:,\d{3})+|\d{1,5}(?:\.\d{1,2})?(?:[ -]?½|[ -]\d/\d)?|½|\d/\d"
_WORD = any_of(*meanings("number"))
_WORDS = rf"{_WORD}(?:(?:[\s-]|(?<=hundred)\sand\s){_WORD}){{0,6}}"
_ONE = r"another|an?|half\s+an?"
_TENS = any_of(*(word for word in meanings("number") if word.endswith("ty")))
_TEENS = any_of("ten", "eleven", "twelve", *(word for word in meanings("number") if word.endswith("teen")))
NUMBER = rf"(?:{_DIGITS}|{any_of(*VAGUE)}|(?:{_WORDS}|{_ONE})(?:[\s-]and[\s-]a[\s-]half)?)"

FRAGMENTS = {
    "month": any_of(*meanings("month")) + "|" + any_of(*SHORT_MONTHS) + r"\b\.?",
    "weekday": any_of(*WEEKDAYS),
    "day": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|" + any_of(*ORDINALS),
    "daynumber": r"0?[1-9]|[12]\d|3[01]",
    "year": r"(?:1[0-9]|20)\d\d",
    "shortyear": r"'?\d\d",
    "unit": any_of(*UNITS),
    "number": NUMBER,
    "ordinal": any_of(*ORDINALS) + r"|\d{1,2}(?:st|nd|rd|th)",
    "season": any_of(*SEASONS),
    "part": any_of(*PARTS),
    "which": any_of(*WHICH),
    "rate": any_of(*meanings("rate")),
    "reference": any_of(*meanings("reference")),
    "noon": any_of(*TIMES_OF_DAY),
    "zone": any_of(*meanings("zone")),
    "holiday": any_of(*meanings("holiday")),
    "decade": any_of(*DECADES),
    "lasting": any_of(*meanings("lasting")),
    "wordyear": rf"(?:eighteen|nineteen|twenty)[\s-](?:hundred|{_TEENS}|{_TENS}(?:[\s-]{_WORD})?)",
}


def pattern(template: str) -> re.Pattern[str]:
    """A pattern over text in lower case, from a template; it begins and ends at the bounds of words and numbers.

    `{month}` is the group "month" of that fragment, `{month2}` a second such group; a space is any white space.
    """
    loose = template.replace(" ", r"\s{1,5}")
    named = re.sub(r"\{([a-z]+)(\d?)\}", lambda m: f"(?P<{m[1]}{m[2]}>{FRAGMENTS[m[1]]})", loose)
    return re.compile(rf"\b(?<![$£€#])(?<!\d[.,:/-])(?:{named})(?!\w)(?![.,:/]\d)")


class Count(NamedTuple):
    """How many: the least and the most, equal where the number is exact; `vague` where it stands for no number."""

    low: float
    high: float
    vague: bool = False


@lru_cache(1024)
def count(text: str) -> Count | None:
    """The number that a match of `{number}` means, None where it is none after all."""
    words = spaced(text.replace("-", " "))
    if words in VAGUE:
        low, high = VAGUE[words].split("-")
        return Count(int(low), int(high), low != high)
    whole, half = (words[:-11], 0.5) if words.endswith(" and a half") else (words, 0.0)
    value = _plain(whole)
    return None if value is None else Count(value + half, value + half)


def _plain(words: str) -> float | None:
    if words in ("a", "an", "another"):
        return 1
    if words.startswith("half a"):
        return 0.5
    if words[0].isdigit() or words[0] == "½":
        return sum(_fraction(w) for w in words.replace(",", "").replace("½", " 1/2").split())
    try:
        return float(text2num(words.replace(" and ", " "), "en"))
    except ValueError:
        return None


def _fraction(digits: str) -> float:
    above, _, below = digits.partition("/")
    return float(above) / (float(below or 1) or 1)


def ordinal(text: str) -> int:
    """The number of an ordinal, in words or digits with or without an ending."""
    return ORDINALS.get(text) or int("".join(filter(str.isdigit, text)))


def month_number(text: str) -> int:
    """The number of a month's name, whole or short."""
    return MONTHS[text.rstrip(".")]


def year_number(text: str) -> int:
    """The year of four digits, of two ('90: of the century that began nearest before 2050), or of words."""
    digits = text.lstrip("'")
    if digits.isdigit():
        return int(digits) if len(digits) == 4 else 1900 + int(digits) + (100 if int(digits) < 50 else 0)
    first, rest = re.split(r"[\s-]", text, maxsplit=1)
    tens = 0 if rest == "hundred" else int(text2num(rest.replace("-", " "), "en"))
    return int(text2num(first, "en")) * 100 + tens
