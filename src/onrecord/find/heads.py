"""Which token heads some words of a sentence? A neutral module that every finder may use, as `mentions` is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from onrecord.language.text import Sentence, Token
from onrecord.model import Span

REACH = 60  # steps up the tree after which two words have nothing to do with each other


class Heads:
    """The tokens of a sentence by their offsets; an answer takes time in the length of the span alone."""

    def __init__(self, sentence: Sentence) -> None:
        """Index a sentence that has a token."""
        self.sentence = sentence
        self._starts = [t.start for t in sentence.tokens]
        self._ends = [t.end for t in sentence.tokens]

    def of(self, span: Span) -> Token:
        """The token of a span that governs the others; the sentence's root where the span holds none."""
        low, high = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        inside = self.sentence.tokens[low:high]
        if not inside:
            return self.sentence.root
        return next((t for t in inside if not low <= t.head < high or t.head == t.i), inside[-1])


def governors(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Governors from the nearest upwards, as far as they can matter."""
    return islice(sentence.ancestors(token), REACH)
