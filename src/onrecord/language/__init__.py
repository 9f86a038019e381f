"""Report to article: the only room that touches a language model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.language.paragraphs import paragraphs
from onrecord.language.parse import parse
from onrecord.language.quotes import quotations
from onrecord.language.text import Article
from onrecord.model import Report


def analyse(reports: Iterable[Report]) -> Iterator[Article]:
    """Articles in the order of the reports, read in batches of a bounded size."""
    for report in reports:
        cut = paragraphs(report.text)
        (sentences,) = parse([(report.text, cut)])
        yield Article(report, sentences, quotations(report.text, [(p.start, p.end) for p in cut]))
