"""Headings in Title Case put into sentence case for the parser, which takes their verbs and nouns for names.

What is a name is told by the body: a word that it writes with a small letter is none, a pair of words that it writes
as the heading does is one. Only the case of letters changes, so every offset holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise

from snowballstemmer import stemmer  # type: ignore[import-untyped]  # ships no types

from onrecord.language.lexicon import words
from onrecord.language.paragraphs import Paragraph

WORD = re.compile(r"[A-Za-z]+")
INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][A-Za-z]+")  # capitals that no beginning of a sentence explains
DATED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d")  # a label of the page
TITLED = 0.75  # the share of longer words with a capital from which a heading is in title case
LONGER = 4  # letters: "of", "to" and "the" are small in title case, too
GRAMMAR = frozenset(WORD.findall(
    "a about after against amid among an and are as at be before behind but by can could for from has have how in into "
    "is may more must near new no not of off on or out over say says set than that the their through to up was were "
    "when who why will with would"
))
VOCABULARY = {"event_words": "word", "commitment_words": "word", "cues": "lemma"}  # common words, under these keys


def sentence_case(text: str, cut: Iterable[Paragraph]) -> str:
    """The text, its headings in title case with small letters where they hold no name."""
    paragraphs = list(cut)
    titled = [p for p in paragraphs if p.heading and is_titled(text[p.start : p.end])]
    if not titled:
        return text
    body = _Body("\n".join(text[p.start : p.end] for p in paragraphs if p not in titled))
    for heading in titled:
        text = text[: heading.start] + body.lowered(text[heading.start : heading.end]) + text[heading.end :]
    return text


def is_titled(heading: str) -> bool:
    """Whether nearly all longer words of a heading begin with a capital and some go on with small letters."""
    if DATED.search(heading):
        return False
    longer = [w for w in WORD.findall(heading) if len(w) >= LONGER]
    capital = sum(w[0].isupper() for w in longer)
    return len(longer) > 2 and capital >= TITLED * len(longer) and sum(w.istitle() for w in longer) > 2


class _Body:
    """What a text's body tells of the words of its headings."""

    def __init__(self, body: str) -> None:
        self.text = body
        self.names = Counter(INSIDE.findall(body))
        self.small = Counter(w for w in WORD.findall(body) if w.islower())
        self.stems = {_stem(w) for w in self.small}

    def lowered(self, heading: str) -> str:
        """A heading with its common words in small letters, but for the first."""
        found = list(WORD.finditer(heading))
        names = set()
        for left, right in pairwise(found):
            pair = heading[left.start() : right.end()]
            if _is_name(pair) and pair in self.text:
                names |= {left.start(), right.start()}
        small = heading
        for match in found[1:]:
            if match.start() not in names and match[0].istitle() and self._is_common(match[0]):
                small = small[: match.start()] + match[0].lower() + small[match.end() :]
        return small

    def _is_common(self, word: str) -> bool:
        low = word.lower()
        if self.names[word] > self.small[low]:
            return False
        return low in self.small or low in GRAMMAR or _stem(low) in self.stems or _stem(low) in _vocabulary()


def _is_name(pair: str) -> bool:
    """Whether two neighbours both have a capital and a blank alone between them."""
    first, _, second = pair.partition(" ")
    return first[:1].isupper() and second[:1].isupper()


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(stemmer("english").stemWord(word))


@cache
def _vocabulary() -> frozenset[str]:
    """The stems of the words that the lexicons know for no names."""
    return frozenset(_stem(w) for name, key in VOCABULARY.items() for w in words(name, key) if w.isalpha())
