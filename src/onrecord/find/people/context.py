"""What the words around a head noun tell of whoever it stands for: owner, country, sector, gender."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.find.people.mention import Mention
from onrecord.language.actors import Actor, Noun, actors_in, is_title, sector_word
from onrecord.language.text import Token

FORMER = frozenset(("former", "ex", "ex-", "ousted", "late", "exiled", "deposed", "onetime"))
HEADS = frozenset(("leader", "chief"))  # roles whose sector is that of the house they are at the head of


def describe(
    mention: Mention, noun: Noun | None, before: Sequence[Token], actors: Sequence[tuple[int, int, Actor]]
) -> None:
    """Write into the mention what its noun and the words before it tell.

    `actors` are the known names of the phrase by their places in it; those that end behind `before` are left out.
    """
    inside = [(first, behind, actor) for first, behind, actor in actors if behind <= len(before)]
    owner = next((actor for _, _, actor in inside if not actor.demonym), None)
    taken = {i for first, behind, _ in inside for i in range(first, behind)}
    countries = {actor.country for _, _, actor in inside if actor.country}
    mention.noun, mention.owner = noun, owner
    mention.country = countries.pop() if len(countries) == 1 else None
    mention.gender = noun.gender if noun and not mention.plural else None
    mention.sector = sector(noun, owner, [t for i, t in enumerate(before) if i not in taken])


def complete(mention: Mention, noun: Noun, behind: Sequence[Token]) -> None:
    """Write into it what the words behind tell: "president of Chad", "head of Hamas", "president of the club"."""
    open_to_owner = noun.weak or noun.group in HEADS
    whose = next((actor for _, _, actor in actors_in(behind)), None)
    if whose is not None:
        mention.country = mention.country or whose.country
        mention.owner = mention.owner or (None if whose.demonym else whose)
        if open_to_owner and whose.kind == "organization" and whose.sector:
            mention.sector = whose.sector
    elif open_to_owner and behind[-1].pos == "PROPN":
        mention.sector = None


def sector(noun: Noun | None, owner: Actor | None, before: Sequence[Token]) -> str | None:
    """The noun's own sector; else that of the nearest word before it, of its owner, or the noun's usual one."""
    if any(t.lower in FORMER for t in before) and noun and noun.kind == "person":
        return "ELI"
    if noun and not noun.weak:
        return noun.sector
    told = next((s for s in map(sector_word, reversed(before)) if s), None) or (owner and owner.sector)
    if told or noun is None or any(t.pos == "PROPN" and not is_title(t) for t in before):
        return told  # "Acme spokesman": the usual sector of a spokesman is not that of an unknown house
    return noun.sector
