"""From the quantities of a sentence to its figures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from onrecord.find.figures.bounds import bound_after, bound_before, opening
from onrecord.find.figures.casualties import casualties
from onrecord.find.figures.changes import change, is_listed
from onrecord.find.figures.concepts import concept, named_before
from onrecord.find.figures.exclusions import MONTH, excluded, is_name, is_year
from onrecord.find.figures.nouns import Noun, counted
from onrecord.find.figures.numbers import Numeral, numerals
from onrecord.find.figures.phrases import phrase
from onrecord.find.figures.quantities import Quantity, quantities
from onrecord.language.text import Sentence, Token
from onrecord.model import Bound, Change, Figure, Number, Span, Time

CONVERSION = re.compile(r"\s?[(\[/]\s?|\s/\s|\s\((?:about|around|roughly|nearly|approximately)\s")
PERIOD = re.compile(r"[\s-](?:\w+\s)?(?:second|minute|hour|day|night|week|month|year|decade|centur)", re.IGNORECASE)
CALENDAR = re.compile(rf"\b(?:{MONTH}|[A-Z][a-z]+day|\d{{4}})\b")
AGE = range(1, 121)
AGED = re.compile(r"\b(?:aged?(?:\sof)?|over\sthe\sage\sof|is|was|turned|turns|be)\s$", re.IGNORECASE)
PERSONS = {"he", "she", "who", "i"}


@dataclass(frozen=True)
class Line:
    """A sentence with its tokens by offset, for any number of look-ups."""

    sentence: Sentence

    @cached_property
    def _starts(self) -> list[int]:
        return [t.start - self.sentence.start for t in self.sentence.tokens]

    def at(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that share a character with start..end, offsets into the sentence's text."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found = self.sentence.tokens[first : max(first + 1, bisect_left(self._starts, end))]
        return [t for t in found if t.end - self.sentence.start > start] or found


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity with the tokens it covers and the noun it counts."""

    quantity: Quantity
    first: Token
    number: Token
    last: Token
    noun: Noun | None

    @property
    def inside(self) -> range:
        """Numbers of the tokens covered."""
        return range(self.first.i, self.last.i + 1)


def in_sentence(
    sentence: Sentence, times: Sequence[Time], told: dict[str, bool], before: Sequence[Sentence] = ()
) -> list[Figure]:
    """The figures of one sentence, their ids still empty; `told` and `before` as in `casualties`."""
    line = Line(sentence)
    found = [f for f in (_found(line, q) for q in quantities(sentence.text, _counting(line, times))) if f is not None]
    tokens = frozenset(i for f in found for i in f.inside)
    out: list[Figure] = []
    for k, f in enumerate(found):
        following = found[k + 1] if k + 1 < len(found) else None
        figure = _figure(line, f, following, tokens)
        out.append(_after(sentence, found[k - 1], out[-1], f, figure) if out else figure)
    out += list(casualties(sentence, out, told, before))
    return sorted(out, key=lambda f: (f.span.start, -f.span.end))


def _counting(line: Line, times: Sequence[Time]) -> list[Numeral]:
    """The numbers that may count something: those of no date, name or list marker."""
    closed = excluded(line.sentence.text)
    ends = [b for _, b in closed]
    dates = [t for t in times if t.kind != "duration"]
    out = []
    for n in numerals(line.sentence.text):
        k = bisect_right(ends, n.start)
        free = k == len(closed) or closed[k][0] >= n.end
        if not free or _in_date(line.sentence, n, dates):
            continue
        if not is_year(line.sentence, n.start, n.end, line.at(n.start, n.end)[-1]):
            out.append(n)
    return out


def _in_date(sentence: Sentence, n: Numeral, dates: Sequence[Time]) -> bool:
    """Does a number stand in a date or clock time that is no count of days or years from now ("two years later")?"""
    at = sentence.start + n.start
    k = bisect_right(dates, at, key=lambda t: t.span.start) - 1
    if k < 0 or dates[k].span.end <= at:
        return False
    return not PERIOD.match(sentence.text, n.end) or CALENDAR.search(dates[k].span.text) is not None


def _found(line: Line, q: Quantity) -> Found | None:
    """The quantity with its noun, or None where the number is none after all."""
    text, sentence = line.sentence.text, line.sentence
    if q.end < len(text) and text[q.end].isalnum():
        return None  # letters on digits that are no unit: "5G"
    tokens, number = line.at(q.start, q.end), line.at(q.start, q.number_end)[-1]
    if q.kind == "time" and "-" in text[q.number_end : q.end]:
        return None  # "a five-year plan" says what plan it is
    if q.unit is not None:
        return Found(q, tokens[0], number, tokens[-1], None)
    noun = counted(sentence, number, q.vague or q.part or number.lower == "one")
    if is_name(sentence, q.start, number, noun) or (noun is None and _is_pronoun(sentence, number)):
        return None
    if noun is None and _is_age(sentence, q, number):
        q = Quantity(q.start, q.end, q.low, q.high, q.plain, "year of age", "age", "age", q.number_end)
    return Found(q, tokens[0], number, noun.last if noun else tokens[-1], noun)


