"""Places on the ground: names of the gazetteer that stand for a place in the text, each at its point."""

from __future__ import annotations

import msgspec

from onrecord.find.places.judge import judge
from onrecord.find.places.mentions import Mention, mentions
from onrecord.find.places.resolve import Choice, resolve
from onrecord.language.text import Article
from onrecord.model import Findings, Place

ONLY_WITH_A_POINT = frozenset(("building", "tagged site"))  # rules too weak for a name that lies nowhere known


def find(article: Article, findings: Findings) -> Findings:
    """The findings with the places of the report, in text order."""
    judged = judge(article, mentions(article))
    choices = resolve([mention for mention, _ in judged])
    kept = [
        (mention, choice, rule) for (mention, rule), choice in zip(judged, choices, strict=True)
        if choice.site is not None or rule not in ONLY_WITH_A_POINT
    ]
    places = tuple(_place(f"p{number}", article, *found) for number, found in enumerate(kept, start=1))
    return msgspec.structs.replace(findings, places=places)


def _place(key: str, article: Article, mention: Mention, choice: Choice, rule: str) -> Place:
    span = article.span(mention.start, mention.end)
    site, why = choice.site, f"{rule}; {choice.why}"
    if site is None:
        return Place(key, span, span.text, why=why)
    name = site.name if site.listed or (site.alternate and site.feature == "city") else mention.name
    return Place(key, span, name, site.lat, site.lon, site.country, site.geonames, site.feature, site.radius_km, why)
