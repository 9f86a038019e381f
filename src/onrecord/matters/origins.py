"""Who is answerable: speakers lifted to their body and state, and who rests on whom.

A body is told by the words of a name or a role ("Pentagon press secretary") and by the country; the office of a state
has one id whatever it is called (`USA/defence`), an international body has its code (`IGOWSTNAT`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from onrecord.matters.scene import Scene
from onrecord.matters.tables import rows
from onrecord.matters.types import Mention, Origin
from onrecord.model import Entity, Event, Ref, Span, Statement

STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "LEG", "JUD", "COP"})
SECTOR_OFFICES = {"SPY": "intelligence", "LEG": "parliament", "JUD": "justice", "COP": "interior", "MIL": "defence"}
_RESTS = re.compile(
    r"\b(?:citing|cited|according to|quoting|based on|(?:briefing|briefed|report|information|data|told) (?:by|from))\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(r"\b(?:earlier|previous) (?:version|article|story)\b", re.IGNORECASE)  # the outlet itself
_HEADS = re.compile(r",? who (?:heads|leads|chairs|runs|commands|directs) ([^,.;]+)", re.IGNORECASE)
_HOLDS = re.compile(r"(?:expect|believe|think|estimate|assess|conclude|suspect)(?:s|d|ed)?$", re.IGNORECASE)
_ENVOY = re.compile(r"\b(?:ambassador|envoy|diplomat|consul)\b", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:former|ex|retired|late)\b", re.IGNORECASE)
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
    known_by = _heads().get(f"{_surname(entity.name)} {entity.country}")
    return known_by or SECTOR_OFFICES.get(entity.sector or ""), None


def _surname(name: str) -> str:
    return next(iter(fold(name).split()[-1:]), "")


@cache
def _bodies() -> Mapping[str, str]:
    """Surname -> the body of several states that its bearer is known to head."""
    return {row["name"]: row["country"] for row in rows("heads") if not row["office"]}


@cache
def _heads() -> Mapping[str, str]:
    """Surname and country -> the office that its bearer is known by."""
    return {f"{row['name']} {row['country']}": row["office"] for row in rows("heads") if row["office"]}


def lift(entity: Entity, spoken_for: Origin | None = None) -> Origin:
    """The origin that an entity is; `spoken_for` is the body last heard, for whom a bare "spokesperson" speaks."""
    code = entity.code or ""
    if code.startswith(("IGO", "NGO")) and len(code) > 3:
        return Origin(code, entity.name, code, code, official=True)
    name, country = office(entity)
    country = entity.country or country
    if country is None and not entity.roles and (heads := _bodies().get(_surname(entity.name))):
        return Origin(heads, entity.name, heads, heads, official=True)
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
        self._mentioned: Counter[str] = Counter()
        self.of: dict[str, Origin | None] = {}
        self.rests_on: dict[str, tuple[Origin, ...]] = {}
        self._held: dict[str, list[tuple[int, Origin]]] = {}
        for statement in sorted(scene.record.statements, key=_place):
            found = self._origin(statement.source) if statement.source else None
            self.of[statement.id] = found
            if found is not None and found.official:
                self.heard.append(found)
                self._mentioned[found.id] = max(self._mentioned[found.id], self._times_named(statement))
            self.rests_on[statement.id] = self._rests_on(statement)
            self._pass_on(statement)
        for event in scene.record.events:
            self._hold(event)

    def holder(self, statement: Statement, offset: int) -> Origin | None:
        """The body that a speaker says holds what stands at an offset ("he said the agency expects ..."); else None."""
        held = [who for start, who in self._held.get(statement.id, ()) if start < offset]
        own = self.of[statement.id]
        return held[-1] if held and own is not None and held[-1].id != own.id else None

    def _hold(self, event: Event) -> None:
        """Take in who expects or believes something by another's word."""
        holder = self.scene.entities.get(event.actors[0].entity or "") if len(event.actors) == 1 else None
        if holder is None or event.statement is None or not _HOLDS.match(event.trigger.text):
            return
        found = lift(holder)
        if found.official and found.id != found.root:
            self._held.setdefault(event.statement, []).append((event.trigger.start, found))

    def _times_named(self, statement: Statement) -> int:
        entity = self.scene.entities.get((statement.source and statement.source.entity) or "")
        return len(entity.mentions) if entity and entity.kind != "person" else 0

    def _pass_on(self, statement: Statement) -> None:
        """Unnamed people who speak for none ("lawmakers") pass on what the one body that they rest on says."""
        source = self.scene.entities.get((statement.source and statement.source.entity) or "")
        own, rests = self.of[statement.id], self.rests_on[statement.id]
        if source is None or source.kind != "group" or own is None or own.official:
            return
        if len(rests) == 1 and rests[0].official:
            self.of[statement.id], self.rests_on[statement.id] = rests[0], ()

    def _origin(self, ref: Ref) -> Origin | None:
        if corrected(ref.text):
            return None
        entity = self.scene.entities.get(ref.entity or "")
        if entity is None:
            return Origin(fold(ref.text), ref.text, None, fold(ref.text))
        lifted = lift(self._placed(entity, ref), self._spoken_for())
        return lifted if lifted.official else self._heard_before(entity) or lifted

    def _spoken_for(self) -> Origin | None:
        """The body for which a bare spokesperson speaks: the last of those heard that the report names most."""
        return max(reversed(self.heard[-MEMORY:]), key=lambda o: self._mentioned[o.id], default=None)

    def _placed(self, entity: Entity, ref: Ref) -> Entity:
        """A person of whom the report tells an office, with the state that it must be an office of.

        That is the one whose office of this kind was heard before, else the one that the sentence before begins with.
        """
        roles = entity.roles or self._headed(entity)
        if entity.kind != "person" or entity.country or _FORMER.search(" ".join(roles)):
            return entity
        name, country = office(replace(entity, roles=roles, name=""))
        if name is None:
            return entity
        heard = next((o.country for o in reversed(self.heard[-MEMORY:]) if o.id.endswith(f"/{name}")), None)
        return replace(entity, roles=roles, country=country or heard or self._subject_before(ref.start))

    def _headed(self, entity: Entity) -> tuple[str, ...]:
        """What a person heads, where a clause says so ("who heads the parliament's defence committee")."""
        found = (_HEADS.match(self.scene.text, mention.end) for mention in entity.mentions)
        return tuple(clause[1] for clause in found if clause)

    def _subject_before(self, offset: int) -> str | None:
        """The country that the sentence before an offset's sentence begins with, in one paragraph."""
        start, _ = self.scene.sentence(offset)
        before, _ = self.scene.sentence(max(start - 1, 0))
        if before >= start or "\n" in self.scene.text[before:start].rstrip(" "):
            return None
        first = self.scene.entities_in(before, before + 1)
        return first[0].country if first and first[0].kind in ("country", "organization") else None

    def _heard_before(self, entity: Entity) -> Origin | None:
        """The origin that a bare noun ("the agency") takes up again."""
        nouns = set(entity.name.casefold().split())
        if entity.country or len(nouns) > 3:
            return None
        for past in reversed(self.heard[-MEMORY:]):
            if _ENVOY.search(past.speaker):
                continue  # a ministry takes up no envoy
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
    if origin is None or len(origin.speaker.split()) != 1 or origin.body not in (None, origin.country):
        return origin
    body = officials.get(fold(origin.speaker), origin)
    return body if origin.country in (None, body.country) else origin


def lifted(mentions: Iterable[Mention]) -> dict[str, Mention]:
    """Mentions by their ids, each with its origins lifted by what the others tell of their speakers."""
    told = {m.id: m for m in mentions}
    officials = surnames(m.origin for m in told.values() if m.origin)
    return {
        name: replace(m, origin=known(m.origin, officials)) if m.origin else m
        for name, m in told.items()
    }


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
