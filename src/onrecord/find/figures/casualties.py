"""Counts of the killed, hurt and held that are told without a number: "a commander was captured", "killing several".

An article counts only here, where a report tells of each person that something was done to; elsewhere it counts
nothing. A person already known ("killing him") counts where the report has told no number of that fate before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from onrecord.find.figures.nouns import MODIFIERS, NOUNS, unit_name
from onrecord.find.figures.numbers import plain_number
from onrecord.language.lexicon import rows, table, words
from onrecord.language.text import Sentence, Token
from onrecord.model import Figure

SUBJECTS = ("nsubjpass", "nsubj")
AGENT = re.compile(r"(?<!^numb)(?<!^cent)(?:er|or|ist|man|woman|ant|ian|ee|(?<!m)ent)$")
WITHIN = MODIFIERS | {"IN", "POS", ",", "RB", "-LRB-", "-RRB-"}
LONGEST_LIST = 40  # persons of one list
MAX_WORDS = 12  # of a counted phrase before its noun
APART = 8  # words between a noun and "along with"
UNSURE = {"PERSON", "EVENT", "PRODUCT", "WORK_OF_ART"}  # entity types that a killed person's name may be given
DEFINITE = {"the", "those", "these", "all", "both"}
LONG = 80  # words of a sentence that are looked through
RECENT = 4  # sentences in which a number still counts those named again
PERSONS = {"him", "her", "he", "she"}
OTHERS = {"one", "several", "others", "two", "three", "associate", "associates"}
NO_PERSONS = {"year of age", "percentage", "dollar"}
UNREAL = {"VB", "VBP", "VBZ"}  # "to capture a leader" tells of no captive


class Word(NamedTuple):
    """A casualty word: what becomes of the patient, and the nouns needed behind it (none: it stands alone)."""

    fate: str
    into: frozenset[str]


@cache
def vocabulary(patient: str) -> dict[str, Word]:
    """The casualty words whose patient stands as object, subject or behind "of"."""
    found: dict[str, Word] = {}
    for row in rows("casualty_words"):
        if row["patient"] == patient:
            into = found[row["word"]].into if row["word"] in found else frozenset()
            found[row["word"]] = Word(row["fate"], into | ({row["into"]} if row["into"] else frozenset()))
    return found


@cache
def lemmas() -> frozenset[str]:
    """Every casualty word."""
    return words("casualty_words")


def casualties(
    sentence: Sentence, numbers: Sequence[Figure], told: dict[str, bool], before: Sequence[Sentence] = ()
) -> Iterator[Figure]:
    """Figures for persons in the role of a casualty that no number counts, and for lists of them their sum.

    `numbers` are the other figures of the sentence; `told` the fates of which the report has given a number, and
    whether it counted a single person among them, kept up here; `before` the sentences before this one.
    """
    for token in sentence.tokens:
        if token.lemma.lower() not in lemmas():
            continue
        fate, patients = _patients(sentence, token)
        for patient in patients:
            counted = _counted(sentence, patient, numbers, fate, told)
            counted = counted or _known_all(sentence, patient, fate, told, before)
            if counted and token.tag not in UNREAL:
                told[fate] = told.get(fate, False) or any(c.why == "one person" for c in counted)
            yield from [_sum(sentence, counted)] if len(counted) > 1 else [c for c in counted if c not in numbers]


def _counted(
    sentence: Sentence, patient: Token, numbers: Sequence[Figure], fate: str, told: dict[str, bool]
) -> list[Figure]:
    """The figures of a patient and those listed with it that are counted, with those known where nobody was told."""
    people = _people(sentence, patient)
    counted = [_count(sentence, p, numbers) for p in people]
    if any(counted) and not told.get(fate):
        counted = [c or _known(sentence, p) for p, c in zip(people, counted, strict=True)]
    return [c for c in counted if c]


def _known_all(
    sentence: Sentence, patient: Token, fate: str, told: dict[str, bool], before: Sequence[Sentence]
) -> list[Figure]:
    """The figures of a patient and those listed with it whom the report has named before."""
    if fate in told or patient.dep == "nsubj":
        return []
    known = (_known(sentence, p) or _resumed(sentence, p, before) for p in _people(sentence, patient))
    return [k for k in known if k]


def _people(sentence: Sentence, patient: Token) -> list[Token]:
    """A patient and the persons listed with it."""
    listed = (p for p in _listed(sentence, patient) if is_person(p) or p.ent == "PERSON")
    return [patient, *(p for p in listed if not _is_same(sentence, p))]


def _is_same(sentence: Sentence, noun: Token) -> bool:
    """Is a listed noun a second role of one person: "a trader and financier"?"""
    return noun.dep == "conj" and noun.tag == "NN" and not sentence.child(noun, "det", "poss", "nummod", "amod")


def _sum(sentence: Sentence, counted: list[Figure]) -> Figure:
    """The number of all persons of a list: "a commander and two fighters" are three."""
    span = sentence.cut(min(c.span.start for c in counted), max(c.span.end for c in counted))
    total = sum((c.low if c.value is None else c.value) or 0 for c in counted)
    if all(c.bound == "exact" for c in counted):
        return Figure("", span, value=total, unit="person", why="sum")
    return Figure("", span, low=total, bound="vague", unit="person", why="sum")


def _patients(sentence: Sentence, word: Token) -> tuple[str, list[Token]]:
    """What a casualty word does, and to whom."""
    lemma = word.lemma.lower()
    if word.tag in NOUNS:
        of = [p for p in sentence.children(word, "prep") if p.lower == "of"]
        entry = vocabulary("of").get(lemma)
        return (entry.fate, [n for p in of for n in sentence.children(p, "pobj")]) if entry else ("", [])
    if lemma in vocabulary("subject"):
        return vocabulary("subject")[lemma].fate, sentence.children(word, "nsubj")
    entry = vocabulary("object").get(lemma)
    if entry is None or (entry.into and not any(t.lower in entry.into for t in _behind(sentence, word))):
        return "", []
    patients = sentence.children(word, "dobj", "nsubjpass") or _without_subject(sentence, word)
    return entry.fate, [_behind_name(sentence, p) for p in patients]


def _behind_name(sentence: Sentence, noun: Token) -> Token:
    """The person behind a name that was taken for the noun itself: "a Front of Arden leader"."""
    if noun.tag != "NNP":
        return noun
    inner = [n for p in sentence.children(noun, "prep") if p.lower == "of" for n in sentence.children(p, "pobj")]
    return next((n for n in inner if n.tag == "NN" and is_person(n) and sentence.child(n, "compound", "nmod")), noun)


def _behind(sentence: Sentence, verb: Token) -> list[Token]:
    """What completes a verb: "taken into custody", "taken hostage"."""
    preps = sentence.children(verb, "prep")
    inner = [n for p in preps for n in sentence.children(p, "pobj")]
    return inner + sentence.children(verb, "oprd", "acomp", "dobj", "advmod")


def _without_subject(sentence: Sentence, verb: Token) -> list[Token]:
    """"a man was found and arrested", "a man arrested in the raid"."""
    governor = sentence.head(verb)
    if governor is None or verb.tag != "VBN":
        return []
    if verb.dep == "conj":
        passive = sentence.child(verb, "auxpass") or sentence.child(governor, "auxpass")
        return (sentence.children(verb, "nsubj") or sentence.children(governor, *SUBJECTS)) if passive else []
    return [governor] if verb.dep == "acl" and governor.tag in NOUNS else []


def _listed(sentence: Sentence, noun: Token) -> list[Token]:
    """The nouns coordinated with one, and those that follow "along with"."""
    found: list[Token] = []
    chain = sentence.children(noun, "conj")
    while chain and len(found) < LONGEST_LIST:
        found.append(chain[0])
        chain = sentence.children(chain[0], "conj") + chain[1:]
    for first, second in pairwise(sentence.tokens[noun.i + 1 : noun.i + 1 + APART]):
        if first.lower in ("along", "together") and second.lower == "with":
            found += sentence.children(second, "pobj")
    return found


def _count(sentence: Sentence, noun: Token, numbers: Sequence[Figure]) -> Figure | None:
    """The figure of a counted person, that of its number where it has one; None where nothing counts it."""
    for figure in numbers:
        if figure.span.start < noun.end and noun.start < figure.span.end and figure.unit not in NO_PERSONS:
            return figure
    if noun.lower == "one":
        return _figure(sentence, noun, noun, 1, None)
    first, length = _counter(sentence, noun)
    if first is None:
        return _others(sentence, noun)
    least = _least(sentence, noun)
    if least == 1 and (noun.tag in ("NNS", "NNPS") or not is_person(noun)):
        return None
    if first.i + length > noun.i:  # "killing several of them"
        return _figure(sentence, first, noun, least, None)
    return _figure(sentence, first, noun, least, unit_name(list(sentence.tokens[first.i + length : noun.i + 1]), noun))


def _others(sentence: Sentence, noun: Token) -> Figure | None:
    """"Other fighters" are two at least."""
    first = next((c for c in sentence.children(noun, "amod") if c.lower == "other"), None)
    if noun.tag != "NNS" or first is None or sentence.child(noun, "det", "poss") or not is_person(noun):
        return None
    return Figure("", sentence.span(first, noun), low=2, bound="vague", unit=noun.lemma.lower(), why="others")


def _known(sentence: Sentence, noun: Token) -> Figure | None:
    """The figure of one person that the report speaks of as known: by a pronoun, a name or "the leader"."""
    if noun.tag in ("NNS", "NNPS"):
        return None
    if noun.lower in PERSONS:
        return _figure(sentence, noun, noun, 1, "person")
    if noun.tag == "NNP" and noun.ent in UNSURE:
        first = min((c.i for c in sentence.children(noun, "compound")), default=noun.i)
        return _figure(sentence, sentence.tokens[first], noun, 1, "person")
    if noun.tag == "NN" and is_person(noun):
        first = min((c.i for c in sentence.children(noun, "compound", "amod", "det") if c.i < noun.i), default=noun.i)
        return _figure(sentence, sentence.tokens[first], noun, 1, noun.lemma.lower())
    return None


def _resumed(sentence: Sentence, noun: Token, before: Sequence[Sentence]) -> Figure | None:
    """The figure of persons known by their number: "the fighters", after "three fighters opened fire"."""
    first = sentence.child(noun, "det")
    if noun.tag != "NNS" or first is None or first.lower not in DEFINITE:
        return None
    for earlier in reversed(before):
        for token in reversed(earlier.tokens[:LONG]):
            if token.tag == "NNS" and token.lemma == noun.lemma and (least := _least(earlier, token)):
                return Figure("", sentence.span(first, noun), low=least, bound="vague", unit=noun.lemma, why="resumed")
    return None


def _least(sentence: Sentence, noun: Token) -> int:
    """How many persons a noun means at least, 0 where it does not tell."""
    number = sentence.child(noun, "nummod")
    value = plain_number(number.text) if number is not None else None
    if value is not None:
        return int(value)
    first, length = _counter(sentence, noun)
    return int(table("loose_counts", "word", "least")[_text(sentence, first.i, length)]) if first is not None else 0


def _figure(sentence: Sentence, first: Token, last: Token, least: int, unit: str | None) -> Figure:
    span = sentence.span(first, last)
    if least == 1:
        return Figure("", span, value=1, unit=unit, why="one person")
    return Figure("", span, low=least, bound="vague", unit=unit, why="loose count")


def _counter(sentence: Sentence, noun: Token) -> tuple[Token | None, int]:
    """The token with which the words begin that count a noun, and how many there are."""
    for i in range(noun.i, max(-1, noun.i - MAX_WORDS), -1):
        for length in (4, 3, 2, 1):
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
    known = lemma in words("roles", "role") or noun.lower in OTHERS
    return known or (AGENT.search(lemma) is not None and lemma not in things())


@cache
def things() -> frozenset[str]:
    """Agent nouns that name no person; an arrested "maker" is one, though a company may be called so."""
    return words("groups", "noun") - words("groups", "noun", **{"class": "company"})
