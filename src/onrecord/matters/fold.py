"""What a copy adds: only the sentences that do not stand in the fullest report of its family.

So a wire copy changes no standing, a paragraph that an outlet added still counts, and nothing is lost: the family
names all its reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from onrecord.matters.types import Family, Mention, Reading


def fold(reading: Reading, family: Family, readings: Mapping[str, Reading]) -> Reading:
    """A report with the mentions that are its own; the lead has all its mentions, dated by the earliest copy."""
    if len(family.reports) == 1:
        return reading
    credited = replace(reading, credit=family.credit)
    if reading.report == family.lead:
        first = family.first_day or reading.published
        return replace(credited, published=first, mentions=tuple(_on(first, m) for m in reading.mentions))
    told = {m.sentence for m in readings[family.lead].mentions} | {""}
    return replace(credited, mentions=_kept([m for m in reading.mentions if m.sentence not in told]))


def _on(day: str, mention: Mention) -> Mention:
    return replace(mention, published=day)


def _kept(own: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions that stand by themselves: those about a folded mention go with it."""
    ids = {m.id for m in own}
    return tuple(m for m in own if m.about is None or m.about in ids)
