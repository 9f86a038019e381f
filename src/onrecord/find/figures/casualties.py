"""Counts of the killed, hurt and held that are told without a number: "a commander was captured", "killing several".

An article counts only here, where a report tells of each person that something was done to; elsewhere it counts
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.find.figures.nouns import MODIFIERS, NOUNS, unit_name
from onrecord.language.lexicon import rows, table, words
from onrecord.language.text import Sentence, Token
from onrecord.model import Figure

PASSIVE = ("nsubjpass",)
AGENT = re.compile(r"(?<!^numb)(?<!^cent)(?:er|or|ist|man|woman|ant|ian|ee|ent)$")
WITHIN = MODIFIERS | {"IN", "POS", ",", "RB"}
MAX_WORDS = 9  # of a counted phrase before its noun


@cache
def roles_of(patient: str) -> dict[str, frozenset[str]]:
    """The casualty words with this patient, and the nouns that they need behind them (none: a word alone)."""
    found: dict[str, frozenset[str]] = {}
    for row in rows("casualty_words"):
        if row["patient"] == patient:
            found[row["word"]] = found.get(row["word"], frozenset()) | ({row["into"]} if row["into"] else frozenset())
    return found


@cache
def lemmas() -> frozenset[str]:
    """Every casualty word."""
    return words("casualty_words")


def casualties(sentence: Sentence, taken: frozenset[int]) -> Iterator[Figure]:
    """Figures for persons in the role of a casualty that no number counts; `taken`: tokens of the other figures."""
    for token in sentence.tokens:
        if token.lemma.lower() in lemmas():
            for patient in _patients(sentence, token):
                for person in (patient, *_listed(sentence, patient)):
                    figure = _count(sentence, person, taken)
                    if figure is not None:
                        yield figure


def _patients(sentence: Sentence, word: Token) -> list[Token]:
    """Those to whom a casualty word happens."""
    lemma = word.lemma.lower()
    if word.tag in NOUNS:
        of = [p for p in sentence.children(word, "prep") if p.lower == "of"] if lemma in roles_of("of") else []
        return [n for p in of for n in sentence.children(p, "pobj")]
    if lemma in roles_of("subject"):
        return sentence.children(word, "nsubj")
    needed = roles_of("object").get(lemma)
    if needed is None or (needed and not any(t.lower in needed for t in sentence.subtree(word))):
        return []
    return sentence.children(word, "dobj", *PASSIVE) or _without_subject(sentence, word)


def _without_subject(sentence: Sentence, verb: Token) -> list[Token]:
    """"a man was found and arrested", "a man arrested in the raid"."""
    governor = sentence.head(verb)
    if governor is None or verb.tag != "VBN":
        return []
    if verb.dep == "conj":
        return sentence.children(governor, *PASSIVE)
    return [governor] if verb.dep == "acl" and governor.tag in NOUNS else []


def _listed(sentence: Sentence, noun: Token) -> Iterator[Token]:
    """The nouns coordinated with one."""
    for other in sentence.children(noun, "conj"):
        yield other
        yield from _listed(sentence, other)


def _count(sentence: Sentence, noun: Token, taken: frozenset[int]) -> Figure | None:
    """The figure of a counted person; None where nothing counts it or it is no person."""
    if noun.lower == "one" and noun.i not in taken:
        return _figure(sentence, noun, noun, 1, None)
    first, length = _counter(sentence, noun)
    if first is None or any(i in taken for i in range(first.i, noun.i + 1)):
        return None
    least = int(table("loose_counts", "word", "least")[_text(sentence, first.i, length)])
    plural = noun.tag in ("NNS", "NNPS")
    if least == 1 and (plural or not is_person(noun)):
        return None
    if first.i + length > noun.i:  # "killing several of them"
        return _figure(sentence, first, noun, least, None)
    return _figure(sentence, first, noun, least, unit_name(list(sentence.tokens[first.i + length : noun.i + 1]), noun))


def _figure(sentence: Sentence, first: Token, last: Token, least: int, unit: str | None) -> Figure:
    span = sentence.span(first, last)
    if least == 1:
        return Figure("", span, value=1, unit=unit, why="one person")
    return Figure("", span, low=least, bound="vague", unit=unit, why="loose count")


def _counter(sentence: Sentence, noun: Token) -> tuple[Token | None, int]:
    """The token with which the words begin that count a noun, and how many there are."""
    for i in range(noun.i, max(-1, noun.i - MAX_WORDS), -1):
        for length in (3, 2, 1):
            if _text(sentence, i, length) in words("loose_counts"):
                return sentence.tokens[i], length
        if i != noun.i and sentence.tokens[i].tag not in WITHIN:
            break
    return None, 0


def _text(sentence: Sentence, start: int, length: int) -> str:
    return " ".join(t.lower for t in sentence.tokens[start : start + length])


def is_person(noun: Token) -> bool:
    """Can the noun name a person?"""
    lemma = noun.lemma.lower()
    return lemma in words("roles", "role") or (AGENT.search(lemma) is not None and lemma not in words("groups", "noun"))
