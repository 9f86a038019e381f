"""Who wrote it: names in bylines and in what a page says of itself."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from onrecord.intake.html.text import key, squeeze

BYLINE = re.compile(r"(?:^|[-_])(?:by-?line|author)s?(?:[-_]{1,2}(?:name|link|title))?$", re.IGNORECASE)
BY = re.compile(r"^\W*(?:(?:written |reported |posted |words |story |report )?by|from)\b[\s:]*", re.IGNORECASE)
AND = re.compile(r"\s*(?:,|;|/|\||&|\band\b)\s*")
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S*@\S+")
POST = re.compile(r"\s+(?:in|for|at)\s+(?-i:[A-Z]).*$", re.IGNORECASE)  # "Jane Roe in Lima"
ROLE = re.compile(
    r"\b(?:report(?:er|ing)|correspondent|editor|writer|staff|contributor|columnist|analyst|bureau|chief|newsroom|desk"
    r"|agenc(?:y|ies)|wires?|producer|journalist|updated|published)\b",
    re.IGNORECASE,
)
MOST = 50  # texts that are looked at
LONGEST = 300  # characters of a text that names authors
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
    if not 4 < len(text) < 120 or text.endswith((".", "!", "?", ":")):
        return False
    words = re.findall(r"[^\W\d_][\w.'’-]*", BY.sub("", text))
    return 1 < len(words) < 20 and all(w[0].isupper() or w.lower() in PARTICLES for w in words)


def people(texts: list[str]) -> list[str]:
    """The names in some texts, once each: lists are split, and what a byline adds to a name is left out.

    What names a post ("Example Staff") counts only where there is no other name.
    """
    bare = [BY.sub("", ADDRESS.sub("", text[:LONGEST])) for text in texts[:MOST]]
    names = [POST.sub("", squeeze(name)) for text in bare for name in AND.split(text)]
    good = {key(n): n for n in reversed(names) if NAME.match(n) and 2 < len(n) < 60 and len(n.split()) < 7}
    ordered = sorted(good.values(), key=names.index)
    return [n for n in ordered if not ROLE.search(n)] or ordered
