"""What the report says happened, is happening or may: the words that name it.

A verb names an event unless it only serves another word; a noun does if the lexicon or its ending says so, before
another noun ("murder trial") only if the lexicon does. Of participles before a noun those count that tell what was
suffered ("the arrested man"). Verbs of saying are kept like any other (a denial, an appeal, a threat are events too);
what they say is a statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from onrecord.language.lexicon import words
from onrecord.language.text import Article, Sentence, Token
from onrecord.model import Event, Findings

# Relations in which a word is no event of its own: an auxiliary, an attribute ("rising prices"), a preposition
# ("including", "according to"), a part of a name.
SERVING = frozenset({"aux", "auxpass", "amod", "prep", "compound", "nmod", "mark", "case", "advmod", "det", "intj",
                     "cc", "punct", "prt"})
ATTRIBUTES = frozenset({"amod", "compound", "nmod"})
PREDICATIVE = frozenset({"acomp", "oprd", "conj", "advcl", "ccomp", "xcomp", "attr", "ROOT", "appos"})
ACTION_ENDING = re.compile(r"\w{3,}(?:tion|sion|ment|ing)$")
NAMED = frozenset({"", "EVENT"})  # entity types under which a capitalised noun can still be a happening
SCANDAL = re.compile(r"[A-Z]\w{2,}gate$")  # named after the first of them, unless it is a place
HYPHENS = frozenset({"-", "–", "‐", "‑"})
LONGEST = 5  # tokens of a word with hyphens: "hit-and-run"
OCCASIONS = frozenset({"at", "during", "after", "before", "following", "until"})  # before what is held, and lasts


class Named(NamedTuple):
    """The tokens that name an event, and the rule that says so."""

    first: int
    last: int
    rule: str


def find(article: Article, found: Findings) -> Findings:
    """The findings with one event for each trigger, in text order; status and codes are left to later finders."""
    named = [(sentence.span(n.first, n.last), n.rule) for sentence in article.sentences for n in _events(sentence)]
    return replace(found, events=tuple(Event(f"v{n}", span, why=rule) for n, (span, rule) in enumerate(named, 1)))


def _events(sentence: Sentence) -> Iterator[Named]:
    """The events of a sentence in order; a word with hyphens is one."""
    behind = 0
    for token in sentence.tokens:
        if token.i < behind:
            continue
        event = _hyphenated(sentence, token) or _single(sentence, token)
        if event is not None:
            behind = event.last + 1
            yield event


def _single(sentence: Sentence, token: Token) -> Named | None:
    """The event that one word names, with the particle that directly follows it ("carried out")."""
    test = RULES.get(token.pos)
    if test is None or not token.text[0].isalpha() or _phrase(sentence, token):
        return None
    rule = test(sentence, token)
    if rule is None:
        return None
    after = token.i + 1
    particle = sentence.tokens[after] if token.pos == "VERB" and after < len(sentence.tokens) else None
    joined = particle is not None and particle.dep == "prt" and particle.head == token.i
    return Named(token.i, after if joined else token.i, rule)


def _hyphenated(sentence: Sentence, token: Token) -> Named | None:
    """"break-in", "hit-and-run": several tokens, one word of the lexicon."""
    tokens = sentence.tokens[token.i : token.i + LONGEST]
    if len(tokens) < 3 or tokens[1].text not in HYPHENS:
        return None
    for size in (5, 3):
        parts = tokens[:size]
        if len(parts) == size and all(t.text in HYPHENS for t in parts[1::2]):
            word = "-".join(t.lower for t in parts[::2])
            if word in _lexicon("NOUN", "event") or word.removesuffix("s") in _lexicon("NOUN", "event"):
                return Named(token.i, parts[-1].i, "event noun")
    return None


def _phrase(sentence: Sentence, token: Token) -> bool:
    """"in order", "of course": a noun of the lexicon that means nothing by itself."""
    if token.pos != "NOUN" or token.i == 0:
        return False
    return f"{sentence.tokens[token.i - 1].lower} {token.lower}" in _lexicon("NOUN", "phrase")


def _verb(_sentence: Sentence, token: Token) -> str | None:
    if not token.tag.startswith("VB"):
        return None
    if token.dep not in SERVING:
        return "verb"
    return "participle" if token.dep in ATTRIBUTES and _suffered(token) else None


def _suffered(token: Token) -> bool:
    """"the arrested man": what was done to somebody, said before the noun; not "the estimated cost"."""
    return token.i < token.head and token.lower in _lexicon("PARTICIPLE", "event")


def _noun(sentence: Sentence, token: Token) -> str | None:
    lemma = token.lemma.lower()
    if token.dep in SERVING:
        return "modifier" if token.dep in ATTRIBUTES and _before_noun(lemma) else None
    if lemma in _lexicon("NOUN", "event"):
        return "event noun"
    if lemma in _lexicon("NOUN", "occasion"):
        return "occasion" if _held(sentence, token) else None
    if ACTION_ENDING.match(lemma) and lemma not in _lexicon("NOUN", "thing"):
        return "noun of action"
    return _named(sentence, token) if token.i > 0 and token.text[0].isupper() else None


def _before_noun(lemma: str) -> bool:
    """"the murder trial": an event noun names its event before another noun, too, but for "a trade minister"."""
    return lemma in _lexicon("NOUN", "event") and lemma not in _lexicon("MODIFIER", "thing")


def _held(sentence: Sentence, token: Token) -> bool:
    """Whether somebody holds, attends or breaks it, or something happens at or after it."""
    head = sentence.tokens[token.head]
    if token.dep == "pobj":
        return head.lower in OCCASIONS
    return token.dep in ("dobj", "nsubjpass") and head.lemma.lower() in _lexicon("VERB", "holding")


def _named(sentence: Sentence, token: Token) -> str | None:
    """A happening with a name ("the Iraq War"); title case in a heading makes names of common nouns, too."""
    lemma = token.lemma.lower()
    if token.dep in SERVING and not _ends_name(sentence, token):
        return None
    sure = lemma in _lexicon("PROPN", "event") or token.lower in _lexicon("PROPN", "event")
    common = lemma in _lexicon("NOUN", "event") or SCANDAL.match(token.text)
    return "named event" if sure or (token.ent in NAMED and common) else None


def _ends_name(sentence: Sentence, token: Token) -> bool:
    """Whether no other part of the same name follows."""
    after = sentence.tokens[token.i + 1 : token.i + 2]
    return not after or after[0].pos != "PROPN"


def _state(_sentence: Sentence, token: Token) -> str | None:
    """In the predicate, or behind its noun ("three people dead"); before it only what was suffered."""
    if token.dep in ATTRIBUTES and _suffered(token):
        return "participle"
    predicative = token.dep in PREDICATIVE or (token.dep == "amod" and token.head < token.i)
    return "state" if predicative and token.lemma.lower() in _lexicon("ADJ", "event") else None


@cache
def _lexicon(pos: str, kind: str) -> frozenset[str]:
    return words("event_words", **{"pos": pos, "class": kind})


Test = Callable[[Sentence, Token], str | None]
RULES: dict[str, Test] = {"VERB": _verb, "NOUN": _noun, "PROPN": _named, "ADJ": _state}
