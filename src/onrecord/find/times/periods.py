"""Calendar periods: the day, week, month … that a day falls in, its neighbours and its TIMEX3 value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

IN_DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
IN_MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 12, "year": 12, "decade": 120, "century": 1200}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the first month; a winter bears the year it begins in
# Where a period is cut into early, middle and late: the smaller unit, and how many of it stand before each cut.
THIRDS = {
    "week": ("day", 2, 4),
    "month": ("day", 10, 20),
    "quarter": ("month", 1, 2),
    "season": ("month", 1, 2),
    "half": ("month", 2, 4),
    "year": ("month", 4, 8),
    "decade": ("year", 4, 7),
    "century": ("year", 33, 67),
}
HALVES = {"month": ("day", 15), "year": ("month", 6), "decade": ("year", 5), "century": ("year", 50)}
LONGEST = {"week": 7, "weekend": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3653, "century": 36525}  # days
NARROWED = {"half1": "H1", "half2": "H2"}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar from its first to its last day, both included."""

    unit: str
    first: date
    last: date
    value: str

    def shift(self, steps: int) -> Period:
        """The period of the same unit so many steps on.

        Raises:
            ValueError, OverflowError: it lies outside the years 1 to 9999.
        """
        if self.unit == "season":
            return season(self.first.year + steps, self.value[-2:])
        return period(self.unit, moved(self.first, self.unit, steps))

    def tells(self, unit: str) -> bool:
        """Is it short enough to tell which period of a unit is meant?"""
        return (self.last - self.first).days < LONGEST.get(unit, 1)

    def narrow(self, edge: str) -> Period:
        """The early, mid or late third, or one of the halves; the value stays, but for the half of a year."""
        if edge in NARROWED:
            return self._half(edge)
        if self.unit not in THIRDS:
            return self
        small, one, two = THIRDS[self.unit]
        start = period(small, self.first)
        cuts = {"early": (0, one), "mid": (one, two), "late": (two, None)}
        left, right = cuts[edge]
        last = self.last if right is None else start.shift(right - 1).last
        return Period(self.unit, start.shift(left).first, last, self.value)

    def _half(self, edge: str) -> Period:
        if self.unit not in HALVES:
            return self
        small, count = HALVES[self.unit]
        cut = period(small, self.first).shift(count).first
        value = f"{self.value}-{NARROWED[edge]}" if self.unit == "year" else self.value
        if edge == "half1":
            return Period(self.unit, self.first, cut - timedelta(1), value)
        return Period(self.unit, cut, self.last, value)


def moved(day: date, unit: str, steps: int) -> date:
    """The day so many units on; the day of the month is cut to the length of the month.

    Raises:
        ValueError, OverflowError: it lies outside the years 1 to 9999.
    """
    if unit in IN_DAYS:
        return day + timedelta(IN_DAYS[unit] * steps)
    index = day.year * 12 + day.month - 1 + IN_MONTHS[unit] * steps
    month_end = _month_start(index + 1) - timedelta(1)
    return month_end.replace(day=min(day.day, month_end.day))


def period(unit: str, day: date) -> Period:
    """The period of a unit that holds a day (for a weekend: the one of its week).

    Raises:
        ValueError: the period reaches beyond the years 1 to 9999.
        KeyError: no such unit.
    """
    if unit == "day":
        return Period(unit, day, day, day.isoformat())
    if unit in IN_DAYS:
        return _weeks(unit, day)
    length = IN_MONTHS[unit]
    index = (day.year * 12 + day.month - 1) // length * length
    first = _month_start(max(index, 12))
    return Period(unit, first, _month_start(index + length) - timedelta(1), _value(unit, index))


def season(year: int, code: str) -> Period:
    """The season (SP, SU, FA, WI) that begins in a year, on the northern half of the Earth."""
    index = year * 12 + SEASON_MONTHS[code] - 1
    return Period("season", _month_start(index), _month_start(index + 3) - timedelta(1), f"{year:04}-{code}")


def weekday_near(day: date, weekday: int, ahead: bool) -> date:
    """The nearest such weekday (Monday is 0) on or after a day, else on or before it."""
    if ahead:
        return day + timedelta((weekday - day.weekday()) % 7)
    return day - timedelta((day.weekday() - weekday) % 7)


def _weeks(unit: str, day: date) -> Period:
    monday = day - timedelta(day.weekday())
    year, week, _ = monday.isocalendar()
    value = f"{year:04}-W{week:02}"
    if unit == "weekend":
        return Period(unit, monday + timedelta(5), monday + timedelta(6), f"{value}-WE")
    return Period(unit, monday, monday + timedelta(IN_DAYS[unit] - 1), value)


def _month_start(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _value(unit: str, index: int) -> str:
    year = f"{index // 12:04}"
    return {
        "month": f"{year}-{index % 12 + 1:02}",
        "quarter": f"{year}-Q{index % 12 // 3 + 1}",
        "half": f"{year}-H{index % 12 // 6 + 1}",
        "decade": year[:3],
        "century": year[:2],
    }.get(unit, year)
