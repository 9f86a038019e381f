"""Paragraphs too long to be parsed at once, cut between sentences: the parser's memory grows with what it is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.language.paragraphs import Paragraph

LONGEST = 5_000  # characters that are parsed at once; a batch of the parser holds 64 times as many
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")


def stretches(text: str, cut: Iterable[Paragraph], longest: int = LONGEST) -> list[Paragraph]:
    """The paragraphs of a text, those of more than `longest` characters in several parts."""
    return [part for paragraph in cut for part in _parts(text, paragraph, longest)]


def _parts(text: str, paragraph: Paragraph, longest: int) -> Iterator[Paragraph]:
    start = paragraph.start
    while paragraph.end - start > longest:
        end = _border(text, start + longest // 2, start + longest)
        yield Paragraph(start, end, paragraph.heading)
        start = end
    yield Paragraph(start, paragraph.end, paragraph.heading)


def _border(text: str, first: int, last: int) -> int:
    """The last place between two offsets where a sentence ends, else a word, else the second offset."""
    ends = [match.end() for match in SENTENCE_END.finditer(text, first, last)]
    return ends[-1] if ends else text.rfind(" ", first, last) + 1 or last
