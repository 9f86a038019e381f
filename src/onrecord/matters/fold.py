"""What a copy adds: only the sentences that no fuller or earlier report of its family has.

So a wire copy changes no standing, a paragraph that an outlet added still counts, and nothing is lost: the family
names all its reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from onrecord.matters.types import Family, Mention, Reading


def fold(reading: Reading, family: Family, readings: Mapping[str, Reading]) -> Reading:
    """One report of a family with the mentions that are its own; for all of them at once see `folded`."""
    return next(one for one in folded(family, readings) if one.report == reading.report)


def folded(family: Family, readings: Mapping[str, Reading]) -> tuple[Reading, ...]:
    """The reports of a family, each with the mentions that are its own; the lead keeps all of its.

    A sentence is told on the first day that any of them printed it.
    """
    if len(family.reports) == 1:
        return (readings[family.reports[0]],)
    days: dict[str, str] = {}
    members = sorted((readings[name] for name in family.reports), key=lambda r: (r.published or "9999", r.report))
    for reading in members:
        for mention in reading.mentions:
            days.setdefault(mention.sentence, reading.published)
    days.pop("", None)
    told: set[str] = set()
    found = []
    for reading in sorted(members, key=lambda r: r.report != family.lead):
        lead = reading.report == family.lead
        own = [m for m in reading.mentions if lead or (m.sentence and m.sentence not in told)]
        told |= {m.sentence for m in own}
        dated = [replace(m, published=days.get(m.sentence, m.published)) for m in own]
        found.append(replace(reading, credit=family.credit, mentions=_standing(dated)))
    return tuple(found)


def repeats(family: Family, readings: Mapping[str, Reading]) -> dict[str, str]:
    """The mentions that a family's reports only repeat, each with the mention of the same words that is kept for it."""
    kept: dict[tuple[object, ...], str] = {}
    for one in folded(family, readings):
        for key, name in _by_words(one):
            kept.setdefault(key, name)
    every = (pair for report in family.reports for pair in _by_words(readings[report]))
    return {name: kept[key] for key, name in every if kept.get(key, name) != name}


def _by_words(reading: Reading) -> Iterator[tuple[tuple[object, ...], str]]:
    """The ids of the mentions in long enough sentences, under their words and their place among those of the same."""
    seen: Counter[tuple[object, ...]] = Counter()
    for mention in sorted(reading.mentions, key=lambda m: m.words[0].start):
        words = (mention.sentence, mention.kind, mention.words[0].text.casefold())
        if mention.sentence:
            yield (*words, seen[words]), mention.id
            seen[words] += 1


def passage(mention: Mention) -> tuple[str, ...]:
    """What a mention has in common with its copies: its words in their sentence; one of a short sentence has none."""
    if not mention.sentence or not mention.words:
        return (mention.id,)
    return mention.kind, mention.sentence, mention.words[0].text


def _standing(own: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions that stand by themselves: those about a folded mention go with it."""
    ids = {m.id for m in own}
    return tuple(m for m in own if m.about is None or m.about in ids)
