"""Mentions of a sentence: named people, organisations and countries, roles, groups, documents, weapons, pronouns."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.find.people.chunks import Chunk, chunks
from onrecord.find.people.mention import Mention, speaks
from onrecord.find.people.phrase import Phrase
from onrecord.find.people.pronouns import FIRST
from onrecord.language.actors import actors_in
from onrecord.language.text import Sentence, Token

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
IT = frozenset(("it", "its", "itself"))
RELATIVE = frozenset(("who", "which", "that"))
VAGUE = frozenset((
    "some", "others", "many", "most", "several", "few", "both", "one", "another", "all", "everyone", "everybody",
    "someone", "somebody", "anyone", "anybody", "nobody", "none",
))


def mentions_in(sentence: Sentence) -> list[Mention]:
    """The mentions of one sentence in text order, the longer one first where two begin together."""
    found = [m for t in sentence.tokens if t.pos in ("PRON", "DET") for m in _pronoun(sentence, t)]
    heads = set()
    for chunk in chunks(sentence):
        found += (m for m in _in_chunk(sentence, chunk) if m.head.i not in heads or m.head.i == chunk.head)
        heads.add(chunk.head)
    return _outermost(sorted(found, key=lambda m: (m.span.start, -m.span.end)))


def _outermost(found: list[Mention]) -> list[Mention]:
    """Without the words inside a name that are a name only by themselves: "State" in "Secretary of State X"."""
    kept: list[Mention] = []
    behind = -1
    for mention in found:
        if mention.form == "name" and mention.actor is None and mention.span.end <= behind:
            continue
        if mention.form == "name":
            behind = max(behind, mention.span.end)
        kept.append(mention)
    return kept


def _pronoun(sentence: Sentence, token: Token) -> Iterator[Mention]:
    word = token.lower
    span = sentence.span(token, token)
    if word in HE or word in SHE:
        yield Mention(span, sentence, token, "pronoun", "person", word, gender="m" if word in HE else "f")
    elif word in THEY or word in IT:
        yield Mention(span, sentence, token, "pronoun", "other", word, plural=word in THEY)
    elif word in FIRST and token.tag in ("PRP", "PRP$"):
        yield Mention(span, sentence, token, "pronoun", "person", word)
    elif word in RELATIVE and token.dep in ("nsubj", "nsubjpass") and token.tag in ("WP", "WDT"):
        yield Mention(span, sentence, token, "pronoun", "other", word)
    elif word in VAGUE:  # names nobody, and so is no mention but as the source of what is said
        vague = Mention(span, sentence, token, "common", "group", token.text, plural=True)
        if speaks(vague):
            yield vague


def _in_chunk(sentence: Sentence, chunk: Chunk) -> Iterator[Mention]:
    """The phrase's own mention, and those of the names that stand inside it before its head."""
    tokens = sentence.tokens[chunk.first : chunk.last + 1]
    head = sentence.tokens[chunk.head]
    if head.pos == "PRON" or head.lower in VAGUE:
        if head.pos != "PRON":
            yield from _pronoun(sentence, head)
        return
    phrase = Phrase(sentence, chunk, tokens, list(actors_in(tokens)))
    whole = phrase.person() or phrase.actor() or phrase.named() or phrase.common() or phrase.other()
    if whole:
        yield whole
    yield from phrase.peoples()
    acts = whole is not None and whole.kind not in ("weapon", "document", "other")
    body = None if acts else phrase.modifier()
    if body:
        yield body
    for mention in phrase.inner(adjectives=not acts and body is None):
        if whole is None or not 0 <= whole.name_at < mention.span.end:
            yield mention
