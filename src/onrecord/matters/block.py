"""Which mentions are compared at all: those that meet under a key of what happens, with whom or where, and when.

A key holds only what the mention itself says, and the part of the calendar that its report came out in, so that a block
grows with the news of a month and not with the record.
"""

from __future__ import annotations

from onrecord.matters.days import number
from onrecord.matters.types import Mention, Reading
from onrecord.matters.vocabulary import kin, rarity

SPAN = 30  # days of one part of the calendar; reports further apart than two are not compared
NAMES = 3  # rarest names of a sentence
TOPICS = 4  # most telling stems of a report


def keys(reading: Reading, mention: Mention) -> tuple[str, ...]:
    """The keys of one mention, sorted; none for one that makes no matter of its own."""
    if mention.kind == "figure" or not mention.stem:
        return ()
    whats = kin(mention.stem) | {mention.stem}
    anchors = {*_anchors(mention), *_telling(reading)}
    return tuple(sorted(f"{what}|{who}|{when}" for what in whats for who in anchors for when in calendar(reading)))


def _anchors(mention: Mention) -> set[str]:
    parties = (*mention.actors, *mention.targets)
    countries = {p.country for p in parties if p.country} | {s.country for s in mention.spots if s.country}
    places = {s.name.casefold() for s in mention.spots}
    names = sorted(mention.names, key=lambda n: (-sum(map(rarity, n.split())), n))[:NAMES]
    return {*sorted(countries)[:NAMES], *sorted(places)[:NAMES], *names}


def _telling(reading: Reading) -> tuple[str, ...]:
    return tuple(sorted(reading.topic, key=lambda stem: (-rarity(stem), stem))[:TOPICS])


def calendar(reading: Reading) -> tuple[str, ...]:
    """The two overlapping parts of the calendar that a report belongs to; "" alone for a report without a day."""
    day = number(reading.published)
    return ("",) if day is None else (str(day // SPAN), str(day // SPAN + 1))
