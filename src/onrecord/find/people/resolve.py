"""Mentions to entities, in text order: what names could not join, descriptions, appositions and pronouns do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from onrecord.find.people.described import described
from onrecord.find.people.mention import Cluster, Mention
from onrecord.find.people.names import grouped, indexed
from onrecord.find.people.pronouns import FIRST, Discourse, antecedent, speaking
from onrecord.language.text import Sentence, Token

AHEAD = 30  # mentions that a pronoun looks forward to at most
PLACED = frozenset(("organization", "group"))
UNSURE = frozenset(("organization", "place", "other"))


def resolved(mentions: Sequence[Mention]) -> list[Cluster]:
    """The entities of a report by their first mention; mentions come in text order."""
    found = grouped(mentions)
    heads = {(m.sentence.index, m.head.i): i for i, m in enumerate(mentions) if m.form != "pronoun"}
    _vote_on_gender(mentions, found)
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
    _add_first_persons(mentions, discourse)
    return indexed(clusters.values())


def _add_first_persons(mentions: Sequence[Mention], discourse: Discourse) -> None:
    """Give "I" to its speaker, last of all, as who speaks is often said only behind the quotation."""
    for mention in mentions:
        speaker = speaking(mention, discourse) if mention.form == "pronoun" and mention.name in FIRST else None
        if speaker is not None:
            speaker.add(mention)


def _vote_on_gender(mentions: Sequence[Mention], found: dict[int, Cluster]) -> None:
    """Tell the gender of people from the pronouns of sentences that speak of one person only before them.

    A sentence that begins with a pronoun counts for the one before it. Votes must be two to one.
    """
    votes: defaultdict[int, Counter[str]] = defaultdict(Counter)
    alone: dict[int, Cluster] = {}
    sentence = -9
    for i, mention in enumerate(mentions):
        if mention.sentence.index != sentence:
            alone = alone if mention.sentence.index == sentence + 1 and mention.form == "pronoun" else {}
            sentence = mention.sentence.index
        cluster = found.get(i)
        if cluster is not None and cluster.kind == "person":
            alone[id(cluster)] = cluster
        elif mention.gender and not mention.quoted and len(alone) == 1:
            votes[next(iter(alone))][mention.gender] += 1
    for cluster in found.values():
        count = votes[id(cluster)]
        first = max(count, key=count.__getitem__, default=None)
        if cluster.gender is None and first and count[first] >= 2 * (count.total() - count[first]):
            cluster.gender = first


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
    if head.dep == "attr":
        others += _predicated(sentence, sentence.tokens[head.head])
    found = [heads[sentence.index, t] for t in others if (sentence.index, t) in heads]
    near = (j for j in range(max(i - 2, 0), min(i + 4, len(mentions))) if mentions[j].sentence is sentence)
    found += (j for j in near if j != i and mentions[j].form == "name" and _adjoins(mentions[j], mention))
    return found


def _predicated(sentence: Sentence, verb: Token) -> list[int]:
    """The subject of whom a noun is said outright: "Hill is the director", not "would be" nor "is not"."""
    if verb.lemma != "be" or sentence.children(verb, "aux", "neg", "mark"):
        return []
    return [t.i for t in sentence.children(verb, "nsubj")]


def _adjoins(name: Mention, role: Mention) -> bool:
    """ "Erik Dahl, the secretary general," between commas, or "the town's mayor Jane Hill" with nothing between."""
    if not name.kind == role.kind == "person" or role.plural:
        return False
    first, second = (name, role) if name.span.start < role.span.start else (role, name)
    text, start = role.sentence.text, role.sentence.start
    between = text[first.span.end - start : second.span.start - start]
    closed = text[second.span.end - start : second.span.end - start + 1] in (",", ".", "")
    return (between == ", " and closed) or (between == " " and first is role)


def _described(mention: Mention, beside: list[Cluster], discourse: Discourse) -> Cluster:
    """The entity that a description stands beside or means; one of its own, where it means none before it."""
    cluster = next((c for c in beside if not mention.plural and c.named and _one_kind(mention, c)), None)
    if cluster is not None and cluster.kind == "person":
        mention.roles = (mention.name,)
    cluster = cluster or described(mention, discourse.recent()) or Cluster(mention.kind, why="phrase")
    cluster.add(mention)
    return cluster


def _one_kind(mention: Mention, cluster: Cluster) -> bool:
    if mention.kind == "person" and cluster.kind in UNSURE and not any(m.actor or m.noun for m in cluster.mentions):
        cluster.turn("person")  # what has the role of a person is one, whatever the tagger took the name for
    return mention.kind == cluster.kind or {mention.kind, cluster.kind} <= PLACED
