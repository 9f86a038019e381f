"""What a page adds to an article - prompts, lists of other articles, captions, embedded posts - is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import Comment, ProcessingInstruction, strip_tags
from lxml.html import HtmlElement

from onrecord.intake.html.text import LOST, SENTENCE, squeeze

SHARE = 0.3  # of the page's paragraphs: an element that holds more is never an addition
LONGEST_NAME = 40  # characters of a class name; a longer one is an address or a title made into a name
CAPTION = 500  # characters
LINK = 0.95  # share of a line's characters in links above which it is nothing but a link
INNER = frozenset((
    "p", "div", "section", "aside", "ul", "ol", "li", "figure", "blockquote", "h2", "h3", "h4", "span", "a", "nav",
    "header", "footer", "details",
))

# Class and id names by which pages mark what they add to an article.
ADDITION = re.compile(
    r"newsletter|sign-?up|inline-?promo|promo(?:-|_|$)|read-?next|read-?more|also-?read|see-?also|(?<![a-z])related"
    r"|recirc|recommend|more-?(?:on|from|stories)(?![a-z])|most-?(?:read|popular|viewed)|popular-|trending|collections?__"
    r"|(?:author|writer)-?(?:bio|box|card|info)|bio-?text|about-?(?:the-?)?author|caption|(?:photo|image|media)-?credit"
    r"|fact-?box|info-?box|twitter-tweet|instagram-media|tiktok-embed|comment(?!ary)|visually-?hidden|sr-only"
    r"|screen-?reader|ad-?label|advert|taboola|outbrain|social-?(?:share|links|icons)"
    r"|share-?(?:bar|buttons?|tools?|links)|(?:article|post|entry)-?tags|affiliate|disclaimer|copyright|cta(?:-|_|$)"
    r"|link-?banner|bullet-points|key-?(?:points|facts)|take-?aways|paywall-?(?:prompt|message|overlay)|toolbar",
    re.IGNORECASE,
)
PICTURE = re.compile(r"(?:^|[-_])(?:image|photo|picture|img)s?(?:$|[-_])", re.IGNORECASE)


def prune(tree: HtmlElement) -> None:
    """Take additions out of a page, and mend what would make trafilatura drop or split a paragraph."""
    strip_tags(tree, Comment, ProcessingInstruction)
    for line_break in tree.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    most = SHARE * text_size(tree)
    for element in list(tree.iter(*INNER)):
        if is_addition(element) and text_size(element) <= most and element.find(".//h1") is None:
            element.drop_tree()
    mend_links(tree)
    wrap_loose_text(tree)


def is_addition(element: HtmlElement) -> bool:
    """Is the element named or marked as something added, or a picture with its caption?"""
    if element.getparent() is None:
        return False
    if element.get("hidden") is not None or element.get("x-cloak") is not None:
        return True
    if element.tag == "p":
        return element.find(".//img") is not None and squeeze(element.text_content()) == emphasised(element)
    kinds = {kind_of(name) for name in names(element)}
    return "addition" in kinds or ("picture" in kinds and is_captioned(element))


@lru_cache(10_000)
def kind_of(name: str) -> str | None:
    """What a class or id name says of its element; kept, as the pages of an outlet share their names."""
    if ADDITION.search(name):
        return "addition"
    return "picture" if PICTURE.search(name) else None


def is_captioned(element: HtmlElement) -> bool:
    """Is an element a picture with little text?"""
    return element.find(".//img") is not None and len(element.text_content()) < CAPTION


def names(element: HtmlElement) -> Iterator[str]:
    """The class, id and test names of an element, but for those made from titles and addresses."""
    for attribute in ("class", "id", "data-testid", "data-component"):
        for name in (element.get(attribute) or "").split():
            if len(name) <= LONGEST_NAME:
                yield name


def emphasised(element: HtmlElement) -> str:
    """The text of an element that stands in italics or small print."""
    return squeeze(" ".join(e.text_content() for e in element.iter("em", "i", "small")))


def text_size(element: HtmlElement) -> int:
    """Characters in the paragraphs of an element."""
    return sum(len(p.text_content()) for p in element.iter("p"))


def mend_links(tree: HtmlElement) -> None:
    """Unlink sentences with many links, which would pass for lists of links; drop lines that are a link alone."""
    for p in list(tree.iter("p")):
        links = list(p.iter("a"))
        if not links:
            continue
        text = squeeze(p.text_content())
        linked = sum(len(squeeze(a.text_content())) for a in links)
        if linked >= LINK * len(text) and not SENTENCE.search(text):
            p.drop_tree()
        elif len(text) > LOST and SENTENCE.search(text):
            strip_tags(p, "a")


def wrap_loose_text(tree: HtmlElement) -> None:
    """Make a paragraph of a sentence that stands behind a paragraph or a block without a tag of its own."""
    for element in list(tree.iter("p", "section", "aside", "figure", "div")):
        text = squeeze(element.tail or "")
        parent = element.getparent()
        if len(text) > LOST and SENTENCE.search(text) and parent is not None and parent.find("p") is not None:
            loose = tree.makeelement("p")
            loose.text, element.tail = text, None
            element.addnext(loose)
