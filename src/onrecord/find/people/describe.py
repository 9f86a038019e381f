"""An entity of the record from the mentions that were taken for one."""

from __future__ import annotations

from collections import Counter

from onrecord.find.people.mention import Cluster, speaks
from onrecord.language.actors import leader
from onrecord.model import Entity, Kind

UNKNOWN = "---"  # what the event databases write where an actor's country is not known
PASSING = "other"  # a kind that matters only where it speaks or comes up again
BODIES = ("IGO", "NGO")


def worth_keeping(cluster: Cluster) -> bool:
    """Is the entity somebody, or a thing that says something or is spoken of again?"""
    if cluster.kind != PASSING:
        return True
    return len(cluster.mentions) > 1 or any(speaks(m) for m in cluster.mentions)


def entity(cluster: Cluster, key: str, places: dict[int, str]) -> Entity:
    """The cluster as a finding; `places` are the countries of the report's places by their first character."""
    kind, name = _kind(cluster), _name(cluster)
    known = leader(name.lower().replace(".", "").split()) if kind == "person" and cluster.named else None
    country = cluster.country or (known and known.country) or _whereabouts(cluster, kind, places)
    sector = next((m.sector for m in cluster.mentions if m.sector), None) or (known and known.sector)
    sector = None if kind in ("country", "place") else sector
    spans = {(m.span.start, m.span.end): m.span for m in cluster.mentions}
    mentions = tuple(spans[place] for place in sorted(spans))
    roles = tuple(dict.fromkeys(role for m in cluster.mentions for role in m.roles))
    code = _code(cluster, kind, country, sector)
    return Entity(key, name, kind, country, roles, sector, code, mentions, cluster.why)


def _whereabouts(cluster: Cluster, kind: Kind, places: dict[int, str]) -> str | None:
    """The country of the place that the entity is, or that the words behind its noun name: "rebels in Darfur"."""
    for mention in cluster.mentions:
        if mention.form == "name" and kind in ("place", "facility"):
            found = places.get(mention.name_at)
        elif mention.form == "common" and mention.span.end > mention.head.end:
            behind = mention.sentence.at(mention.head.end, mention.span.end)
            found = next((places[t.start] for t in behind if t.start in places), None)
        else:
            continue
        if found:
            return found
    return None


def _kind(cluster: Cluster) -> Kind:
    """The first kind that the names tell, else the phrases; a seat of government that acts is no place."""
    kinds = [m.kind for m in cluster.mentions if m.form == "name"] or [cluster.kind]
    if "organization" in kinds:
        return "organization"
    return next((k for k in kinds if k != "other"), "other")


def _name(cluster: Cluster) -> str:
    """The full name used most, headings left out; of what has no name, the first phrase."""
    known = next((m.actor for m in cluster.mentions if m.actor), None)
    names = Counter(m.name for m in cluster.mentions if m.form == "name" and not m.sentence.heading)
    names = names or Counter(m.name for m in cluster.mentions if m.form == "name")
    if known and (known.kind == "country" or known.name in names):
        return known.name
    if names:
        return max(names, key=lambda n: (len(n.split()) > 1, names[n], len(n)))
    return next(m.name for m in cluster.mentions if m.form != "pronoun")


def _code(cluster: Cluster, kind: Kind, country: str | None, sector: str | None) -> str | None:
    """Country and sector; a body's own code, which its people share."""
    if kind in ("document", "weapon", "place"):
        return None
    actor = next((m.actor for m in cluster.mentions if m.actor and not m.actor.demonym), None)
    if actor is not None:
        return actor.code
    body = next((m.owner for m in cluster.mentions if m.owner and (m.owner.code or "").startswith(BODIES)), None)
    if body is not None:
        return (body.code or "") + (sector if sector and sector not in BODIES else "")
    return (country or UNKNOWN) + (sector or "") if country or sector else None
