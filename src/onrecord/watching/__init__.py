"""Watches: saved filters, and digests of what is new on them, each piece of news with its words.

A digest is kept in the store before it is sent, and marked as taken by a channel only after the channel took it. So
a crash loses nothing; what was sent and not yet marked is sent again with the same key, by which it is known again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import msgspec

from onrecord.errors import InputError, OnrecordError
from onrecord.ledger import Ledger, utc_now
from onrecord.store import watches
from onrecord.store.question import Question
from onrecord.store.watches import Watched
from onrecord.watching.channels import SENDERS
from onrecord.watching.digests import body, parcel, seen
from onrecord.watching.post import DeliveryError, Post

NAME = re.compile(r"\w[\w.-]{0,63}")
ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\x00-\x1f]+@[^\s@<>\"(),:;\\\x00-\x1f]+")
LATELY = 100  # digests that a feed shows
Now = Callable[[], str]
Filters = dict[str, str]


class Channel(msgspec.Struct, frozen=True):
    """Where digests go: a webhook by its URL, a mailbox by its address, a feed by its file, or they are printed."""

    kind: Literal["webhook", "mail", "feed", "print"]
    to: str = ""

    @property
    def name(self) -> str:
        """As the store remembers it."""
        return f"{self.kind} {self.to}".strip()


class Watch(msgspec.Struct, frozen=True):
    """A saved filter, as `Ledger.matters` takes it, and the channels that its digests go to."""

    name: str
    filters: Filters
    channels: tuple[Channel, ...] = (Channel("print"),)


class Sent(NamedTuple):
    """What became of one digest on one channel: `problem` where it was not taken, and is due again."""

    watch: str
    channel: str
    news: int
    problem: OnrecordError | None = None


def add(ledger: Ledger, one: Watch, now: Now = utc_now) -> None:
    """Save a watch; what is on record already is no news to it.

    Raises:
        InputError: the name is taken or can be none, a filter is no filter, or a channel leads nowhere.
    """
    _check(one)
    Question(**one.filters)  # type: ignore[arg-type]  # of the names that were just checked
    stamp = ledger.stamp()
    _fresh, keys = seen(ledger, one.filters, lambda _keys: set())
    with ledger.store.write() as connection:
        if any(kept.name == one.name for kept in watches.watches(connection)):
            raise InputError(f"watch {one.name}", "there is one of this name", f"onrecord watch remove {one.name}")
        key = watches.keep(connection, one.name, msgspec.json.encode(one).decode(), now())
        watches.notice(connection, key, keys, stamp)


def saved(ledger: Ledger) -> list[Watch]:
    """All watches, by name."""
    with ledger.store.read() as connection:
        return [_opened(kept) for kept in watches.watches(connection)]


def remove(ledger: Ledger, name: str) -> bool:
    """Let go of a watch and its digests; False where there is none of this name."""
    with ledger.store.write() as connection:
        keys = [kept.key for kept in watches.watches(connection) if kept.name == name]
        for key in keys:
            watches.drop(connection, key)
    return bool(keys)


def once(ledger: Ledger, post: Post, tell: Callable[[Sent], None], now: Now = utc_now) -> None:
    """Look what is new on every watch, and send every digest that a channel has not taken.

    Args:
        ledger: what is watched.
        post: by which way mail goes, and where digests are printed.
        tell: told of each digest on each channel; after one that a channel did not take, the channel's later ones wait.
        now: the moment that a new digest bears.

    Raises:
        OnrecordError: another process is doing the same.
    """
    with ledger.store.alone() as mine:
        if not mine:
            raise OnrecordError(f"{ledger.store.where}: another process is telling what is new; wait for its end")
        with ledger.store.read() as connection:
            kept = watches.watches(connection)
        for one in kept:
            _look(ledger, one, now())
            for channel in _opened(one).channels:
                _send(ledger, one, channel, post, tell)


def _check(one: Watch) -> None:
    where = f"watch {one.name}"
    if not NAME.fullmatch(one.name):
        raise InputError(where, "this can be no name", "write letters, digits, dots, hyphens; 64 at most")
    if unknown := one.filters.keys() - set(Question.__struct_fields__):
        raise InputError(where, f"{', '.join(sorted(unknown))} is no filter", "see onrecord watch add --help")
    for channel in one.channels:
        if channel.kind == "webhook" and not _is_web(channel.to):
            raise InputError(where, f"{channel.to!r} is no address of the web", "write https://…")
        if channel.kind == "mail" and not ADDRESS.fullmatch(channel.to):
            raise InputError(where, f"{channel.to!r} is no address of mail", "write name@example.org")
        if channel.kind == "feed" and not Path(channel.to).parent.is_dir():
            raise InputError(where, f"there is no folder for {channel.to!r}", "make it")


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _opened(kept: Watched) -> Watch:
    return msgspec.json.decode(kept.body, type=Watch)


def _look(ledger: Ledger, kept: Watched, moment: str) -> None:
    """Keep what is new as a digest, in one transaction with the knowledge of it; nothing where nothing changed."""
    stamp = ledger.stamp()
    if stamp == kept.stamp:
        return

    def known(keys: set[str]) -> set[str]:
        with ledger.store.read() as connection:
            return watches.known(connection, kept.key, keys)

    fresh, keys = seen(ledger, _opened(kept).filters, known)
    with ledger.store.write() as connection:
        watches.notice(connection, kept.key, keys, stamp)
        if fresh:
            watches.file(connection, kept.key, moment, body(fresh))


def _send(ledger: Ledger, kept: Watched, channel: Channel, post: Post, tell: Callable[[Sent], None]) -> None:
    with ledger.store.read() as connection:
        due = watches.due(connection, kept.key, channel.name)
        last = watches.latest(connection, kept.key, LATELY) if due and channel.kind == "feed" else []
    for digest in due:
        made = parcel(kept, digest, channel.name, last)
        try:
            SENDERS[channel.kind](made, channel.to, post)
        except DeliveryError as wrong:
            tell(Sent(kept.name, channel.name, len(made.news), wrong))
            return
        with ledger.store.write() as connection:
            watches.delivered(connection, kept.key, channel.name, digest.number)
        tell(Sent(kept.name, channel.name, len(made.news)))
