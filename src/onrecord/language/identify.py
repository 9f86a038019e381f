"""The language of a text: English by its commonest words, any other by py3langid."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

GLANCE = 1_000  # characters that are enough for nearly every English text
SAMPLE = 4_000  # characters that are looked at where they are not
FEWEST = 25  # words; a shorter text is not judged
ENGLISH = 0.12  # share of the words below in any English prose; other languages have nearly none of them
SURE = 0.9
LAST_LATIN = "\u02af"
WORD = re.compile(r"[^\W\d_]+")
COMMON = frozenset((
    "the", "of", "and", "to", "that", "for", "with", "by", "from", "were", "has", "which", "this", "they", "said",
    "will", "have", "been", "not", "it", "his", "are", "be", "its", "their",
))


def language_of(text: str) -> str | None:
    """The language's ISO 639 code of two or three letters, or None where the text is too short or too mixed to tell.

    A text in another alphabet is not English however short it is, so the likeliest language is named.
    """
    if _is_english(text[:GLANCE].lower().split()):
        return "en"
    words = WORD.findall(text[:SAMPLE].lower())
    if _is_english(words):
        return "en"
    foreign = len(words) > 1 and _is_foreign(words)
    if not foreign and len(words) < FEWEST and len(text.strip()) < 6 * FEWEST:
        return None
    code, sure = _identifier().classify(" ".join(words))
    return str(code) if sure >= SURE or (foreign and code != "en") else None


def _is_foreign(words: list[str]) -> bool:
    """Are most of the words in another alphabet than the Latin one?"""
    return 2 * sum(word[0] > LAST_LATIN for word in words) > len(words)


def _is_english(words: list[str]) -> bool:
    return sum(map(COMMON.__contains__, words)) >= max(ENGLISH * len(words), 3)


@cache
def _identifier() -> Any:  # noqa: ANN401  py3langid ships no types
    """The model; imported here, as few texts need it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # it ships no types

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
