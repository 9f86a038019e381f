"""The whole way at once: from reports to families, links and matters. The ledger goes it report by report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import msgspec

from onrecord.matters import block, copies
from onrecord.matters.components import matters
from onrecord.matters.copies import Sketch
from onrecord.matters.decide import link
from onrecord.matters.fixes import fixed
from onrecord.matters.fold import folded, repeats
from onrecord.matters.judgements import decided
from onrecord.matters.mentions import reading
from onrecord.matters.types import Family, Judgement, Link, Matter, Mention, Reading
from onrecord.model import Record


class Derived(msgspec.Struct, frozen=True):
    """What follows from a set of reports; `readings` hold what is each report's own, copies folded.

    `repeats` leads from each mention of a copy that was folded to the one that stands for it.
    """

    families: tuple[Family, ...]
    readings: dict[str, Reading]
    links: tuple[Link, ...]
    matters: tuple[Matter, ...]
    repeats: dict[str, str]

    @property
    def homes(self) -> dict[str, str]:
        """The matter of each mention, also of those that only repeat another."""
        homes = {member: matter.id for matter in self.matters for member in matter.mentions}
        return homes | {name: homes[other] for name, other in self.repeats.items() if other in homes}


def derive(records: Iterable[Record], judgements: Iterable[Judgement] = ()) -> Derived:
    """All that follows from some records: the same for the same records, in whatever order."""
    said = decided(judgements)
    by_id = {record.report.id: record for record in records}
    ordered = [by_id[name] for name in sorted(by_id)]
    families = families_of([copies.sketch(record.report) for record in ordered])
    full = {record.report.id: reading(record) for record in ordered}
    mended = ((family, fixed([full[name] for name in family.reports], said.fixes)) for family in families)
    readings = {one.report: one for family, members in mended for one in folded(family, members)}
    links = tuple(link(_pairs(readings), readings))
    mentions: list[Mention] = [m for name in sorted(readings) for m in readings[name].mentions]
    repeated = {name: other for family in families for name, other in repeats(family, full).items()}
    return Derived(families, readings, links, matters(mentions, links, said.bonds), repeated)


def families_of(sketches: Iterable[Sketch]) -> tuple[Family, ...]:
    """The families of some reports, from the pairs that meet under a key."""
    by_id = {s.report: s for s in sketches}
    found = (copies.compare(by_id[a], by_id[b]) for a, b in _meeting({n: copies.keys(s) for n, s in by_id.items()}))
    return copies.families(by_id.values(), [copy for copy in found if copy is not None])


def _pairs(readings: Mapping[str, Reading]) -> Iterable[tuple[Mention, Mention]]:
    for a, b in [*((name, name) for name in sorted(readings)), *neighbours(readings)]:
        if block.comparable(readings[a], readings[b]):
            yield from block.pairs(readings[a], readings[b])


def neighbours(readings: Mapping[str, Reading]) -> list[tuple[str, str]]:
    """The pairs of reports of which one looks where the other is found, in order."""
    under: dict[str, list[str]] = {}
    for name in sorted(readings):
        for key in block.keys(readings[name]):
            under.setdefault(key, []).append(name)
    found = ((a, b) for a in readings for key in block.around(readings[a]) for b in under.get(key, ()))
    return sorted({(min(pair), max(pair)) for pair in found if pair[0] != pair[1]})


def _meeting(keys: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """The pairs of names that share a key, in order."""
    under: dict[str, list[str]] = {}
    for name in sorted(keys):
        for key in keys[name]:
            under.setdefault(key, []).append(name)
    return sorted({pair for names in under.values() for pair in combinations(names, 2)})
