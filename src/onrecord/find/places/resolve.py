"""Which of the places of one name is meant: by what the text says it lies in, by the report's other places, by people.

After the cues of toponym resolution (Leidner 2007): containment said outright, one sense a report, nearness to the
other places of the report, the most people as the default.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.find.places.mentions import DIRECTIONS, Mention, is_kind
from onrecord.language.countries import by_demonym
from onrecord.language.gazetteer import Site

CANDIDATES = 40  # of one name that are weighed
NAMESAKES = 200  # of one name that are looked through for one inside a given region
ANCHORS = 30  # places of the report that draw others near
COUNTRY_WEIGHT, NEAR_WEIGHT = 0.9, 1.5  # against a weight of 1 for ten times the people
LOCAL_KM = 100.0  # distance within which the towns of a report about one area lie
UNSURE_KM = 25.0  # radius at least of a place that is put where another is
LINKS = frozenset((",", "(", "in", "of"))
AREAS = frozenset(("country", "region", "district", "island"))
TOWNS = frozenset(("city", "district", "facility"))


@dataclass(frozen=True, slots=True)
class Choice:
    """The site a mention means and the cue that chose it; no site where nothing could be told."""

    site: Site | None
    why: str

    @property
    def said(self) -> bool:
        """Does the text itself say where the place lies?"""
        return self.why.startswith("lies in")


@dataclass(frozen=True)
class Setting:
    """What the report is about: how often each country is named, and the places found so far."""

    countries: Counter[str] = field(default_factory=Counter)
    anchors: tuple[Site, ...] = ()


def resolve(found: Sequence[Mention]) -> list[Choice]:
    """A choice for each mention, in order: made first alone, then twice with what the pass before found."""
    people = _demonyms(found)
    choices = _choose(found, Setting(people))
    for _ in range(2):
        setting = _setting(people, choices)
        choices = _contained(found, _choose(found, setting), setting)
        choices = _ranked_alike(found, choices)
    return _beside(found, _agreed(found, choices))


def _choose(found: Sequence[Mention], setting: Setting) -> list[Choice]:
    """The site that scores best for each mention; a name of one kind is weighed once."""
    weighed: dict[tuple[str, bool], Site] = {}
    choices = []
    for mention in found:
        sites = mention.sites or mention.around
        key = mention.name, _wants_region(mention)
        if sites and key not in weighed:
            weighed[key] = max(sites[:CANDIDATES], key=lambda s: _score(s, mention, setting))
        choices.append(_choice(mention, weighed[key] if sites else None))
    return choices


def _choice(mention: Mention, best: Site | None) -> Choice:
    if best is None:
        return Choice(None, "unknown name")
    if not mention.sites:
        return Choice(_put(mention, best), f"near {best.name}")
    return Choice(best, "only one" if len(mention.sites) == 1 else "best of several")


def _put(mention: Mention, site: Site) -> Site:
    """A place without a point of its own, put where a known one is that it lies in or by."""
    last = mention.sentence.tokens[mention.last]
    feature = "facility" if mention.label == "FAC" or is_kind(last, "site", "street") else "area"
    return Site(mention.name, site.lat, site.lon, site.country, None, feature, max(site.radius_km, UNSURE_KM), 0)


def _score(site: Site, mention: Mention, setting: Setting) -> float:
    score = math.log10(site.people + 300) + 2.5 * site.listed - 1.5 * site.alternate
    if site.country:
        score += COUNTRY_WEIGHT * math.log2(1 + min(setting.countries[site.country], 7))
    near = (1 - site.km(a) / (150 + 1.5 * a.radius_km) for a in setting.anchors if a.name != site.name)
    return score + NEAR_WEIGHT * max(0.0, max(near, default=0.0)) + _kind_fits(site, mention)


def _kind_fits(site: Site, mention: Mention) -> float:
    """"Kursk region" is a region; a name alone means the country, then the town."""
    if _wants_region(mention):
        return 3.0 if site.feature in ("region", "district") else 0.0
    return {"country": 2.0, "city": 0.6}.get(site.feature, 0.0)


def _wants_region(mention: Mention) -> bool:
    """Does the text say that the name is a region's ("Kursk region", "the province of Kandahar")?"""
    before, after = mention.near(-2), mention.near(1)
    if after is not None and is_kind(after, "region"):
        return True
    return mention.lower(-1) == "of" and before is not None and is_kind(before, "region")


