"""Rules of the clock: "9 a.m. EST", "0735 GMT", "noon"."""

from __future__ import annotations

import re

from onrecord.find.times.families import FIGURES, Family, words_of
from onrecord.find.times.meaning import Expression, Meaning, Setting, dated
from onrecord.find.times.periods import period
from onrecord.find.times.vocabulary import TIMES_OF_DAY, pattern
from onrecord.language.rules import Rule


def at(clock: str) -> Expression:
    """An hour of the day named last in the paragraph, else of the day of the report; `clock` is HH:MM."""

    def resolve(setting: Setting) -> Meaning:
        day = setting.day or (period("day", setting.today) if setting.today else None)
        return Meaning("time", f"T{clock}") if day is None else dated(day, "time", f"{day.value}T{clock}")

    return resolve


def _hour(match: re.Match[str]) -> Expression | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    half = (match.groupdict().get("half") or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return at(f"{hour:02}:{minute:02}") if hour < 25 and minute < 60 else None


def _named(match: re.Match[str]) -> Expression:
    return at(TIMES_OF_DAY[match["noon"]])


ZONE = r"(?:\s?{zone})"

FAMILIES: tuple[Family, ...] = (
    Family(frozenset({FIGURES}), (
        Rule("hour", pattern(rf"(?P<h>\d{{1,2}})(?:[:.](?P<m>\d\d))?\s?(?P<half>[ap])\.?\s?m\b\.?{ZONE}?"), _hour),
        Rule("hour-24", pattern(rf"(?P<h>\d{{1,2}}):(?P<m>\d\d)(?::\d\d)?(?:\s?(?:hours|hrs))?{ZONE}"), _hour),
        Rule("hour-at", pattern(r"(?<=at\s)(?P<h>\d{1,2}):(?P<m>\d\d)"), _hour),
        Rule("military", pattern(rf"(?P<h>[01]\d|2[0-4])(?P<m>[0-5]\d)(?:\s?(?:hours|hrs)|{ZONE})"), _hour),
    )),
    Family(words_of("clock"), (Rule("noon", pattern("{noon}"), _named),)),
)
NAMES = frozenset(rule.name for family in FAMILIES for rule in family.rules)
