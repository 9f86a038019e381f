"""What whoever serves the record decides."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import msgspec


def as_written(_slot: str, words: str) -> str:
    """The value of a slot is what was written."""
    return words


class Settings(msgspec.Struct, frozen=True):
    """Where the record is served, whether people may decide, and what only those above can tell.

    `name` is what the record is called on its pages; `who` signs judgements where a form does not; `value` reads what
    somebody wrote for a slot; `hosts` are further names under which the server may be asked; `token` is what a program
    brings that may write, and without one none may.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    read_only: bool = False
    name: str = "this record"
    who: str = "reviewer"
    value: Callable[[str, str], Any] = as_written
    version: str = version("onrecord")
    token: str = ""

    @property
    def allowed(self) -> list[str]:
        """The names that a request may ask for: no page elsewhere reaches the record under a name of its own."""
        own = f"[{self.host}]" if ":" in self.host else self.host
        names = dict.fromkeys((own, "127.0.0.1", "localhost", *self.hosts))
        return [with_port for name in names for with_port in (name, f"{name}:{self.port}")]

    @property
    def cookie(self) -> str:
        """The name of the cookie; cookies do not know ports, so that two servers would share one name."""
        return f"onrecord-{self.port}"
