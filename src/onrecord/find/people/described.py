"""Who a description means: "the NATO chief", "the spokeswoman", "the think tank", "the accord"."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.find.people.mention import Cluster, Mention
from onrecord.language.actors import Noun, head_noun, is_called

HEADS = frozenset(("leader", "chief"))  # words for whoever is at the head of what stands before them
HEADED = frozenset(("leader", "chief", "minister", "foreign", "defence", "royal"))
KINDS_OF_BODY = frozenset(("agency",))
REACH = 8  # sentences that a description of a thing reaches back
SECTORS = {
    "company": frozenset(("BUS",)), "outlet": frozenset(("MED",)),
    "organization": frozenset(("NGO", "REB", "UAF", "OPP", "IGO", "EDU")),
}


def described(mention: Mention, recent: Iterable[tuple[Mention, Cluster]]) -> Cluster | None:
    """The entity that a definite description means, or None.

    `recent` are the entities before it, each with its latest mention, the latest first.
    """
    if not mention.definite or mention.plural or mention.noun is None or _possessed(mention):
        return None
    for last, cluster in recent:
        if mention.kind == "person":
            fits = _person_fits(mention, mention.noun, cluster)
        else:
            near = mention.sentence.index - last.sentence.index <= REACH
            fits = near and _thing_fits(mention, mention.noun, cluster)
        if fits:
            return cluster
    return None


def _possessed(mention: Mention) -> bool:
    first = mention.sentence.at(mention.span.start, mention.span.start + 1)
    return bool(first) and first[0].tag == "PRP$"


def _person_fits(mention: Mention, noun: Noun, cluster: Cluster) -> bool:
    if cluster.kind != "person" or {mention.gender, cluster.gender} == {"m", "f"}:
        return False
    roles = [role.lower() for m in cluster.mentions for role in m.roles]
    if any(role == mention.key or role.endswith(" " + mention.key) for role in roles):
        return True
    nouns = [m.noun for m in cluster.mentions if m.noun]
    if mention.owner or mention.country:
        return _same_owner(mention, cluster) and any(_alike(noun, other) or _heads(noun, other) for other in nouns)
    return len(mention.words) == noun.words.count(" ") + 1 and any(_alike(noun, other) for other in nouns)


def _same_owner(mention: Mention, cluster: Cluster) -> bool:
    if mention.owner and mention.owner.kind != "country":
        return any(m.owner is not None and m.owner.name == mention.owner.name for m in cluster.mentions)
    return cluster.country == mention.country


def _alike(noun: Noun, other: Noun) -> bool:
    return noun.words == other.words or (noun.group != "" and noun.group == other.group)


def _ends(longer: Noun, noun: Noun) -> bool:
    """Is it the end of a longer term: "agency" of "spy agency"?"""
    return longer.words.endswith(f" {noun.words}")


def _heads(noun: Noun, other: Noun) -> bool:
    return noun.group in HEADS and other.group in HEADED


def _thing_fits(mention: Mention, noun: Noun, cluster: Cluster) -> bool:
    if cluster.kind in ("person", "place") or cluster.plural:
        return False
    if mention.country and cluster.country != mention.country:
        return False
    bare = len(mention.words) == noun.words.count(" ") + 1
    if any(m.noun and m.form == "common" and (_alike(noun, m.noun) or _ends(m.noun, noun)) for m in cluster.mentions):
        return bare or mention.country is not None
    if not bare or not cluster.named:
        return False
    name = cluster.mentions[0].words
    if noun.words in (*name[:1], *name[-1:]):
        return True
    known = cluster.mentions[0].actor
    if known is not None and is_called(known, noun.words):
        return True
    if noun.group in KINDS_OF_BODY:  # "the agency" for the Intelligence Service
        own = head_noun((cluster.mentions[0].head,))
        return own is not None and own.group == noun.group
    return any(m.sector in SECTORS.get(noun.group, ()) for m in cluster.mentions if cluster.kind == "organization")
