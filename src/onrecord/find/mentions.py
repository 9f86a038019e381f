"""Which entity do some words of the report stand for? An index over the mentions of all entities.

A neutral module that every finder may use; it looks at the entities alone, and so knows no finder.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from onrecord.model import Entity, Ref, Span

LEAD = 5  # characters that may stand before a mention and belong to its phrase: "the ", an opening quote


class Mentions:
    """Mentions by their place; offsets are code points into the report's text."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        """Index the mentions; of two entities that claim the same words, the first has them."""
        found = ((m.start, m.end, entity.id) for entity in entities for m in entity.mentions)
        self._spans = sorted(found, key=lambda m: (m[0], -m[1]))
        self._starts = [start for start, _, _ in self._spans]
        self._exact = {(start, end): owner for start, end, owner in reversed(self._spans)}
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def at(self, start: int, end: int, head: int | None = None) -> str | None:
        """The id of the entity that start..end stands for, or None.

        A mention of exactly these words wins; then, of the mentions that hold the character `head` (where
        the phrase's head word begins), the one that shares most with the words. Without `head`: a mention
        that the words end, as heads stand last; one that begins where they do; one that ends there.
        """
        if (start, end) in self._exact:
            return self._exact[start, end]
        near = self._overlapping(start, end)
        if head is None:
            near = (
                [m for m in near if m[0] <= start and m[1] == end]
                or [m for m in near if abs(m[0] - start) <= LEAD]
                or [m for m in near if m[1] == end]
            )
        else:
            near = [m for m in near if m[0] <= head < m[1]]
        best = max(near, key=lambda m: _shared(m, start, end), default=None)  # the first of equals
        return best[2] if best else None

    def ref(self, span: Span, head: int | None = None) -> Ref:
        """The span as a reference to its entity."""
        return Ref(span.start, span.end, span.text, self.at(span.start, span.end, head))

    def _overlapping(self, start: int, end: int) -> list[tuple[int, int, str]]:
        low = bisect_left(self._starts, start - self._longest)
        return [m for m in self._spans[low : bisect_right(self._starts, end - 1)] if m[1] > start]


def _shared(mention: tuple[int, int, str], start: int, end: int) -> float:
    """Characters in both over characters in either."""
    both = min(mention[1], end) - max(mention[0], start)
    return both / (max(mention[1], end) - min(mention[0], start))
