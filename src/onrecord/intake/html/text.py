"""How the texts of a page are compared."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+")
SPACE = re.compile(r"\s+")
SENTENCE = re.compile(r"[.!?…:][\"'”’)\]»]*$")  # how a sentence ends
LOST = 60  # characters of a paragraph that is text, whatever else speaks against it


def squeeze(text: str) -> str:
    """One line, white space between words a single blank."""
    return SPACE.sub(" ", text).strip()


def key(text: str) -> str:
    """What two copies of a line share: its words in lower case."""
    return " ".join(WORD.findall(text.casefold()))
