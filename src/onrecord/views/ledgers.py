"""Opening the ledger with the reader behind it: `onrecord.open` in Python, and what the commands open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

from onrecord.errors import InputError
from onrecord.language.meaning import meanings
from onrecord.ledger import Ledger
from onrecord.ledger.judging import refilled
from onrecord.settings import load
from onrecord.store.engine import open_store
from onrecord.views.batch import read_all


def open(
    path_or_url: str | Path | None = None, *, jobs: int = 1, on_wait: Callable[[str], None] | None = None
) -> Ledger:
    """Open a ledger, which is made where there is none.

    Args:
        path_or_url: a file, or "postgresql://user@host/database"; without it the setting ONRECORD_STORE, else
            "onrecord.db" in the present folder.
        jobs: processes that read reports.
        on_wait: told in a sentence when another process is writing and this one has to wait.

    Raises:
        OnrecordError: there can be no store there.
    """
    where = path_or_url if path_or_url is not None else load().store
    store = open_store(where, on_wait=on_wait or (lambda _message: None), on_upgrade=refilled)
    return Ledger(store, partial(read_all, jobs=jobs), version("onrecord"), meaner=meanings)


def existing(path_or_url: str | None, on_wait: Callable[[str], None], jobs: int = 1) -> Ledger:
    """A ledger that is there already, as whoever asks one wants it.

    Raises:
        InputError: there is none.
    """
    where = path_or_url or load().store
    if "://" not in where and not Path(where).exists():
        raise InputError(where, "there is no record here yet", "make one with: onrecord add FILE…")
    return open(where, jobs=jobs, on_wait=on_wait)
