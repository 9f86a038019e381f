"""A report as sentences of tokens: what every finder reads, and what tests build by hand.

Tags are those of the Penn Treebank (`tag`), Universal POS (`pos`), ClearNLP dependencies (`dep`) and OntoNotes
entity types (`ent`), as spaCy's English models give them. No finder touches a model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.model import Report, Span


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `i` and `head` count inside the sentence (the root's head is itself)."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str = ""
    pos: str = ""
    dep: str = ""
    head: int = 0
    ent: str = ""
    ent_start: bool = False

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()


@dataclass(frozen=True)
class Sentence:
    """Tokens of one sentence. `heading` marks a line that is a title and no sentence of the text."""

    index: int
    paragraph: int
    tokens: tuple[Token, ...]
    text: str
    start: int
    heading: bool = False

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        return tuple(tuple(c) for c in children)

    @cached_property
    def root(self) -> Token:
        """The token that is its own head (the first, where there are several)."""
        return next((t for t in self.tokens if t.head == t.i), self.tokens[0])

    def children(self, token: Token, *deps: str) -> list[Token]:
        """The token's dependents in text order, only those of the given relations where any is named."""
        kids = (self.tokens[i] for i in self._children[token.i])
        return [k for k in kids if not deps or k.dep in deps]

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first dependent of one of the relations."""
        return next(iter(self.children(token, *deps)), None)

    def head(self, token: Token) -> Token | None:
        """The token's governor; None for a root."""
        return None if token.head == token.i else self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Governors from the nearest to the root."""
        seen = {token.i}
        while token.head not in seen:
            token = self.tokens[token.head]
            seen.add(token.i)
            yield token

    def subtree(self, token: Token) -> list[Token]:
        """The token and all that hangs on it, in text order."""
        found, queue = {token.i}, [token.i]
        while queue:
            for child in self._children[queue.pop()]:
                if child not in found:
                    found.add(child)
                    queue.append(child)
        return [self.tokens[i] for i in sorted(found)]

    def span(self, first: Token | int, last: Token | int) -> Span:
        """The span from one token to another, both included."""
        a = self.tokens[first if isinstance(first, int) else first.i]
        b = self.tokens[last if isinstance(last, int) else last.i]
        return self.cut(a.start, b.end)

    def cut(self, start: int, end: int) -> Span:
        """The span of two offsets into the report's text, both inside this sentence."""
        return Span(start, end, self.text[start - self.start : end - self.start])

    def at(self, start: int, end: int) -> list[Token]:
        """The tokens that share a character with start..end."""
        return [t for t in self.tokens if t.start < end and t.end > start]

    def phrase(self, token: Token) -> Span:
        """The span of a token's subtree, from its first to its last token."""
        nodes = self.subtree(token)
        return self.span(nodes[0], nodes[-1])


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, cue and content that the tagger read, as offsets; lists are empty where there is none."""

    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True)
class Article:
    """A report, its sentences in order, the stretches inside quotation marks, and the tagger's attributions."""

    report: Report
    sentences: tuple[Sentence, ...]
    quotes: tuple[Span, ...] = ()
    attributions: tuple[Attribution, ...] = field(default=())

    def span(self, start: int, end: int) -> Span:
        """The span of two offsets into the report's text."""
        return Span(start, end, self.report.text[start:end])

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a character, or None where it stands between sentences."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].start <= offset:
            return self.sentences[low]
        return None

    def between(self, start: int, end: int) -> list[Sentence]:
        """The sentences that share a character with start..end."""
        return [s for s in self.sentences if s.start < end and s.end > start]

    def quoted(self, offset: int) -> bool:
        """Does the character stand inside quotation marks?"""
        return any(q.start <= offset < q.end for q in self.quotes)
