"""Which counts of killed, hurt and held are told twice? Reports give one in the headline, the lead and again below.

A count repeats an earlier one of the same fate unless it is told as another ("an additional suspect", "also detained"),
stands under another verb of the same sentence, counts other people (soldiers, not civilians) or is greater than what
was told before. It then belongs to the earlier event. A heading repeats the body, whatever it counts, and adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

from onrecord.find.links.attach import FATES, Node
from onrecord.language.lexicon import rows
from onrecord.model import Figure, Number, Time

RECENT = 50  # happenings of one kind that a later count may repeat
FURTHER = frozenset({"another", "additional", "other", "others", "more", "further", "separate", "second", "third"})
ORDINALS = {"second": 2, "third": 3}
ANYBODY = frozenset({"person", "individual", "people", "man", "one"})
OPEN = frozenset({"vague", "about", "at_least", "more_than", "between"})


@dataclass(slots=True)
class Happening:
    """An event that was told with a count, and the greatest number told of it."""

    node: Node
    fate: str
    day: str | None
    side: str | None
    unit: str | None
    number: Number
    is_open: bool
    parts: set[tuple[Number, str | None]] = field(default_factory=set)  # of a sum: "a commander and two guards"

    def repeats(self, node: Node, day: str | None, figure: Figure) -> bool:
        """Does a later count, of `node`, tell of this happening again?"""
        number, side = number_of(figure), side_of(figure)
        if number is None or (day and self.day and day != self.day):
            return False
        if node.heads and not self.node.heads and self.fate in PERSONAL:
            return True
        beside = node.sentence == self.node.sentence and node.token.i != self.node.token.i
        if self.fate in PERSONAL and (beside or (node.adds and figure.why != "sum")):
            return False
        if is_further(figure):
            return (number, figure.unit) in self.parts or self.number >= ordinal(figure)
        if self.fate not in PERSONAL:
            return number == self.number and figure.unit == self.unit
        if side is not None and self.side is not None and side != self.side:
            return False
        return number <= self.number or self.is_open


def merge(figures: Sequence[Figure], owners: dict[str, Node], times: Iterable[Time]) -> None:
    """Rewrite the owners of the figures that repeat an earlier count to the event that told it first.

    A figure of a heading that repeats the body is left without an owner.
    """
    days = {t.id: t.start for t in times}
    told: dict[str, list[Happening]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: f.id in owners and owners[f.id].heads):
        node, number = owners.get(figure.id), number_of(figure)
        if node is None or number is None or node.event.status in UNREAL:
            continue
        lemma = node.token.lemma.lower()
        fate, day = FATES.get(lemma, lemma), days.get(node.time or "")
        first = next((h for h in told[fate][-RECENT:] if h.repeats(node, day, figure)), None)
        if first is not None and node.heads and not first.node.heads:
            del owners[figure.id]
            continue
        if first is None:
            first = Happening(node, fate, day, side_of(figure), figure.unit, number, figure.bound in OPEN)
            told[fate].append(first)
        if figure.why != "sum" and first.number > number:
            first.parts.add((number, figure.unit))
        first.number = max(first.number, number)
        owners[figure.id] = first.node


def number_of(figure: Figure) -> Number | None:
    """The figure's value, else the least that it can mean."""
    return figure.value if figure.value is not None else figure.low


def is_further(figure: Figure) -> bool:
    """Is it told as one more than those before? A sum has those before in it."""
    words = figure.span.text.lower().split()
    return figure.why != "sum" and any(w in FURTHER for w in words) and words[:2] != ["more", "than"]


def ordinal(figure: Figure) -> float:
    """Which one of several it is ("a second gunman"); endless where its words do not tell."""
    return next((ORDINALS[w] for w in figure.span.text.lower().split() if w in ORDINALS), inf)


def side_of(figure: Figure) -> str | None:
    """Whether a figure counts those in uniform, civilians or others; None where its words do not tell."""
    words = (figure.unit or "").lower().split()
    return SIDES.get(words[-1]) if words and words[-1] not in ANYBODY else None


def _sides(entries: Iterable[dict[str, str]]) -> dict[str, str]:
    found = {}
    for row in entries:
        found[row["role"]] = SIDE_OF_CLASS.get(row["class"], "other")
    return found


SIDE_OF_CLASS = {"civilian": "civilian", "officer": "uniform", "police": "uniform"}
UNREAL = frozenset({"planned", "expected", "possible", "conditional", "attempted", "called_for", "denied"})
PERSONAL = frozenset(FATES.values())
SIDES = _sides(rows("roles"))
