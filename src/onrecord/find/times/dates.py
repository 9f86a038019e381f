"""Rules of the calendar: days, months, years, decades, centuries, seasons, quarters, holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import easter

from onrecord.find.times.meaning import (
    Expression, InYear, Meaning, Setting, Step, always, dated, in_some_year,
)
from onrecord.find.times.periods import Period, moved, period, season
from onrecord.find.times.vocabulary import (
    DECADES, SEASONS, WHICH, meanings, month_number, ordinal, pattern, year_number,
)
from onrecord.language.rules import Rule

HOLIDAYS = meanings("holiday")
EACH = ("each", "every")
REL = r"(?P<rel>last|this|next|that|the same|the current|the following|the previous) year(?:'s|’s)?"
ANY_YEAR = rf"(?:{{year}}|{REL})"


def yearly(match: re.Match[str], in_year: InYear, unknown: str) -> Expression | None:
    """What recurs each year, in the year that the match names, by its number or its step, or each year."""
    groups = match.groupdict()
    if groups.get("which") in EACH:
        return always(Meaning("set", unknown))
    number = next(filter(None, map(groups.get, ("year", "year2", "shortyear", "wordyear"))), None)
    if number:
        return _existing(in_year, year_number(number))
    if groups.get("rel"):
        return _in_step(in_year, Step.of(WHICH[_words(groups["rel"])]))
    which = groups.get("which")
    return in_some_year(in_year, unknown, Step.of(WHICH[_words(which)]) if which else None)


def _words(text: str) -> str:
    return " ".join(text.split())


def _existing(in_year: InYear, year: int) -> Expression | None:
    try:
        return always(dated(in_year(year)))
    except ValueError:  # 30 February
        return None


def _in_step(in_year: InYear, step: Step) -> Expression:
    def resolve(setting: Setting) -> Meaning:
        base = step.base(setting)
        return Meaning("date", None) if base is None else dated(in_year(base.year + step.count))

    return resolve


def _day(match: re.Match[str]) -> Expression | None:
    month, day = month_number(match["month"]), ordinal(match["day"])
    last = ordinal(match["daynumber"]) if match["daynumber"] else day
    if day > 31 or last > 31:
        return None

    def in_year(year: int) -> Period:
        first, end = date(year, month, day), date(year, month, last)
        return period("day", first) if end <= first else Period("day", first, end, f"{first}/{end}")

    try:
        in_year(2000)
    except ValueError:
        return None
    return yearly(match, in_year, f"XXXX-{month:02}-{day:02}")


def _numbers(match: re.Match[str]) -> Expression | None:
    """A date in figures: the year first, or month, day and year as in American papers, else day and month."""
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    year += 0 if year > 99 else 1900 if year >= 50 else 2000
    month, day = (day, month) if month > 12 else (month, day)
    try:
        return always(dated(period("day", date(year, month, day))))
    except ValueError:
        return None


def _month(match: re.Match[str]) -> Expression | None:
    month = month_number(match["month"])
    return yearly(match, lambda year: period("month", date(year, month, 1)), f"XXXX-{month:02}")


def _season(match: re.Match[str]) -> Expression | None:
    code = SEASONS[match["season"]]
    return yearly(match, lambda year: season(year, code), f"XXXX-{code}")


def _year(match: re.Match[str]) -> Expression | None:
    number = year_number(match["year"] if "year" in match.groupdict() else match["wordyear"])
    return always(dated(period("year", date(number, 1, 1))))


def _decade(match: re.Match[str]) -> Expression | None:
    digits = match["decades"] or f"19{match['tens'] or DECADES[match['decade']]}"
    return always(dated(period("decade", date(int(digits[:3]) * 10, 1, 1))))


def _century(match: re.Match[str]) -> Expression | None:
    number = ordinal(match["ordinal"])
    if not 1 < number <= 30:
        return None
    return always(dated(period("century", date(number * 100 - 100, 1, 1))))


def _quarter(match: re.Match[str]) -> Expression | None:
    number = ordinal(match["q"])

    def in_year(year: int) -> Period:
        return period("quarter", date(year, number * 3 - 2, 1))

    named = yearly(match, in_year, f"XXXX-Q{number}")
    if named is None or match["before"] is None:
        return named
    return lambda setting: _year_before(named(setting))


ORDINAL_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _year_before(meaning: Meaning) -> Meaning:
    return dated(meaning.period.shift(-4)) if meaning.period else meaning


def _that_quarter(match: re.Match[str]) -> Expression | None:
    """The quarter that the report speaks of, or the same one a year before or of a given year."""

    def resolve(setting: Setting) -> Meaning:
        base = setting.quarter
        if base is None and setting.today:
            base = period("quarter", setting.today).shift(-1)
        if base is None:
            return Meaning("date", None)
        if match["before"]:
            return dated(base.shift(-4))
        if match["year"]:
            return dated(period("quarter", base.first.replace(year=int(match["year"]))))
        return dated(base)

    return resolve


def _half(match: re.Match[str]) -> Expression | None:
    edge = "half1" if match["half"] == "first" else "half2"
    return yearly(match, lambda year: period("year", date(year, 1, 1)).narrow(edge), f"XXXX-H{edge[-1]}")


def _holiday(match: re.Match[str]) -> Expression | None:
    rule = HOLIDAYS[re.sub(r"\s+", " ", match["holiday"].replace("’", "'"))]
    return yearly(match, lambda year: period("day", holiday(year, rule)), "XXXX-XX-XX")


def holiday(year: int, rule: str) -> date:
    """The day of a holiday in a year, by the rule that the lexicon gives."""
    if "/" in rule:
        month, weekday, nth = (int(part) for part in rule.split("/"))
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if rule[0].isdigit() and "-" in rule:
        return date(year, *(int(part) for part in rule.split("-")))
    return moved(easter(year), "day", int(rule))


TAIL = r"(?:,? {year}|,?\s+{shortyear}(?=\s?[(,.;-]|\s*$)|,? " + REL + r")?"
WEEKDAY_BEFORE = r"(?:{weekday},? (?:the )?)?"
OF_YEAR = rf"(?:,? (?:of )?(?:in )?(?:{{year}}|{{wordyear}}|{REL}))"
BEFORE = r"(?P<before>year[- ](?:earlier|ago)|year-before)"
FISCAL = r"(?:fiscal[- ]|latest |current )?"
Q = r"(?P<q>first|second|third|fourth)"

RULES: tuple[Rule[Expression], ...] = (
    Rule("month-day", pattern(WEEKDAY_BEFORE + r"{month} (?:the )?{day}(?:\s?[-–]\s?{daynumber})?" + TAIL), _day),
    Rule("day-month", pattern(WEEKDAY_BEFORE + r"(?:the )?{day}(?:\s?[-–]\s?{daynumber})?(?: of)? {month}" + TAIL), _day),
    Rule("iso-date", pattern(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!-)"), _numbers),
    Rule("slash-date", pattern(r"(?P<m>\d{1,2})(?P<s>[/.])(?P<d>\d{1,2})(?P=s)(?P<y>\d{4}|\d\d)"), _numbers),
    Rule("month-year", pattern(r"{month}" + OF_YEAR), _month),
    Rule("month", pattern(r"(?:(?P<which>last|next|this|this past|this coming|the following|the previous|each|every) )?{month}"), _month),
    Rule("year", pattern(r"(?:(?:post|pre)-)?(?:the (?:fiscal )?year |fiscal (?:year )?)?{year}"), _year),
    Rule("year-in-words", pattern(r"{wordyear}"), _year),
    Rule("decade", pattern(r"(?:the )?(?:(?P<decades>1\d\d0|20\d0)['’]?s|['’‘](?P<tens>\d)0['’]?s)|the {decade}"), _decade),
    Rule("century", pattern(r"(?:the )?{ordinal}[- ]century"), _century),
    Rule("season", pattern(r"(?:(?:the )?(?P<which>last|next|this|this past|this coming|the following|the previous|each|every)|the)? ?{season}" + OF_YEAR + "?"), _season),
    Rule("quarter", pattern(rf"(?:(?:the|its|their|{REL}|{{year}}) )?(?:{BEFORE} )?{FISCAL}{Q}[- ](?:fiscal )?quarter(?: (?:of )?(?:{{year2}}))?"), _quarter),
    Rule("that-quarter", pattern(rf"the (?:(?:latest|corresponding|{BEFORE}|{{year}}) )?(?:fiscal )?(?:quarter|period)"), _that_quarter),
    Rule("year-before", pattern(r"year-(?P<before>earlier|ago)(?P<year>)"), _that_quarter),
    Rule("half-year", pattern(r"(?:the )?(?P<half>first|second|last|latter) half of (?:the (?:year )?)?" + ANY_YEAR), _half),
    Rule("holiday", pattern(r"(?:(?P<which>last|next|this|each|every) )?{holiday}" + OF_YEAR + "?"), _holiday),
)
