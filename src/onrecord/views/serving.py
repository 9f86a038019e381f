"""Serving the record: which one, at which address, and who may decide in it."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getuser
from ipaddress import ip_address
from pathlib import Path
from secrets import token_urlsafe
from typing import NamedTuple

import typer

from onrecord.errors import InputError
from onrecord.ledger import Ledger
from onrecord.settings import load
from onrecord.views.demo import kept
from onrecord.views.judging import value
from onrecord.views.ledgers import existing
from onrecord.views.terminal import complain

EXAMPLE = "the example record that comes with the program"
WANTED = {"litestar", "uvicorn"}


class Serving(NamedTuple):
    """Where the record is served, whether a browser is opened, and whether nobody may decide."""

    host: str
    port: int
    browser: bool
    read_only: bool


def run(asked: Serving, store: str | None) -> None:
    """Serve until the program is ended.

    Raises:
        InputError: the server is not installed, the address cannot be had, or there is no such record.
    """
    try:
        import uvicorn

        from onrecord.web.api.routing import PATH, router
        from onrecord.web.app import create
        from onrecord.web.entering import Door
        from onrecord.web.settings import Settings
    except ModuleNotFoundError as wrong:
        if wrong.name not in WANTED:
            raise
        mend = "pip install 'onrecord[web]'"
        raise InputError("serve", f"the web server is not installed ({wrong.name} is missing)", mend) from wrong
    with _listening(asked) as listener, _record(store) as (opening, name):
        port = listener.getsockname()[1]
        given = load()
        settings = Settings(asked.host, port, _own_names(asked.host), asked.read_only, name, given.who or getuser(),
                            value, token=given.token or token_urlsafe(24))
        door = Door()
        programs = f"programs decide in it at {PATH} with the token {settings.token}"
        _tell(asked, settings.name, port, (door.token, programs))
        app = create(opening, settings, door=door, more=[router()])
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])


@contextmanager
def _listening(asked: Serving) -> Iterator[socket.socket]:
    """The address, taken before anything slow is done."""
    family = socket.AF_INET6 if ":" in asked.host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((asked.host, asked.port))
            listener.listen()  # whoever comes before the server is up waits
            listener.listen()  # so that whoever comes before all is ready waits, and is not turned away
        except OSError as wrong:
            problem = f"nothing can be served there ({wrong.strerror})"
            raise InputError(f"{asked.host}:{asked.port}", problem, "choose another with --host or --port") from wrong
        yield listener


@contextmanager
def _record(store: str | None) -> Iterator[tuple[Callable[[], Ledger], str]]:
    """The record that is asked for, or that of the settings where there is one, else the example; and its name."""
    where = store or load().store
    if store or "://" in where or Path(where).exists():
        with existing(where, complain) as ledger:  # so that a wrong name is told here
            name = ledger.store.where
        yield lambda: existing(where, complain), f"the record {Path(name).name}"
        return
    typer.echo("no record here yet: reading the example reports that come with the program", err=True)
    with kept(shown=False) as ledger:
        yield lambda: ledger, EXAMPLE


def _own_names(host: str) -> tuple[str, ...]:
    """Where every address of the machine is served, its own names are good too."""
    try:
        wild = ip_address(host).is_unspecified
    except ValueError:
        wild = False
    return (socket.gethostname(), socket.getfqdn()) if wild else ()


def _tell(asked: Serving, name: str, port: int, writing: tuple[str, str]) -> None:
    """Tell where the record is served; `writing` is the token of people, and how programs may write."""
    token, programs = writing
    host = f"[{asked.host}]" if ":" in asked.host else asked.host
    address = f"http://{host}:{port}/"
    typer.echo(f"{name} is served at {address}")
    if not asked.read_only:
        typer.echo(f"to decide in it, open once: {address}enter?token={token}\n{programs}")
    typer.echo("end it with Ctrl-C")
    if asked.browser:
        webbrowser.open(address)
