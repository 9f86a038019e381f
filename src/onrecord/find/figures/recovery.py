"""The subject of a figure's clause where the parser lost it, from the order of the words."""

from __future__ import annotations

from onrecord.find.figures.phrases import NOMINAL
from onrecord.language.text import Sentence, Token

FINITE = {"VBD", "VBZ", "VBP"}
BOUNDING = {"RB", "RBR", "RBS", "JJR", "IN", "$"}  # tags of what stands between a verb and its number: "is about"
BETWEEN = {"RB", "MD"}  # tags of what stands between a subject and its verb: "sales later rose"
WITHIN = ("pobj", "prep", "compound", "nmod")
STEPS = 4  # words passed over


def unattached_verb(sentence: Sentence, top: Token, first: int) -> Token | None:
    """The finite verb right before a figure that the parser hung elsewhere: "the rate for women is around 70"."""
    verb = _back(sentence, first - 1, BOUNDING)
    if verb is None or verb.tag not in FINITE or verb.i in {top.i, *(t.i for t in sentence.ancestors(top))}:
        return None
    return verb


def lost_subject(sentence: Sentence, verb: Token) -> Token | None:
    """The noun that ends right before a finite verb without a subject, or the one that it belongs to."""
    if verb.tag not in FINITE:
        return None
    noun = _back(sentence, verb.i - 1, BETWEEN, aux=True)
    if noun is None or not (noun.tag in NOMINAL or noun.tag == "PRP" or _is_acronym(noun)):
        return None
    while noun.dep in WITHIN and noun.head < verb.i:
        noun = sentence.tokens[noun.head]
    return noun if noun.tag in NOMINAL or _is_acronym(noun) else None


def _back(sentence: Sentence, i: int, over: set[str], *, aux: bool = False) -> Token | None:
    """The nearest token at or before number `i` that is none of those passed over."""
    for token in reversed(sentence.tokens[max(0, i - STEPS) : i + 1]):
        if token.tag not in over and not (aux and token.dep.startswith("aux")):
            return token
    return None


def _is_acronym(token: Token) -> bool:
    """A name in capitals, which the tagger may take for a verb."""
    return token.text.isupper() and token.text.isalpha() and len(token.text) > 1 and token.tag.startswith("V")
