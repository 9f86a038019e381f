"""Which of the places of one name is meant: by what the text says it lies in, by the report's other places, by people.

After the cues of toponym resolution (Leidner 2007): containment said outright, one sense a report, nearness to the
other places of the report, the most people as the default.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.find.places.mentions import DIRECTIONS, Mention, is_kind
from onrecord.language.countries import by_demonym
from onrecord.language.gazetteer import Site

CANDIDATES = 40  # of one name that are weighed
NEAR_KM = 300.0
UNSURE_KM = 25.0  # radius at least of a place that is put where another is
LINKS = frozenset((",", "(", "in", "of"))


@dataclass(frozen=True, slots=True)
class Choice:
    """The site a mention means and the cue that chose it; no site where nothing could be told."""

    site: Site | None
    why: str


@dataclass(frozen=True)
class Setting:
    """What the report is about: how often each country is named, and the places found so far."""

    countries: Counter[str]
    anchors: tuple[Site, ...]


def resolve(found: Sequence[Mention]) -> list[Choice]:
    """A choice for each mention, in order: twice over, the second time with what the first pass found."""
    countries = _demonyms(found)
    choices = [_choose(m, Setting(countries, ())) for m in found]
    for _ in range(2):
        setting = _setting(countries, choices)
        choices = _contained(found, [_choose(m, setting) for m in found])
    return _agreed(found, choices)


def _choose(mention: Mention, setting: Setting) -> Choice:
    sites = mention.sites or mention.around
    if not sites:
        return Choice(None, "unknown name")
    best = max(sites[:CANDIDATES], key=lambda s: _score(s, mention, setting))
    if not mention.sites:
        return Choice(_beside(mention, best), f"near {best.name}")
    return Choice(best, "only one" if len(sites) == 1 else "best of several")


def _beside(mention: Mention, site: Site) -> Site:
    """A place without a point of its own, put where a known one is that it lies in or by."""
    return Site(mention.name, site.lat, site.lon, site.country, None, "facility" if mention.label == "FAC" else "area",
                max(site.radius_km, UNSURE_KM), 0)


def _score(site: Site, mention: Mention, setting: Setting) -> float:
    score = math.log10(site.people + 300) + 1.5 * site.listed - 1.0 * site.alternate
    if site.country:
        score += 1.2 * math.log2(1 + min(setting.countries[site.country], 7))
    if any(0 < site.km(a) <= NEAR_KM for a in setting.anchors):
        score += 1.5
    return score + _kind_fits(site, mention)


def _kind_fits(site: Site, mention: Mention) -> float:
    """"Kursk region" is a region, "the city of Kursk" a town."""
    after = mention.near(1)
    if after is not None and is_kind(after, "region"):
        return 3.0 if site.feature in ("region", "district") else 0.0
    return {"country": 2.0, "city": 0.3}.get(site.feature, 0.0)


def _setting(demonyms: Counter[str], choices: Sequence[Choice]) -> Setting:
    sites = [c.site for c in choices if c.site]
    countries = demonyms + Counter(s.country for s in sites if s.country)
    near = tuple({s for s in sites if s.feature in ("city", "region", "district", "facility")})
    return Setting(countries, near[:30])


def _demonyms(found: Sequence[Mention]) -> Counter[str]:
    """Countries whose people are named in the sentences around the mentions."""
    counted: Counter[str] = Counter()
    for sentence in {m.sentence.index: m.sentence for m in found}.values():
        codes = (by_demonym(t.text) for t in sentence.tokens if t.text[0].isupper() and t.ent == "NORP")
        counted.update(c for c in codes if c)
    return counted


def _contained(found: Sequence[Mention], choices: list[Choice]) -> list[Choice]:
    """Names that another follows which they lie in ("Paris, Texas") are moved there, from the last to the first."""
    for i in range(len(found) - 2, -1, -1):
        outer = choices[i + 1].site
        if outer is None or not _linked(found[i], found[i + 1]):
            continue
        inside = [s for s in found[i].sites[:200] if _lies_in(s, outer)]
        if _is_of_one_rank(choices[i].site, outer):
            inside = []
        if inside and not (choices[i].site in inside and choices[i].site.feature == "city"):
            best = min(inside, key=lambda s: (s.km(outer) / (outer.radius_km + 1) if outer.feature != "country" else 0,
                                              -s.people))
            choices[i] = Choice(best, f"lies in {outer.name}")
    return choices


def _is_of_one_rank(inner: Site | None, outer: Site) -> bool:
    """Two countries, or two states of one country, are a list and not a place and what it lies in."""
    return inner is not None and inner.listed and inner.feature in ("country", "region", "continent") \
        and inner.feature == outer.feature


def _linked(inner: Mention, outer: Mention) -> bool:
    """Do only a comma, a bracket or a word like "in" stand between two names?"""
    if inner.sentence.index != outer.sentence.index or not 0 < outer.first - inner.last <= 4:
        return False
    between = inner.sentence.tokens[inner.last + 1 : outer.first]
    return bool(between) and all(t.lower in LINKS or t.lower in DIRECTIONS or is_kind(t) for t in between)


def _lies_in(site: Site, outer: Site) -> bool:
    if site == outer or site.feature == "country":
        return False
    if outer.feature == "country":
        return site.country == outer.country
    same = site.country == outer.country or not site.country or not outer.country
    return same and outer.feature != "city" and site.km(outer) <= 1.6 * outer.radius_km + 25


def _agreed(found: Sequence[Mention], choices: list[Choice]) -> list[Choice]:
    """One sense a report: a name that the text places once outright means the same place elsewhere."""
    told = {m.name: c for m, c in zip(found, choices, strict=True) if c.why.startswith("lies in")}
    return [
        told[m.name] if m.name in told and not c.why.startswith("lies in") else c
        for m, c in zip(found, choices, strict=True)
    ]
