"""Rules of the calendar: days, months, years, decades, centuries, seasons, quarters, holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]  # it ships no types

from onrecord.find.times.families import FIGURES, Family, words_of
from onrecord.find.times.meaning import (
    Expression,
    InYear,
    Meaning,
    Setting,
    Step,
    always,
    dated,
    in_some_year,
)
from onrecord.find.times.periods import Period, moved, period, season
from onrecord.find.times.vocabulary import (
    DECADES,
    SEASONS,
    meanings,
    month_number,
    ordinal,
    pattern,
    spaced,
    year_number,
)
from onrecord.language.rules import Rule

HOLIDAYS = meanings("holiday")
EACH = ("each", "every")


def yearly(match: re.Match[str], in_year: InYear, unknown: str) -> Expression | None:
    """What recurs each year, in the year that the match names, by its number or its step, or each year."""
    groups = match.groupdict()
    if groups.get("which") in EACH:
        return always(Meaning("set", unknown))
    number = next(filter(None, map(groups.get, ("year", "year2", "shortyear", "wordyear"))), None)
    if number:
        return _existing(in_year, year_number(number))
    relative = groups.get("rel") or groups.get("rel2")
    if relative:
        return _in_step(in_year, Step.of(relative))
    which = groups.get("which")
    return in_some_year(in_year, unknown, Step.of(which) if which else None)


def _existing(in_year: InYear, year: int) -> Expression | None:
    try:
        return always(dated(in_year(year)))
    except ValueError:  # 30 February
        return None


def _in_step(in_year: InYear, step: Step) -> Expression:
    def resolve(setting: Setting) -> Meaning:
        base = step.base(setting, "year")
        return Meaning("date", None) if base is None else dated(in_year(base.year + step.count))

    return resolve


def _day(match: re.Match[str]) -> Expression | None:
    month, day = month_number(match["month"]), ordinal(match["day"])
    last = ordinal(match["daynumber"]) if match["daynumber"] else day

    def in_year(year: int) -> Period:
        first, end = date(year, month, day), date(year, month, last)
        return period("day", first) if end <= first else Period("day", first, end, f"{first}/{end}")

    try:
        in_year(2000)
    except ValueError:
        return None
    return yearly(match, in_year, f"XXXX-{month:02}-{day:02}")


def _numbers(match: re.Match[str]) -> Expression | None:
    """A date in figures: 2029-11-04, 11/04/2029 as in American papers (but 23/11/2029), 04.11.2029."""
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    year += 0 if year > 99 else 1900 if year >= 50 else 2000
    if month > 12 or match.groupdict().get("s") == ".":
        month, day = day, month
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


def _year(match: re.Match[str]) -> Expression:
    return _whole_year(match["year"])


def _years(match: re.Match[str]) -> Expression | None:
    """1992-95, 1992-1995; but the end of the one century and the beginning of the next are written in full."""
    begin = int(match["year"])
    end = int(match["to"]) if len(match["to"]) == 4 else begin // 100 * 100 + int(match["to"])
    if not begin < end <= begin + 200:
        return None
    first, last = date(begin, 1, 1), date(end, 12, 31)
    return always(dated(Period("year", first, last, f"{begin}/{end}")))


def _year_in_words(match: re.Match[str]) -> Expression:
    return _whole_year(match["wordyear"])


def _whole_year(text: str) -> Expression:
    return always(dated(period("year", date(year_number(text), 1, 1))))


def _decade(match: re.Match[str]) -> Expression:
    return _ten_years(match["decades"] or f"19{match['tens']}0")


def _decade_in_words(match: re.Match[str]) -> Expression:
    return _ten_years(f"19{DECADES[match['decade']]}0")


def _ten_years(first: str) -> Expression:
    return always(dated(period("decade", date(int(first), 1, 1))))


def _century(match: re.Match[str]) -> Expression | None:
    number = ordinal(match["ordinal"])
    if not 1 < number <= 30:
        return None
    return always(dated(period("century", date(number * 100 - 100, 1, 1))))


def _quarter(match: re.Match[str]) -> Expression | None:
    first_month = ordinal(match["fourth"]) * 3 - 2
    named = yearly(match, lambda year: period("quarter", date(year, first_month, 1)), f"XXXX-Q{first_month // 3 + 1}")
    return named if named is None or not match["before"] else _a_year_before(named)


def _a_year_before(named: Expression) -> Expression:
    def resolve(setting: Setting) -> Meaning | None:
        meaning = named(setting)
        return dated(meaning.period.shift(-4)) if meaning and meaning.period else meaning

    return resolve


def _that_quarter(match: re.Match[str]) -> Expression:
    """The quarter that the report speaks of, or the same one a year before or of a given year."""
    groups = match.groupdict()

    def resolve(setting: Setting) -> Meaning:
        base = setting.quarter
        if base is None and setting.today:
            base = period("quarter", setting.today).shift(-1)
        if base is None:
            return Meaning("date", None)
        if groups.get("before") or groups.get("last"):
            return dated(base.shift(-4))
        if groups.get("year"):
            return dated(period("quarter", base.first.replace(year=int(groups["year"]))))
        return dated(base)

    return resolve


def _half(match: re.Match[str]) -> Expression | None:
    edge = "half1" if match["half"] == "first" else "half2"
    return yearly(match, lambda year: period("year", date(year, 1, 1)).narrow(edge), f"XXXX-H{edge[-1]}")


def _holiday(match: re.Match[str]) -> Expression | None:
    rule = HOLIDAYS[spaced(match["holiday"]).replace("’", "'")]
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


YEAR_OF = r"(?P<rel>last|this|next|that|the same|the current|the following|the previous) year(?:['’]s)?"
OF_REL = YEAR_OF.replace("rel", "rel2")
WEEKDAY = "(?:{weekday},? (?:the )?)?"
TO_DAY = r"(?:\s?[-–]\s?{daynumber})?"
TAIL = r"(?:,? {year}|,? {shortyear}(?=\s?[(,.;-]|\s*$)|,? " + YEAR_OF + ")?"
OF_YEAR = rf"(?:,? (?:of )?(?:in )?(?:{{year}}|{{wordyear}}|{YEAR_OF}))"
BEFORE = "(?P<before>year[- ](?:earlier|ago|before))"
FISCAL = "(?:fiscal[- ]|latest |current )?"
FOURTH = "(?P<fourth>first|second|third|fourth)"
NAMES_OF_MONTHS = words_of("month", "short_month")
IN_WORDS = frozenset({"eighteen", "nineteen", "twenty"})
RELATIVE = "last|next|this|this past|this coming|the following|the previous|each|every"

FAMILIES: tuple[Family, ...] = (
    Family(NAMES_OF_MONTHS, (
        Rule("month-day", pattern(rf"{WEEKDAY}{{month}} (?:the )?{{day}}{TO_DAY}" + TAIL), _day),
        Rule("day-month", pattern(rf"{WEEKDAY}(?:the )?{{day}}{TO_DAY}(?: of)? {{month}}" + TAIL), _day),
        Rule("month-year", pattern("{month}" + OF_YEAR), _month),
        Rule("month", pattern(rf"(?:(?P<which>{RELATIVE}) )?{{month}}"), _month),
    )),
    Family(frozenset({FIGURES}), (
        Rule("iso-date", pattern(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!-)"), _numbers),
        Rule("slash-date", pattern(r"(?P<m>\d{1,2})(?P<s>[/.])(?P<d>\d{1,2})(?P=s)(?P<y>\d{4}|(?<=/)\d\d)"), _numbers),
        Rule("year", pattern(r"(?:(?:post|pre)-|the (?:fiscal )?year |fiscal (?:year )?)?{year}(?![-–]\d\d-)"), _year),
        Rule("years", pattern(r"{year}\s?[-–]\s?(?P<to>\d{4}|\d\d)(?![-–]\d)"), _years),
        Rule("decade", pattern(r"(?:the )?(?P<decades>1\d\d0|20\d0)['’]?s|(?<=['’‘])(?P<tens>\d)0['’]?s"), _decade),
    )),
    Family(IN_WORDS, (Rule("year-in-words", pattern("{wordyear}"), _year_in_words),)),
    Family(words_of("decade"), (Rule("decade", pattern("the {decade}"), _decade_in_words),)),
    Family(frozenset({"century"}), (Rule("century", pattern("(?:the )?{ordinal}[- ]century"), _century),)),
    Family(words_of("season"), (
        Rule("season", pattern(rf"(?:(?:the )?(?P<which>{RELATIVE}) |the )?{{season}}{OF_YEAR}?"), _season),
    )),
    Family(frozenset({"quarter", "period", "earlier", "ago"}), (
        Rule("quarter", pattern(rf"(?:(?:the|its|their|{YEAR_OF}|{{year}}) )?(?:{BEFORE} )?{FISCAL}{FOURTH}[- ]"
                                rf"(?:fiscal )?quarter(?: (?:of )?(?:{{year2}}|{OF_REL}))?"), _quarter),
        Rule("that-quarter", pattern(rf"the (?:(?:latest|corresponding|{BEFORE}|{{year}}) )?(?:fiscal )?"
                                     r"(?:quarter|period)(?:,? (?P<last>last year))?"), _that_quarter),
        Rule("quarter-of", pattern("(?:(?P<last>last)|this) year['’]s (?:quarter|period)"), _that_quarter),
        Rule("year-before", pattern("year-(?P<before>earlier|ago)"), _that_quarter),
    )),
    Family(frozenset({"half"}), (
        Rule("half-year", pattern("(?:the )?(?P<half>first|second|last|latter) half of (?:the (?:year )?)?"
                                  rf"(?:{{year}}|{YEAR_OF})"), _half),
    )),
    Family(words_of("holiday"), (
        Rule("holiday", pattern(rf"(?:(?P<which>{RELATIVE}) )?{{holiday}}{OF_YEAR}?"), _holiday),
    )),
)
