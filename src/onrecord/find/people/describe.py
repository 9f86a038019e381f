"""An entity of the record from the mentions that were taken for one."""

from __future__ import annotations

from onrecord.find.people.mention import Cluster, Mention, speaks
from onrecord.language.actors import Actor
from onrecord.model import Entity, Kind

UNKNOWN = "---"  # what the event databases write where an actor's country is not known
PASSING = frozenset(("document", "other"))  # kinds that matter only where they speak or come up again
BODIES = ("IGO", "NGO")


def worth_keeping(cluster: Cluster) -> bool:
    """Is the entity somebody, or a thing that says something or is spoken of again?"""
    if cluster.kind not in PASSING:
        return True
    return len(cluster.mentions) > 1 or any(speaks(m) for m in cluster.mentions)


def entity(cluster: Cluster, key: str) -> Entity:
    """The cluster as a finding."""
    kind = _kind(cluster)
    sector = None if kind in ("country", "place") else next((m.sector for m in cluster.mentions if m.sector), None)
    spans = {(m.span.start, m.span.end): m.span for m in cluster.mentions}
    mentions = tuple(spans[place] for place in sorted(spans))
    roles = tuple(dict.fromkeys(role for m in cluster.mentions for role in m.roles))
    code = _code(cluster, kind, sector)
    return Entity(key, _name(cluster), kind, cluster.country, roles, sector, code, mentions, cluster.why)


def _kind(cluster: Cluster) -> Kind:
    """The first kind that the names tell, else the phrases; a seat of government that acts is no place."""
    kinds = [m.kind for m in cluster.mentions if m.form == "name"] or [cluster.kind]
    if "organization" in kinds:
        return "organization"
    return next((k for k in kinds if k != "other"), "other")


def _name(cluster: Cluster) -> str:
    """The fullest name; of what has none, the first phrase."""
    names = [m.name for m in cluster.mentions if m.form == "name"]
    if names:
        return max(names, key=lambda n: (len(n.split()), len(n)))
    return next(m.name for m in cluster.mentions if m.form != "pronoun")


def _code(cluster: Cluster, kind: Kind, sector: str | None) -> str | None:
    """Country and sector; a body's own code, which its people share."""
    known = [actor.code for m in cluster.mentions for actor in (m.actor, _body(m)) if actor and actor.code]
    if known and kind != "group":
        return cluster.country if kind == "place" else known[0]
    if not (cluster.country or sector) or kind in ("document", "weapon"):
        return None
    return (cluster.country or UNKNOWN) + (sector or "")


def _body(mention: Mention) -> Actor | None:
    owner = mention.owner
    return owner if owner and owner.code and owner.code.startswith(BODIES) else None