def _is_pronoun(sentence: Sentence, number: Token) -> bool:
    """Does a bare number stand for those just named: "the two", or "one" that is not one of several?"""
    before = sentence.tokens[number.i - 1].lower if number.i else ""
    if number.text.isalpha() and before in ("the", "these"):
        return True
    following = sentence.tokens[number.i + 1 : number.i + 2]
    several = following and (following[0].lower in ("of", "that", "who") or following[0].tag.startswith("V"))
    return number.lower == "one" and not several


def _is_age(sentence: Sentence, q: Quantity, number: Token) -> bool:
    """"Ms. Ito, 41, said", "she is 41", "aged 41"."""
    tokens, i = sentence.tokens, number.i
    if not number.text.isdecimal() or len(number.text) > 3 or int(number.text) not in AGE or q.high is not None:
        return False
    if i and AGED.search(sentence.text, max(0, q.start - 16), q.start):
        verb = tokens[i - 1]
        subject = sentence.child(verb, "nsubj") if verb.pos in ("AUX", "VERB") else None
        return verb.lower.startswith(("age", "of")) if subject is None else subject.lower in PERSONS
    between = 1 < i < len(tokens) - 1 and tokens[i - 1].text == "," and tokens[i + 1].text in (",", ".", ")")
    return between and tokens[i - 2].tag in ("NNP", "NNPS") and tokens[i - 2].ent in ("PERSON", "ORG", "")


def _figure(line: Line, f: Found, following: Found | None, figures: frozenset[int]) -> Figure:
    q, sentence, base = f.quantity, line.sentence, line.sentence.start
    start, end, bound = _bounded(sentence.text, q, f.last.end - base)
    to = following is not None and sentence.text[end : following.quantity.start].strip() == "to"
    ranged = q.high is not None and start != q.start  # "from 12 to 19": the ends say where it goes
    move = None if ranged else change(sentence, line.at(start, end)[0].i, q.kind, to)
    if move and move.first:
        start = move.first.start - base
    signed: Change | None = "up" if sentence.text[q.start] == "+" and q.kind == "share" else None
    value, low, high = _values(q, bound)
    return Figure(
        "", sentence.cut(base + start, base + end), value, low, high, bound, f.noun.unit if f.noun else q.unit,
        _of(sentence, f, figures), move.change if move else signed, why=q.rule,
    )


def _of(sentence: Sentence, f: Found, figures: frozenset[int]) -> Span | None:
    """What the figure is of; "one of the men" is of nothing but its unit."""
    of = sentence.tokens[f.number.i + 1 : f.number.i + 2]
    if f.noun and (f.quantity.part or (f.number.lower == "one" and of and of[0].lower == "of")):
        return None
    found = concept(sentence, f.inside, "count" if f.noun else f.quantity.kind, figures)
    if found is not None or f.noun is None:
        return found
    of_nation = next((t for t in sentence.tokens[f.number.i + 1 : f.noun.head.i] if t.ent == "NORP"), None)
    return sentence.span(of_nation, f.noun.head) if of_nation else None  # the unit leaves it out: "Russian troops"


def _bounded(text: str, q: Quantity, last: int) -> tuple[int, int, Bound]:
    """Where the figure begins and ends with the words that bound it, and its bound."""
    own: Bound = "between" if q.high is not None else "vague" if q.vague else "exact"
    start, end = opening(text, q.start), max(q.end, last)
    before = bound_before(text, q.start)
    if before and not (q.kind == "time" and text.startswith("over", before.edge)):  # "over two years": during them
        return min(start, before.edge), end, before.bound if own == "exact" else own
    behind = bound_after(text, q.number_end) or bound_after(text, end)
    if behind:
        return start, max(end, behind.edge), behind.bound if own == "exact" else own
    return (start if q.high is not None else q.start), end, own


def _values(q: Quantity, bound: Bound) -> tuple[Number | None, Number | None, Number | None]:
    """Value, low and high."""
    if q.high is not None:
        return None, q.low, q.high
    if bound == "vague":
        return None, q.low, None
    low = q.low if bound in ("more_than", "at_least") else None
    high = q.low if bound in ("less_than", "at_most") else None
    return q.low, low, high


def _after(sentence: Sentence, before: Found, figure: Figure, f: Found, own: Figure) -> Figure:
    """A figure with what it takes from the one before: as its conversion, its level, or the next of a list."""
    between = sentence.text[figure.span.end - sentence.start : own.span.start - sentence.start]
    kinds = {before.quantity.kind, f.quantity.kind}
    if kinds in ({"measure"}, {"money"}) and CONVERSION.fullmatch(between):
        bound = figure.bound if own.bound == "exact" and figure.bound not in ("between", "vague") else own.bound
        value, low, high = _values(f.quantity, bound)
        way = None if figure.change in ("to", "by") else figure.change
        return replace(own, value=value, low=low, high=high, bound=bound, change=way, of=figure.of)
    if between.strip() == "at" or (between.strip(" ,") in ("up", "down") and "," in between):
        own = replace(own, of=figure.of)  # "down 3% at 56.10"
    if kinds == {"share"} and is_listed(sentence, before.last, f.first):
        noun = named_before(sentence, f.first)
        of = own.of if noun is None else phrase(sentence, noun, frozenset(f.inside))
        way = figure.change if figure.change in ("up", "down") else None
        return replace(own, of=of, change=own.change or way)
    return own
