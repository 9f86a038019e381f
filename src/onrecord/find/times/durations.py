"""Rules of durations and of what comes again and again: "the next two weeks", "a 30-year bond", "daily"."""

from __future__ import annotations

import re

from onrecord.find.times.amounts import Amount, amount_of, moved_by
from onrecord.find.times.families import Family, words_of
from onrecord.find.times.meaning import Expression, Meaning, Setting, Step, always, stepped
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
    amount, way = amount_of(match), match["way"]
    if amount is None:
        return None

    def resolve(setting: Setting) -> Meaning:
        today = setting.today
        if today is None or way not in BACK + AHEAD:
            return Meaning("duration", amount.timex)
        if way in BACK:
            return Meaning("duration", amount.timex, moved_by(today, -amount.high, amount.unit), today)
        return Meaning("duration", amount.timex, today, moved_by(today, amount.high, amount.unit))

    return resolve


def _this_past(match: re.Match[str]) -> Expression | None:
    """The past year, the next month: a stretch as well; but in a tale "the next month" follows what was named last."""
    window = _window(match)
    if window is None or match["way"] != "next" or match["unit"] == "hour":
        return window
    following = stepped(match["unit"], Step(1, anchored=True))
    return lambda setting: following(setting) if setting.anchor and setting.direction() == "back" else window(setting)


def _long(match: re.Match[str]) -> Expression:
    return always(Meaning("duration", Amount(1, 1, UNITS[match["unit"]], match["unit"].endswith("s")).timex))


def _each(match: re.Match[str]) -> Expression | None:
    amount = amount_of(match)
    return None if amount is None else always(Meaning("set", amount.timex))


def _rate(match: re.Match[str]) -> Expression:
    return always(Meaning("set", RATES[match["rate"]]))


def _whole(match: re.Match[str]) -> Expression:
    return always(Meaning("duration", Amount(1, 1, UNITS[match["unit"]]).timex))


def _whole_set(match: re.Match[str]) -> Expression:
    return always(Meaning("set", Amount(1, 1, UNITS[match["unit"]]).timex))


AMOUNT = r"{number}(?:(?:\s(?:to|or)\s|\s?[-–]\s?){number2})?"
QUALIFIED = r"(?:[ -](?:more|consecutive|straight|full|whole|trading|business|working|additional|extra|solid))?"
ONE_UNIT = "(?P<unit>hour|week|month|year|decade|century)"
ONE_WORD = frozenset({"daylong", "nightlong", "weeklong", "monthlong", "yearlong", "decadelong"})
WAY = "(?P<way>last|past|previous|recent|preceding|latest|next|coming|following|first|final|year-earlier)"

FAMILIES: tuple[Family, ...] = (
    Family(words_of("unit"), (
        Rule("duration", pattern(rf"(?:the )?{AMOUNT}{QUALIFIED}[- ]{{unit}}(?![ -]+old)"), _plain),
        Rule("window", pattern(rf"(?:the )?{WAY} {AMOUNT}[- ](?:or more )?(?:trading |business )?{{unit}}"), _window),
        Rule("this-past", pattern(rf"the (?P<way>last|past|next|coming) {ONE_UNIT}"), _this_past),
        Rule("units", pattern("(?P<unit>years|months|weeks|decades|days|centuries)"), _bare),
        Rule("long", pattern("{unit}[- ]long"), _long),
        Rule("age", pattern("{number}-{unit}-old(?= (?:[a-z-]+ )?{lasting})"), _plain),
        Rule("year-ended", pattern("the {unit}(?=,? end)"), _whole),
        Rule("whole", pattern("the (?:full|fiscal|whole|entire) {unit}"), _whole),
        Rule("each", pattern("(?:each|every) (?:{number} )?{unit}"), _each),
        Rule("times-a", pattern("(?:once|twice|(?:{number} )?times) (?:an?|per|each|every) {unit}"), _whole_set),
    )),
    Family(ONE_WORD, (Rule("long", pattern("(?P<unit>day|night|week|month|year|decade)long"), _long),)),
    Family(words_of("rate"), (Rule("rate", pattern("{rate}"), _rate),)),
)
