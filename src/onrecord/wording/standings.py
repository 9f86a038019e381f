"""How matters and origins stand, for people: the word with a sign of its own, so that no colour has to tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from onrecord.wording.bodies import named
from onrecord.wording.stands import STANDS
from onrecord.wording.words import Word

STANDINGS: Mapping[str, Word] = {
    "confirmed": Word("confirmed", "✓", "good"), "acknowledged": Word("acknowledged", "✓", "good"),
    "corroborated": Word("corroborated", "∴", "plain"), "reported": Word("reported", "•", "plain"),
    "disputed": Word("disputed", "≠", "warn"), "denied": Word("denied", "✗", "bad"),
    "withheld": Word("withheld", "–", "mute"), "expected": Word("expected", "○", "ahead"),
    "came about": Word("came about", "●", "good"), "came early": Word("came early", "●", "warn"),
    "came late": Word("came late", "●", "warn"), "did not come about": Word("did not come about", "⊘", "bad"),
    "overdue": Word("overdue", "◌", "warn"), "owed": Word("owed", "§", "force"),
    "condition met": Word("condition met", "§", "warn"), "no longer": Word("no longer", "×", "mute"),
}  # fmt: skip
REASONS: Mapping[str, str] = {
    "whether": "yes against no", "count": "they count otherwise", "time": "as of another time",
    "place": "of another place", "scope": "of something else", "actor": "of somebody else",
    "later revision": "one has since revised it",
}  # what two differ in who contradict each other


class Badge(NamedTuple):
    """One standing with those that it is told by, as ids of origins."""

    word: Word
    by: tuple[str, ...]

    @property
    def names(self) -> str:
        """Those that it is told by, as people name them."""
        return ", ".join(map(named, self.by))


def badges(standing: str) -> list[Badge]:
    """How a matter stands, out of the words of a row: "confirmed by A; confirmed by B; disputed" gives two badges."""
    by: dict[str, list[str]] = {}
    for part in filter(None, standing.split("; ")):
        name, _, whom = part.partition(" by ")
        by.setdefault(name, []).extend([whom] if whom else [])
    order = list(STANDINGS)
    return [
        Badge(STANDINGS.get(name, Word(name, "•", "plain")), tuple(dict.fromkeys(by[name])))
        for name in sorted(by, key=lambda name: order.index(name) if name in order else len(order))
    ]


def told(of: str, value: str) -> str:
    """What a turn leads from or to, in words: a standing with whom it is told by, a position, or a figure."""
    if of == "standing":
        return "; ".join(f"{one.word.text} by {one.names}" if one.by else one.word.text for one in badges(value))
    return next((word.text for stand, word in STANDS.items() if of == "position" and stand == value), value)
