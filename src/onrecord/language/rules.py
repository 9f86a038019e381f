"""The rule engine: a rule is a value with a name, a pattern over text and a maker; the longest match wins.

After duckling's rule tables (Facebook, BSD): rules stand in one table at the end of their file, and each finding
knows the rule that made it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Made]):
    """`make` gets the match and gives a value, or None where the match was none after all."""

    name: str
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Made | None]


@dataclass(frozen=True, slots=True)
class Hit(Generic[Made]):
    """What a rule made, and where: offsets into the text that was searched."""

    start: int
    end: int
    value: Made
    rule: str


def search(rules: Sequence[Rule[Made]], text: str) -> list[Hit[Made]]:
    """Hits in text order, none overlapping: the longer one wins, then the rule that stands first in the table."""
    hits = []
    for rank, rule in enumerate(rules):
        for match in rule.pattern.finditer(text):
            value = rule.make(match)
            if value is not None and match.end() > match.start():
                hits.append((match.start() - match.end(), rank, Hit(match.start(), match.end(), value, rule.name)))
    hits.sort(key=lambda h: (h[0], h[1], h[2].start))
    taken = bytearray(len(text))
    kept = []
    for _, _, hit in hits:
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)
