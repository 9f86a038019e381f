"""Who is answerable: speakers lifted to their body and state, and who rests on whom.

A body is told by the words of a name or a role ("Pentagon press secretary") and by the country; the office of a state
has one id whatever it is called (`USA/defence`), an international body has its code (`IGOWSTNAT`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from onrecord.matters.scene import Scene
from onrecord.matters.tables import rows
from onrecord.matters.types import Origin
from onrecord.model import Entity, Ref, Span, Statement

STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "LEG", "JUD", "COP"})
SECTOR_OFFICES = {"SPY": "intelligence", "LEG": "parliament", "JUD": "justice", "COP": "interior", "MIL": "defence"}
_RESTS = re.compile(
    r"\b(?:citing|cited|according to|quoting|based on|(?:briefing|briefed|report|information|data|told) (?:by|from))\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(r"\b(?:earlier|previous) (?:version|article|story)\b", re.IGNORECASE)  # the outlet itself
_SPEAKS = re.compile(r"\b(spokes\w+|press secretary|officials?)\b", re.IGNORECASE)
MEMORY = 12  # speakers that a bare noun can take up
_REACH = 40  # characters behind "citing" in which the cited one begins


@cache
def _offices() -> tuple[tuple[re.Pattern[str], str, str, frozenset[str]], ...]:
    return tuple(
        (re.compile(rf"\b(?:{row['pattern']})", re.IGNORECASE), row["office"], row["country"],
         frozenset(row["bare"].split()))
        for row in rows("offices")
    )


def office(entity: Entity) -> tuple[str | None, str | None]:
    """(office, country that the office's name alone tells) of an entity, from its roles and then its name."""
    for words in (*entity.roles, entity.name):
        for pattern, name, country, _ in _offices():
            if pattern.search(words):
                return name, country or None
    return SECTOR_OFFICES.get(entity.sector or ""), None


def lift(entity: Entity, spoken_for: Origin | None = None) -> Origin:
    """The origin that an entity is; `spoken_for` is the body last heard, for whom a bare "spokesperson" speaks."""
    code = entity.code or ""
    if code.startswith(("IGO", "NGO")) and len(code) > 3:
        return Origin(code, entity.name, code, code, official=True)
    name, country = office(entity)
    country = entity.country or country
    if country is None and spoken_for is not None and any(_SPEAKS.search(r) for r in (*entity.roles, entity.name)):
        return Origin(spoken_for.id, entity.name, spoken_for.body, spoken_for.root, spoken_for.country, True)
    if country and entity.kind == "country":
        return Origin(country, entity.name, country, country, country, True)
    if country and (entity.sector in STATE_SECTORS or name):
        body = f"{country}/{name}" if name else country
        return Origin(body, entity.name, body, country, country, True)
    folded = fold(entity.name)
    return Origin(folded, entity.name, None, folded, country)


def outlet_origin(outlet: str | None, credit: str | None = None) -> Origin:
    """The outlet whose own narration it is: the agency that made the text, where it is credited."""
    name = credit or outlet or "unnamed outlet"
    return Origin(f"outlet:{fold(name)}", name, None, f"outlet:{fold(name)}", outlet=True)


def corrected(source: str) -> bool:
    """Whether a report names its own earlier version: what that said is taken back."""
    return _CORRECTED.search(source) is not None


def fold(name: str) -> str:
    """A name without case, article and surplus space."""
    return " ".join(name.casefold().removeprefix("the ").split())


class Origins:
    """The origins of one report's statements, in the order of the text, so that "the agency" is the one last heard."""

    def __init__(self, scene: Scene) -> None:
        """Lift every statement's source."""
        self.scene = scene
        self.heard: list[Origin] = []
        self.of: dict[str, Origin | None] = {}
        self.rests_on: dict[str, tuple[Origin, ...]] = {}
        for statement in sorted(scene.record.statements, key=_place):
            found = self._origin(statement.source) if statement.source else None
            self.of[statement.id] = found
            if found is not None and found.official:
                self.heard.append(found)
            self.rests_on[statement.id] = self._rests_on(statement)

    def _origin(self, ref: Ref) -> Origin | None:
        if corrected(ref.text):
            return None
        entity = self.scene.entities.get(ref.entity or "")
        if entity is None:
            return Origin(fold(ref.text), ref.text, None, fold(ref.text))
        lifted = lift(entity, self.heard[-1] if self.heard else None)
        return lifted if lifted.official else self._heard_before(entity) or lifted

    def _heard_before(self, entity: Entity) -> Origin | None:
        """The origin that a bare noun ("the agency") takes up again."""
        nouns = set(entity.name.casefold().split())
        if entity.country or len(nouns) > 3:
            return None
        for past in reversed(self.heard[-MEMORY:]):
            if any(past.id.endswith(f"/{name}") and bare & nouns for _, name, _, bare in _offices()):
                return past
            if nouns & {"alliance", "organization", "organisation", "bloc", "union"} and past.id.startswith("IGO"):
                return past
        return None

    def _rests_on(self, statement: Statement) -> tuple[Origin, ...]:
        """Whom the speaker names as the source: the chain of `via`, and who stands behind "citing"."""
        own = self.of[statement.id]
        named = [o for via in statement.via if (o := self._origin(via.source))]
        named += [lift(e) for e in self._cited(statement)]
        return unique(o for o in named if own is None or o.id != own.id)

    def _cited(self, statement: Statement) -> Iterable[Entity]:
        source = statement.source
        start, end = self.scene.sentence(_place(statement))
        for cue in _RESTS.finditer(self.scene.text, start, end):
            for entity in self.scene.entities_in(cue.end(), min(cue.end() + _REACH, end))[:1]:
                if source is None or entity.id != source.entity:
                    yield entity


def surnames(origins: Iterable[Origin]) -> dict[str, Origin]:
    """The body for which a surname speaks, where all who bear it speak for one."""
    found: dict[str, dict[str, Origin]] = {}
    for origin in origins:
        if origin.official and len(origin.speaker.split()) > 1:
            found.setdefault(fold(origin.speaker).split()[-1], {}).setdefault(origin.id, origin)
    return {name: next(iter(of.values())) for name, of in found.items() if len(of) == 1}


def known(origin: Origin | None, officials: Mapping[str, Origin]) -> Origin | None:
    """An origin, lifted to its body where another report tells for whom a bare surname speaks."""
    if origin is None or origin.official or len(origin.id.split()) != 1:
        return origin
    return officials.get(origin.id, origin)


def unique(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Each origin once, by id, in order of id."""
    return tuple(sorted({o.id: o for o in origins}.values(), key=lambda o: o.id))


def independent(claims: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """The roots that some claims go back to, each given as its own root and the roots that it rests on.

    Whoever rests on others adds none but them. The narration of outlets counts only where nobody else is named.
    """
    roots = {root for own, rests in claims for root in (rests or (own,))}
    spoken = {root for root in roots if not root.startswith("outlet:")}
    return tuple(sorted(spoken or roots))


def _place(statement: Statement) -> int:
    spans: list[Span] = [s for s in (statement.cue, statement.source, *statement.content) if s]
    return min((s.start for s in spans), default=0)
