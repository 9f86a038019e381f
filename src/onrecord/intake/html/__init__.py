"""A page of the web: body and data of its article."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord.errors import InputError
from onrecord.intake.decode import NotText, decode
from onrecord.intake.html.body import body
from onrecord.intake.html.metadata import is_outlet, metadata
from onrecord.intake.html.text import LOST, SENTENCE, squeeze
from onrecord.intake.source import Draft, Drafts, Source, content_hash, whole
from onrecord.language.boilerplate import is_boilerplate
from onrecord.model import Report

CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
TAG = re.compile(r"<[a-zA-Z/][^<>]{0,500}>")
MUCH_LONGER = 2  # times: the article in a page's data, beside the visible one, above which it is preferred


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
    try:
        report = report_of_page(markup, source.stem)
    except Exception as wrong:  # the libraries are given whatever there is on the web, and one page must not end a run
        raise InputError(source.name, f"the page cannot be taken apart ({wrong!r})", "give its text") from wrong
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
    if data.text and (len(lines) < 2 or len(data.text) > MUCH_LONGER * len("\n".join(lines))):
        lines = article_of_data(data.text)
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


def article_of_data(text: str) -> list[str]:
    """The lines of the article in the page's data, which stands in for a body that only a script would show."""
    lines = (squeeze(TAG.sub(" ", line)) for line in text.split("\n"))
    return [line for line in lines if line and not is_boilerplate(line)]


def _parsed(markup: str) -> HtmlElement | None:
    data = markup.replace("\0", "").encode("utf-8", "replace")
    try:
        return document_fromstring(data, parser=HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None
