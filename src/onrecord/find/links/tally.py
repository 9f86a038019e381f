"""Which counts of killed, hurt and held are told twice? Reports give a number in the headline, the lead and again below.

A count repeats an earlier one of the same fate unless it is told as another ("an additional suspect"), counts other
people (soldiers, not civilians) or is greater than what was told before. It then belongs to the earlier event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.find.links.attach import Node
from onrecord.language.lexicon import rows, table
from onrecord.model import Figure, Number

FURTHER = frozenset({"another", "additional", "other", "others", "more", "further", "separate", "second", "third"})
ANYBODY = frozenset({"person", "individual", "people", "man", "one"})
OPEN = frozenset({"vague", "about", "at_least", "more_than", "between"})


@dataclass(slots=True)
class Happening:
    """An event that was told with a count, and the greatest number told of it."""

    node: Node
    fate: str
    side: str | None
    unit: str | None
    number: Number
    is_open: bool

    def repeats(self, fate: str, figure: Figure) -> bool:
        """Does a later count tell of this happening again?"""
        number, side = number_of(figure), side_of(figure)
        if fate != self.fate or number is None or is_further(figure):
            return False
        if fate not in PERSONAL:
            return number == self.number and figure.unit == self.unit
        if side is not None and self.side is not None and side != self.side:
            return False
        return number <= self.number or self.is_open


def merge(figures: Sequence[Figure], owners: dict[str, Node]) -> None:
    """Rewrite the owners of the figures that repeat an earlier count to the event that told it first."""
    told: list[Happening] = []
    for figure in figures:
        node, number = owners.get(figure.id), number_of(figure)
        if node is None or number is None or node.event.status in UNREAL:
            continue
        lemma = node.token.lemma.lower()
        fate = FATES.get(lemma, lemma)
        first = next((h for h in told if h.repeats(fate, figure)), None)
        if first is None:
            told.append(Happening(node, fate, side_of(figure), figure.unit, number, figure.bound in OPEN))
        else:
            first.number = max(first.number, number)
            owners[figure.id] = first.node


def number_of(figure: Figure) -> Number | None:
    """The figure's value, else the least that it can mean."""
    return figure.value if figure.value is not None else figure.low


def is_further(figure: Figure) -> bool:
    """Is it told as one more than those before?"""
    return any(w in FURTHER for w in figure.span.text.lower().split())


def side_of(figure: Figure) -> str | None:
    """Whether a figure counts those in uniform or civilians; None where its words do not tell."""
    words = (figure.unit or "").lower().split()
    return SIDES.get(words[-1]) if words and words[-1] not in ANYBODY else None


def _sides(entries: Iterable[dict[str, str]]) -> dict[str, str]:
    found = {}
    for row in entries:
        if row["class"] in ("civilian", "officer", "police"):
            found[row.get("role") or row["noun"]] = "civilian" if row["class"] == "civilian" else "uniform"
    return found


UNREAL = frozenset({"planned", "expected", "possible", "conditional", "attempted", "called_for", "denied"})
FATES = table("casualty_words", "word", "fate")
PERSONAL = frozenset(FATES.values())
SIDES = _sides(rows("roles"))
