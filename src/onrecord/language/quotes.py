"""Which stretches of a text stand inside quotation marks."""

from __future__ import annotations

import re

from onrecord.model import Span

MARK = re.compile(r"``|''|[“”„«»\"]")
OPENING, CLOSING = {"“", "„", "«", "``"}, {"”", "»", "''"}


def quotations(text: str, paragraphs: list[tuple[int, int]]) -> tuple[Span, ...]:
    """Spans from an opening to its closing mark, both included.

    A quotation that is not closed ends with its paragraph (a speech that goes on opens again in the next one).
    The straight mark opens and closes by turns. Single marks are left alone: they are apostrophes too often.
    """
    found: list[Span] = []
    for start, end in paragraphs:
        opened: int | None = None
        for mark in MARK.finditer(text, start, end):
            if opened is None and mark.group() not in CLOSING:
                opened = mark.start()
            elif opened is not None and mark.group() not in OPENING:
                found.append(Span(opened, mark.end(), text[opened : mark.end()]))
                opened = None
        if opened is not None:
            found.append(Span(opened, end, text[opened:end]))
    return tuple(found)
