"""An amount of time: so many units, at least and at most, and its TIMEX3 value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from onrecord.find.times.periods import moved
from onrecord.find.times.vocabulary import UNITS, count

LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W", "weekend": "WE",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "Y", "century": "Y",
}
TIMES = {"fortnight": 2, "decade": 10, "century": 100}  # how many of the letter's unit
SMALLER = {"year": ("M", 12), "hour": ("M", 60), "minute": ("S", 60)}  # what half a unit is told in
HOURS_OF = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1}
GRAINS = {"fortnight": "week", "quarter": "month", "decade": "year", "century": "year", "weekend": "week"}


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high` units; `vague` where no number is given."""

    low: float
    high: float
    unit: str
    vague: bool = False

    @property
    def timex(self) -> str:
        """The value of the least amount, as P2W, PT3H, P2Y6M or PXD."""
        letter = LETTERS[self.unit]
        time, letter = ("PT", letter[1:]) if letter[0] == "T" else ("P", letter)
        if self.vague:
            return f"{time}X{letter}"
        whole, rest = divmod(self.low * TIMES.get(self.unit, 1), 1)
        small, per = SMALLER.get(self.unit, ("", 0))
        if not rest or not per:
            return f"{time}{whole + rest:g}{letter}"
        return f"{time}{f'{whole:g}{letter}' if whole else ''}{round(rest * per)}{small}"

    @property
    def grain(self) -> str:
        """The calendar unit that tells how exactly so long ago is meant."""
        if self.unit in HOURS_OF:
            return "day"
        if self.low % 1:
            return "month"
        return GRAINS.get(self.unit, self.unit)


def amount_of(match: re.Match[str]) -> Amount | None:
    """The amount of a match with the group unit and perhaps number and number2; one unit where there is no number."""
    groups = match.groupdict()
    unit = UNITS[groups["unit"]]
    least = count(groups.get("number") or "one")
    most = count(groups["number2"]) if groups.get("number2") else least
    if least is None or most is None:
        return None
    return Amount(least.low, max(least.low, most.high), unit, least.vague)


def moved_by(day: date, amount: float, unit: str) -> date:
    """The day so much time on; hours are rounded up to whole days, parts of a longer unit down to months or days.

    Raises:
        ValueError, OverflowError: it lies outside the years 1 to 9999.
    """
    if unit in HOURS_OF:
        hours = amount * HOURS_OF[unit]
        return day + timedelta(ceil(hours / 24) if hours > 0 else -ceil(-hours / 24))
    whole = int(amount)
    there = moved(day, unit, whole)
    if whole == amount:
        return there
    return moved(there, "month", round((amount - whole) * 12)) if unit == "year" else there
