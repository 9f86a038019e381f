"""A page of the web: body and data of its article."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord.errors import InputError
from onrecord.intake.decode import NotText, decode
from onrecord.intake.html.body import body
from onrecord.intake.html.metadata import is_outlet, metadata
from onrecord.intake.html.text import LOST, SENTENCE
from onrecord.intake.source import Draft, Drafts, Source, content_hash, whole
from onrecord.model import Report

CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
NUL = dict.fromkeys((0, *range(0xD800, 0xE000)))


def read(source: Source) -> Drafts:
    """The report of a page.

    Raises:
        InputError: it is empty, too large, no text, or holds no article.
    """
    data = whole(source)
    declared = CHARSET.search(data[:4096])
    try:
        markup = decode(data, declared[1].decode() if declared else None)
    except NotText as wrong:
        raise InputError(source.name, str(wrong), "save the page as HTML in UTF-8") from wrong
    report = report_of_page(markup, source.stem)
    if report is None:
        raise InputError(source.name, "the page holds no article", "give the page of one report, or its text")
    yield Draft(report)


def report_of_page(markup: str, name: str | None) -> Report | None:
    """The report on a page, or None where there is no text."""
    tree = _parsed(markup)
    if tree is None:
        return None
    data = metadata(tree)
    lines, byline = body(tree, data.titles, data.description, data.authors)
    if not any(len(line) > LOST or SENTENCE.search(line) for line in lines):
        return None
    text = "\n".join(lines)
    return Report(
        name or content_hash(text),
        text,
        data.url or None,
        data.outlet or None,
        data.title or None,
        tuple(byline) if byline and is_outlet(data.authors, data.outlet) else data.authors,
        data.published or None,
        "metadata" if data.published else None,
        data.language[:2] or None,
    )


def _parsed(markup: str) -> HtmlElement | None:
    try:
        return document_fromstring(markup.translate(NUL).encode(), parser=HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None
