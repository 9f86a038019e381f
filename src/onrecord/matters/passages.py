"""The sentences of a report, told by their punctuation, and what makes two of them the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from hashlib import sha256

from onrecord.matters.stems import WORD, terms

WINDOW = 1000  # characters to either side: in a text without full stops a sentence goes no further
PRINT = 6  # bytes of a fingerprint
STEMS = 30  # of a sentence that are kept: a longer sentence is a list

_END = re.compile(r"(?<=[.!?])[\"'”’)]*([ \t]+)(?=[\"'“‘(]?[A-Z0-9])|\s*\n\s*")
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Maj|Col|Lt|Sgt|Capt|Adm|Gov|Sen|Rep|St|vs|No|Jr|Sr)|\b[A-Z])\.$")
_AGENCY = r"\([^)\n]{2,30}\) ?"
_DATELINE = re.compile(rf"^(?:[^a-z\n(]{{2,40}}(?:{_AGENCY})?|[A-Z][\w ,.'’-]{{1,50}}{_AGENCY})[-–—] ")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """First and last offset of each sentence, in order; abbreviations and initials end none."""
    ends = (m for m in _END.finditer(text) if not _SHORT.search(text, max(0, m.start() - 8), m.start()))
    cuts = [m.span(1) if m[1] else m.span() for m in ends]
    starts = [0, *(end for _, end in cuts)]
    stops = [*(start for start, _ in cuts), len(text)]
    return tuple((a, b) for a, b in zip(starts, stops, strict=True) if b > a)


def sentence_at(found: tuple[tuple[int, int], ...], offset: int) -> tuple[int, int]:
    """The sentence that an offset stands in, or the one before it."""
    place = bisect_right(found, offset, key=lambda s: s[0]) - 1
    return found[max(place, 0)] if found else (0, 0)


def fingerprint(sentence: str) -> str:
    """A hash by which a copied sentence is known: words alone, without a dateline; "" for less than four words."""
    words = [m[0].casefold() for m in WORD.finditer(_DATELINE.sub("", sentence.strip()))]
    return sha256(" ".join(words).encode()).hexdigest()[: 2 * PRINT] if len(words) > 3 else ""


class Passages:
    """The sentences of one text, and what each of them tells."""

    def __init__(self, text: str) -> None:
        """Find them."""
        self.text = text
        self._found = sentences(text)
        self._told: dict[tuple[int, int], tuple[tuple[str, ...], str]] = {}

    def around(self, offset: int) -> tuple[int, int]:
        """First and last offset of the sentence at an offset, as far as the window goes."""
        start, end = sentence_at(self._found, offset)
        return max(start, offset - WINDOW), min(end, offset + WINDOW)

    def told(self, offset: int) -> tuple[tuple[str, ...], str]:
        """The stems of the sentence at an offset, sorted, and its fingerprint."""
        bounds = self.around(offset)
        if bounds not in self._told:
            sentence = self.text[slice(*bounds)]
            self._told[bounds] = tuple(sorted(set(terms(sentence)[:STEMS]))), fingerprint(sentence)
        return self._told[bounds]
