"""What a figure counts or measures, in the text's own words: the quantified concept of CQE (Almasian et al. 2023)."""

from __future__ import annotations

from onrecord.language.text import Sentence, Token
from onrecord.model import Span

NOMINAL = {"NN", "NNS", "NNP", "NNPS"}
SUBJECTS = ("nsubj", "nsubjpass")
CUT = {"relcl", "appos", "acl", "punct", "cc", "conj", "advcl", "parataxis", "case", "det", "predet", "advmod", "npadvmod"}
LEFT_OUT = {"det", "poss", "predet", "nummod", "quantmod", "advmod", "punct", "cc", "preconj"}
VERBAL = ("VB", "MD")


def concept(sentence: Sentence, head: Token, first: Token, last: Token, counts: bool) -> Span | None:
    """The span of what a figure from `first` to `last` is of; `head` governs it, `counts`: its unit is a noun of the text."""
    inside = range(first.i, last.i + 1)
    for way in (_complement, _modified, _governor, _verb):
        found = way(sentence, head, inside)
        if found is not None:
            return found
    return None


def _complement(sentence: Sentence, head: Token, inside: range) -> Span | None:
    """"60% of its revenue"."""
    for token in (sentence.tokens[i] for i in inside):
        for prep in sentence.children(token, "prep"):
            noun = sentence.child(prep, "pobj")
            if prep.lower == "of" and prep.i not in inside and noun is not None and noun.tag in NOMINAL:
                return phrase(sentence, noun, inside)
    return None


def _modified(sentence: Sentence, head: Token, inside: range) -> Span | None:
    """"a $700 award"."""
    noun = sentence.head(head)
    if noun is None or noun.tag not in NOMINAL or noun.i in inside:
        return None
    if head.dep in ("compound", "amod", "nummod", "nmod", "npadvmod", "quantmod") and noun.i > inside[-1]:
        return phrase(sentence, noun, inside)
    if head.dep in ("appos", "nummod") and noun.i < inside[0]:
        return phrase(sentence, noun, inside)
    return None


def _governor(sentence: Sentence, head: Token, inside: range) -> Span | None:
    """"a fine of $3 billion"."""
    prep = sentence.head(head)
    if prep is None or prep.dep != "prep" or head.dep != "pobj":
        return None
    noun = sentence.head(prep)
    while noun is not None and noun.dep in ("prep", "pcomp"):
        noun = sentence.head(noun)
    return phrase(sentence, noun, inside) if noun is not None and noun.tag in NOMINAL else None


def _verb(sentence: Sentence, head: Token, inside: range) -> Span | None:
    """"Shares fell 3%": the subject of the clause; for a figure that is the subject, the object."""
    chain = [head, *sentence.ancestors(head)]
    for below, token in zip(chain, chain[1:], strict=False):
        if token.tag.startswith(VERBAL) or token.pos in ("VERB", "AUX"):
            if below.dep in SUBJECTS:
                noun = sentence.child(token, "dobj")
            else:
                noun = sentence.child(token, *SUBJECTS)
                noun = _antecedent(sentence, token, noun)
            if noun is not None and noun.i not in inside:
                return phrase(sentence, noun, inside) if noun.tag in NOMINAL else None
    return None


def _antecedent(sentence: Sentence, verb: Token, subject: Token | None) -> Token | None:
    """The noun behind "which" or behind a participle."""
    if subject is not None and subject.tag not in ("WDT", "WP"):
        return subject
    governor = sentence.head(verb)
    if verb.dep in ("relcl", "acl") and governor is not None:
        return governor
    return subject


def phrase(sentence: Sentence, noun: Token, inside: range) -> Span | None:
    """The noun with its modifiers and prepositional phrases, without articles, clauses and the figure itself."""
    left = noun.i
    while left > 0 and left - 1 not in inside and _belongs(sentence, sentence.tokens[left - 1], noun):
        left -= 1
    while sentence.tokens[left].dep in LEFT_OUT and left < noun.i:
        left += 1
    right = _right_end(sentence, noun, inside)
    return sentence.span(left, right)


def _belongs(sentence: Sentence, token: Token, noun: Token) -> bool:
    while token.i < noun.i:
        if token.head == noun.i:
            return token.dep not in ("relcl", "acl", "prep", "punct") or token.tag == "HYPH"
        if token.head == token.i or token.head < token.i and token.head != noun.i and token.dep != "punct" and token.dep != "case":
            return False
        token = sentence.tokens[token.head]
    return False


def _right_end(sentence: Sentence, noun: Token, inside: range) -> int:
    end = noun.i
    for prep in sentence.children(noun, "prep"):
        pobj = sentence.child(prep, "pobj")
        if prep.i != end + 1 or pobj is None or pobj.i in inside or pobj.tag not in NOMINAL:
            break
        if any(i in inside for i in range(prep.i, pobj.i + 1)):
            break
        end = _right_end(sentence, pobj, inside)
    return end
