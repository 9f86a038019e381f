"""ClaimReview of schema.org as JSON-LD: for each matter what is claimed, how it stands, and every quotation on it.

The rating is how the matter stands in words, by rule. It is no verdict of a person, and has no number, as none follows.
"""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.exports.extract import Case, Extract
from onrecord.exports.rows import MatterLine, PositionLine
from onrecord.exports.tables import table
from onrecord.wording.addresses import urn, web
from onrecord.wording.naming import standing

CARRIES = frozenset({"asserts", "confirms", "suggests", "revises", "predicts"})  # stands by which a claim is made
Node = dict[str, Any]


def written(one: Extract) -> bytes:
    """A graph of reviews, in the order of the matters."""
    positions: dict[str, list[PositionLine]] = {case.row.id: [] for case in one.cases}
    for line in table(one, "positions"):
        if isinstance(line, PositionLine):
            positions[line.matter].append(line)
    pairs = zip(one.cases, table(one, "matters"), strict=True)
    reviews = [_review(one, case, line, positions[line.matter]) for case, line in pairs if isinstance(line, MatterLine)]
    graph = {"@context": "https://schema.org", "@graph": [_data_set(one), *reviews]}
    return msgspec.json.format(msgspec.json.encode(graph), indent=1) + b"\n"


def _data_set(one: Extract) -> Node:
    about = one.about
    return {
        "@type": "Dataset", "@id": urn("export", about.as_of), "name": "Matters on record", "version": about.version,
        "description": f"Filters: {about.filters}.", "temporalCoverage": f"../{about.as_of}",
        "measurementTechnique": about.method, "usageInfo": about.licence, "dateModified": about.as_of,
    }  # fmt: skip


def _review(one: Extract, case: Case, line: MatterLine, positions: list[PositionLine]) -> Node:
    claims = [p for p in positions if p.stand in CARRIES]
    rules = "; ".join(dict.fromkeys(f"{s.name}: {s.rule}" for s in case.dossier.standings))
    claim = {
        "@type": "Claim", "name": line.title or line.matter, "text": line.title or line.matter,
        "appearance": [_quotation(p) for p in claims],
        "creativeWorkStatus": line.statuses or "no event",
    }  # fmt: skip
    return {
        "@type": "ClaimReview", "@id": urn("matter", line.matter), "url": web(line.url) or urn("matter", line.matter),
        "claimReviewed": line.title or line.matter, "datePublished": one.about.as_of,
        "author": {"@type": "Organization", "name": one.about.version, "description": one.about.method},
        "reviewRating": {"@type": "Rating", "alternateName": standing(line.standing), "ratingExplanation": rules},
        "itemReviewed": claim, "citation": [_quotation(p) for p in positions],
        "usageInfo": one.about.licence, "isPartOf": {"@id": urn("export", one.about.as_of)},
        "reviewBody": f"Judged by: {line.judged or 'nobody; read by machine'}.",
    }  # fmt: skip


def _quotation(line: PositionLine) -> Node:
    """Exact words of a report, whose they are, and what they do with the claim."""
    source: Node = {"@type": "NewsArticle", "@id": urn("report", line.report), "identifier": line.report,
                    "publisher": {"@type": "Organization", "name": line.outlet} if line.outlet else None,
                    "datePublished": line.published, "url": web(line.url)}
    made = {
        "@type": "Quotation", "@id": urn("position", line.position), "text": line.words,
        "author": {"@type": "Organization" if line.official else "Thing", "@id": urn("origin", line.origin),
                   "name": line.origin_name},
        "spokenByCharacter": {"@type": "Person", "name": line.speaker} if line.speaker else None,
        "dateCreated": line.day, "description": line.stand, "creativeWorkStatus": line.statuses or None,
        "isPartOf": {key: value for key, value in source.items() if value},
        "identifier": f"{line.report}#char={line.start},{line.end}",
    }  # fmt: skip
    return {key: value for key, value in made.items() if value}
