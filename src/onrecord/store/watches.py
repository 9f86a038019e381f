"""What people follow: the watches, what is known to each, the digests, and how far these have got."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.store.schema import delivery, digest, noticed, watch

AT_ONCE = 500  # hashes in one question


class Watched(NamedTuple):
    """A watch as it is kept; `stamp` is that of the record when it was last looked at."""

    key: int
    name: str
    body: str
    made: str
    stamp: str


class Digest(NamedTuple):
    """What was new at a moment; digests of a watch are numbered from 1."""

    number: int
    made: str
    body: bytes


def keep(connection: Connection, name: str, body: str, made: str) -> int:
    """Keep a watch of a name that is not taken; gives its key."""
    key = connection.execute(insert(watch).values(name=name, body=body, made=made, stamp="")).inserted_primary_key
    return int(key[0]) if key else 0


def watches(connection: Connection) -> list[Watched]:
    """All watches, by name."""
    return [Watched(*row) for row in connection.execute(select(watch).order_by(watch.c.name))]


def drop(connection: Connection, key: int) -> None:
    """Let go of a watch with all that was told of it."""
    for table in (noticed, digest, delivery):
        connection.execute(delete(table).where(table.c.watch_key == key))
    connection.execute(delete(watch).where(watch.c.key == key))


def known(connection: Connection, key: int, items: Collection[str]) -> set[str]:
    """Those of some hashes that a watch knows."""
    ordered, found = sorted(items), set[str]()
    for first in range(0, len(ordered), AT_ONCE):
        some = noticed.c.item.in_(ordered[first : first + AT_ONCE])
        found.update(connection.scalars(select(noticed.c.item).where(noticed.c.watch_key == key, some)))
    return found


def notice(connection: Connection, key: int, items: Collection[str], stamp: str) -> None:
    """Let a watch know some hashes, and that it has looked at the record of a stamp."""
    fresh = sorted(set(items) - known(connection, key, items))
    if fresh:
        connection.execute(insert(noticed), [{"watch_key": key, "item": item} for item in fresh])
    connection.execute(update(watch).where(watch.c.key == key).values(stamp=stamp))


def file(connection: Connection, key: int, made: str, body: bytes) -> None:
    """Keep a digest behind the last one of its watch."""
    last = connection.scalar(select(func.max(digest.c.number)).where(digest.c.watch_key == key)) or 0
    connection.execute(insert(digest).values(watch_key=key, number=last + 1, made=made, body=body))


def due(connection: Connection, key: int, channel: str) -> list[Digest]:
    """The digests that a channel has not taken, in order."""
    taken = select(func.max(delivery.c.number)).where(delivery.c.watch_key == key, delivery.c.channel == channel)
    return _digests(connection, key, connection.scalar(taken) or 0)


def latest(connection: Connection, key: int, most: int) -> list[Digest]:
    """The last so many digests, in order."""
    last = connection.scalar(select(func.max(digest.c.number)).where(digest.c.watch_key == key)) or 0
    return _digests(connection, key, last - most)


def _digests(connection: Connection, key: int, after: int) -> list[Digest]:
    chosen = select(digest.c.number, digest.c.made, digest.c.body)
    later = chosen.where(digest.c.watch_key == key, digest.c.number > after)
    return [Digest(*row) for row in connection.execute(later.order_by(digest.c.number))]


def delivered(connection: Connection, key: int, channel: str, number: int) -> None:
    """Remember that a channel has taken the digests up to a number."""
    of = delivery.c.watch_key == key, delivery.c.channel == channel
    if not connection.execute(update(delivery).where(*of).values(number=number)).rowcount:
        connection.execute(insert(delivery).values(watch_key=key, channel=channel, number=number))
