"""From one sentence to its time expressions with their meanings: gate, rules, guards, setting, neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from onrecord.find.times import clock, dates, durations, relative
from onrecord.find.times.edges import widened
from onrecord.find.times.families import rules_for
from onrecord.find.times.guards import plausible
from onrecord.find.times.meaning import Expression, Meaning, Setting, dated
from onrecord.find.times.periods import Period
from onrecord.find.times.tense import direction
from onrecord.language.rules import Hit, search
from onrecord.language.text import Article, Sentence

FAMILIES = (*dates.FAMILIES, *durations.FAMILIES, *relative.FAMILIES, *clock.FAMILIES)
HEAD = 250  # characters of a report in which its dateline stands
ON = re.compile(r"[\s,]*(?:on\s+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression: offsets into the sentence, the rule that read it and what it means."""

    start: int
    end: int
    rule: str
    meaning: Meaning

    def gap(self, other: Reading) -> int:
        """The characters between two readings."""
        return max(other.start - self.end, self.start - other.end)


def report_day(article: Article) -> date | None:
    """The day on which the report speaks: that of its publication."""
    try:
        return date.fromisoformat((article.report.published or "")[:10])
    except ValueError:
        return None


def lowered(text: str) -> str:
    """The text in lower case, of the same length ("İ" alone would grow)."""
    return text.replace("İ", "I").lower()


def expressions(sentence: Sentence, setting: Setting) -> list[Reading]:
    """The times of a sentence in text order; the setting moves on with what they name."""
    text = lowered(sentence.text)
    rules = rules_for(FAMILIES, text)
    if not rules:
        return []
    readings: list[Reading] = []
    for hit in search(rules, text):
        reading = _read(sentence, text, hit, setting)
        if reading is None:
            continue
        while readings and readings[-1].end > reading.start:
            readings.pop()
        readings.append(reading)
        _move_on(setting, reading, sentence.start + reading.start)
    return _joined(text, readings)


def _read(sentence: Sentence, text: str, hit: Hit[Expression], setting: Setting) -> Reading | None:
    start, end = sentence.start + hit.start, sentence.start + hit.end
    if not plausible(hit.rule, sentence, text[hit.start : hit.end], start, end):
        return None
    setting.direction = partial(direction, sentence, start, end, hit.rule != "weekday")
    try:
        meaning = hit.value(setting)
    except (ValueError, OverflowError, LookupError):  # beyond the years that a calendar knows
        return None
    if meaning is None:
        return None
    wide = widened(text, hit.start, meaning, setting.today)
    return Reading(wide[0], hit.end, hit.rule, wide[1]) if wide else Reading(hit.start, hit.end, hit.rule, meaning)


def _move_on(setting: Setting, reading: Reading, place: int) -> None:
    """What was read is what later expressions lean on; a full date in the dateline is the day of the report."""
    period = reading.meaning.period
    if period is not None:
        if setting.today is None and period.unit == "day" and place < HEAD:
            setting.today = period.first
        setting.anchor = period
        setting.day = period if period.unit == "day" else setting.day
        if reading.rule == "quarter" and (setting.quarter is None or _ended(period, setting)):
            setting.quarter = period
    elif reading.meaning.timex in ("P9M", "P6M"):
        setting.quarter = None


def _ended(period: Period, setting: Setting) -> bool:
    return setting.today is not None and period.last < setting.today


def _joined(text: str, readings: list[Reading]) -> list[Reading]:
    """An hour takes the day that stands nearest in its sentence, and becomes one with it where nothing parts them."""
    out: list[Reading] = []
    for reading, before, after in zip(readings, _days_before(readings), _days_after(readings), strict=True):
        if reading.rule in clock.NAMES:
            day = min(filter(None, (before, after)), key=reading.gap, default=reading)
            reading = replace(reading, meaning=_on_day(reading.meaning, day.meaning))
        elif out and _is_day(reading) and out[-1].rule == "hour" and ON.fullmatch(text, out[-1].end, reading.start):
            reading = replace(out.pop(), end=reading.end)
        out.append(reading)
    return out


def _is_day(reading: Reading) -> bool:
    period = reading.meaning.period
    return period is not None and period.unit == "day" and reading.rule not in clock.NAMES


def _days_before(readings: Iterable[Reading]) -> list[Reading | None]:
    """For each reading, the last day named before it."""
    days: list[Reading | None] = []
    last = None
    for reading in readings:
        days.append(last)
        last = reading if _is_day(reading) else last
    return days


def _days_after(readings: list[Reading]) -> list[Reading | None]:
    """For each reading, the next day named behind it."""
    return _days_before(reversed(readings))[::-1]


def _on_day(hour: Meaning, day: Meaning) -> Meaning:
    if day.period is None or hour.timex is None:
        return hour
    return dated(day.period, "time", f"{day.period.value}T{hour.timex.rpartition('T')[2]}")
