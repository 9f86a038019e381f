"""Figures as mentions: what each counts, of whom, where, in which state.

"at least 10,000 of them" and "the number" take up what was counted last; a place that follows a figure is its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from onrecord.matters.origins import Origins
from onrecord.matters.scene import Scene, finest
from onrecord.matters.slots import mention, said
from onrecord.matters.stems import stem
from onrecord.matters.types import Mention, Party, Quantity, Spot
from onrecord.matters.vocabulary import state
from onrecord.model import Figure

_TAKES_UP = re.compile(
    r"\b(?:number|count|figure|total|toll|estimate|tally)\b|\b(?:of|all|among) them\b", re.IGNORECASE
)
# "including three children and two women", "of whom five", "110 of them"
_PART_OF = re.compile(r"\b(?:including|among (?:them|whom|those)|of wh(?:om|ich)|mostly)\b[^.;:]{0,30}$", re.IGNORECASE)
_OF_THEM = re.compile(r"\W+of (?:them|whom|those)\b", re.IGNORECASE)
REACH = 45  # characters before a figure in which it is said to be a part
# What may stand between a figure and the word for what was done to those it counts: "5 others were also injured".
_PASSIVE = re.compile(
    r"(?:\W+(?:more|others?|people|persons|were|was|are|have|has|had|been|being|got|reported|reportedly|also)\b)*\W+$"
)

NOT_COUNTED = frozenset({
    "day", "week", "month", "year", "hour", "minute", "second", "decade", "time", "percent", "percentage",
})
REST = frozenset({"more", "other", "others"})  # stand for what was counted last
CHANGES = frozenset(map(stem, ("rise", "grow", "reach", "climb", "increase", "double", "fall", "drop", "count", "put")))


class Near:
    """Which mention a figure belongs to."""

    def __init__(self, scene: Scene, told: Sequence[Mention]) -> None:
        """Index the mentions, given in text order."""
        self.scene = scene
        self.told = [m for m in told if not m.telling]
        self.starts = [m.words[0].start for m in self.told]
        self.by_id = {m.id: m for m in self.told}
        self.triggers = {e.id: e.trigger.start for e in scene.record.events}

    def named(self, id: str | None) -> Mention | None:
        """The mention of an id."""
        return self.by_id.get(id or "")

    def of(self, figure: Figure) -> Mention | None:
        """The mention whose matter it belongs to: what was done to those it counts, its event, else the nearest."""
        start, end = self.scene.sentence(figure.span.start)
        near = self.told[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        at = self.triggers.get(figure.event or "")
        near = self._done_to(figure, near) or [m for m in near if m.words[0].start == at] or near
        return min(near, key=lambda m: (abs(m.words[0].start - figure.span.start), m.id), default=None)

    def _done_to(self, figure: Figure, near: Sequence[Mention]) -> list[Mention]:
        """What is told behind a figure to have been done to those that it counts ("5 others were injured")."""
        text, end = self.scene.text, figure.span.end
        behind = (m for m in near if m.words[0].start > end and state(m.stem))
        return [m for m in behind if _PASSIVE.fullmatch(text, end, m.words[0].start)][:1]


def counted(scene: Scene, origins: Origins, told: Sequence[Mention]) -> Iterable[Mention]:
    """The figure mentions of a report, in text order."""
    last: Mention | None = None
    figures = sorted(scene.record.figures, key=lambda f: f.span.start)
    near = Near(scene, told)
    for number, figure in enumerate(figures):
        limit = figures[number + 1].span.start if number + 1 < len(figures) else len(scene.text)
        found = _figure(scene, origins, near, figure, limit, last)
        if found is not None:
            last = found
            yield found


def _figure(
    scene: Scene, origins: Origins, near: Near, figure: Figure, limit: int, last: Mention | None,
) -> Mention | None:
    """One figure; None for a number that counts nothing known."""
    quantity = Quantity(figure.value, figure.low, figure.high, figure.bound, figure.unit,
                        figure.of.text if figure.of else None, figure.change, _is_part(scene, figure))
    sentence = scene.sentence(figure.span.start)
    takes_up = quantity.unit in REST or (not quantity.unit and _TAKES_UP.search(scene.text, *sentence) is not None)
    if takes_up and last is not None and last.quantity is not None:
        quantity = replace(quantity, unit=last.quantity.unit, of=last.quantity.of)
    elif not quantity.unit or quantity.unit.split()[-1].casefold() in NOT_COUNTED:
        return None
    event = about = near.of(figure)
    if takes_up and last is not None and (event is None or event.stem in CHANGES):
        about = near.named(last.about) or event
    actors = _owners(scene, figure) or (last.actors if takes_up and last else about.actors if about else ())
    found = replace(
        mention(scene, "figure", figure.span), quantity=quantity, about=about.id if about else None, actors=actors,
        stem=state(about.stem) if about else "", status=event.status if event else "happened",
        factuality=event.factuality if event else 3.0, start=event.start if event else None,
        end=event.end if event else None, spots=_where(scene, figure, limit, about),
    )
    if figure.statement is None and about is not None and about.kind == "statement":
        return replace(found, origin=about.origin, rests_on=about.rests_on, act=about.act, said_on=about.said_on)
    return said(scene, origins, scene.statements.get(figure.statement or ""), found)


def _is_part(scene: Scene, figure: Figure) -> bool:
    """Whether a figure counts some of those counted before it."""
    start, end = figure.span.start, figure.span.end
    before = _PART_OF.search(scene.text, max(start - REACH, scene.sentence(start)[0]), start)
    return before is not None or _OF_THEM.match(scene.text, end) is not None


def _owners(scene: Scene, figure: Figure) -> tuple[Party, ...]:
    """Whose they are, where the figure's own words say it ("North Korean soldiers")."""
    found = [scene.party_of(e) for e in scene.entities_in(figure.span.start, figure.span.end)]
    return tuple(p for p in found if p.country)[:1]


def _where(scene: Scene, figure: Figure, limit: int, about: Mention | None) -> tuple[Spot, ...]:
    """The place at which the figure is put ("the number in Kursk at 10,000"), else the first behind it in its sentence.

    At its most precise; where there is none, the place of its event.
    """
    start, end = scene.sentence(figure.span.start)
    put = [p for p in scene.places_in(start, figure.span.start) if scene.text[p.span.end : figure.span.start] == " at "]
    if put:
        return (scene.spot_of(put[-1], "at"),)
    behind = scene.places_in(figure.span.end, min(end, limit))
    if behind:
        return (scene.spot_of(finest(behind), "at"),)
    return tuple(s for s in about.spots if s.role != "from")[-1:] if about else ()
