"""Bringing what derives up to date: what a few reports touch is worked out anew, and nothing else.

The result is that of `matters.derive` over all reports; the tests hold the two against each other, byte for byte.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from onrecord.ledger.settling import settled
from onrecord.matters import block, copies
from onrecord.matters.components import Bonds, matters
from onrecord.matters.copies import Sketch
from onrecord.matters.decide import link
from onrecord.matters.fixes import Fixes, fixed
from onrecord.matters.fold import fold
from onrecord.matters.judgements import Decided
from onrecord.matters.mentions import reading
from onrecord.matters.types import Copy, Family, Link, Mention, Reading
from onrecord.model import Record
from onrecord.store import derived, query
from onrecord.store.derived import Pair, Told

T = TypeVar("T")


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
    derived.drop_told(connection, [id_ for id_ in changed if id_ not in fresh])
    derived.keep_copies(connection, _copies(connection, sketches))
    around = kin(connection, {*around, *changed})
    restated = _restate(connection, around, fresh, sketches, said.fixes)
    touched = derived.drop_links(connection, {*restated, *changed})
    touched |= set(derived.members(connection, derived.matters_of(connection, {*restated, *changed})))
    derived.keep_links(connection, _links(connection, restated))
    regroup(connection, touched | {m.id for one in restated.values() for m in one.mentions}, said.bonds)


def regroup(connection: Connection, touched: Collection[str], said: Bonds) -> None:
    """Work out anew the matters of some mentions and of all that is connected with them."""
    reached, old = _reached(connection, touched, said)
    readings = _readings(connection, {_report(mention) for mention in reached})
    there = {m.id: m for one in readings.values() for m in one.mentions}
    chosen = _with_followers([there[name] for name in sorted(reached) if name in there], there.values())
    names = {m.id for m in chosen}
    links = [_link(pair) for pair in derived.links_of(connection, names) if pair.left in names and pair.right in names]
    derived.drop_matters(connection, old)
    found = matters(chosen, links, said)
    derived.keep_matters(connection, [settled(one, readings, pack(one)) for one in found])


def pack(value: object) -> bytes:
    """Any value of the ledger as few bytes."""
    return zlib.compress(msgspec.json.encode(value))


def unpack(body: bytes, type_: type[T]) -> T:
    """The value that `pack` packed."""
    return msgspec.json.decode(zlib.decompress(body), type=type_)


def own(told: Told) -> Reading:
    """What a report tells that is its own."""
    return unpack(told.own or told.body, Reading)


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
        near = derived.found_told(connection, set(derived.met(connection, _copy_places(sketch))) - fresh.keys())
        pairs |= {(id_, other): (sketch, unpack(told.sketch, Sketch)) for other, told in near.items()}
    for a, b in pairs.values():
        if set(copies.keys(a)) & set(copies.keys(b)) and (found := copies.compare(a, b)):
            yield found.left, found.right, pack(found)


def _restate(
    connection: Connection, around: set[str], fresh: dict[str, Record], sketches: dict[str, Sketch], said: Fixes
) -> dict[str, Reading]:
    """Keep what the reports of some families tell of their own; gives the readings of those for which it is new.

    What was read is kept as it was, and what people fixed in it is put in anew each time.
    """
    kept = derived.found_told(connection, around - fresh.keys())
    sketches = {**sketches, **{id_: unpack(one.sketch, Sketch) for id_, one in kept.items()}}
    read = {id_: reading(record) for id_, record in fresh.items()}
    read |= {id_: unpack(one.body, Reading) for id_, one in kept.items()}
    restated = {}
    for family in families(connection, sketches):
        full = fixed([read[id_] for id_ in family.reports], said)
        for id_ in family.reports:
            now = fold(full[id_], family, full)
            if id_ in fresh or own(kept[id_]) != now:
                restated[id_] = now
                places = (*_copy_places(sketches[id_]), *_places(now))
                folded = None if now == read[id_] else pack(now)
                derived.keep_told(connection, Told(id_, pack(sketches[id_]), pack(read[id_]), folded, places))
    return restated


def families(connection: Connection, sketches: Mapping[str, Sketch]) -> tuple[Family, ...]:
    """The families of some reports, of which all copies are among them."""
    pairs = [unpack(body, Copy) for _left, _right, body in derived.copies_of(connection, sketches)]
    return copies.families(sketches.values(), pairs)


def _copy_places(sketch: Sketch) -> tuple[str, ...]:
    return tuple(f"copy {key}" for key in copies.keys(sketch))


def _places(one: Reading) -> tuple[str, ...]:
    return tuple(f"news {key}" for key in block.keys(one))


def _links(connection: Connection, restated: dict[str, Reading]) -> Iterator[Pair]:
    """What is decided on pairs with a mention of some reports."""
    done: set[tuple[str, str]] = set()
    for id_, one in sorted(restated.items()):
        near = derived.met(connection, [f"news {key}" for key in block.wanted(one)])
        others = _readings(connection, {*near, id_})
        for other, theirs in sorted(others.items()):
            pair = (id_, other) if id_ < other else (other, id_)
            if pair not in done and block.comparable(one, theirs):
                done.add(pair)
                yield from map(_pair, link(block.pairs(*_ordered(one, theirs)), {id_: one, other: theirs}))


def _ordered(one: Reading, other: Reading) -> tuple[Reading, Reading]:
    return (one, other) if one.report <= other.report else (other, one)


def _readings(connection: Connection, reports: Collection[str]) -> dict[str, Reading]:
    return {id_: own(one) for id_, one in sorted(derived.found_told(connection, reports).items())}


def _pair(made: Link) -> Pair:
    return Pair(
        made.left, made.right, _report(made.left), _report(made.right), made.verdict, made.score, pack(made)
    )


def _link(pair: Pair) -> Link:
    return unpack(pair.body, Link)


def _report(mention: str) -> str:
    """The report of a mention, which the mention's id begins with."""
    return mention.rpartition("#")[0]


def _reached(connection: Connection, touched: Collection[str], said: Bonds) -> tuple[set[str], set[str]]:
    """The mentions that are connected with some, and the matters that they were in."""

    def step(new: set[str]) -> set[str]:
        same = (pair for pair in derived.links_of(connection, new) if pair.verdict == "same")
        judged = (pair for pair in said.joined if new & set(pair))
        ends = {end for pair in same for end in (pair.left, pair.right)} | {end for pair in judged for end in pair}
        return ends | set(derived.members(connection, derived.matters_with(connection, new)))

    reached = _closed(touched, step)
    return reached, derived.matters_with(connection, reached)


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
