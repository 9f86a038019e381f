"""From how two mentions compare to a decision, with a margin: what lies between the thresholds waits for a person.

The score is a logistic regression over the slots. Its weights are a table that comes with the reader's version, so
a decision never depends on the present record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from math import exp

from onrecord.matters.compare import compare, likeness
from onrecord.matters.tables import rows
from onrecord.matters.types import Agreement, Link, Mention, Reading, Verdict

SAME, OPEN = 0.50, 0.30  # the score from which two mentions are one, and from which a person is asked
BIAS = "bias"

Likeness = Callable[[Iterable[str], Iterable[str]], float]


@cache
def weights() -> Mapping[str, float]:
    """What each slot adds to the score."""
    return {row["slot"]: float(row["weight"]) for row in rows("weights")}


def decide(left: Mention, right: Mention, topics: float) -> Link:
    """The decision about two mentions, of reports whose topics are so alike; the order of the two is no matter."""
    a, b = (left, right) if left.id < right.id else (right, left)
    slots = compare(a, b, topics)
    score = round(logistic(weights()[BIAS] + sum(weights()[slot] * value for slot, value in slots.items())), 4)
    told = (Agreement(slot, *_shown(slot, a, b), round(weights()[slot] * v, 3)) for slot, v in slots.items() if v)
    return Link(a.id, b.id, score, verdict(score), tuple(told))


def verdict(score: float) -> Verdict:
    """What a score means."""
    return "same" if score >= SAME else "open" if score >= OPEN else "different"


def logistic(odds: float) -> float:
    """A probability from log odds."""
    return 1 / (1 + exp(-odds)) if odds > -500 else 0.0


def link(
    pairs: Iterable[tuple[Mention, Mention]], readings: Mapping[str, Reading], like: Likeness = likeness,
) -> list[Link]:
    """The decisions about some pairs that are the same or open, in order of id; `like` compares two topics.

    `like` is where an encoder of reports can come in, so long as it looks at the two alone.
    """
    known: dict[tuple[str, str], float] = {}
    found = {}
    for left, right in pairs:
        reports = (left.report, right.report) if left.report < right.report else (right.report, left.report)
        if reports not in known:
            known[reports] = 1.0 if reports[0] == reports[1] else like(*(readings[r].topic for r in reports))
        made = decide(left, right, known[reports])
        if made.verdict != "different":
            found[made.left, made.right] = made
    return [found[pair] for pair in sorted(found)]


def _shown(slot: str, a: Mention, b: Mention) -> tuple[str, str]:
    """What the two say in a slot, for a person to read."""
    show = _SHOWN.get(slot)
    return (show(a), show(b)) if show else ("", "")


_SHOWN: Mapping[str, Callable[[Mention], str]] = {
    "same word": lambda m: m.words[0].text,
    "rare word": lambda m: m.stem,
    "kin": lambda m: m.words[0].text,
    "word in the other": lambda m: m.words[0].text,
    "type": lambda m: m.type or "",
    "names": lambda m: ", ".join(m.names),
    "actors": lambda m: ", ".join(p.name for p in m.actors),
    "targets": lambda m: ", ".join(p.name for p in m.targets),
    "place": lambda m: ", ".join(s.name for s in m.spots),
    "time": lambda m: f"{m.start or ''}/{m.end or ''}",
    "days between": lambda m: m.published,
    "teller": lambda m: m.origin.id if m.origin else "",
}
