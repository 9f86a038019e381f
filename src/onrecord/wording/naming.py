"""How the ledger's codes are said to people: whose word it is, how a matter stands, what a track counts."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from onrecord.language.countries import countries
from onrecord.language.lexicon import table
from onrecord.wording.words import plural

OFFICES = {
    "defence": "defence", "presidency": "presidency", "foreign": "foreign ministry", "intelligence": "intelligence",
    "government": "government", "parliament": "parliament", "interior": "interior ministry", "justice": "justice",
}  # as they stand behind the name of a people: "South Korean intelligence"
OUTLET, EXPECTED = "outlet:", "expected"


@cache
def origin(id_: str) -> str:
    """Who is answerable, by the origin's id: "US defence", "North Korea", "NATO", a name."""
    country, _, office = id_.partition("/")
    if country in countries():
        return f"{_people(country)} {OFFICES.get(office, office)}" if office else countries()[country].name
    body = table("bodies", "code", "name").get(id_)
    if body or not id_.startswith(OUTLET):
        return body or _capitals(id_)
    name = id_.removeprefix(OUTLET)
    return "the report itself" if name == "unnamed outlet" else f"{_capitals(name)} (its own word)"


def _people(country: str) -> str:
    """The word for what belongs to a country: "Chinese", "US"."""
    known = countries()[country]
    words = known.demonyms or (known.name,)
    return known.iso2 if known.iso2 in words else words[0]


def _capitals(name: str) -> str:
    """A folded name with capitals; a name that has some is left as it is."""
    return name.title() if name.islower() else name


def standing(told: str) -> str:
    """How a matter stands, in words: several of one kind are told together ("confirmed by NATO, US defence")."""
    by: dict[str, list[str]] = {}
    for part in filter(None, told.split("; ")):
        name, _, whom = part.partition(" by ")
        by.setdefault(name, []).extend([origin(whom)] if whom else [])
    return "; ".join(f"{name} by {', '.join(dict.fromkeys(whom))}" if whom else name for name, whom in by.items())


def fix(slot: str | None, value: str | None) -> str:
    """What a fix puts in a slot, of which the value is JSON: " place = Kursk"; "" for a judgement that is none."""
    if slot is None or value is None:
        return ""
    found = msgspec.json.decode(value)
    parts = found if isinstance(found, list) else [] if found is None else [found]
    return f" {slot} = {', '.join(map(_name, parts)) or 'nothing'}"


def _name(part: Any) -> str:  # noqa: ANN401  any JSON
    return str(part["name"]) if isinstance(part, dict) else f"{part:,}" if isinstance(part, int) else str(part)


def counted(unit: str, of: str, place: str, state: str) -> str:
    """What a track counts: "North Korean soldiers in Kursk: present"."""
    who = f"{_people(of) if of in countries() else of} {plural(unit, None)}".strip()
    return f"{who} {where(place, state)}".replace(" :", ":").strip()


def where(place: str, state: str) -> str:
    """Where and in which state a track counts: "in Kursk: present"; what is only expected is told last."""
    at = f"in {countries()[place].name if place in countries() else place}" if place else ""
    states = sorted(state.split(), key=lambda word: word == EXPECTED)
    return at + (f": {', '.join(states)}" if states else "")

