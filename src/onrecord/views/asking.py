"""What a command asks the ledger, written as the user wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from onrecord.ledger import Ledger
from onrecord.store.rows import Answer
from onrecord.views.ledgers import existing
from onrecord.views.tables import Shape, write
from onrecord.views.terminal import complain


def ask(
    store: str | None, shape: Shape, question: Callable[[Ledger], Answer[Any]], block: str | None = None,
    names: Sequence[str | None] = (),
) -> None:
    """Ask, and write the answer to standard output, laid out as `block` says where people read it.

    Where nothing comes of it, people are told which names on record are like those that narrow the question.

    Raises:
        OnrecordError: there is no record, or the question cannot be asked.
    """
    with existing(store, complain) as ledger:
        answer = question(ledger)
        write(answer, shape, block)
        if not answer and shape == "table":
            for name in filter(None, names):
                complain(_hint(name, ledger.names_like(name)))


def _hint(name: str, like: list[str]) -> str:
    """What to ask instead, where a name brought nothing."""
    if name.casefold() in like:
        return f"{name!r} is on record, but nothing that you ask of it"
    return f"nobody and no place on record is called {name!r}" + (f"; there is: {', '.join(like)}" if like else "")
