"""A digest: the news that one look at the record found, as it is kept and as it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from onrecord.ledger import Ledger
from onrecord.ledger.showing import UnknownMatterError
from onrecord.matters.dossier import Dossier
from onrecord.store.rows import MatterRow
from onrecord.store.watches import Digest, Watched
from onrecord.watching.news import Item, Quote, news

Known = Callable[[set[str]], set[str]]


class Parcel(NamedTuple):
    """A digest on its way to one channel; `key` is the same whenever the same digest goes there again.

    `lately` are the news of the last digests with the moment of each, for a channel that shows more than one.
    """

    watch: str
    number: int
    made: str
    news: tuple[Item, ...]
    key: str
    lately: tuple[tuple[str, Item], ...] = ()


def seen(ledger: Ledger, filters: dict[str, str], known: Known) -> tuple[list[Item], set[str]]:
    """What a look at the record finds: the news of which nothing is known, by day, and all that is known after it."""
    fresh: dict[str, Item] = {}
    keys = set[str]()
    for row, found in _dossiers(ledger, filters):
        told = list(news(row, found))
        there = {key for one in told for key in one.keys}
        before = known(there)
        fresh |= {one.item.id: one.item for one in told if not one.keys & before}
        keys |= there
    ordered = sorted(fresh.values(), key=lambda item: (item.day, item.title, item.matter))
    return [replace(item, quotes=tuple(_sourced(ledger, quote) for quote in item.quotes)) for item in ordered], keys


def _dossiers(ledger: Ledger, filters: dict[str, str]) -> Iterator[tuple[MatterRow, Dossier]]:
    for row in ledger.matters(**filters):  # type: ignore[arg-type]  # checked when the watch was made
        try:
            yield row, ledger.show(row.id)
        except UnknownMatterError:  # another process changed the record meanwhile, which calls for another look
            continue


def _sourced(ledger: Ledger, quote: Quote) -> Quote:
    """A quote with where its report was published."""
    for row in ledger.reports(report=quote.report):
        return replace(quote, outlet=row.outlet, published=row.published, url=row.url)
    return quote


def body(fresh: Sequence[Item]) -> bytes:
    """News as the store keeps them."""
    return msgspec.json.encode(fresh)


def parcel(kept: Watched, digest: Digest, channel: str, last: Sequence[Digest] = ()) -> Parcel:
    """A digest for a channel, with the last ones where it shows more than one."""
    key = "\n".join([kept.name, kept.made, str(digest.number), digest.made, channel])
    lately = tuple((one.made, item) for one in last for item in _opened(one))
    return Parcel(kept.name, digest.number, digest.made, _opened(digest), sha256(key.encode()).hexdigest(), lately)


def _opened(digest: Digest) -> tuple[Item, ...]:
    return msgspec.json.decode(digest.body, type=tuple[Item, ...])
