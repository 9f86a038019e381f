"""What the commands of `onrecord watch` do."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import typer

from onrecord.errors import InputError
from onrecord.ledger import Ledger
from onrecord.settings import Settings
from onrecord.store.rows import Answer
from onrecord.views.ledgers import existing
from onrecord.views.terminal import complain
from onrecord.watching import Channel, Sent, Watch, add, once, remove, saved
from onrecord.watching.post import Post
from onrecord.wording.words import count


class WatchRow(msgspec.Struct, frozen=True):
    """A watch: its filters and channels, joined by "; "."""

    name: str
    filters: str
    channels: str


def run(store: str | None, every: int | None, settings: Settings) -> None:
    """Tell what is new, once or again and again; what a channel did not take is told on standard error.

    Raises:
        OnrecordError: there is no record, or another process tells what is new.
    """
    post = Post(sys.stdout, settings.smtp, settings.sender)
    with existing(store, complain) as ledger:
        while True:
            sent: list[Sent] = []
            once(ledger, post, sent.append)
            for one in sent:
                _tell(one)
            if every is None:
                break
            time.sleep(every)
    if any(one.problem for one in sent):
        raise typer.Exit(1)


def _tell(one: Sent) -> None:
    if one.problem is not None:
        complain(f"{one.problem}; it is due again")
    elif one.channel != "print":
        typer.echo(f"{one.watch}: {one.news} new, sent to {one.channel}", err=True)


def save(store: str | None, name: str, filters: dict[str, str], given: Mapping[str, Sequence[str]]) -> None:
    """Save a watch; without a channel it is printed.

    Raises:
        OnrecordError: there is no record, the name is taken, or something in it leads nowhere.
    """
    wanted = [(kind, str(Path(to).absolute()) if kind == "feed" else to) for kind, some in given.items() for to in some]
    channels = tuple(msgspec.convert({"kind": kind, "to": to}, Channel) for kind, to in dict.fromkeys(wanted))
    with existing(store, complain) as ledger:
        add(ledger, Watch(name, filters, channels or (Channel("print"),)))
        found = len(ledger.matters(**filters))  # type: ignore[arg-type]  # checked by now
    told = f"{name}: {count(found, 'matter')} watched from now on; onrecord watch --once tells what is new"
    typer.echo(told, err=True)


def drop(store: str | None, name: str) -> None:
    """Watch no longer.

    Raises:
        InputError: there is no record, or no watch of this name.
    """
    with existing(store, complain) as ledger:
        if not remove(ledger, name):
            names = ", ".join(one.name for one in saved(ledger)) or "none"
            raise InputError(f"watch {name}", "there is no watch of this name", f"there is: {names}")


def rows(ledger: Ledger) -> Answer[WatchRow]:
    """What is watched, by name."""
    return Answer(WatchRow, [
        WatchRow(one.name, "; ".join(f"{key} {value}" for key, value in one.filters.items()) or "all matters",
                 "; ".join(channel.name for channel in one.channels))
        for one in saved(ledger)
    ])
