"""What the report says happened, is happening or may: the words that name it.

A verb names an event unless it only serves another word; a noun does if the lexicon or its ending says so. Verbs of
saying are kept like any other (a denial, an appeal, a threat are events too); what they say is a statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from msgspec.structs import replace

from onrecord.language.lexicon import words
from onrecord.language.text import Article, Sentence, Token
from onrecord.model import Event, Findings, Span

# Relations in which a verb is no event of its own: an auxiliary, an attribute ("rising prices"), a preposition
# ("including", "according to"), a part of a name.
SERVING = frozenset({"aux", "auxpass", "amod", "prep", "compound", "nmod", "mark", "case", "advmod", "det", "intj",
                     "cc", "punct", "prt"})
PREDICATIVE = frozenset({"acomp", "oprd", "conj", "advcl", "ccomp", "xcomp", "attr", "ROOT"})
ACTION_ENDING = re.compile(r"\w{3,}(?:tion|sion|ment|ing)$")
NAMED = frozenset({"", "EVENT"})  # entity types under which a capitalised noun can still be a happening


def find(article: Article, found: Findings) -> Findings:
    """The findings with one event for each trigger, in text order; status and codes are left to later finders."""
    named = [
        (_trigger(sentence, token), rule)
        for sentence in article.sentences
        for token in sentence.tokens
        if (rule := _rule(token)) is not None and not _phrase(sentence, token)
    ]
    return replace(found, events=tuple(Event(f"v{n}", span, why=rule) for n, (span, rule) in enumerate(named, 1)))


def _rule(token: Token) -> str | None:
    """The name of the rule by which a token names an event."""
    if token.dep in SERVING or not token.text[0].isalpha():
        return None
    test = RULES.get(token.pos)
    return test(token) if test is not None else None


def _phrase(sentence: Sentence, token: Token) -> bool:
    """"in order", "of course": a noun of the lexicon that means nothing by itself."""
    if token.pos != "NOUN" or token.i == 0:
        return False
    return f"{sentence.tokens[token.i - 1].lower} {token.lower}" in _lexicon("NOUN", "phrase")


def _trigger(sentence: Sentence, token: Token) -> Span:
    """The word, and the particle that directly follows it ("carried out")."""
    after = token.i + 1
    if token.pos == "VERB" and after < len(sentence.tokens):
        particle = sentence.tokens[after]
        if particle.dep == "prt" and particle.head == token.i:
            return sentence.span(token, particle)
    return sentence.cut(token.start, token.end)


def _verb(token: Token) -> str | None:
    return "verb" if token.tag.startswith("VB") else None


def _noun(token: Token) -> str | None:
    lemma = token.lemma.lower()
    if lemma in _lexicon("NOUN", "event"):
        return "event noun"
    if ACTION_ENDING.match(lemma) and lemma not in _lexicon("NOUN", "thing"):
        return "noun of action"
    return None


def _named(token: Token) -> str | None:
    """A happening with a name ("the Iraq War"); title case in a heading makes names of common nouns, too."""
    lemma = token.lemma.lower()
    sure = lemma in _lexicon("PROPN", "event") or token.lower in _lexicon("PROPN", "event")
    return "named event" if sure or (token.ent in NAMED and lemma in _lexicon("NOUN", "event")) else None


def _state(token: Token) -> str | None:
    return "state" if token.dep in PREDICATIVE and token.lemma.lower() in _lexicon("ADJ", "event") else None


@cache
def _lexicon(pos: str, kind: str) -> frozenset[str]:
    return words("event_words", **{"pos": pos, "class": kind})


RULES: dict[str, Callable[[Token], str | None]] = {"VERB": _verb, "NOUN": _noun, "PROPN": _named, "ADJ": _state}
