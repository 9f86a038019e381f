"""The status and factuality of each event: what the report commits itself to at its date of publication.

From the root of the sentence down to the event, each governor hands on a commitment (`arcs`), which the marks at the
word itself (`marks`) then change (`weigh`). A statement's content keeps the certainty of the speaker's own words.
"""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.find.status.weigh import Weigher
from onrecord.language.text import Article
from onrecord.model import Event, Findings, Time


def find(article: Article, found: Findings) -> Findings:
    """The findings with status, factuality and the deciding rule of each event."""
    ahead = to_come(article, found.times)
    weighers: dict[int, Weigher] = {}
    events = []
    for event in found.events:
        sentence = article.sentence_at(event.trigger.start)
        if sentence is not None and sentence.index not in weighers:
            weighers[sentence.index] = Weigher(sentence, ahead)
        events.append(_judged(event, weighers[sentence.index]) if sentence is not None else event)
    return replace(found, events=tuple(events))


def to_come(article: Article, times: tuple[Time, ...]) -> frozenset[int]:
    """The offsets at which a time begins that lies after the day of publication."""
    today = (article.report.published or "")[:10]
    return frozenset(t.span.start for t in times if today and t.start is not None and t.start[:10] > today)


def _judged(event: Event, weigher: Weigher) -> Event:
    held = weigher.at_offset(event.trigger.start)
    why = f"{event.why}; {held.why}" if event.why else held.why
    return replace(event, status=held.status, factuality=held.value, why=why)
