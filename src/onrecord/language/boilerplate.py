"""What belongs to the page and not to the report: pointers, credits, captions, prompts, notices.

The patterns are data: those of `lexicons/boilerplate.tsv` must match a whole paragraph; those of
`lexicons/furniture.tsv` stand inside one, where a text was taken from a page without its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.language.lexicon import rows

LONGEST = 600  # characters; a longer paragraph is text, whatever it begins with
DAY = (
    r"(?:[A-Z][a-z]+day,? )?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? ?\d{4}|\d{1,2} [A-Z][a-z]{2,8},? \d{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
MARK = re.compile(r"[\s•*·▪►▶>|–—-]+(?=\w)")


def is_boilerplate(paragraph: str) -> bool:
    """Is the paragraph a pointer to other pages, a credit, a caption, a prompt or a notice?"""
    if len(paragraph) > LONGEST:
        return False
    mark = MARK.match(paragraph)
    return _pattern().fullmatch(paragraph[mark.end() if mark else 0 :].strip()) is not None


def furniture(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """First and last offset of each piece of the page inside a paragraph of a text."""
    return (found.span() for found in _inside().finditer(text, start, end))


@cache
def _inside() -> re.Pattern[str]:
    patterns = (row["pattern"].replace("DAY", DAY) for row in rows("furniture"))
    return re.compile("|".join(rf"\b(?:{pattern})(?!\w)" for pattern in patterns))


@cache
def _pattern() -> re.Pattern[str]:
    """All patterns of the lexicon as one."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows("boilerplate")), re.IGNORECASE)
