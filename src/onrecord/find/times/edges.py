"""What stands beside an expression and belongs to it: "early" December, "the night of" 23 October, 9 a.m. "Tuesday"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from onrecord.find.times.amounts import Amount, moved_by
from onrecord.find.times.meaning import Meaning, dated
from onrecord.find.times.periods import Period, period
from onrecord.find.times.vocabulary import EDGES, FRAGMENTS, PARTS, UNITS, any_of, count, spaced

REACH = 48  # characters before an expression that are looked at
EDGE = re.compile(
    rf"(?<![\w-])(?:the\s+)?(?:(?P<since>early|mid)[\s-]+to[\s-]+)?(?P<edge>{any_of(*EDGES)})(?:\s+in)?(?:\s+the)?[\s-]+$"
)
PIECE = re.compile(
    rf"(?<!\w)the\s+(?P<way>first|last|final|opening|closing)\s+(?:(?P<number>{FRAGMENTS['number']})\s+)?"
    rf"(?P<unit>{FRAGMENTS['unit']})\s+(?:of|in)\s+(?:the\s+)?$"
)
HOLDER = re.compile(rf"(?<!\w)the\s+(?P<holder>week|weekend|month|{FRAGMENTS['part']})\s+of\s+$")
BESIDE = re.compile(r"(?<!\w)the\s+(?P<unit>day|week|month|year)\s+(?P<way>before|after)\s+$")
Widened = tuple[int, Meaning]


def widened(text: str, start: int, meaning: Meaning, today: date | None) -> Widened | None:
    """The start and the meaning of the expression together with the words before it, None where none belong to it.

    `text` is the sentence in lower case, `start` an offset into it.
    """
    if meaning.period is None or meaning.kind != "date":
        return None
    cut = max(0, start - REACH)
    before = text[cut:start]
    for find, make in ((EDGE, _edge), (PIECE, _piece), (HOLDER, _holder), (BESIDE, _beside)):
        match = find.search(before)
        made = match and make(match, meaning, meaning.period, today)
        if match and made:
            return cut + match.start(), made
    return None


def _edge(match: re.Match[str], meaning: Meaning, whole: Period, today: date | None) -> Meaning | None:
    edge = EDGES[spaced(match["edge"])]
    if edge in ("before", "after"):
        if today is None or not whole.first <= today <= whole.last:
            return meaning
        return replace(meaning, last=today) if edge == "before" else replace(meaning, first=today)
    narrow = whole.narrow(edge)
    first = whole.narrow(match["since"]).first if match["since"] else narrow.first  # "early to mid-October"
    return replace(meaning, timex=narrow.value, first=first, last=narrow.last)


def _piece(match: re.Match[str], meaning: Meaning, whole: Period, today: date | None) -> Meaning | None:
    """The first two weeks of October."""
    number = count(match["number"]) if match["number"] else count("one")
    unit = UNITS[match["unit"]]
    if whole.unit != "month" or number is None or unit not in ("day", "week"):
        return None
    amount = Amount(number.low, number.high, unit)
    if match["way"] in ("first", "opening"):
        return replace(meaning, last=min(whole.last, moved_by(whole.first, amount.high, unit) - timedelta(1)))
    return replace(meaning, first=max(whole.first, moved_by(whole.last, -amount.high, unit) + timedelta(1)))


def _holder(match: re.Match[str], meaning: Meaning, whole: Period, today: date | None) -> Meaning | None:
    """The week of 6 March, the night of 23 October."""
    holder = match["holder"]
    if whole.unit != "day":
        return None
    if holder in PARTS:
        return dated(whole, "time", f"{meaning.timex}T{PARTS[holder]}")
    return dated(period(holder, whole.first))


def _beside(match: re.Match[str], meaning: Meaning, whole: Period, today: date | None) -> Meaning | None:
    """The day before Christmas, the year after 1990."""
    if match["unit"] != whole.unit:
        return None
    return dated(whole.shift(-1 if match["way"] == "before" else 1))
