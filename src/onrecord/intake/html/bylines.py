"""Who wrote it: names in bylines and in what a page says of itself."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from onrecord.intake.html.text import key, squeeze

BYLINE = re.compile(r"(?:^|[-_])(?:by-?line|author)s?(?:[-_]{1,2}(?:name|link|title))?$", re.IGNORECASE)
BY = re.compile(r"^\W*(?:(?:written |reported |posted |words |story |report )?by|from)\b[\s:]*", re.IGNORECASE)
AND = re.compile(r"\s*(?:,|;|/|\||&|\band\b)\s*")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
PARTICLES = frozenset((
    "and", "de", "da", "di", "del", "della", "der", "den", "van", "von", "bin", "ibn", "al", "el", "la", "le", "du",
    "dos", "das", "y", "e", "ter", "ten", "af",
))
NAME = re.compile(r"[^\W\d_][\w.'’\- ]*$")


def visible_bylines(tree: HtmlElement) -> list[HtmlElement]:
    """The elements marked as naming an author."""
    marked = (
        e
        for e in tree.iter("a", "span", "div", "p", "address", "strong")
        if e.get("rel") == "author"
        or "author" in (e.get("itemprop") or "")
        or any(map(BYLINE.search, (e.get("class") or "").split()))
    )
    return [e for e in marked if is_byline(squeeze(e.text_content()))][:2]


def is_byline(text: str) -> bool:
    """Is a line nothing but names, with or without "By" before them?"""
    words = re.findall(r"[^\W\d_][\w.'’-]*", BY.sub("", text))
    small = [w for w in words if not w[0].isupper() and w.lower() not in PARTICLES]
    return 1 < len(words) < 20 and not small and 4 < len(text) < 120 and not text.endswith((".", "!", "?", ":"))


def people(texts: list[str]) -> list[str]:
    """The names in some texts, once each: lists are split, "By" and addresses left out."""
    bare = [BY.sub("", ADDRESS.sub("", text)) for text in texts]
    names = [squeeze(name) for text in bare for name in AND.split(text)]
    good = [n for n in names if NAME.match(n) and 2 < len(n) < 60 and len(n.split()) < 7]
    return [name for i, name in enumerate(good) if key(name) not in map(key, good[:i])]
