"""Figures: quantities with their bound, unit, change and what they are of.

`low` and `high` of a range stand in the order of the text: a fall "from 208 to 193" has low 208 and high 193. A vague
plural has the least value it can mean as `low`: dozens 12, scores 20, hundreds 100. `change` is "to" for a new level,
"by" for an amount beside its new level ("by 180,000 to 1.5 million"), else the direction of the amount, "up" or "down".
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from onrecord.find.figures.assemble import in_sentence
from onrecord.find.figures.casualties import RECENT
from onrecord.find.figures.numbers import has_number
from onrecord.language.lexicon import words
from onrecord.language.text import Article
from onrecord.model import Figure, Findings

STEMS = "|".join(sorted({w[:4] for w in words("casualty_words")}))
CASUALTY = re.compile(rf"\b(?:{STEMS})", re.IGNORECASE)


def find(article: Article, found: Findings) -> Findings:
    """The findings with the figures of the article filled in, in text order."""
    figures: list[Figure] = []
    told: dict[str, bool] = {}
    for k, sentence in enumerate(article.sentences):
        if has_number(sentence.text) or CASUALTY.search(sentence.text):
            figures += in_sentence(sentence, found.times, told, article.sentences[max(0, k - RECENT) : k])
    return replace(found, figures=tuple(replace(f, id=f"f{n}") for n, f in enumerate(figures, 1)))
