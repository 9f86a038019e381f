"""The body of a page: what trafilatura keeps of the pruned page, with the standfirst and lost paragraphs."""

from __future__ import annotations

import logging
import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

import trafilatura
from lxml.html import HtmlElement

from onrecord.intake.html.bylines import is_byline, people
from onrecord.intake.html.prune import emphasised, names, prune
from onrecord.intake.html.text import LOST, SENTENCE, key, squeeze
from onrecord.language.boilerplate import is_boilerplate

STANDFIRST = (30, 500)  # characters
ABOVE = 5_000  # elements in which it is looked for
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "div", "dl", "figure", "form", "footer", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
))
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it discards is told by the reader
INTRODUCTION = re.compile(
    r"stand-?first|(?:^|[-_])dek(?:$|[-_])|sub-?(?:title|head|headline|line)(?![a-z])|excerpt|summary|(?:^|[-_])lead(?!er)"
    r"|lede|deck(?![a-z])|article-?(?:intro|description)|teaser-?text|chapeau",
    re.IGNORECASE,
)


class Body(NamedTuple):
    """The lines of an article, and the names in its byline where the lines held one."""

    lines: list[str]
    byline: list[str]


def body(tree: HtmlElement, titles: tuple[str, ...], description: str, authors: tuple[str, ...]) -> Body:
    """The paragraphs and headings of the article on a page, in order.

    Args:
        tree: the page, which is changed.
        titles: the article's title as the page gives it; a line that repeats one is left out.
        description: the page's description of the article.
        authors: the authors that the page names.
    """
    prune(tree)
    lines = extracted(tree)
    lines = [*standfirst(tree, lines, description), *with_lost(tree, lines)]
    seen = {"", *map(key, titles)}
    lines = [line for line in lines if not is_boilerplate(line) and is_new(key(line), seen)]
    return without_byline(tree, without_notes(tree, lines, authors), authors)


def extracted(tree: HtmlElement) -> list[str]:
    """The lines that trafilatura takes for the article."""
    found = trafilatura.bare_extraction(tree, include_comments=False)
    text: str = getattr(found, "text", None) or ""
    return [squeeze(line.removeprefix("- ")) for line in text.split("\n")]


def is_new(words: str, seen: set[str]) -> bool:
    """Is this the first time? It is known from now on."""
    if words in seen:
        return False
    seen.add(words)
    return True


def with_lost(tree: HtmlElement, lines: list[str]) -> list[str]:
    """The lines and, at their places, the paragraphs left out of blocks of the kind that the kept ones stand in."""
    place = {key(line): i for i, line in enumerate(lines)}
    whole = " ".join(place)
    paragraphs = [(surroundings(p), own_text(p)) for p in tree.iter("p")]
    kept = Counter(around for around, text in paragraphs if key(text) in place)
    lost: dict[int, list[str]] = {}
    last = -1
    for around, text in paragraphs:
        words = key(text)
        if words in place:
            last = place[words]
        elif kept[around] > 1 and len(text) > LOST and SENTENCE.search(text) and words not in whole:
            lost.setdefault(last, []).append(text)
    return [*lost.get(-1, ()), *(piece for i, line in enumerate(lines) for piece in (line, *lost.get(i, ())))]


def surroundings(element: HtmlElement) -> tuple[str, ...]:
    """Tags and classes of the elements in which an element stands, the nearest three."""
    return tuple(f"{e.tag!s}.{e.get('class')}" for e in islice(element.iterancestors(), 3))


def own_text(element: HtmlElement) -> str:
    """The text of an element before the first block that stands inside it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in BLOCKS:
            break
        parts += [child.text_content(), child.tail or ""]
    return squeeze("".join(parts))


def standfirst(tree: HtmlElement, lines: list[str], description: str) -> list[str]:
    """The introduction above the text, known by its name or by its being the page's description as well."""
    kept = {key(line) for line in lines}
    whole = " ".join(map(key, lines))
    told = key(description)
    for element in islice(tree.iter("p", "h2", "h3", "h4", "div", "span"), ABOVE):
        text = own_text(element)
        words = key(text)
        if words in kept and len(text) > LOST:
            return []
        fits = STANDFIRST[0] <= len(text) <= STANDFIRST[1] and words not in whole
        if fits and ((told and words == told) or is_introduction(element)):
            return [text]
    return []


def is_introduction(element: HtmlElement) -> bool:
    """Does an element, or the one around it, bear the name of an introduction?"""
    around = element.getparent()
    return any(INTRODUCTION.search(name) for e in (element, around) if e is not None for name in names(e))


def without_notes(tree: HtmlElement, lines: list[str], authors: tuple[str, ...]) -> list[str]:
    """The lines less those at the end that speak of an author in italics."""
    notes = [key(own_text(p)) for p in tree.iter("p") if squeeze(p.text_content()) == emphasised(p)]
    notes = [note for note in notes if any(key(author) in note for author in authors)]
    end = len(lines)
    while end > 1 and any(key(lines[end - 1]) in note for note in notes):
        end -= 1
    return lines[:end]


def without_byline(tree: HtmlElement, lines: list[str], authors: tuple[str, ...]) -> Body:
    """The lines less a first one that names the authors: in bold, after "By", or as the page names them."""
    if not lines or not is_byline(lines[0]):
        return Body(lines, [])
    named = people([lines[0]])
    bold = any(key(e.text_content()) == key(lines[0]) for e in tree.iter("strong", "b"))
    if bold or lines[0].lower().startswith("by ") or {key(n) for n in named} <= {key(a) for a in authors}:
        return Body(lines[1:], named)
    return Body(lines, [])
