"""Is a match a time after all? Told from the tags and the words around it ("may", "march", "fall", numbers)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from onrecord.find.times.tense import token_at
from onrecord.find.times.vocabulary import SEASONS, SHORT_MONTHS, meanings
from onrecord.language.text import Sentence, Token

REACH = 10  # words on either side that tell whether the text is set like a title
LEADS = meanings("lead")
BEFORE_YEAR, BEFORE_MONTH, BEFORE_SEASON = (
    frozenset(word for word, kinds in LEADS.items() if kind in kinds.split()) for kind in ("year", "month", "season")
)
COUNTED = frozenset(meanings("counted"))
ROUGHLY = frozenset(meanings("rough"))
LASTING = frozenset(meanings("lasting"))
PER = frozenset(meanings("counting"))
UNSURE_MONTHS = ("may", "march")


class Match(NamedTuple):
    """A match: its words in lower case, the token it begins with and the one it ends with, and their sentence."""

    text: str
    first: Token
    last: Token
    sentence: Sentence

    @property
    def before(self) -> Token | None:
        """The token before the match."""
        return self.sentence.tokens[self.first.i - 1] if self.first.i else None

    @property
    def after(self) -> Token | None:
        """The token behind the match."""
        return self.sentence.tokens[self.last.i + 1] if self.last.i + 1 < len(self.sentence.tokens) else None

    def word_before(self) -> str:
        """The word before the match, in lower case, "" where there is none."""
        return self.before.lower if self.before else ""

    def word_after(self) -> str:
        """The word behind the match."""
        return self.after.lower if self.after else ""


def plausible(rule: str, sentence: Sentence, text: str, start: int, end: int) -> bool:
    """Does the match of a rule at start..end of the report stand for a time?"""
    match = Match(text, token_at(sentence, start), token_at(sentence, end - 1), sentence)
    guard = GUARDS.get(rule)
    return (guard is None or guard(match)) and (rule in NAMED or not _is_in_name(match))


def _is_in_name(match: Match) -> bool:
    """Part of a name as in "The Daily Planet": a capital beside a name, in mid-sentence and not in a title."""
    if match.first.i == 0 or not match.last.text[:1].isupper() or match.sentence.heading:
        return False
    beside = [t for t in (match.before, match.after) if t and t.tag.startswith("NNP") and t.text[:1].isupper()]
    near = match.sentence.tokens[max(0, match.first.i - REACH) : match.last.i + REACH]
    words = [t for t in near if t.text[:1].isalpha()]
    return bool(beside) and 2 * sum(t.text[:1].islower() for t in words) > len(words)


def _named(match: Match) -> bool:
    """A name of the calendar is written with a capital."""
    return match.last.text[:1].isupper() or match.first.text[:1].isupper()


def _date(match: Match) -> bool:
    return not any(t.lower in UNSURE_MONTHS and t.text.islower() for t in _tokens(match))


def _tokens(match: Match) -> tuple[Token, ...]:
    return match.sentence.tokens[match.first.i : match.last.i + 1]


def _month(match: Match) -> bool:
    token = match.last
    if not token.text[:1].isupper() or token.ent == "PERSON":
        return False
    if match.first is token and token.lower.rstrip(".") in SHORT_MONTHS:  # Jan is a name too
        return match.word_before() in BEFORE_MONTH
    if match.first is token and token.lower in UNSURE_MONTHS:
        if match.word_before() in BEFORE_MONTH:
            return True
        return token.tag == "NNP" and not token.text.isupper() and match.word_after() not in ("for", "of", "on", "to")
    return True


def _weekday(match: Match) -> bool:
    return "day" in match.text and any("day" in t.lower and t.text[:1].isupper() for t in _tokens(match))


def _season(match: Match) -> bool:
    named = match.text.split()
    if len(named) > 2 or named[0] not in ("the", *SEASONS):
        return match.last.tag[:2] != "VB"
    if match.last.tag[:2] != "NN" or match.last.dep == "compound" or match.word_after() == "of":
        return False
    return match.word_before() in BEFORE_SEASON


def _year(match: Match) -> bool:
    if not match.text[:4].isdigit():
        return True
    year, after = int(match.text[:4]), match.after
    if match.word_after() in COUNTED or match.word_before() in ("no.", "flight", "route", "$", "£", "€"):
        return False
    if after and after.tag == "NNS" and match.word_before() in ROUGHLY:
        return False
    if 1900 <= year < 2060:
        return True
    return match.word_before() in BEFORE_YEAR and not (after and after.tag in ("NNS", "NN", "JJ"))


def _reference(match: Match) -> bool:
    after = match.after
    if match.text.endswith("past"):
        return after is None or after.tag[:2] not in ("NN", "JJ", "CD", "VB")
    if match.text == "recent":
        return match.word_before() not in ("most", "more")
    return True


def _duration(match: Match) -> bool:
    if match.text.endswith("second") or "quarter" in match.text or match.text.endswith("weekend"):
        return match.text[0].isdigit() and "-" in match.text
    if match.text.split()[0] in ("a", "an") or match.text.startswith("a-"):
        before = match.before
        return before is None or not (before.tag in ("CD", "$", "HYPH") or before.lower in PER)
    return True


def _that_quarter(match: Match) -> bool:
    return match.text != "the period" and match.word_after() not in ("of", "-")


def _age(match: Match) -> bool:
    """A 3-year-old war is a time, a 41-year-old war reporter is none."""
    name = None
    for token in match.sentence.tokens[match.last.i + 1 : match.last.i + REACH]:
        if name and not token.tag.startswith("NN"):
            break
        name = token if token.tag.startswith("NN") else name
    return name is not None and name.lower in LASTING


def _holiday(match: Match) -> bool:
    return match.after is None or match.after.tag != "NNP"


def _units(match: Match) -> bool:
    return match.word_after() not in ("-", "old") and not (match.before and match.before.tag == "CD")


def _noon(match: Match) -> bool:
    return match.word_before() != "high"


# Rules whose expressions are names themselves, or figures.
NAMED = frozenset({"month-day", "day-month", "month-year", "month", "weekday", "year", "years", "decade", "season",
                   "holiday", "iso-date", "slash-date", "hour", "hour-24", "hour-at", "military"})
GUARDS: dict[str, Callable[[Match], bool]] = {
    "month-day": _date,
    "day-month": _date,
    "month-year": _named,
    "month": _month,
    "weekday": _weekday,
    "season": _season,
    "year": _year,
    "years": _year,
    "reference": _reference,
    "duration": _duration,
    "that-quarter": _that_quarter,
    "age": _age,
    "holiday": _holiday,
    "units": _units,
    "noon": _noon,
}
