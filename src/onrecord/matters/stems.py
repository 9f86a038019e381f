"""Words brought to base forms: what two reports share is counted over these."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from snowballstemmer import stemmer  # type: ignore[import-untyped]  # ships no types

from onrecord.matters.tables import column, rows

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
LONGEST = 40  # characters: a longer run of letters is no word, and is cut


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its endings ("deployed", "deployment" -> "deploy"), after Porter's second stemmer.

    Irregular forms come from a table ("sent" -> "send").
    """
    low = word.casefold().removesuffix("'s").removesuffix("’s")[:LONGEST]
    low = column("irregular", "forms", "base").get(low, low)
    return str(stemmer("english").stemWord(low))


@cache
def _empty() -> frozenset[str]:
    return frozenset(word for row in rows("empty_words") for word in row["words"].split())


def terms(text: str) -> tuple[str, ...]:
    """The stems of the content words of a text, in its order, repeated where they are repeated."""
    found = (match[0] for match in WORD.finditer(text))
    return tuple(stem(word) for word in found if word.casefold() not in _empty() and len(word) > 1)
