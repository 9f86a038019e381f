"""Bringing what derives up to date: what a few reports touch is worked out anew, and nothing else.

The result is that of `matters.derive` over all reports; the tests hold the two against each other, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations

from sqlalchemy import Connection

from onrecord.ledger.packing import (
    pack,
    pack_links,
    pack_reading,
    pack_sketch,
    placed,
    unpack,
    unpack_links,
    unpack_reading,
    unpack_sketch,
)
from onrecord.ledger.settling import settled
from onrecord.matters import block, copies
from onrecord.matters.compare import likeness
from onrecord.matters.components import Bonds, matters
from onrecord.matters.copies import Sketch
from onrecord.matters.decide import decide, link, verdict
from onrecord.matters.fixes import Fixes, fixed
from onrecord.matters.fold import fold
from onrecord.matters.judgements import Decided
from onrecord.matters.mentions import reading
from onrecord.matters.types import Copy, Family, Link, Matter, Mention, Reading
from onrecord.model import Record
from onrecord.store import derived, query
from onrecord.store.derived import Links, Told
from onrecord.store.pack import unpack_report


def update(connection: Connection, changed: Collection[str], said: Decided) -> None:
    """Work out what follows from reports that came, went or were read anew.

    Args:
        connection: writes; the facts are as they are to be.
        changed: the ids of those reports.
        said: what people decided.
    """
    around = kin(connection, changed)
    fresh = {r.report.id: r for r in (query.record(connection, id_) for id_ in sorted(changed)) if r is not None}
    sketches = {id_: copies.sketch(record.report) for id_, record in fresh.items()}
    derived.drop_copies(connection, changed)
    derived.keep_copies(connection, _copies(connection, sketches))
    restated = _restate(connection, kin(connection, {*around, *changed}), fresh, sketches, said.fixes)
    anew = {*restated, *changed}
    derived.drop_links(connection, anew)
    old = derived.found_matters(connection, derived.matters_of(connection, anew)).values()
    touched = {name for kept in old for name in kept.members}
    shelf = Shelf(connection, restated)
    derived.keep_links(connection, list(_links(connection, restated, shelf)))
    regroup(connection, touched | {m.id for one in restated.values() for m in one.mentions}, said.bonds, shelf)
    derived.drop_told(connection, set(changed) - fresh.keys())


def regroup(connection: Connection, touched: Collection[str], said: Bonds, shelf: Shelf | None = None) -> None:
    """Work out anew the matters of some mentions and of all that is connected with them.

    What tells the same by the same mentions as before is left as it is.
    """
    shelf = shelf or Shelf(connection)
    web = _Web(connection, shelf)
    reached, old = _reached(connection, touched, said, web)
    readings = shelf.take({_report(mention) for mention in reached})
    there = {m.id: m for one in readings.values() for m in one.mentions}
    chosen = _with_followers([there[name] for name in sorted(reached) if name in there], there.values())
    names = {m.id for m in chosen}
    links = [made for pair, made in sorted(web.links.items()) if names.issuperset(pair)]
    found = {one.id: one for one in matters(chosen, links, said)}
    same = {id_ for id_, one in found.items() if old.get(id_) == one.mentions and not shelf.fresh & _reports(one)}
    free = derived.drop_matters(connection, old.keys() - same)
    new = (one for id_, one in sorted(found.items()) if id_ not in same)
    derived.keep_matters(connection, [settled(one, readings) for one in new], free)


def explained(connection: Connection, reports: Collection[str]) -> list[Link]:
    """What was decided on mentions of some reports, each with its grounds, in order of id."""
    kept = derived.links_of(connection, reports)
    readings = Shelf(connection).take({end for links in kept for end in links[:2]})
    return grounds(connection, [(made.left, made.right) for links in kept for made in _decisions(links, readings)])


def grounds(connection: Connection, pairs: Collection[tuple[str, str]]) -> list[Link]:
    """The decisions on some pairs of mentions with their grounds, which are worked out again, in order of id."""
    readings = Shelf(connection).take({_report(mention) for pair in pairs for mention in pair})
    there = {m.id: m for one in readings.values() for m in one.mentions}
    ends = ((there[left], there[right]) for left, right in sorted(pairs))
    return [decide(a, b, _likeness(readings[a.report], readings[b.report])) for a, b in ends]


def own(told: Told) -> Reading:
    """What a report tells that is its own, with what people fixed in it."""
    return _unpacked(told, told.own or told.body)


def as_read(told: Told) -> Reading:
    """What was read in a report."""
    return _unpacked(told, told.body)


class Shelf:
    """What reports tell that is their own: brought from the store once, kept at hand after that.

    `fresh` are the reports of which it is new.
    """

    def __init__(self, connection: Connection, known: dict[str, Reading] | None = None) -> None:
        """Begin with what is known already."""
        self._connection, self._known = connection, dict(known or {})
        self.fresh = set(self._known)

    def __len__(self) -> int:
        """How many readings are at hand."""
        return len(self._known)

    def take(self, reports: Collection[str]) -> dict[str, Reading]:
        """The readings of some reports, in order of id; reports that are not there are left out."""
        missing = set(reports) - self._known.keys()
        self._known |= {id_: own(one) for id_, one in derived.found_told(self._connection, missing).items()}
        return {id_: self._known[id_] for id_ in sorted(reports) if id_ in self._known}


class _Web:
    """What was decided on mentions, brought from the store report by report."""

    def __init__(self, connection: Connection, shelf: Shelf) -> None:
        self._connection, self._shelf, self._seen = connection, shelf, set[str]()
        self._same: dict[str, set[str]] = {}
        self.links: dict[tuple[str, str], Link] = {}

    def beside(self, mentions: Collection[str]) -> set[str]:
        """The mentions that are the same as one of some."""
        reports = {_report(mention) for mention in mentions} - self._seen
        new = [links for links in derived.links_of(self._connection, reports) if self._seen.isdisjoint(links[:2])]
        self._seen |= reports
        readings = self._shelf.take({end for links in new for end in links[:2]})
        for made in (made for links in new for made in _decisions(links, readings)):
            self.links[made.left, made.right] = made
            if made.verdict == "same":
                self._same.setdefault(made.left, set()).add(made.right)
                self._same.setdefault(made.right, set()).add(made.left)
        return {other for mention in mentions for other in self._same.get(mention, ())}


def _decisions(links: Links, readings: Mapping[str, Reading]) -> Iterator[Link]:
    found = unpack_links(links.body, readings[links.left], readings[links.right])
    return (Link(left, right, score, verdict(score)) for left, right, score in found)


def _reports(one: Matter) -> set[str]:
    return {_report(mention) for mention in one.mentions}


def _likeness(a: Reading, b: Reading) -> float:
    return 1.0 if a.report == b.report else likeness(a.topic, b.topic)


def kin(connection: Connection, reports: Collection[str]) -> set[str]:
    """Some reports with their copies, the copies of these, and so on."""
    return _closed(reports, lambda new: {end for pair in derived.copies_of(connection, new) for end in pair[:2]})


def _closed(start: Iterable[str], step: Callable[[set[str]], set[str]]) -> set[str]:
    """All that can be reached by going from step to step."""
    reached, new = set(start), set(start)
    while new:
        new = step(new) - reached
        reached |= new
    return reached


def _copies(connection: Connection, fresh: dict[str, Sketch]) -> Iterator[tuple[str, str, bytes]]:
    """The copies of some new reports among each other and among the reports that are kept."""
    pairs = {(a, b): (fresh[a], fresh[b]) for a, b in combinations(sorted(fresh), 2)}
    for id_, sketch in fresh.items():
        near = {one.report for one in derived.met(connection, _copy_places(sketch))} - fresh.keys()
        found = derived.found_told(connection, near)
        pairs |= {(id_, other): (sketch, unpack_sketch(told.sketch)) for other, told in found.items()}
    for a, b in pairs.values():
        if set(copies.keys(a)) & set(copies.keys(b)) and (found_copy := copies.compare(a, b)):
            yield found_copy.left, found_copy.right, pack(found_copy)


def _restate(
    connection: Connection, around: set[str], fresh: dict[str, Record], sketches: dict[str, Sketch], said: Fixes
) -> dict[str, Reading]:
    """Keep what the reports of some families tell of their own; gives the readings of those for which it is new.

    What was read is kept as it was, and what people fixed in it is put in anew each time.
    """
    kept = derived.found_told(connection, around - fresh.keys())
    sketches = {**sketches, **{id_: unpack_sketch(one.sketch) for id_, one in kept.items()}}
    read = {id_: reading(record) for id_, record in fresh.items()}
    read |= {id_: as_read(one) for id_, one in kept.items()}
    restated = {}
    for family in families(connection, sketches):
        full = fixed([read[id_] for id_ in family.reports], said)
        for id_ in family.reports:
            now = fold(full[id_], family, full)
            if id_ in fresh or own(kept[id_]) != now:
                restated[id_] = now
                derived.keep_told(connection, _told(sketches[id_], read[id_], now))
    return restated


def _told(sketch: Sketch, read: Reading, now: Reading) -> Told:
    places = *_copy_places(sketch), *(f"news {key}" for key in block.keys(now))
    left = None if now == read else pack_reading(now)
    return Told(now.report, now.published, " ".join(now.topic), pack_sketch(sketch), pack_reading(read), left, places)


def _unpacked(told: Told, body: bytes) -> Reading:
    return unpack_reading(body, told.report, told.topic, unpack_report(told.text).text)


def families(connection: Connection, sketches: Mapping[str, Sketch]) -> tuple[Family, ...]:
    """The families of some reports, of which all copies are among them."""
    pairs = [unpack(body, Copy) for _left, _right, body in derived.copies_of(connection, sketches)]
    return copies.families(sketches.values(), pairs)


def _copy_places(sketch: Sketch) -> tuple[str, ...]:
    return tuple(f"copy {key}" for key in copies.keys(sketch))


def _links(connection: Connection, restated: dict[str, Reading], shelf: Shelf) -> Iterator[Links]:
    """What is decided on pairs with a mention of some reports."""
    done: set[tuple[str, str]] = set()
    for id_, one in sorted(restated.items()):
        for other, theirs in shelf.take({*_near(connection, one), id_}).items():
            left, right = (one, theirs) if id_ < other else (theirs, one)
            if (left.report, right.report) not in done:
                done.add((left.report, right.report))
                if made := link(block.pairs(left, right), {id_: one, other: theirs}):
                    waiting = placed((x for x in made if x.verdict == "open"), left)
                    yield Links(left.report, right.report, pack_links(made, left, right), waiting)


def _near(connection: Connection, one: Reading) -> Iterator[str]:
    """The reports whose mentions are compared with those of one."""
    for outline in derived.met(connection, [f"news {key}" for key in block.around(one)]):
        sketched = Reading(outline.report, outline.day, None, tuple(outline.topic.split()), ())
        if block.comparable(one, sketched):
            yield outline.report


def _report(mention: str) -> str:
    """The report of a mention, which the mention's id begins with."""
    return mention.rpartition("#")[0]


def _reached(
    connection: Connection, touched: Collection[str], said: Bonds, web: _Web
) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """The mentions that are connected with some, and the matters that they were in, with their members."""
    old: dict[str, tuple[str, ...]] = {}

    def step(new: set[str]) -> set[str]:
        judged = (pair for pair in said.joined if new & set(pair))
        homes = derived.matters_with(connection, new) - old.keys()
        old.update({id_: kept.members for id_, kept in derived.found_matters(connection, homes).items()})
        return web.beside(new) | {end for pair in judged for end in pair} | {m for id_ in homes for m in old[id_]}

    return _closed(touched, step), old


def _with_followers(chosen: list[Mention], there: Iterable[Mention]) -> list[Mention]:
    """Some mentions and those that are about them."""
    about: dict[str, list[Mention]] = {}
    for mention in there:
        if mention.about is not None:
            about.setdefault(mention.about, []).append(mention)
    by_id = {m.id: m for m in chosen}
    ahead = list(chosen)
    while ahead:
        ahead = [m for one in ahead for m in about.get(one.id, ()) if m.id not in by_id]
        by_id |= {m.id: m for m in ahead}
    return [by_id[name] for name in sorted(by_id)]
