"""Report to article: the only room that touches a language model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.language.attributions import attributions
from onrecord.language.encoder import encode
from onrecord.language.paragraphs import paragraphs
from onrecord.language.parse import parse
from onrecord.language.pieces import windows
from onrecord.language.quotes import quotations
from onrecord.language.stretches import stretches
from onrecord.language.text import Article
from onrecord.model import Report


def analyse(reports: Iterable[Report]) -> Iterator[Article]:
    """Articles in the order of the reports, one at a time; a report in another language than English is not read."""
    for report in reports:
        yield attributed(parsed(report)) if report.language in (None, "en") else Article(report, ())


def parsed(report: Report) -> Article:
    """The report's sentences and quotations."""
    cut = paragraphs(report.text)
    sentences = parse(report.text, stretches(report.text, cut))
    return Article(report, sentences, quotations(report.text, [(p.start, p.end) for p in cut]))


def attributed(article: Article) -> Article:
    """The article with what the encoder reads of sources, cues and contents."""
    text = article.report.text
    shown = windows(text, [(p.start, p.end) for p in paragraphs(text)])
    return replace(article, attributions=tuple(a for w in shown for a in attributions(w, encode(w), text)))
