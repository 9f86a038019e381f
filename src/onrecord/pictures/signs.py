"""Signs of what an origin does with a matter: told apart by their form, with a tone for a colour besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.matters.types import Stand
from onrecord.pictures.markup import LETTER, Node, tag, text
from onrecord.wording.stands import STANDS

R = 8  # pixels
_STROKES = {"✓": "M{0} {1}l2.5 2.5l5 -5.5", "✗": "M{0} {1}l7 7m0 -7l-7 7"}  # fonts often lack these
_BEGINS = {"✓": (-3.8, 0.4), "✗": (-3.5, -3.5)}


def sign(stand: Stand, x: float, y: float) -> Node:
    """The sign of a stand around a point."""
    word = STANDS[stand]
    disc = tag("circle", cx=x, cy=y, r=R - 1, class_=f"sign tone-{word.tone}")
    if word.sign in _STROKES:
        dx, dy = _BEGINS[word.sign]
        stroke = _STROKES[word.sign].format(f"{x + dx:.1f}", f"{y + dy:.1f}")
        return tag("g", disc, tag("path", d=stroke, class_=f"stroke tone-{word.tone}"))
    inside = "" if word.sign == "•" else word.sign
    glyph = text(inside, x, y, dy="0.35em", text_anchor="middle", class_=f"glyph tone-{word.tone}")
    return tag("g", disc, *([glyph] if inside else []))


def legend(entries: Iterable[tuple[Node, str]], width: float, y: float = 14) -> tuple[Node, float]:
    """What the signs mean, in lines; with the height that it takes. Each sign is drawn around (0, 0)."""
    x, parts = 0.0, []
    for drawn, words in entries:
        room = len(words) * LETTER + 34
        if x and x + room > width:
            x, y = 0.0, y + 22
        parts.append(tag("g", drawn, transform=f"translate({x + R + 2:.1f} {y:.1f})"))
        parts.append(text(words, x + 24, y, dy="0.35em", class_="small"))
        x += room
    return tag("g", *parts, class_="legend", aria_hidden="true"), y + 14


def stand_entries(stands: Iterable[Stand]) -> Iterator[tuple[Node, str]]:
    """The entries of a legend for those stands that are there, in the order of the wording."""
    there = set(stands)
    return ((sign(stand, 0, 0), word.text) for stand, word in STANDS.items() if stand in there)
