"""What a command asks the ledger, written as the user wants it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onrecord.ledger import Ledger
from onrecord.store.rows import Answer
from onrecord.views.ledgers import existing
from onrecord.views.tables import Shape, write
from onrecord.views.terminal import complain


def ask(store: str | None, shape: Shape, question: Callable[[Ledger], Answer[Any]]) -> None:
    """Ask, and write the answer to standard output.

    Raises:
        OnrecordError: there is no record, or the question cannot be asked.
    """
    with existing(store, complain) as ledger:
        write(question(ledger), shape)
