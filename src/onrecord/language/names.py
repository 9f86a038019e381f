"""Names as spaCy's small English model marks them, its weights asked for all tokens at once.

The model is a transition system over BILUO moves (Lample et al. 2016). Its state outside a name is the next token
alone, so one matrix product says for every token whether a name begins there; only inside a name of several tokens does
one step wait for the one before. spaCy goes step by step and asks at each whether each of 74 moves is allowed, which
takes longer than the scores do (see benchmarks/experiments.md). The names are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
TOKEN, FIRST, BEFORE = range(3)  # what a state shows: the next token, and inside a name its first and its last so far


class Name(NamedTuple):
    """A name of the tokens from `first` to `last`, both included, counted over all documents of a batch."""

    first: int
    last: int
    label: str


class Namer:
    """The model's layers, and which of its moves are allowed when."""

    def __init__(self, component: Any) -> None:  # noqa: ANN401  spaCy ships no types for the parts of a pipeline
        """Take spaCy's component "ner"."""
        layers = component.model
        self._vectors, self._lower = layers.get_ref("tok2vec"), layers.get_ref("lower")
        self._bias: Floats = self._lower.get_param("b")
        upper = layers.get_ref("upper")
        self._upper: tuple[Floats, Floats] = (upper.get_param("W"), upper.get_param("b"))
        moves = component.moves
        self._moves: list[str] = [moves.get_class_name(number) for number in range(moves.n_moves)]
        self._starts = np.array([n for n, m in enumerate(self._moves) if m[:1] in "BUO" and m != "U-"])
        self._begins = np.array([self._moves[n].startswith("B-") for n in self._starts])
        self._out = np.array([self._moves[n] == "O" for n in self._starts])

    def names(self, docs: Sequence[Any], blank: NDArray[np.bool_], closed: NDArray[np.bool_]) -> Iterator[Name]:
        """The names in some documents, in order.

        Args:
            docs: spaCy's, tokenized.
            blank: for every token of all documents, whether it is white space.
            closed: whether a name that reaches this token ends with it, as the sentence does.
        """
        if not len(blank):
            return
        hidden: Floats = self._lower.predict(self._vectors.predict(docs))  # (1 + tokens, 3, 64, 2); row 0 is for none
        starts = self._scores(hidden[1:, TOKEN] + hidden[0, FIRST] + hidden[0, BEFORE], self._starts)
        starts[np.ix_(closed, self._begins)] = -np.inf
        starts[np.ix_(blank, ~self._out)] = -np.inf
        best = starts.argmax(axis=1)
        free = 0
        for first in np.flatnonzero(~self._out[best]):
            if first >= free:
                move = self._moves[self._starts[best[first]]]
                last = int(first) if move.startswith("U-") else self._end(hidden, int(first), move[2:], closed)
                free = last + 1
                yield Name(int(first), last, move[2:])

    def _end(self, hidden: Floats, first: int, label: str, closed: NDArray[np.bool_]) -> int:
        """The last token of a name that begins at `first`."""
        goes_on, ends = (self._moves.index(f"{move}-{label}") for move in "IL")
        choice = np.array(sorted((goes_on, ends)))  # the move that stands first wins a tie
        at = first + 1
        while not closed[at]:
            state = hidden[at + 1, TOKEN] + hidden[first + 1, FIRST] + hidden[at, BEFORE]
            if choice[self._scores(state[None], choice)[0].argmax()] == ends:
                break
            at += 1
        return at

    def _scores(self, states: Floats, moves: NDArray[np.int64]) -> Floats:
        """The scores (states, moves) of some moves."""
        weights, bias = self._upper
        scores: Floats = (states + self._bias).max(axis=-1) @ weights[moves].T + bias[moves]
        return scores
