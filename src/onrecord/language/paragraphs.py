"""Where paragraphs begin and end, and which of them are headings."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from onrecord.language.boilerplate import furniture, is_boilerplate

LINE = re.compile(r"[^\n\r\u0085\u2028\u2029]+")
CLOSED = re.compile(r"[.!?:;…][\"'”’)\]]*$")
BULLET = re.compile(r"[•*·–—-]\s|\(?\d{1,2}[.)]\s")
WRAP_WIDTH = (45, 100)  # characters of a line that was broken by a margin and not by its writer
HEADING_WORDS = 14


class Paragraph(NamedTuple):
    """Offsets of one paragraph; white space at its ends is cut off."""

    start: int
    end: int
    heading: bool


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in order.

    A line is a paragraph, but for text broken at a margin, where a blank or indented line begins a new one.
    What belongs to the page (pointers, credits, notices) is left out: whole paragraphs, but for a text's only one, and
    pieces of a paragraph, which is cut there.
    """
    lines = [_trimmed(text, m.start(), m.end()) for m in LINE.finditer(text)]
    lines = [(a, b) for a, b in lines if a < b]
    blocks = _joined(text, lines) if _is_wrapped(text, lines) else lines
    if len(blocks) == 1:
        return [Paragraph(a, b, heading=False) for a, b in _without_furniture(text, *blocks[0])]
    kept = ((a, b) for a, b in blocks if not is_boilerplate(text[a:b]))
    return [Paragraph(a, b, _is_heading(text[a:b])) for block in kept for a, b in _without_furniture(text, *block)]


def _without_furniture(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What is left of a paragraph; all of it, where nothing would be left."""
    parts, at = [], start
    for first, last in furniture(text, start, end):
        parts.append(_trimmed(text, at, first))
        at = last
    parts.append(_trimmed(text, at, end))
    return [(a, b) for a, b in parts if any(map(str.isalnum, text[a:b]))] or [(start, end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _gap(text: str, left: tuple[int, int], right: tuple[int, int]) -> str:
    return text[left[1] : right[0]]


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Do most lines that another follows directly break off in mid-sentence, at one width?"""
    inner = [a for a, b in pairwise(lines) if _gap(text, a, b).count("\n") == 1]
    if len(inner) < 3:
        return False
    broken = [b - a for a, b in inner if not CLOSED.search(text[a:b])]
    return len(broken) > 0.6 * len(inner) and WRAP_WIDTH[0] < median(broken) < WRAP_WIDTH[1]


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for line in lines:
        gap = _gap(text, out[-1], line) if out else "\n\n"
        if gap.count("\n") > 1 or len(gap.rsplit("\n", 1)[-1]) > 1:
            out.append(line)
        else:
            out[-1] = (out[-1][0], line[1])
    return out


def _is_heading(paragraph: str) -> bool:
    return (
        len(paragraph.split()) <= HEADING_WORDS
        and not CLOSED.search(paragraph)
        and not paragraph.endswith(",")
        and not BULLET.match(paragraph)
        and any(c.isalpha() for c in paragraph)
    )
