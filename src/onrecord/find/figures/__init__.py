"""Figures: quantities with their bound, unit, change and what they are of."""

from __future__ import annotations

import re
from itertools import zip_longest
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.find.figures.bounds import bound_after, bound_before, opening
from onrecord.find.figures.changes import Move, change
from onrecord.find.figures.concepts import concept
from onrecord.find.figures.exclusions import excluded, is_name, is_year
from onrecord.find.figures.nouns import Noun, counted
from onrecord.find.figures.numbers import Numeral, forms, numerals
from onrecord.find.figures.quantities import Quantity, quantities
from onrecord.language.text import Article, Sentence, Token
from onrecord.model import Bound, Figure, Findings, Number, Span, Time

GATE = re.compile(rf"\d|\b(?:{forms('small', 'tens', 'scale', 'vague', 'part')})\b", re.IGNORECASE)


def find(article: Article, found: Findings) -> Findings:
    """The findings with the figures of the article filled in, in text order."""
    from msgspec.structs import replace

    figures: list[Figure] = []
    for sentence in article.sentences:
        if GATE.search(sentence.text):
            figures += in_sentence(sentence, found.times)
    return replace(found, figures=tuple(replace(f, id=f"f{n}") for n, f in enumerate(figures, 1)))


def in_sentence(sentence: Sentence, times: Sequence[Time] = ()) -> list[Figure]:
    """The figures of one sentence, their ids still empty."""
    text = sentence.text
    closed = excluded(text)
    numbers = [n for n in numerals(text) if not any(a < n.end and n.start < b for a, b in closed)]
    out = []
    found = quantities(text, numbers)
    for q, following in zip_longest(found, found[1:]):
        figure = _figure(sentence, q, following)
        if figure is not None:
            out.append(figure)
    return out


def _figure(sentence: Sentence, q: Quantity, following: Quantity | None) -> Figure | None:
    text, base = sentence.text, sentence.start
    if q.end < len(text) and text[q.end].isalnum():
        return None
    tokens = sentence.at(base + q.start, base + q.end)
    number = sentence.at(base + q.start, base + q.number_end)[-1]
    noun = None
    if q.unit is None:
        noun = counted(sentence, _skip_hyphen(sentence, number), q.vague or q.part or number.lower == "one" and _of(sentence, number))
    if q.unit is None and (is_year(text, q.start, q.end, number) or is_name(sentence, q.start, number, noun is not None)):
        return None
    last = noun.last if noun else tokens[-1]
    head = noun.head if noun else (tokens[-1] if q.unit else number)
    return _made(sentence, q, tokens[0], last, head, noun, following)


def _skip_hyphen(sentence: Sentence, number: Token) -> Token:
    following = sentence.tokens[number.i + 1] if number.i + 1 < len(sentence.tokens) else number
    return following if following.tag == "HYPH" else number


def _of(sentence: Sentence, number: Token) -> bool:
    return number.i + 1 < len(sentence.tokens) and sentence.tokens[number.i + 1].lower == "of"


def _made(
    sentence: Sentence, q: Quantity, first: Token, last: Token, head: Token, noun: Noun | None, following: Quantity | None
) -> Figure:
    text, base = sentence.text, sentence.start
    bound: Bound = "between" if q.high is not None else "vague" if q.vague else "exact"
    start, end = q.start, max(q.end, last.end - base)
    before = bound_before(text, start)
    behind = bound_after(text, end) or bound_after(text, q.end)
    if before:
        start = before.edge
        bound = before.bound if bound == "exact" else bound
    elif behind:
        end = max(end, behind.edge)
        bound = behind.bound if bound == "exact" else bound
    if q.high is not None:
        start = opening(text, start)
    at = next((t.i for t in sentence.tokens if t.end > base + start), first.i)
    move = change(sentence, at, q.kind, following is not None and text[end : following.start].strip() == "to") 
    if move and move.first:
        start = move.first.start - base
    return Figure(
        "", sentence.cut(base + start, base + end), *_values(q, bound), bound=bound,
        unit=noun.unit if noun else q.unit, of=concept(sentence, head, first, last, noun is not None),
        change=move.change if move else None, why=q.rule,
    )



def _values(q: Quantity, bound: Bound) -> tuple[Number | None, Number | None, Number | None]:
    if q.high is not None:
        return None, q.low, q.high
    if bound == "vague":
        return None, q.low, None
    low = q.low if bound in ("more_than", "at_least") else None
    high = q.low if bound in ("less_than", "at_most") else None
    return q.low, low, high
