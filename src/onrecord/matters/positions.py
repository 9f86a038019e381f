"""Positions: one origin's stand on one matter on one day. A later one supersedes, both are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from onrecord.matters.origins import outlet_origin
from onrecord.matters.tables import rows
from onrecord.matters.types import Matter, Mention, Origin, Position, Reading, Stand, digest

CLAIMS: frozenset[Stand] = frozenset({"asserts", "confirms"})
WITHHOLDS: frozenset[Stand] = frozenset({"declines", "does not know"})
# The order of what one origin says on one day: the weightiest comes last and holds.
_WEIGHTS: tuple[Stand, ...] = (
    "asks", "praises", "condemns", "demands", "threatens", "promises", "predicts", "suggests", "does not know",
    "declines", "doubts", "revises", "asserts", "confirms", "denies",
)
# What a statement without an event of its own says of the matter that it points back to.
_SAYINGS: tuple[tuple[re.Pattern[str], Stand], ...] = (
    (re.compile(r"(?:not|n't|neither|no) (?:\w+ )?(?:confirm|verif|comment|discuss|answer)", re.I), "declines"),
    (re.compile(r"(?:not|n't) (?:know|aware|clear|sure)\b|no (?:information|knowledge)\b", re.I), "does not know"),
    (re.compile(
        r"(?:\b(?:as|an?|is|are|was|were|been)|called \w+|^)(?: \w+)? "
        r"['\"“]?(?:fake|false|groundless|baseless|nonsense|rumou?rs?|untrue|fabricat\w+|hoax)\b", re.I,
    ), "denies"),
    (re.compile(r"\b(?:looking into|examining|studying|assessing|contradictory)\b", re.I), "does not know"),
)


@cache
def _stands() -> Mapping[tuple[str, str], Stand]:
    return {(row["act"], row["status"]): row["stand"] for row in rows("stands")}  # type: ignore[misc]  # checked by a test


def stand(mention: Mention) -> Stand:
    """What the origin of a mention does with its matter."""
    act = mention.act or "assert"
    if mention.kind == "statement" and act in ("assert", "predict"):
        said = " ".join(w.text for w in mention.words)
        for pattern, found in _SAYINGS:
            if pattern.search(said):
                return found
    if act == "confirm" and mention.status == "denied":
        return "denies"
    return _stands().get((act, "")) or _stands()[act, mention.status]


def positions(matter: Matter, mentions: Mapping[str, Mention], readings: Mapping[str, Reading]) -> tuple[Position, ...]:
    """The positions on a matter in order of day, each with the id of the one that supersedes it."""
    found: dict[tuple[str, str, Stand, bool], list[Mention]] = {}
    origins: dict[tuple[str, str, Stand, bool], Origin] = {}  # of one body each speaker for what they said
    for mention in sorted((mentions[name] for name in matter.mentions), key=_place):
        if mention.telling or _only_if(mention):
            continue
        origin = mention.origin or _narrator(readings[mention.report])
        taking = (origin.id, day(mention), stand(mention), mention.earlier)
        origins.setdefault(taking, origin)
        found.setdefault(taking, []).append(mention)
    taken = [_position(matter, origins[taking], *taking[1:3], of) for taking, of in found.items()]
    return _superseded(_without_narration(_named(taken)))


def _only_if(mention: Mention) -> bool:
    """Whether it is said in case of something, or is that case: whoever says so does not say that it is so."""
    if mention.act not in ("promise", "threaten") and mention.status == "conditional":
        return True
    return mention.condition is not None and mention.condition.start <= mention.words[0].start < mention.condition.end


def _named(taken: Sequence[Position]) -> list[Position]:
    """Positions, those of a state as a whole ("Washington confirms") as its body's that says so on the same day."""
    found = {p.id: p for p in taken}
    for whole in (p for p in taken if p.origin.id == p.origin.root == p.origin.country and p.stand in CLAIMS):
        bodies = [p for p in found.values() if p.origin.root == whole.origin.root and p.origin.id != whole.origin.id
                  and p.day == whole.day and p.stand in CLAIMS]
        if bodies:
            body = min(bodies, key=order)
            del found[whole.id]
            found[body.id] = replace(body, words=(*body.words, *whole.words),
                                     mentions=tuple(sorted({*body.mentions, *whole.mentions})),
                                     stand=max(body.stand, whole.stand, key=_WEIGHTS.index))
    return list(found.values())


def _place(mention: Mention) -> tuple[str, str, int, str]:
    return mention.published, mention.report, mention.words[0].start, mention.id


def day(mention: Mention) -> str:
    """The day on which something was said: the one that the report names, else the report's own."""
    said = mention.said_on
    return said if said and (not mention.published or said <= mention.published) else mention.published


def _narrator(reading: Reading) -> Origin:
    return outlet_origin(reading.outlet, reading.credit)


def _position(matter: Matter, origin: Origin, when: str, what: Stand, of: Sequence[Mention]) -> Position:
    figures = [m.quantity for m in of if m.quantity]
    rests = sorted({o.root for m in of for o in m.rests_on})
    words = tuple(w for m in of[:4] for w in m.words[:2])
    earlier = of[0].earlier
    name = digest([matter.id, origin.id, when, what, "earlier" * earlier])
    return Position(name, matter.id, origin, when, what, words, tuple(m.id for m in of), tuple(rests),
                    figures[0] if figures else None, earlier=earlier)


def _without_narration(taken: Sequence[Position]) -> list[Position]:
    """An outlet's narration counts as its position only where nobody else is named."""
    spoken = [p for p in taken if not p.origin.outlet]
    return spoken or list(taken)


def order(position: Position) -> tuple[str, bool, int, str]:
    """By day; on one day what had been said earlier first, and the weightiest stand last."""
    return position.day, not position.earlier, _WEIGHTS.index(position.stand), position.id


def _holding(position: Position) -> tuple[bool, tuple[str, bool, int, str]]:
    """In order, but what had been said earlier, on a day that is not known, first of all."""
    return not position.earlier, order(position)


def _superseded(taken: Sequence[Position]) -> tuple[Position, ...]:
    later: dict[str, str] = {}
    found = []
    for position in sorted(taken, key=_holding, reverse=True):
        found.append(replace(position, superseded_by=later.get(position.origin.id)))
        later[position.origin.id] = position.id
    return tuple(sorted(found, key=order))


def current(taken: Iterable[Position]) -> list[Position]:
    """The last position of each origin, in order of day."""
    last = {p.origin.id: p for p in sorted(taken, key=_holding)}
    return sorted(last.values(), key=order)
