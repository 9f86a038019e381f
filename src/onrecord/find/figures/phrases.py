"""The phrase of a noun: its modifiers and prepositional phrases, without articles, clauses and figures."""

from __future__ import annotations

from onrecord.language.text import Sentence, Token
from onrecord.model import Span

NOMINAL = {"NN", "NNS", "NNP", "NNPS"}
ADJECTIVES = {"JJ", "JJR", "JJS", "VBN", "HYPH"}
CALENDAR = {"DATE", "TIME"}
NAMES = {"ORG", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"}
LEFT_OUT = {"DT", "PRP$", "PDT", "POS", "CD", "RB", "CC", ",", ":", "``", "''", "HYPH", "WP$", "$", "SYM"}
OUTER = {"relcl", "acl", "prep", "appos", "punct", "advcl", "conj"}
PHRASAL = NOMINAL | ADJECTIVES | {"VBG", "DT", "PRP$", "PDT", "POS", "CC", ",", "CD", "``", "''", "IN", "$", "SYM"}
TOTALS = {"total", "overall", "combined", "estimated"}
WHEN = {"in", "on", "at", "during", "for"}
NEAR = 25  # tokens of a noun phrase before its noun
DEEPEST = 8  # nested phrases behind a noun


def phrase(sentence: Sentence, noun: Token, figures: frozenset[int]) -> Span:
    """The noun with its modifiers and prepositional phrases, without articles, clauses and the figures."""
    left = noun.i
    for i in range(noun.i - 1, max(-1, noun.i - NEAR), -1):
        if i in figures or sentence.tokens[i].tag not in PHRASAL or not _belongs(sentence, sentence.tokens[i], noun):
            break
        left = i
    left = _name_start(sentence, left, figures)
    while left < noun.i and (sentence.tokens[left].tag in LEFT_OUT or sentence.tokens[left].lower in TOTALS):
        left += 1
    return sentence.span(left, _right_end(sentence, noun, figures))


def _name_start(sentence: Sentence, left: int, figures: frozenset[int]) -> int:
    """Where the name begins in whose midst a phrase would begin: an organization's, or one with a hyphen."""
    tokens = sentence.tokens
    for i in range(left, max(0, left - NEAR), -1):
        named = tokens[i].ent in NAMES and not tokens[i].ent_start
        joined = tokens[i - 1].end == tokens[i].start and tokens[i - 1].tag in NOMINAL | {"HYPH", "SYM"}
        if i - 1 in figures or not (named or joined):
            return i
    return left


def _belongs(sentence: Sentence, token: Token, noun: Token) -> bool:
    """Does a token before the noun hang on it, and not through a clause?"""
    while token.i != noun.i:
        if token.head == token.i or token.dep in ("relcl", "advcl"):
            return False
        if token.head == noun.i:
            if token.dep == "npadvmod" and token.ent in CALENDAR:
                return False
            return token.dep not in OUTER or token.tag == "HYPH" or token.dep == "conj"
        token = sentence.tokens[token.head]
    return True


def _right_end(sentence: Sentence, noun: Token, figures: frozenset[int], depth: int = 0) -> int:
    """The last token of the noun's prepositional phrases and coordinated nouns, as far as they follow without a gap."""
    end = _with_number(sentence, noun, figures)
    for child in sentence.children(noun):
        if child.i <= end:
            continue
        if child.dep == "cc" and child.i == end + 1:
            continue
        reach = _reach(sentence, child, end, figures, depth + 1) if depth < DEEPEST else None
        if reach is None:
            break
        end = reach
    return end


def _reach(sentence: Sentence, child: Token, end: int, figures: frozenset[int], depth: int) -> int | None:
    """Where a phrase behind the noun ends, None where it does not belong to it."""
    if child.dep == "prep" and child.i == end + 1:
        noun = sentence.child(child, "pobj")
        if noun is None or noun.tag not in NOMINAL or (noun.ent in CALENDAR and child.lower in WHEN):
            return None
    elif _is_joined(sentence, child, end, figures):
        noun = child
    else:
        return None
    reach = _right_end(sentence, noun, figures, depth)
    added = sentence.tokens[end + 1 : reach + 1]
    return None if any(t.i in figures or (t.tag == "CD" and t.ent != "DATE") for t in added) else reach


def _is_joined(sentence: Sentence, child: Token, end: int, figures: frozenset[int]) -> bool:
    """A coordinated noun, or a participle with its place: "the grain stored in the port"."""
    if child.dep == "conj":
        own = any(k.i in figures for k in sentence.children(sentence.tokens[child.head]))  # "a 5% fee and a deposit"
        return child.tag in NOMINAL and sentence.tokens[end + 1].dep == "cc" and not own
    place = sentence.tokens[child.i + 1 : child.i + 2]
    noun = sentence.child(place[0], "pobj") if place and place[0].head == child.i else None
    placed = noun is not None and noun.i not in figures and place[0].lower in ("in", "at", "on")
    return child.dep == "acl" and child.tag == "VBN" and child.i == end + 1 and placed


def _word_end(sentence: Sentence, noun: Token) -> int:
    """The last token of a name with a hyphen that was split: "Ben-Gal"."""
    after = sentence.tokens[noun.i + 1 : noun.i + 3]
    split = len(after) == 2 and after[0].text == "-" and noun.end == after[0].start and after[0].end == after[1].start
    return after[1].i if split and after[1].tag in NOMINAL else noun.i


def _with_number(sentence: Sentence, noun: Token, figures: frozenset[int]) -> int:
    """A name with its number or its short form in brackets: "Fortune 100", "Ford (F)"."""
    i = _word_end(sentence, noun)
    after = sentence.tokens[i + 1 : i + 4]
    if after and noun.tag == "NNP" and after[0].tag == "CD" and after[0].head == i:
        return i if i + 1 in figures else i + 1
    if len(after) == 3 and after[0].text == "(" and after[2].text == ")" and after[1].tag.startswith("NN"):
        return i + 3
    return i
