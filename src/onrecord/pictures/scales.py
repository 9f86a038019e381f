"""From days and numbers to pixels, with round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from onrecord.matters.days import number

STEPS = (1, 2, 7, 14)  # days; then months
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
ROOM = 70  # pixels from one tick to the next


class Days(msgspec.Struct, frozen=True):
    """Days from `first` to `last` (ordinals) over the pixels from `left` to `right`."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: str | None) -> float | None:
        """Where a day stands; None for none. A day that is not within stands at the edge."""
        at = number(day)
        return None if at is None else self.at(min(max(at, self.first), self.last))

    def beyond(self, window: tuple[str | None, str | None]) -> bool:
        """Whether a window has no day that is drawn."""
        start, end = map(number, window)
        return (start is not None and start > self.last) or (end is not None and end < self.first)

    def at(self, ordinal: float) -> float:
        """Where an ordinal stands."""
        return self.left + (ordinal - self.first) / max(self.last - self.first, 1) * (self.right - self.left)

    def ticks(self) -> list[tuple[float, str]]:
        """Round days with what is written at them."""
        most = max((self.right - self.left) / ROOM, 2)
        step = next((step for step in STEPS if (self.last - self.first) / step <= most), None)
        if step is not None:
            found = [date.fromordinal(n) for n in range(self.first, self.last + 1) if n % step == 1 % step]
            written = [f"{day.day} {day:%b}" for day in found]
        else:
            size = next((m for m in MONTHS if (self.last - self.first) / 30.4 / m <= most), MONTHS[-1])
            found = list(_months(date.fromordinal(self.first), date.fromordinal(self.last), size))
            written = [f"{day.year}" if size >= 12 else f"{day:%b} {day.year}" for day in found]
        places = (self.at(day.toordinal()) for day in found)
        return [(x, words) for x, words in zip(places, written, strict=True) if self._room(x)]

    def _room(self, x: float) -> bool:
        """Whether there is room for words around a place."""
        return self.left + ROOM / 4 <= x <= self.right - ROOM / 8


def _months(first: date, last: date, step: int) -> Iterator[date]:
    """The first days of every so many months, counted from the first month of year 0."""
    for n in range(-(-(first.year * 12 + first.month - 1) // step) * step, last.year * 12 + last.month, step):
        day = date(max(n // 12, 1), n % 12 + 1, 1)
        if first <= day <= last:
            yield day


def days(sure: Iterable[str | None], wide: Iterable[str | None], left: float, right: float) -> Days:
    """The scale for some days with room at both ends; of `wide` only what lies no farther off than the others span."""
    known = sorted(n for n in map(number, sure) if n is not None) or sorted(n for n in map(number, wide) if n)
    if not known:
        return Days(1, 2, left, right)
    reach = max(known[-1] - known[0], 14)
    near = [n for n in map(number, wide) if n is not None and known[0] - reach <= n <= known[-1] + reach]
    first, last = min([*known, *near]), max([*known, *near])
    pad = max((last - first) // 25, 1)
    return Days(max(first - pad, 1), last + pad, left, right)


class Numbers(msgspec.Struct, frozen=True):
    """Numbers from `least` to `most` over the pixels from `low` (below) to `high` (above)."""

    least: float
    most: float
    low: float
    high: float

    def y(self, value: float) -> float:
        """Where a number stands."""
        return self.low - (value - self.least) / (self.most - self.least) * (self.low - self.high)

    def ticks(self) -> list[float]:
        """Three to six round numbers."""
        step = _round((self.most - self.least) / 4)
        return [n * step for n in range(math.ceil(self.least / step), math.floor(self.most / step) + 1)]


def numbers(values: Iterable[float], low: float, high: float) -> Numbers:
    """The scale for some numbers and nought, with room above."""
    given = [0.0, *values]
    least, most = min(given), max(given)
    spare = (most - least or 1) * 0.12
    return Numbers(least - (spare if least < 0 else 0), most + spare, low, high)


def _round(step: float) -> float:
    """The next of 1, 2, 2.5, 5, 10 times a power of ten."""
    size: float = 10.0 ** math.floor(math.log10(step))
    return next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= step)
