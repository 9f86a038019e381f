"""Mentions to entities, in text order: what names could not join, descriptions, appositions and pronouns do."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.find.people.described import described
from onrecord.find.people.mention import Cluster, Mention
from onrecord.find.people.names import grouped, indexed
from onrecord.find.people.pronouns import Discourse, antecedent

AHEAD = 30  # mentions that a pronoun looks forward to at most
PLACED = frozenset(("organization", "group"))


def resolved(mentions: Sequence[Mention]) -> list[Cluster]:
    """The entities of a report by their first mention; mentions come in text order."""
    found = grouped(mentions)
    heads = {(m.sentence.index, m.head.i): i for i, m in enumerate(mentions) if m.form != "pronoun"}
    discourse = Discourse()
    clusters = {id(c): c for c in found.values()}
    for i, mention in enumerate(mentions):
        cluster = found.get(i)
        if cluster is None and mention.form == "pronoun":
            cluster = antecedent(mention, discourse, _ahead(mentions, found, i))
            if cluster is not None:
                cluster.add(mention)
        elif cluster is None:
            beside = [found[j] for j in _beside(mentions, heads, i) if j in found]
            cluster = _described(mention, beside, discourse)
        if cluster is not None:
            found[i] = clusters.setdefault(id(cluster), cluster)
            discourse.note(mention, cluster)
    return indexed(clusters.values())


def _ahead(mentions: Sequence[Mention], found: dict[int, Cluster], i: int) -> list[tuple[Mention, Cluster]]:
    """The named mentions behind this one in its sentence."""
    rest = range(i + 1, min(i + AHEAD, len(mentions)))
    return [(mentions[j], found[j]) for j in rest if j in found and mentions[j].sentence is mentions[i].sentence]


def _beside(mentions: Sequence[Mention], heads: dict[tuple[int, int], int], i: int) -> list[int]:
    """Mentions that stand in apposition to this one, by the parse or by a comma alone."""
    mention = mentions[i]
    sentence, head = mention.sentence, mention.head
    others = [t.i for t in sentence.children(head, "appos")]
    if head.dep == "appos":
        others.append(head.head)
    found = [heads[sentence.index, t] for t in others if (sentence.index, t) in heads]
    before = next((j for j in (i - 1, i - 2) if j >= 0 and mentions[j].sentence is sentence), None)
    if before is not None and _behind_comma(mentions[before], mention):
        found.append(before)
    return found


def _behind_comma(name: Mention, role: Mention) -> bool:
    """ "Mark Rutte, the secretary general,": a role between commas behind a name."""
    text, start = role.sentence.text, role.sentence.start
    between = text[name.span.end - start : role.span.start - start]
    closed = text[role.span.end - start : role.span.end - start + 1] in (",", ".", "")
    return name.form == "name" and name.kind == role.kind == "person" and between == ", " and closed


def _described(mention: Mention, beside: list[Cluster], discourse: Discourse) -> Cluster:
    """The entity that a description stands beside or means; one of its own, where it means none before it."""
    cluster = next((c for c in beside if not mention.plural and c.named and _one_kind(mention, c)), None)
    why = "apposition"
    if cluster is not None and cluster.kind == "person":
        mention.roles = (mention.name,)
    if cluster is None:
        cluster, why = described(mention, discourse.recent()), "description"
    if cluster is None:
        cluster, why = Cluster(mention.kind), "phrase"
    cluster.add(mention, cluster.why if cluster.named else why)
    return cluster


def _one_kind(mention: Mention, cluster: Cluster) -> bool:
    return mention.kind == cluster.kind or {mention.kind, cluster.kind} <= PLACED
