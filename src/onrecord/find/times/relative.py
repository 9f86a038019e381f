"""Rules of times told from the day of the report or from the period named last: weekdays, "last week", "a year ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.find.times.amounts import Amount, amount_of, moved_by
from onrecord.find.times.families import Family, words_of
from onrecord.find.times.meaning import Expression, Meaning, Setting, Step, always, dated, stepped
from onrecord.find.times.periods import period, weekday_near
from onrecord.find.times.vocabulary import PARTS, UNITS, WEEKDAYS, meanings, pattern, spaced
from onrecord.language.rules import Rule

REFERENCES = meanings("reference")
DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
THURSDAY = 3  # from then on "the weekend" may be the coming one
FINE_UNITS = ("second", "minute", "hour")


def of_part(meaning: Meaning, part: str | None) -> Meaning:
    """The morning, evening … of a day."""
    if part is None or meaning.period is None or meaning.period.unit != "day":
        return meaning
    return dated(meaning.period, "time", f"{meaning.timex}T{PARTS[part]}")


def _weekday(match: re.Match[str]) -> Expression | None:
    number, which, part = WEEKDAYS[match["weekday"]], match["which"], match["part"]
    if which in ("each", "every") or match["plural"]:
        return always(Meaning("set", f"XXXX-WXX-{number + 1}"))
    step = Step.of(which) if which else None

    def resolve(setting: Setting) -> Meaning:
        base = step.base(setting, "week") if step else setting.today
        if base is None:
            return Meaning("date", f"XXXX-WXX-{number + 1}")
        return of_part(dated(period("day", _that_weekday(base, number, step, setting))), part)

    return resolve


def _that_weekday(base: date, number: int, step: Step | None, setting: Setting) -> date:
    if step and step.count < 0:
        return weekday_near(base - timedelta(1), number, ahead=False)
    if step and step.count > 0:
        return weekday_near(base + timedelta(1), number, ahead=True)
    if step:
        return weekday_near(base, number, ahead=True)
    is_tomorrow = (number - base.weekday()) % 7 == 1  # six days back is told with its date, tomorrow is not
    return weekday_near(base, number, is_tomorrow or setting.direction() == "ahead")


def _near_day(match: re.Match[str]) -> Expression:
    steps, part = DAYS[spaced(match["near"])], match["part"]
    named = stepped("day", Step(steps))
    return lambda setting: of_part(named(setting), part)


def _tonight(match: re.Match[str]) -> Expression:
    return lambda setting: of_part(stepped("day", Step(0))(setting), "night")


def _overnight(match: re.Match[str]) -> Expression:
    """The night that ended on the day of the report."""

    def resolve(setting: Setting) -> Meaning:
        if setting.today is None:
            return Meaning("time", "TNI")
        before = setting.today - timedelta(1)
        return Meaning("time", f"{before}TNI", before, setting.today, period("day", before))

    return resolve


def _that_part(match: re.Match[str]) -> Expression | None:
    """This morning, last night, the next evening."""
    step = Step.of(match["which"])
    return lambda setting: of_part(stepped("day", step)(setting), match["part"])


def _unit(match: re.Match[str]) -> Expression | None:
    """Last week, this year, the following day; but no "this day", and the quarters of a report have their own rule."""
    unit, step = UNITS[match["unit"]], Step.of(match["which"])
    plural, unfit = match["unit"].endswith("s"), "quarter" if step.anchored else "day"
    return None if plural or unit in (*FINE_UNITS, "fortnight", unfit) else stepped(unit, step)


def _this(match: re.Match[str]) -> Expression:
    return stepped(UNITS[match["unit"]], Step(0))


def _weekend(match: re.Match[str]) -> Expression:
    def resolve(setting: Setting) -> Meaning:
        if setting.today is None:
            return Meaning("date", "XXXX-WXX-WE")
        this, weekday = period("weekend", setting.today), setting.today.weekday()
        ahead = weekday > THURSDAY or (weekday == THURSDAY and setting.direction() == "ahead")
        return dated(this if ahead else this.shift(-1))

    return resolve


def _ago(match: re.Match[str]) -> Expression | None:
    amount = amount_of(match)
    return None if amount is None else lambda setting: _away(amount, setting.today, -1, setting)


def _hence(match: re.Match[str]) -> Expression | None:
    amount = amount_of(match)
    return None if amount is None else lambda setting: _away(amount, setting.today, 1, setting)


def _away(amount: Amount, base: date | None, sign: int, setting: Setting) -> Meaning:
    """So much before or after a day, as exactly as the unit tells: two years ago is a year, ten days ago a day."""
    reference = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if base is None:
        return Meaning("date", reference if amount.vague else None)
    one, two = moved_by(base, amount.low * sign, amount.unit), moved_by(base, amount.high * sign, amount.unit)
    grain = amount.grain
    if amount.unit == "year" and amount.low == amount.high == 1 and sign < 0 and setting.quarter:
        return dated(setting.quarter.shift(-4))
    near, far = period(grain, one), period(grain, two)
    if amount.vague:
        first, last = sorted((near, far), key=lambda p: p.first)
        return Meaning("date", reference, first.first, last.last)
    return dated(near)


def _apart(match: re.Match[str]) -> Expression | None:
    """Two days later: the quantity, which leads to a day told from the one named last."""
    amount = amount_of(match)
    if amount is None:
        return None
    sign = 1 if match["way"] in ("later", "afterwards", "afterward", "after that") else -1

    def resolve(setting: Setting) -> Meaning:
        base = setting.anchor.first if setting.anchor and setting.anchor.tells(amount.grain) else None
        if sign < 0 and amount.unit == "year" and amount.low == amount.high == 1:
            return _year_earlier(setting)
        if base is None:
            return Meaning("duration", amount.timex)
        led = _away(amount, base, sign, Setting())
        return Meaning("duration", amount.timex, led.first, led.last, led.period)

    return resolve


def _year_earlier(setting: Setting) -> Meaning:
    if setting.quarter:
        return dated(setting.quarter.shift(-4))
    day = setting.anchor.first if setting.anchor and setting.anchor.unit != "quarter" else setting.today
    return Meaning("date", None) if day is None else dated(period("year", day).shift(-1))


def _reference(match: re.Match[str]) -> Expression:
    return always(Meaning("date", REFERENCES[spaced(match["reference"])]))


def _plural_reference(match: re.Match[str]) -> Expression:
    """Recent years, coming weeks, years ago."""
    value = "FUTURE_REF" if match["way"] == "coming" else "PAST_REF"
    return always(Meaning("date", value))


AMOUNT = r"{number}(?:(?:\s(?:to|or)\s|\s?[-–]\s?){number2})?[ -]{unit}"

WHICH_DAY = ("last|next|this|coming|this coming|this past|the following|the next|the previous|upcoming|every|each|"
             "the last|the coming")

NAMES_OF_DAYS = words_of("weekday") | frozenset(f"{day}s" for day in WEEKDAYS)

FAMILIES: tuple[Family, ...] = (
    Family(NAMES_OF_DAYS, (
        Rule("weekday", pattern(rf"(?:(?P<which>{WHICH_DAY}) )?{{weekday}}(?P<plural>s)?(?: {{part}})?"), _weekday),
    )),
    Family(frozenset({"today", "yesterday", "tomorrow", "tonight", "overnight"}), (
        Rule("near-day", pattern("(?P<near>the day before yesterday|the day after tomorrow|today|yesterday|tomorrow)"
                                 "(?: {part})?"), _near_day),
        Rule("tonight", pattern("tonight"), _tonight),
        Rule("overnight", pattern("overnight"), _overnight),
    )),
    Family(words_of("part"), (Rule("part-of-day", pattern("{which} {part}"), _that_part),)),
    Family(words_of("unit"), (
        Rule("unit", pattern("{which} (?:calendar |fiscal |financial )?{unit}"), _unit),
        Rule("for-unit", pattern(r"(?<=for\s)the (?P<unit>week|month|year)(?!,? end)"), _this),
        Rule("year-end", pattern("(?P<unit>year)[- ]end"), _this),
        Rule("weekend", pattern("the weekend"), _weekend),
        Rule("plural-reference", pattern("(?:the )?(?P<way>recent|coming|past|previous) "
                                         "(?:days|weeks|months|years|decades)"), _plural_reference),
    )),
    Family(frozenset({"ago"}), (
        Rule("ago", pattern(AMOUNT + " ago"), _ago),
        Rule("long-ago", pattern("(?P<way>years|decades|months|weeks|days|hours) ago"), _plural_reference),
    )),
    Family(frozenset({"now", "hence", "today"}), (
        Rule("hence", pattern(AMOUNT + " (?:from now|hence|from today)"), _hence),
    )),
    Family(frozenset({"earlier", "later", "afterward", "afterwards", "after", "before"}), (
        Rule("apart", pattern(AMOUNT + r" (?P<way>earlier|later|afterwards?|after that|before that)"), _apart),
    )),
    Family(words_of("reference"), (Rule("reference", pattern("{reference}"), _reference),)),
)