def _setting(people: Counter[str], choices: Sequence[Choice]) -> Setting:
    sites = [c.site for c in choices if c.site]
    near = dict.fromkeys(s for s in sites if s.feature in AREAS | TOWNS and s.feature != "country")
    return Setting(people + Counter(s.country for s in sites if s.country), tuple(near)[:ANCHORS])


def _demonyms(found: Sequence[Mention]) -> Counter[str]:
    """Countries whose people are named in the sentences around the mentions."""
    counted: Counter[str] = Counter()
    for sentence in {m.sentence.index: m.sentence for m in found}.values():
        codes = (by_demonym(t.text) for t in sentence.tokens if t.ent == "NORP" and t.text[0].isupper())
        counted.update(c for c in codes if c)
    return counted


def _contained(found: Sequence[Mention], choices: list[Choice], setting: Setting) -> list[Choice]:
    """Names that another follows which they lie in ("Paris, Texas"), both chosen together, from last to first."""
    for i in range(len(found) - 2, -1, -1):
        inner, outer = found[i], found[i + 1]
        here, there = choices[i].site, choices[i + 1].site
        if there is None or not _linked(inner, outer) or _is_of_one_rank(here, there):
            continue
        if not inner.sites:
            choices[i] = Choice(_put(inner, there), f"near {outer.name}")
            continue
        outers = (there,) if choices[i + 1].said else outer.sites[:CANDIDATES]
        best = _best_pair(inner, outer, outers, setting)
        if best and not _is_far_fetched(best, here, there):
            choices[i] = Choice(best[0], f"lies in {best[1].name}")
            if not choices[i + 1].said:
                choices[i + 1] = Choice(best[1], f"holds {best[0].name}")
    return choices


def _best_pair(
    inner: Mention, outer: Mention, outers: Sequence[Site], setting: Setting
) -> tuple[Site, Site] | None:
    """The two sites, one in the other, that score best together; near the middle is better than at the edge."""
    pairs = [
        (a, b) for b in outers if b.feature in AREAS or b.listed for a in inner.sites[:NAMESAKES] if _lies_in(a, b)
    ]
    return max(pairs, default=None, key=lambda p: _score(p[0], inner, setting) + _score(p[1], outer, setting)
               - p[0].km(p[1]) / (p[1].radius_km + 50))


def _is_far_fetched(pair: tuple[Site, Site], inner: Site | None, outer: Site | None) -> bool:
    """Would a list of two large places ("Boston, New York") become a hamlet in a region that nobody meant?"""
    if inner is None or pair[0] == inner:
        return False
    if inner.feature == "country" and not pair[0].listed:
        return True
    return (pair[1] != outer or pair[1].feature == "country") and inner.people > 50 * pair[0].people


def _is_of_one_rank(inner: Site | None, outer: Site | None) -> bool:
    """Two countries, or two states of one country, are a list and not a place and what it lies in."""
    ranks = ("country", "region", "continent")
    return inner is not None and outer is not None and inner.listed and outer.feature in ranks and (
        inner.feature == outer.feature or inner.people >= outer.people)


def _linked(inner: Mention, outer: Mention) -> bool:
    """Do only a comma, a bracket or a word like "in" stand between two names?"""
    if inner.sentence.index != outer.sentence.index or not 0 < outer.first - inner.last <= 4:
        return False
    between = inner.sentence.tokens[inner.last + 1 : outer.first]
    if [t.lower for t in between] == [",", "the"]:
        return False  # "in Paris, the United States led": a new clause
    return bool(between) and all(t.lower in LINKS or t.lower in DIRECTIONS or is_kind(t) for t in between)


