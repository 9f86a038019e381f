"""What a report commits itself to about an event, and how that changes under a word that governs it.

After Karttunen's implicative signatures (1971, 2012), their use in TruthTeller (Lotan, Stern and Dagan 2013) and the
composition of polarity and certainty in De Facto (Saurí and Pustejovsky 2012): a commitment is a status with a value
from -3 (certainly not) to 3 (certainly), and the commitment to a content is worked out from that to its governor.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.language.lexicon import rows
from onrecord.model import Status

CERTAIN = 3.0
PROBABLE = "probable"  # in the lexicon: expected of what is to come, possible of what is past

# The further down, the less is claimed: of two statuses on one path the lower one remains.
RANK: dict[str, int] = {
    name: rank
    for rank, name in enumerate(
        ("happened", "ongoing", "attempted", "planned", "expected", "called_for", "possible", "conditional", "unknown")
    )
}
TO_COME = frozenset({"planned", "expected"})


@dataclass(frozen=True, slots=True)
class Commitment:
    """A status, its factuality from -3 to 3, and the rule that decided."""

    status: Status
    value: float
    why: str

    @property
    def open(self) -> bool:
        """Neither a fact nor the denial of one."""
        return self.status not in ("happened", "ongoing", "denied")


FACT = Commitment("happened", CERTAIN, "plain")


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of a content: `yes`, `no`, `fact`, or a status with a value.

    A `mild` status gives way to that of an open governor: "will be able to vote" is as planned as "will vote".
    """

    kind: str
    value: float = 0.0
    mild: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A class of governing words: the effect where the word holds, and where it is denied."""

    name: str
    positive: Effect
    negative: Effect


def _effect(cell: str) -> Effect:
    kind, _, value = cell.partition(" ")
    return Effect(kind.rstrip("*"), float(value or 0), kind.endswith("*"))


@cache
def frames() -> dict[str, Frame]:
    """The classes of the lexicon by name."""
    return {
        r["class"]: Frame(r["class"], _effect(r["positive"]), _effect(r["negative"]))
        for r in rows("commitment_classes")
    }


@cache
def lexicon() -> dict[tuple[str, str, str], Frame]:
    """Frames by word, part of speech and slot."""
    known = frames()
    return {
        (r["word"], r["pos"], slot): known[r["class"]]
        for r in rows("commitment_words")
        for slot in r["slots"].split(",")
    }


def under(governor: Commitment, frame: Frame) -> Commitment:
    """The commitment to the content of a word of this class, given the commitment to the word itself."""
    effect = frame.positive if governor.value >= 0 else frame.negative
    strength = abs(governor.value) / CERTAIN
    if effect.kind == "fact":
        return Commitment("happened", CERTAIN, frame.name)
    if effect.kind == "yes":
        return governor if governor.value >= 0 else Commitment("happened", -governor.value, frame.name)
    if effect.kind == "no":
        return Commitment(_denied(governor), -CERTAIN * strength, frame.name)
    status = _weaker(governor, effect)
    return Commitment(status, round(effect.value * strength, 2), frame.name)


def flipped(held: Commitment, why: str = "negation") -> Commitment:
    """The commitment to the contrary."""
    status: Status = "happened" if held.status == "denied" else _denied(held)
    return Commitment(status, 0.0 - held.value, why)  # never -0.0


def _denied(held: Commitment) -> Status:
    """The status of what is denied with this commitment: a denied possibility is still open."""
    return held.status if RANK.get(held.status, 0) >= RANK["possible"] else "denied"


def _weaker(governor: Commitment, effect: Effect) -> Status:
    own = effect.kind
    if own == PROBABLE:
        own = "expected" if governor.status in TO_COME else "possible"
    if not governor.open:
        return cast(Status, own)
    if effect.mild:
        return governor.status
    if own in RANK and RANK[governor.status] <= RANK[own]:
        return cast(Status, own)
    if own == "denied":
        return _denied(governor)
    return governor.status
