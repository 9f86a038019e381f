"""Which paragraphs belong to the page and not to the report: pointers, credits, captions, prompts, notices.

The patterns are data (`lexicons/boilerplate.tsv`); each must match a whole paragraph.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.language.lexicon import rows

LONGEST = 600  # characters; a longer paragraph is text, whatever it begins with
MARK = re.compile(r"[\s•*·▪►▶>|–—-]+(?=\w)")


def is_boilerplate(paragraph: str) -> bool:
    """Is the paragraph a pointer to other pages, a credit, a caption, a prompt or a notice?"""
    if len(paragraph) > LONGEST:
        return False
    mark = MARK.match(paragraph)
    return _pattern().fullmatch(paragraph[mark.end() if mark else 0 :].strip()) is not None


@cache
def _pattern() -> re.Pattern[str]:
    """All patterns of the lexicon as one."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows("boilerplate")), re.IGNORECASE)