def _lies_in(site: Site, outer: Site) -> bool:
    if site == outer or site.feature == "country":
        return False
    if outer.feature == "country":
        return site.country == outer.country
    same = site.country == outer.country or not site.country or not outer.country
    return same and site.km(outer) <= 1.3 * outer.radius_km + 25


def _ranked_alike(found: Sequence[Mention], choices: list[Choice]) -> list[Choice]:
    """In a list of states a name that is a town's as well is a state's ("Oregon, Idaho and Washington")."""
    for i, mention in enumerate(found):
        chosen = choices[i].site
        if choices[i].said or chosen is None or chosen.feature == "region":
            continue
        beside = [choices[j].site for j in (i - 1, i + 1) if 0 <= j < len(found) and _in_list(mention, found[j])]
        states = [b for b in beside if b is not None and b.feature == "region" and b.listed]
        fitting = [s for s in mention.sites if s.feature == "region" and any(s.country == b.country for b in states)]
        if fitting:
            choices[i] = Choice(fitting[0], f"listed with {states[0].name}")
    return choices


def _in_list(one: Mention, other: Mention) -> bool:
    left, right = sorted((one, other), key=lambda m: m.start)
    between = left.sentence.tokens[left.last + 1 : right.first]
    return left.sentence.index == right.sentence.index and 0 < len(between) <= 2 and all(
        t.lower in (",", "and", "or", "/") for t in between)


def _agreed(found: Sequence[Mention], choices: list[Choice]) -> list[Choice]:
    """One sense a report: a name that the text places once outright means the same place elsewhere, also in a name."""
    pairs = [(m, c) for m, c in zip(found, choices, strict=True) if m.sites and c.site]
    senses = {m.name: c for m, c in pairs} | {m.name: c for m, c in pairs if c.said}
    out = []
    for mention, choice in zip(found, choices, strict=True):
        sense = senses.get(mention.name if mention.sites else mention.part)
        if sense and sense.site and mention.around:
            choice = Choice(_put(mention, sense.site), f"near {sense.site.name}")
        elif sense and sense.said and choice.why.startswith(("best", "only")):
            choice = sense
        out.append(choice)
    return out


def _beside(found: Sequence[Mention], choices: list[Choice]) -> list[Choice]:
    """Names that no gazetteer knows are put at the nearest town of their sentence, else where the report is about."""
    towns: dict[int, list[tuple[Mention, Site]]] = defaultdict(list)
    for mention, choice in zip(found, choices, strict=True):
        if choice.site and mention.sites and choice.site.feature in TOWNS:
            towns[mention.sentence.index].append((mention, choice.site))
    local = _locality([site for pairs in towns.values() for _, site in pairs])
    return [c if c.site else _near(m, towns[m.sentence.index], local) for m, c in zip(found, choices, strict=True)]


def _locality(towns: Sequence[Site]) -> Site | None:
    """The commonest town of a report that is about one area: nine of ten of its towns lie close to that one."""
    common = Counter(towns).most_common(1)
    if not common:
        return None
    middle = common[0][0]
    close = sum(middle.km(town) <= LOCAL_KM for town in towns)
    return middle if close >= 0.9 * len(towns) else None


def _near(mention: Mention, towns: Sequence[tuple[Mention, Site]], local: Site | None) -> Choice:
    i = bisect_left(towns, mention.start, key=lambda t: t[0].start)
    nearest = min(towns[max(0, i - 1) : i + 1], default=None, key=lambda t: abs(t[0].start - mention.start))
    site = nearest[1] if nearest else local
    if site is None:
        return Choice(None, "unknown name")
    return Choice(_put(mention, site), f"near {site.name}, which the report names")
