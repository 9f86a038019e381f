"""What an expression means, and what it may lean on to mean it.

A rule makes an `Expression`: a function from the setting (the day on which the report speaks, the period named last,
the tense around the expression) to the meaning, None where it means no time there. So one rule serves every report,
and is tested without any.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from onrecord.find.times.periods import Period, period
from onrecord.find.times.vocabulary import WHICH, spaced
from onrecord.model import TimeKind

Direction = Literal["back", "ahead"]
InYear = Callable[[int], Period]  # what recurs each year: a day and month, a season, a quarter
FAR_BACK, FAR_AHEAD = 300, 240  # days from which a date is told with its year


@dataclass(frozen=True, slots=True)
class Meaning:
    """The TIMEX3 kind and value, the first and last day it can mean, and the period that others may lean on."""

    kind: TimeKind
    timex: str | None
    first: date | None = None
    last: date | None = None
    period: Period | None = None


@dataclass(slots=True)
class Setting:
    """What surrounds an expression; `today` is None where the day of the report is not known.

    `anchor` is the period named last, `day` the day named last in the paragraph, `quarter` the quarter that the
    figures of a company's report speak of.
    """

    today: date | None = None
    anchor: Period | None = None
    day: Period | None = None
    quarter: Period | None = None
    direction: Callable[[], Direction | None] = field(default=lambda: None)


Expression = Callable[[Setting], Meaning | None]
Sure = Callable[[Setting], Meaning]


@dataclass(frozen=True, slots=True)
class Step:
    """`last`, `this`, `next` as -1, 0, 1: from the day of the report or, `anchored`, from the period named last."""

    count: int
    anchored: bool = False

    @classmethod
    def of(cls, words: str) -> Step:
        """The step that the lexicon gives for "last", "this coming", "the following" …, with or without "the".

        Raises:
            KeyError: the lexicon has no such words.
        """
        plain = spaced(words)
        value = WHICH.get(plain) or WHICH[plain.removeprefix("the ")]
        return cls(int(value.lstrip("@")), value.startswith("@"))

    def base(self, setting: Setting, unit: str) -> date | None:
        """The day from which the step to a period of a unit is taken; None where what was named last is longer."""
        if not self.anchored or setting.anchor is None:
            return setting.today
        known = setting.anchor if setting.anchor.tells(unit) else setting.day
        return known.first if known else None


def dated(known: Period, kind: TimeKind = "date", value: str | None = None) -> Meaning:
    """The meaning of a known period."""
    return Meaning(kind, value or known.value, known.first, known.last, known)


def always(meaning: Meaning) -> Expression:
    """The expression that means the same everywhere."""
    return lambda setting: meaning


def stepped(unit: str, step: Step, kind: TimeKind = "date") -> Sure:
    """The period of a unit so many steps from the present or the last named one."""

    def resolve(setting: Setting) -> Meaning:
        base = step.base(setting, unit)
        if base is not None:
            return dated(period(unit, base).shift(step.count), kind)
        within = setting.anchor if step == Step(0, True) else None
        return Meaning(kind, None, within.first, within.last) if within else Meaning(kind, None)

    return resolve


def in_some_year(in_year: InYear, unknown: str, step: Step | None = None) -> Expression:
    """What recurs each year: of the year that the step leads to, else the tense, else of the nearest year.

    `unknown` is the value where the day of the report is not known.
    """

    def resolve(setting: Setting) -> Meaning:
        base = step.base(setting, "year") if step else setting.today
        if base is None:
            return Meaning("date", unknown)
        options = _options(in_year, base.year)
        if step:
            return dated(_beside(options, base, step.count))
        return dated(_by_tense(options, base, setting.direction()))

    return resolve


def _options(in_year: InYear, year: int) -> list[Period]:
    """The periods of the years around one; only leap years where a 29 February is meant."""
    try:
        return [in_year(y) for y in (year - 1, year, year + 1)]
    except ValueError:
        return [in_year(y) for y in range(year - 8, year + 9) if isleap(y)]


def _beside(options: list[Period], base: date, count: int) -> Period:
    if count < 0:
        return [p for p in options if p.last < base][-1]
    if count > 0:
        return [p for p in options if p.first > base][0]  # noqa: RUF015  a LookupError, not a StopIteration
    return _nearest(options, base)


def _by_tense(options: list[Period], today: date, direction: Direction | None) -> Period:
    begun = [p for p in options if p.first <= today][-1]
    to_come = [p for p in options if p.last >= today][0]  # noqa: RUF015  as above
    if direction == "back" and (today - begun.last).days <= FAR_BACK:
        return begun
    if direction == "ahead" and (to_come.first - today).days <= FAR_AHEAD:
        return to_come
    return _nearest(options, today)


def _nearest(options: list[Period], day: date) -> Period:
    """The nearest one; what is to come counts twice as far, for a report tells rather of what was."""

    def distance(candidate: Period) -> int:
        if candidate.first <= day <= candidate.last:
            return 0
        return (day - candidate.last).days if candidate.last < day else 2 * (candidate.first - day).days

    return min(options, key=distance)
