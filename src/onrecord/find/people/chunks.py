"""Base noun phrases: a head noun and what stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.language.text import Sentence, Token

NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
INNER = frozenset(("compound", "nmod", "amod", "nummod", "quantmod", "det", "advmod", "npadvmod", "prt"))
TIMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"))
LEAD = frozenset((
    "CC", "IN", "RB", "RBR", "RBS", "TO", ",", ":", ".", "``", "''", "-LRB-", "-RRB-", "HYPH", "PDT", "POS", "UH",
))
OF = frozenset(("of", "for", "at", "in", "to", "from"))
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
PAIRING = frozenset(("both", "either", "neither"))
BREAKS = frozenset((":", "-LRB-", "-RRB-"))
DASHES = frozenset(("-", "--", "–", "—"))
LONGEST = 30  # tokens on either side of a head; nothing longer is a phrase
DEPTH = 3  # prepositional phrases that may hang on one another in the name of a role


class Chunk(NamedTuple):
    """Places of the first token, the head, and the last token of a noun phrase in its sentence."""

    first: int
    head: int
    last: int


def chunks(sentence: Sentence) -> Iterator[Chunk]:
    """The noun phrases of a sentence in the order of their heads; possessors are phrases of their own."""
    tokens = sentence.tokens
    edges = _left_edges(sentence)
    for token in tokens:
        if _is_head(token, tokens):
            first = _start(tokens, max(edges[token.i], token.i - LONGEST), token.i)
            yield Chunk(first, token.i, name_end(tokens, token.i))


def _start(tokens: tuple[Token, ...], first: int, head: int) -> int:
    """Where the phrase begins behind dashes, colons and brackets, conjunctions and adverbs: "GENEVA - Officials"."""
    for i in range(first, head):
        if tokens[i].tag in BREAKS or _is_dash(tokens, i):
            first = i + 1
    while first < head and (tokens[first].tag in LEAD or _pairs(tokens[first], tokens[first + 1])):
        first += 1
    return first


def _pairs(token: Token, after: Token) -> bool:
    """The "both" of "both Arden and Borea"."""
    return token.lower in PAIRING and after.pos == "PROPN"


def _is_dash(tokens: tuple[Token, ...], i: int) -> bool:
    """Is the token a dash that parts words? A hyphen joins them and touches both."""
    return tokens[i].text in DASHES and tokens[i].end < tokens[i + 1].start


def _is_head(token: Token, tokens: tuple[Token, ...]) -> bool:
    """Is the token a noun that does not only modify a noun behind it?"""
    if token.pos not in NOMINAL or token.ent in TIMES or token.text in POSSESSIVE:
        return False
    above = tokens[token.head]
    inner = above.i > token.i and token.dep in INNER and above.pos in NOMINAL
    return not inner or (above.ent in TIMES and token.ent not in TIMES)  # "President Hill Tuesday"


def _left_edges(sentence: Sentence) -> list[int]:
    """For each token the first token of the phrase that leads up to it, its left dependents and theirs."""
    tokens = sentence.tokens
    edges = list(range(len(tokens)))
    for token in tokens:  # a left dependent stands before its head, so one pass from the left settles it
        if token.head > token.i and token.dep not in ("nsubj", "nsubjpass", "advcl", "ccomp", "appos", "dep"):
            edges[token.head] = min(edges[token.head], edges[token.i])
    return edges


def name_end(tokens: tuple[Token, ...], at: int) -> int:
    """The last token of the named entity that the token at `at` belongs to; the token itself where it has none."""
    ent = tokens[at].ent
    first = at
    limit = min(at + LONGEST, len(tokens) - 1)
    while at < limit and _goes_on(tokens, at + 1, ent):
        at += 1
    return at - 1 if at > first and tokens[at].text in POSSESSIVE else at


def _goes_on(tokens: tuple[Token, ...], i: int, ent: str) -> bool:
    """Does a name of this kind go on with the token? The dash of a dateline and a bracket end it whatever its label."""
    token = tokens[i]
    apart = token.text not in DASHES or tokens[i - 1].end < token.start
    return bool(ent) and token.ent == ent and not token.ent_start and not (token.tag in BREAKS and apart)


def tail(sentence: Sentence, head: Token) -> int:
    """The last token of the prepositional phrases that complete a role: "chief of staff to the president".

    Phrases with "of" are taken whatever they hold, others only where they name somebody.
    """
    last = head.i
    for _ in range(DEPTH):
        prep = next((t for t in sentence.children(head, "prep") if t.i == last + 1 and t.lower in OF), None)
        noun = prep and sentence.child(prep, "pobj")
        if noun is None or prep is None or noun.ent in TIMES or (prep.lower != "of" and noun.pos != "PROPN"):
            break
        head, last = noun, name_end(sentence.tokens, noun.i)
    return last
