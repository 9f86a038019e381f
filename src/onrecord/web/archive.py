"""The ledger as it is and as it was: past days are opened once, and kept open while they are asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar

from onrecord.ledger import Ledger
from onrecord.store.rows import Counts

MOST = 6  # past days that are kept open
ANSWERS = 32  # slow ones, that are remembered

T = TypeVar("T")
Question = tuple[Hashable, ...]
Moment = tuple[str | None, str | None, str]  # as of, known at, and the stamp of the record


class _Open:
    """A past that is open, and how many are asking it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.users = ledger, 0


class Archive:
    """The ledger with its pasts, for many who ask at once."""

    def __init__(self, ledger: Ledger) -> None:
        """Start from the ledger as it is now."""
        self.now = ledger
        self._lock, self._pasts = Lock(), OrderedDict[Moment, _Open]()
        self._counts: dict[Moment, Counts] = {}
        self._answers: dict[Question, Any] = {}

    def remembered(self, question: Question, ask: Callable[[], T]) -> T:
        """What was answered to a question, which is asked again only when the record has changed.

        Args:
            question: names it, with the clocks that it is asked by.
            ask: finds the answer.
        """
        known = (self.now.stamp(), *question)
        if known not in self._answers:
            if len(self._answers) >= ANSWERS:
                self._answers.clear()
            self._answers[known] = ask()
        found: T = self._answers[known]
        return found

    def close(self) -> None:
        """Let go of all."""
        for one in self._pasts.values():
            one.ledger.close()
        self.now.close()

    @contextmanager
    def at(self, as_of: str | None, known_at: str | None) -> Iterator[tuple[Ledger, Counts]]:
        """The ledger by its two clocks, with what it counts.

        Raises:
            OnrecordError: one of the two is no day, or the store gave up.
        """
        moment = as_of, known_at, self.now.stamp()
        if as_of is None and known_at is None:
            yield self.now, self._counted(self.now, moment)
            return
        past = self._taken(moment)
        try:
            yield past.ledger, self._counted(past.ledger, moment)
        finally:
            self._given_back(past)

    def _counted(self, ledger: Ledger, moment: Moment) -> Counts:
        if moment not in self._counts:
            if len(self._counts) > MOST:
                self._counts.clear()
            self._counts[moment] = ledger.counts()
        return self._counts[moment]

    def _taken(self, moment: Moment) -> _Open:
        as_of, known_at, _ = moment
        with self._lock:
            if moment not in self._pasts:
                self._pasts[moment] = _Open(self.now.then(as_of=as_of, known_at=known_at))
            self._pasts.move_to_end(moment)
            past = self._pasts[moment]
            past.users += 1
        return past

    def _given_back(self, past: _Open) -> None:
        """Close what nobody asks any more, the longest unasked first, where there are too many."""
        with self._lock:
            past.users -= 1
            idle = [moment for moment, one in self._pasts.items() if not one.users]
            for moment in idle[: max(0, len(self._pasts) - MOST)]:
                self._pasts.pop(moment).ledger.close()
