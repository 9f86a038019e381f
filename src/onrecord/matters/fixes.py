"""Fixes: one slot of a mention, given another value by a person.

They are put in before anything is compared, so that all that follows is as if the report had been read so. A fix is on
one mention, and on the same words of the same sentence in the copies of its report; what took a slot over from that
mention when the report was read keeps its own.
What may be fixed stands in the table at the end; a value is JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from onrecord.errors import InputError
from onrecord.matters.components import held
from onrecord.matters.fold import passage
from onrecord.matters.mentions import parties
from onrecord.matters.origins import lift
from onrecord.matters.types import Judgement, Mention, Party, Quantity, Reading, Spot, SpotRole
from onrecord.model import Act, Bound, Entity, Kind, Number, Status

Fixes = Mapping[str, Mapping[str, str]]  # of each mention the slots that are fixed, each with its value
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # as PLOVER names them


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place as a fix gives it; what is left out is not known."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    feature: str | None = None


class Speaker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who says something, as a fix gives it; the body spoken for follows from it, as it does for a report's words."""

    name: str
    kind: Kind = "person"
    country: str | None = None
    roles: tuple[str, ...] = ()
    sector: str | None = None
    code: str | None = None


class Slot(NamedTuple):
    """What may be fixed: on which kinds of mention, of which type, in words, and how it is put in."""

    kinds: str
    type: Any
    told: str
    put: Callable[[Mention, Any], Mention]


def fixes(judgements: Iterable[Judgement]) -> Fixes:
    """What people fixed: the later word on a slot holds, an undone one does not."""
    found: dict[str, dict[str, str]] = {}
    for judgement in held(judgements):
        if judgement.ruling == "fix" and judgement.slot is not None and judgement.value is not None:
            for mention in judgement.mentions:
                found.setdefault(mention, {})[judgement.slot] = judgement.value
    return found


def fixed(family: Iterable[Reading], said: Fixes) -> dict[str, Reading]:
    """What the copies of one text tell, by report, with what people fixed in any of them."""
    readings = {reading.report: reading for reading in family}
    mentions = [m for name in sorted(readings) for m in readings[name].mentions]
    shared: dict[tuple[str, ...], dict[str, str]] = {}
    for mention in mentions:
        if mention.id in said:
            shared.setdefault(passage(mention), {}).update(said[mention.id])
    if not shared:
        return readings

    def all_fixed(reading: Reading) -> Reading:
        slots = ((m, {**shared.get(passage(m), {}), **said.get(m.id, {})}) for m in reading.mentions)
        return replace(reading, mentions=tuple(_fixed(m, of) for m, of in slots))

    return {name: all_fixed(reading) for name, reading in readings.items()}


def _fixed(mention: Mention, slots: Mapping[str, str]) -> Mention:
    for name in sorted(slots):
        mention = SLOTS[name].put(mention, msgspec.json.decode(slots[name], type=SLOTS[name].type))
    return mention


def checked(mention: str, slot: str, value: object) -> str:
    """A value for a slot of a mention as JSON, in one way of writing.

    Raises:
        InputError: the mention has no such slot, or the slot cannot have this value; it names what may be fixed.
    """
    kind = mention.rpartition("#")[2].partition(":")[0]
    found = SLOTS.get(slot)
    if found is None or kind not in found.kinds.split():
        own = ", ".join(name for name, one in SLOTS.items() if kind in one.kinds.split())
        raise InputError("judge fix", f"{slot!r} is no slot of this {kind} that may be fixed", f"fix one of: {own}")
    try:
        given = msgspec.convert(value, found.type)
    except msgspec.ValidationError as wrong:
        raise InputError("judge fix", f"{slot} cannot be {value!r} ({wrong})", f"give {found.told}") from wrong
    return msgspec.json.encode(given, order="deterministic").decode()


def _parties(given: tuple[Party | str, ...]) -> tuple[Party, ...]:
    return parties(Party(one) if isinstance(one, str) else one for one in given)


def _put(slot: str) -> Callable[[Mention, Any], Mention]:
    def put(mention: Mention, given: Any) -> Mention:  # noqa: ANN401  each slot has a type of its own
        return replace(mention, **{slot: given.isoformat() if isinstance(given, date) else given})

    return put


def _spot(role: SpotRole) -> Callable[[Mention, Site | str | None], Mention]:
    def put(mention: Mention, given: Site | str | None) -> Mention:
        """A figure has one place, whatever part that plays in its event."""
        kept = () if mention.kind == "figure" else tuple(s for s in mention.spots if s.role != role)
        site = Site(given) if isinstance(given, str) else given
        return replace(mention, spots=kept if site is None else (*kept, Spot(role, *msgspec.structs.astuple(site))))

    return put


def _origin(mention: Mention, given: Speaker | str | None) -> Mention:
    who = Speaker(given) if isinstance(given, str) else given
    if who is None:
        return replace(mention, origin=None, rests_on=())
    return replace(mention, origin=lift(Entity("", who.name, who.kind, who.country, who.roles, who.sector, who.code)))


def _value(mention: Mention, given: Number | tuple[Number, Number]) -> Mention:
    """A number is the value itself, two are the ends of a range; a bound that was told stays with a number."""
    known = mention.quantity or Quantity()
    if isinstance(given, tuple):
        low, high = sorted(given)
        return replace(mention, quantity=replace(known, value=None, low=low, high=high, bound="between"))
    bound: Bound = "exact" if known.bound in ("between", "vague") else known.bound
    return replace(mention, quantity=replace(known, value=given, low=None, high=None, bound=bound))


def _of_quantity(slot: str) -> Callable[[Mention, Any], Mention]:
    def put(mention: Mention, given: Any) -> Mention:  # noqa: ANN401  each slot has a type of its own
        return replace(mention, quantity=replace(mention.quantity or Quantity(), **{slot: given}))

    return put


_ALL, _DAY, _SITE = "event statement figure", "a day (2024-10-28), or null", "the name of a place, or null"
_NAMES = 'a list of names (["Norland"])'
SLOTS: Mapping[str, Slot] = {
    "act": Slot(_ALL, Act, "what is done by saying it (deny)", _put("act")),
    "actors": Slot(_ALL, tuple[Party | str, ...], _NAMES, lambda m, v: replace(m, actors=_parties(v))),
    "bound": Slot("figure", Bound, "a bound (at_least)", _of_quantity("bound")),
    "end": Slot(_ALL, date | None, _DAY, _put("end")),
    "from": Slot("event", Site | str | None, _SITE, _spot("from")),
    "origin": Slot(_ALL, Speaker | str | None, "the name of who says it, or null for the report itself", _origin),
    "place": Slot(_ALL, Site | str | None, _SITE, _spot("at")),
    "said_on": Slot(_ALL, date | None, _DAY, _put("said_on")),
    "start": Slot(_ALL, date | None, _DAY, _put("start")),
    "status": Slot(_ALL, Status, "a status (denied)", _put("status")),
    "targets": Slot("event statement", tuple[Party | str, ...], _NAMES, lambda m, v: replace(m, targets=_parties(v))),
    "to": Slot("event", Site | str | None, _SITE, _spot("to")),
    "type": Slot("event", EventType | None, "a type of event (MOBILIZE), or null", _put("type")),
    "unit": Slot("figure", str, "what is counted, in the singular (soldier)", _of_quantity("unit")),
    "value": Slot("figure", Number | tuple[Number, Number], "a number, or the two ends of a range ([11000, 12000])",
                  _value),
}  # fmt: skip
