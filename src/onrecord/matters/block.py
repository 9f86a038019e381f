"""Which reports, and which mentions of two reports, are compared at all.

Reports meet under one of their most telling stems and the part of the calendar that they came out in, or one beside it,
so that a block grows with the news of a month and not with the record. Mentions of two such reports meet where they
share a word or a near one, a class of happening, or a type with actor and target.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from onrecord.matters.compare import likeness
from onrecord.matters.days import number
from onrecord.matters.types import Mention, Reading
from onrecord.matters.vocabulary import kin, near

SPAN = 30  # days of one part of the calendar; reports that two parts or more lie between are not compared
TELLING = 10  # stems of a report under which it is found
ALIKE = 0.08  # likeness of two topics from which their mentions are compared


def keys(reading: Reading) -> tuple[str, ...]:
    """The keys under which a report stands, sorted."""
    return _keys(reading, [_part(reading)])


def around(reading: Reading) -> tuple[str, ...]:
    """The keys under which the reports stand that a report is compared with, sorted."""
    part = _part(reading)
    return _keys(reading, [None] if part is None else [part - 1, part, part + 1])


def _keys(reading: Reading, parts: Iterable[int | None]) -> tuple[str, ...]:
    found = ("" if part is None else part for part in parts)
    return tuple(sorted(f"{stem}|{part}" for part in found for stem in reading.topic[:TELLING]))


def _part(reading: Reading) -> int | None:
    """The part of the calendar that a report came out in; None for a report without a day."""
    day = number(reading.published)
    return None if day is None else day // SPAN


def comparable(a: Reading, b: Reading) -> bool:
    """Whether the mentions of two reports are compared; those of one report always are."""
    if a.report == b.report:
        return True
    left, right = _part(a), _part(b)
    if (left is None) != (right is None) or (left is not None and right is not None and abs(left - right) > 1):
        return False
    return not set(a.topic[:TELLING]).isdisjoint(b.topic[:TELLING]) and likeness(a.topic, b.topic) >= ALIKE


def pairs(a: Reading, b: Reading) -> Iterator[tuple[Mention, Mention]]:
    """The pairs of mentions of two reports (or within one) that have something in common; each pair once."""
    meeting: dict[str, list[Mention]] = {}
    for mention in a.mentions:
        for joint in joints(mention):
            meeting.setdefault(joint, []).append(mention)
    for right in b.mentions:
        wanted = (*joints(right), *(f"w:{stem}" for stem in near(right.stem)))
        found = {left.id: left for joint in wanted for left in meeting.get(joint, ())}
        yield from ((left, right) for left in found.values() if a.report != b.report or left.id < right.id)


def joints(mention: Mention) -> Iterable[str]:
    """What a mention can have in common with another; nothing for one that makes no matter of its own."""
    if mention.kind == "figure" or not mention.stem:
        return ()
    sides = product(*({p.country for p in side if p.country} for side in (mention.actors, mention.targets)))
    return {
        f"w:{mention.stem}", *(f"k:{c}" for c in kin(mention.stem)),
        *(f"t:{mention.type}:{actor}:{target}" for actor, target in sides if mention.type),
    }
