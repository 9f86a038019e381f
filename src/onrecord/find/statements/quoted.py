"""Quotations that run on: the rest of a quotation that the cue split, and speech over several paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.find.statements.chains import Draft
from onrecord.language.text import Article
from onrecord.model import Span

WORDS = 4  # a quotation of fewer words is a term and no speech of its own
OUTER = " \t\n,"


def joined(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the free quotations of their paragraph, and of the paragraphs that go on, as more content."""
    out = list(drafts)
    for quote in article.quotes:
        if len(quote.text.split()) < WORDS or any(_shares(d, quote) for d in out):
            continue
        owner = _owner(article, out, quote)
        if owner is not None:
            content = sorted((*out[owner].content, quote), key=lambda s: s.start)
            out[owner] = replace(out[owner], content=tuple(content))
    return out


def _shares(draft: Draft, quote: Span) -> bool:
    return any(
        s is not None and s.start < quote.end and s.end > quote.start
        for s in (*draft.content, draft.source, draft.cue)
    )


def _owner(article: Article, drafts: Sequence[Draft], quote: Span) -> int | None:
    """The direct statement just before the quotation, where nothing but the quotation fills its sentences."""
    if not _is_sentence(article, quote):
        return None
    before = [i for i, d in enumerate(drafts) if d.end <= quote.start and _is_direct(article, d)]
    if not before:
        return None
    nearest = max(before, key=lambda i: drafts[i].end)
    between = article.report.text[drafts[nearest].end : quote.start]
    if "\n" in between:
        return nearest if _runs_on(article, drafts[nearest], quote) else None
    return nearest if between.strip(" .,;:!?”\"’").count(" ") <= 4 else None


def _is_sentence(article: Article, quote: Span) -> bool:
    """Does the quotation begin a sentence of the text?"""
    sentence = article.sentence_at(quote.start)
    return sentence is not None and quote.start - sentence.start <= 1


def _is_direct(article: Article, draft: Draft) -> bool:
    return any(article.quoted(s.start) or article.quoted(s.start + 1) for s in draft.content)


def _runs_on(article: Article, draft: Draft, quote: Span) -> bool:
    """Was the paragraph before left without a closing mark?"""
    last = max(draft.content, key=lambda s: s.end)
    open_quote = next((q for q in article.quotes if q.start <= last.start < q.end), None)
    return open_quote is not None and open_quote.text[-1] not in "”\"»" and open_quote.end <= quote.start


def trimmed(article: Article, start: int, end: int) -> Span | None:
    """A content without the comma and blanks at its ends, but with the quotation marks that enclose it."""
    text = article.report.text
    while start < end and text[start] in OUTER:
        start += 1
    while end > start and text[end - 1] in OUTER:
        end -= 1
    for quote in article.quotes:
        if quote.start == start - 1:
            start = quote.start
        if quote.end == end + 1 or (quote.end == end + 2 and text[end] in ",.?!"):
            end = quote.end
    return article.span(start, end) if end > start else None
