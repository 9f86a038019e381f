"""SVG as elements: escaped, without an inline style, the same bytes for the same values."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree
from lxml.builder import ElementMaker

from onrecord.matters.types import digest
from onrecord.pictures.picture import Table
from onrecord.wording.words import shorten

SVG = "http://www.w3.org/2000/svg"
LETTER, BOLD = 6.4, 7.4  # pixels of a letter of 12 pixels, on the broad side
HEAVY = ("name", "strong")  # classes of bold words
_make = ElementMaker(namespace=SVG, nsmap={None: SVG})
_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
Node = etree._Element


def tag(name: str, *children: Node | str, **attributes: float | str | None) -> Node:
    """An element; `class_` and `text_anchor` become "class" and "text-anchor", and None is left out."""
    named = {key.rstrip("_").replace("_", "-"): _value(value) for key, value in attributes.items() if value is not None}
    return _make(name, named, *(fit(child) if isinstance(child, str) else child for child in children))


def fit(words: str) -> str:
    """Words with what XML cannot hold replaced by "\N{REPLACEMENT CHARACTER}"."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", words)


def _value(value: float | str) -> str:
    if isinstance(value, str):
        return fit(value)
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 100_000 else str(round(value))


def text(words: str, x: float, y: float, room: float | None = None, **attributes: float | str | None) -> Node:
    """Words at a point, cut where there is no room for them."""
    letter = BOLD if attributes.get("class_") in HEAVY else LETTER
    return tag("text", words if room is None else cut(words, room, letter), x=x, y=y, **attributes)


def cut(words: str, room: float, letter: float = LETTER) -> str:
    """Words as far as some pixels reach."""
    return shorten(words, max(int(room / letter), 2))


def mark(href: str | None, label: str, *shapes: Node) -> Node:
    """What stands for one value: a link to its words, named by a label that is read out and shown on hovering."""
    title = tag("title", label)
    if href is None:
        return tag("g", title, *shapes, class_="mark")
    return tag("a", title, *shapes, class_="mark", href=href, aria_label=label)


class Sheet:
    """What a picture is drawn on; `key` keeps the ids of one picture apart from those of others on a page."""

    def __init__(self, kind: str, table: Table, width: int) -> None:
        """Begin a picture of a kind."""
        cells = (f"{cell.text}\x1e{cell.href}" for row in table.rows for cell in row)
        self.kind, self.table, self.width = kind, table, width
        self.key = digest([kind, str(width), table.caption, *map(fit, cells)])[:8]

    def ref(self, name: str) -> str:
        """How an attribute names something that is defined in this picture."""
        return f"url(#{self.key}-{name})"

    def defined(self, name: str, node: Node) -> Node:
        """Something with the id under which this picture refers to it."""
        node.set("id", f"{self.key}-{name}")
        return node

    def svg(self, height: float, told: str, parts: Iterable[Node], width: float | None = None) -> str:
        """The whole picture.

        Args:
            height: pixels.
            told: what it shows, in a sentence.
            parts: what is drawn, the lowest first.
            width: pixels, where it became wider than it was asked for.
        """
        size = (_value(width or self.width), _value(float(height)))
        drawn = list(parts)
        linked = any(next(part.iter(f"{{{SVG}}}a"), None) is not None for part in drawn)
        root = tag(
            "svg", self.defined("title", tag("title", self.table.caption)), self.defined("desc", tag("desc", told)),
            *drawn, class_=f"picture {self.kind}", viewBox=f"0 0 {' '.join(size)}", width=size[0], height=size[1],
            role="group" if linked else "img",  # what is in an image is not reached, and links must be
            aria_labelledby=f"{self.key}-title", aria_describedby=f"{self.key}-desc",
        )
        return etree.tostring(root, encoding="unicode")
