"""Where a leg of a movement begins, told by the words around it: "then moved on to", "from the camps in the east"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from onrecord.matters.scene import PART, Scene
from onrecord.matters.types import Mention, Spot
from onrecord.matters.vocabulary import MOVEMENT, kin

_THEN = re.compile(r"\b(?:then|next|afterwards|from there|later)\b", re.IGNORECASE)
_FROM_SIDE = re.compile(
    r"\bfrom (?:[\w' -]+ )?(?:in )?the ((?:far |north|south)?(?:north|south|east|west))\b", re.IGNORECASE
)
NEAR = 200  # characters from one leg to the next


def onward(scene: Scene, told: Iterable[Mention]) -> Iterable[Mention]:
    """Mentions in text order, each movement with the place that it begins at where that can be told."""
    before: Mention | None = None
    for mention in told:
        one = mention
        if _arrives(one) and not _spots(one, "from"):
            start = _side(scene, one) or _end_of(scene, before, one)
            one = one if start is None else replace(one, spots=(start, *one.spots))
        before = one if _arrives(one) else before
        yield one


def _arrives(mention: Mention) -> bool:
    return mention.kind == "event" and bool(_spots(mention, "to")) and (
        MOVEMENT in kin(mention.stem) or mention.type == "MOBILIZE"
    )


def _spots(mention: Mention, role: str) -> list[Spot]:
    return [s for s in mention.spots if s.role == role]


def _side(scene: Scene, one: Mention) -> Spot | None:
    """The side of the country that a sentence begins with: "from the camps in the east they were flown to ..."."""
    (to, *_), start = _spots(one, "to"), one.words[0].start
    side = _FROM_SIDE.search(scene.text, scene.sentence(start)[0], start)
    if side is None or to.feature != PART:
        return None
    country = to.name.split(" ", 1)[1]
    return replace(to, role="from", name=f"{side[1].casefold()}ern {country}")


def _end_of(scene: Scene, before: Mention | None, one: Mention) -> Spot | None:
    """Where the leg before ended, if this one goes on from there."""
    if before is None or (before.actors != one.actors and set(before.actors).isdisjoint(one.actors)):
        return None
    first, last = before.words[0].end, one.words[0].end
    if last - first > NEAR or not _THEN.search(scene.text, first, last):
        return None
    end = _spots(before, "to")[0]
    return None if end.name == _spots(one, "to")[0].name else replace(end, role="from")
