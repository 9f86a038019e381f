"""Report to record: the visible loop over the finders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.find.chain import FINDERS
from onrecord.language import analyse
from onrecord.language.text import Article
from onrecord.model import Findings, Record, Report

CONTRACT = 1


def read_reports(reports: Iterable[Report]) -> Iterator[Record]:
    """Records in the order of the reports, one at a time."""
    for article in analyse(reports):
        yield record_of(article)


def record_of(article: Article) -> Record:
    """The record of an analysed report."""
    found = Findings()
    for find in FINDERS:
        found = find(article, found)
    return Record(
        CONTRACT, article.report, found.entities, found.statements, found.events, found.figures, found.times,
        found.places,
    )
