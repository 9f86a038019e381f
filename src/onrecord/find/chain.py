"""Which finders run, and in which order: one line for one more kind."""

from __future__ import annotations

from importlib import import_module

from onrecord.find import Finder

NAMES = ("times", "places", "people", "figures", "statements", "events", "status", "coding", "links")


def finders() -> tuple[Finder, ...]:
    """The `find` of every module named above that exists."""
    out = []
    for name in NAMES:
        try:
            out.append(import_module(f"onrecord.find.{name}").find)
        except ModuleNotFoundError as missing:
            if missing.name != f"onrecord.find.{name}":
                raise
    return tuple(out)
