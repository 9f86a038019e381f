"""Rules of durations and of what comes again and again: "the next two weeks", "a 30-year bond", "daily"."""

from __future__ import annotations

import re

from onrecord.find.times.amounts import Amount, amount_of, moved_by
from onrecord.find.times.meaning import Expression, Meaning, Setting, always
from onrecord.find.times.vocabulary import UNITS, meanings, pattern
from onrecord.language.rules import Rule

RATES = meanings("rate")
BACK = ("last", "past", "previous", "recent", "preceding", "latest")
AHEAD = ("next", "coming", "following")


def _plain(match: re.Match[str]) -> Expression | None:
    amount = amount_of(match)
    if amount is None or amount.low <= 0:
        return None
    return always(Meaning("duration", amount.timex))


def _bare(match: re.Match[str]) -> Expression | None:
    """Years, for weeks: some of them."""
    return always(Meaning("duration", Amount(2, 2, UNITS[match["unit"]], vague=True).timex))


def _window(match: re.Match[str]) -> Expression | None:
    """The past two weeks, the next three months: a stretch that ends or begins on the day of the report."""
    number = match["number"]
    amount = amount_of(match) if number else Amount(1, 1, UNITS[match["unit"]])
    if amount is None:
        return None
    way = match["way"]

    def resolve(setting: Setting) -> Meaning:
        today = setting.today
        if today is None or way not in BACK + AHEAD:
            return Meaning("duration", amount.timex)
        if way in BACK:
            return Meaning("duration", amount.timex, moved_by(today, -amount.high, amount.unit), today)
        return Meaning("duration", amount.timex, today, moved_by(today, amount.high, amount.unit))

    return resolve


def _long(match: re.Match[str]) -> Expression:
    if match["unit"].endswith("s"):
        return _bare(match)
    return always(Meaning("duration", Amount(1, 1, UNITS[match["unit"]]).timex))


def _each(match: re.Match[str]) -> Expression | None:
    amount = amount_of(match) if match["number"] else Amount(1, 1, UNITS[match["unit"]])
    return None if amount is None else always(Meaning("set", amount.timex))


def _rate(match: re.Match[str]) -> Expression:
    return always(Meaning("set", RATES[match["rate"]]))


def _full(match: re.Match[str]) -> Expression:
    return always(Meaning("duration", Amount(1, 1, UNITS[match["unit"]]).timex))


AMOUNT = r"{number}(?:(?:\s(?:to|or)\s|\s?[-–]\s?){number2})?"
QUALIFIED = r"(?:[ -](?:more|consecutive|straight|full|whole|trading|business|working|additional|extra|solid))?"
WAY = "(?P<way>last|past|previous|recent|preceding|latest|next|coming|following|first|final|year-earlier)"

RULES: tuple[Rule[Expression], ...] = (
    Rule("duration", pattern(rf"(?:the )?{AMOUNT}{QUALIFIED}[ -]{{unit}}(?![ -]+old)"), _plain),
    Rule("window", pattern(rf"(?:the )?{WAY} (?:{AMOUNT}[ -])(?:or more )?(?:trading |business )?{{unit}}"), _window),
    Rule("this-past", pattern(r"the (?P<way>last|past|next|coming) (?P<number>)?{unit}"), _window),
    Rule("units", pattern("(?P<unit>years|months|weeks|decades|days|centuries)"), _bare),
    Rule("long", pattern("{unit}[- ]?long"), _long),
    Rule("age", pattern(r"{number}-{unit}-old(?= (?:[a-z-]+ )?{lasting})"), _plain),
    Rule("whole", pattern(r"the (?:full|fiscal|whole|entire) {unit}"), _full),
    Rule("each", pattern(r"(?:each|every) (?:{number} )?{unit}"), _each),
    Rule("times-a", pattern(r"(?:once|twice|(?:{number} )?times) (?:an?|per|each|every) {unit}"), _full),
    Rule("rate", pattern("{rate}"), _rate),
)
