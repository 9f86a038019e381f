"""Who a report speaks of: people, organisations, countries, groups, documents, each with all its mentions.

The report is walked once: mentions of each sentence (`detect`), names joined (`names`), then descriptions,
appositions and pronouns in text order (`resolve`), and what the mentions tell gathered (`describe`).
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from onrecord.find.people.describe import entity, worth_keeping
from onrecord.find.people.detect import mentions_in
from onrecord.find.people.mention import Mention
from onrecord.find.people.resolve import resolved
from onrecord.language.text import Article
from onrecord.model import Findings, Place


def find(article: Article, found: Findings) -> Findings:
    """The findings with the entities of the article, by their first mention."""
    mentions = [m for sentence in article.sentences for m in mentions_in(sentence)]
    _mark_quoted(mentions, article)
    _tell_places(mentions, found.places)
    clusters = [c for c in resolved(mentions) if worth_keeping(c)]
    places = {p.span.start: p.country for p in found.places if p.country}
    entities = tuple(entity(cluster, f"e{n}", places) for n, cluster in enumerate(clusters, 1))
    return msgspec.structs.replace(found, entities=entities)


def _tell_places(mentions: list[Mention], places: tuple[Place, ...]) -> None:
    """Make a place of a bare name that the tagger took for a person's, where it is exactly that of a place."""
    spans = {(p.span.start, p.span.end) for p in places}
    for mention in mentions:
        bare = mention.form == "name" and mention.kind == "person" and not mention.roles
        if bare and (mention.span.start, mention.span.end) in spans:
            mention.kind, mention.gender = "place", None


def _mark_quoted(mentions: list[Mention], article: Article) -> None:
    """Tell the mentions inside quotation marks."""
    quotes = sorted((q.start, q.end) for q in article.quotes)
    starts = [start for start, _ in quotes]
    for mention in mentions:
        at = bisect_right(starts, mention.span.start) - 1
        mention.quoted = at >= 0 and mention.span.start < quotes[at][1]
