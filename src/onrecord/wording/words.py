"""How codes of the contract are said to people: acts, statuses, bounds, dates."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from onrecord.model import Figure, Number, Span, Statement

Told = TypeVar("Told", bound=Span)


class Word(NamedTuple):
    """A code in words, a sign of one column for it, and a tone that a view may colour by."""

    text: str
    sign: str
    tone: str


ACTS = {
    "assert": Word("says", "•", "plain"),
    "confirm": Word("confirms", "✓", "good"),
    "deny": Word("denies", "✗", "bad"),
    "decline": Word("declines to say", "–", "mute"),
    "doubt": Word("doubts", "?", "warn"),
    "imply": Word("implies", "≈", "plain"),
    "predict": Word("predicts", "›", "ahead"),
    "promise": Word("promises", "›", "ahead"),
    "order": Word("orders", "!", "force"),
    "demand": Word("demands", "!", "force"),
    "threaten": Word("threatens", "!", "bad"),
    "ask": Word("asks", "?", "plain"),
    "praise": Word("praises", "+", "good"),
    "condemn": Word("condemns", "−", "bad"),
    "revise": Word("revises", "±", "warn"),
    "unknown": Word("does not know", "?", "mute"),
}
STATUSES = {
    "happened": Word("happened", "●", "plain"),
    "ongoing": Word("ongoing", "◐", "good"),
    "planned": Word("planned", "○", "ahead"),
    "expected": Word("expected", "○", "ahead"),
    "possible": Word("possible", "◌", "warn"),
    "conditional": Word("conditional", "◌", "warn"),
    "attempted": Word("attempted", "◑", "warn"),
    "called_for": Word("called for", "!", "force"),
    "denied": Word("denied", "✗", "bad"),
    "unknown": Word("open", "?", "mute"),
}
BOUNDS = {
    "exact": "", "about": "about ", "at_least": "at least ", "more_than": "more than ", "at_most": "up to ",
    "less_than": "less than ", "between": "", "vague": "",
}
CHANGES = {"up": "up ", "down": "down ", "by": "by ", "to": "to ", None: ""}
SCALES = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"))
UNIT_WORDS = {"person": "people", "percentage": "%", "man": "men", "woman": "women", "child": "children"}
MONEY = {"dollar": "$", "euro": "€", "pound sterling": "£", "yen": "¥"}


ONESELF = "+oneself"  # how the rule for such a content ends its `why`


def telling(statement: Statement) -> str:
    """The act in words that the content can follow: "declines to say that …", "declines to comment".

    A content in which the speaker tells of the act ("she could not confirm it") follows "says": else it is told twice.
    """
    if (statement.why or "").endswith(ONESELF):
        return ACTS["assert"].text
    word = ACTS[statement.act].text
    begins = statement.content[0].text.lower() if statement.content else ""
    return word.removesuffix(" to say") if begins.startswith("to ") else word


def capital(name: str) -> str:
    """A name as it stands at the head of a block: its first letter a capital."""
    return name[:1].upper() + name[1:]


def number(value: Number) -> str:
    """A number as a newspaper writes it: 1,500; 1.5 million."""
    for size, name in SCALES:
        if abs(value) >= size and round(value / size, 2) * size == value:
            return f"{value / size:g} {name}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"


def plural(unit: str, value: Number | None) -> str:
    """The unit as it stands behind a value: 3 soldiers, 12 %."""
    if unit == "percentage" or (value is not None and abs(value) == 1):
        return "%" if unit == "percentage" else unit
    head, per, rest = unit.partition(" per ")
    if head in UNIT_WORDS:
        return UNIT_WORDS[head] + per + rest
    if not head.isalpha() or head.endswith("s"):
        return unit
    ending = "es" if head.endswith(("ch", "sh", "x", "z")) else "s"
    if head.endswith("y") and head[-2:-1] not in set("aeiou"):
        head, ending = head[:-1], "ies"
    return head + ending + per + rest


def amount(figure: Figure) -> str:
    """A figure's value with its bound and unit: "about 10,000 soldiers"; "" where it has no number."""
    if figure.bound == "between" and figure.low is not None and figure.high is not None:
        value, words = figure.high, f"{number(figure.low)} to {number(figure.high)}"
    else:
        least = figure.value if figure.value is not None else figure.low
        most = figure.high if least is None else least
        if most is None:
            return ""
        bound = BOUNDS[figure.bound] or ("at least " if figure.bound == "vague" else "")
        value, words = most, bound + number(most)
    return CHANGES[figure.change] + _with_unit(words, figure.unit, value)


def _with_unit(words: str, unit: str | None, value: Number) -> str:
    if unit is None:
        return words
    if unit in MONEY:
        at = next((i for i, c in enumerate(words) if c.isdigit()), 0)
        return words[:at] + MONEY[unit] + words[at:]
    return f"{words} {plural(unit, value)}"


def interval(start: str | None, end: str | None) -> str:
    """Two days as people write them: "28 Oct 2024", "21–27 Oct 2024", "Oct 2024", "2024", "until …"."""
    first, last = _day(start), _day(end)
    if first is None or last is None:
        if start and end:
            return start if start == end else f"{start} – {end}"
        return f"from {_written(first, start)}" if start else f"until {_written(last, end)}" if end else ""
    return _range(first, last)


def _range(first: date, last: date) -> str:
    if first == last:
        return day(first)
    if (first.day, last.day) == (1, monthrange(last.year, last.month)[1]):
        if (first.month, last.month) == (1, 12):
            return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%b} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    begin = f"{first.day} {first:%b}" if first.year == last.year else day(first)
    return f"{begin} – {day(last)}"


def day(value: date) -> str:
    """A day as people write it: "28 Oct 2024"."""
    return f"{value.day} {value:%b} {value.year}"


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _written(value: date | None, raw: str | None) -> str:
    return day(value) if value else raw or ""


def published(stamp: str | None) -> str:
    """A date of publication in words; the clock time is kept as written."""
    value = _day(stamp)
    if value is None or stamp is None:
        return stamp or ""
    return day(value) + (f", {stamp[11:16]}" if len(stamp) > 15 else "")


def count(n: int, noun: str) -> str:
    """A number with its noun: "1 event", "2 events"."""
    return f"{n:,} {noun if n == 1 else plural(noun, n)}"


def fullest(words: Sequence[Told]) -> Told:
    """The longest of some words: what is said, and not the verb that says so."""
    return max(words, key=lambda one: len(one.text))


def shorten(text: str, width: int) -> str:
    """White space run together, cut at a word with "…" where it is longer than `width` characters."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1].rpartition(" ")[0] or line[: width - 1]
    return cut.rstrip(",;:–— ") + "…"
