"""Who a pronoun means: by gender and number, by what the words before it were about, and by who spoke last.

Salience in the manner of Lappin and Leass (1994), with two habits of news: the subject of a verb of saying goes on
speaking, and whoever speaks is the first guess for the next "he" or "she". Where two are as good, neither is taken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from onrecord.find.people.mention import SUBJECT, Cluster, Mention, speaks

FIRST = frozenset(("i", "me", "my", "mine", "myself"))
EMPTY = frozenset(("be", "seem", "appear", "happen", "turn", "take", "look", "remain", "become", "mean"))
WINDOW = 4  # sentences that a pronoun reaches back
MOST = 200  # mentions that any search goes back, which keeps the time linear
NEAR = 3  # speakers on either side of an "I" that are looked at
THINGS = 2  # sentences that "they" and "it" reach back
PER_SENTENCE = 10  # what a candidate loses with each sentence between it and the pronoun
MARGIN = 2  # by how much the best candidate must lead
SPOKE, MAIN, CLAUSE, OBJECT, QUOTED, KNOWN = 12, 8, 4, 2, -8, 5  # weights of what speaks for a candidate
ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "dative", "iobj", "pobj"))
THING_KINDS = frozenset(("organization", "country", "document", "group"))


@dataclass(slots=True)
class Discourse:
    """What was mentioned so far, in text order, and who spoke last."""

    said: list[tuple[Mention, Cluster]] = field(default_factory=list)
    last: dict[int, tuple[Mention, Cluster]] = field(default_factory=dict)
    speakers: list[tuple[Mention, Cluster]] = field(default_factory=list)
    speaker: Cluster | None = None
    spoke: Mention | None = None

    def note(self, mention: Mention, cluster: Cluster) -> None:
        """Remember a mention; the subject of a verb of saying outside quotation marks becomes the speaker."""
        self.said.append((mention, cluster))
        self.last.pop(id(cluster), None)
        self.last[id(cluster)] = (mention, cluster)
        if not mention.quoted and speaks(mention) and not self._inside(mention):
            self.speaker, self.spoke = cluster, mention
            self.speakers.append((mention, cluster))

    def _inside(self, mention: Mention) -> bool:
        """Is the saying part of what the last speaker says: Hill in "she said that Hill denied it"?"""
        if self.spoke is None or self.spoke.sentence is not mention.sentence:
            return False
        outer, verb = self.spoke.subject_of, mention.subject_of
        return outer is not None and verb is not None and outer in mention.sentence.ancestors(verb)

    def back_to(self, index: int) -> Iterable[tuple[Mention, Cluster]]:
        """Mentions from the latest back to the sentence of this index."""
        for mention, cluster in islice(reversed(self.said), MOST):
            if mention.sentence.index < index:
                return
            yield mention, cluster

    def recent(self) -> Iterable[tuple[Mention, Cluster]]:
        """The entities with their latest mention, the latest first."""
        return islice(reversed(self.last.values()), MOST)


def antecedent(pronoun: Mention, discourse: Discourse, ahead: Sequence[tuple[Mention, Cluster]]) -> Cluster | None:
    """The entity that a pronoun of the third person means, or None; `ahead`: named mentions of its sentence."""
    if pronoun.name in ("who", "which", "that"):
        return _relative(pronoun, discourse)
    if pronoun.name in FIRST or (pronoun.name == "it" and _is_empty(pronoun)):
        return None
    people = pronoun.kind == "person"
    scores: dict[int, tuple[float, Cluster]] = {}
    above = {t.i for t in pronoun.sentence.ancestors(pronoun.head)}
    barred = _barred(pronoun, [*discourse.back_to(pronoun.sentence.index), *ahead])
    for mention, cluster in discourse.back_to(pronoun.sentence.index - (WINDOW if people else THINGS)):
        if id(cluster) not in barred and _agrees(pronoun, cluster) and (people or _is_topic(pronoun, mention)):
            score = _salience(pronoun, mention, cluster, discourse, above)
            if id(cluster) not in scores or score > scores[id(cluster)][0]:
                scores[id(cluster)] = (score, cluster)
    ranked = sorted(scores.values(), key=lambda s: -s[0])
    if not ranked:
        return _following(pronoun, ahead) if people else None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return None
    return ranked[0][1]


def speaking(pronoun: Mention, discourse: Discourse) -> Cluster | None:
    """Whom "I" means inside quotation marks: the nearest speaker of its paragraph, rather one before it."""
    here = pronoun.sentence
    at = bisect_left(discourse.speakers, here.index, key=lambda s: s[0].sentence.index)
    near = discourse.speakers[max(at - NEAR, 0) : at + NEAR]
    near = [s for s in near if s[0].sentence.paragraph == here.paragraph and s[1].kind == "person"]
    distance = [abs(mention.sentence.index - here.index) for mention, _ in near]
    return near[distance.index(min(distance))][1] if near and pronoun.quoted else None


def _is_empty(it: Mention) -> bool:
    """Does "it" only hold the place of a clause: "it is thought that", "it seems", "it takes a year to"?"""
    verb = it.subject_of
    if verb is None:
        return False
    clause = it.sentence.child(verb, "ccomp", "csubj", "xcomp", "advcl")
    passive = it.head.dep == "nsubjpass"
    return clause is not None and clause.i > verb.i and (passive or verb.lemma in EMPTY)


def _is_topic(pronoun: Mention, mention: Mention) -> bool:
    """Can "they" or "it" mean what is mentioned: a subject, or for a possessor anything in its sentence?"""
    near = pronoun.head.dep == "poss" and mention.sentence is pronoun.sentence
    return near or mention.subject_of is not None


def _relative(pronoun: Mention, discourse: Discourse) -> Cluster | None:
    """The noun that the relative clause stands behind."""
    tokens = pronoun.sentence.tokens
    verb = tokens[pronoun.head.head]
    while verb.dep in ("conj", "ccomp", "xcomp") and verb.head != verb.i:
        verb = tokens[verb.head]
    if verb.dep != "relcl":
        return None
    heads = [verb.head, *(t.i for t in pronoun.sentence.ancestors(tokens[verb.head]))]
    near = {m.head.i: c for m, c in discourse.back_to(pronoun.sentence.index) if m.form != "pronoun"}
    who = pronoun.name == "who"
    above = (near[i] for i in heads[: 3 if who else 1] if i in near)
    return next((c for c in above if not who or c.kind in ("person", "group")), None)


def _agrees(pronoun: Mention, cluster: Cluster) -> bool:
    if pronoun.kind == "person":
        return cluster.kind == "person" and {pronoun.gender, cluster.gender} != {"m", "f"}
    if pronoun.plural:
        return cluster.plural
    return cluster.kind in THING_KINDS and not cluster.plural


def _barred(pronoun: Mention, near: Iterable[tuple[Mention, Cluster]]) -> set[int]:
    """Whom the pronoun cannot mean, by the binding theory.

    Not those that the same verb governs ("he told Mr. Hill"), nor those named in what the subject does or says
    ("she said Hill agrees"). A possessor and a reflexive may mean the subject.
    """
    near = [(m, c) for m, c in near if m.sentence is pronoun.sentence]
    verb = pronoun.head.head
    found = set()
    if pronoun.head.dep in SUBJECT:
        below = {t.i for t in pronoun.sentence.subtree(pronoun.sentence.tokens[verb])}
        found = {id(c) for m, c in near if m.form == "name" and m.head.i in below and m.head.i > pronoun.head.i}
    if pronoun.head.dep != "poss" and not pronoun.name.endswith("self"):
        found |= {id(c) for m, c in near if m.head.head == verb and m.head.dep in ARGUMENTS}
    return found


def _salience(
    pronoun: Mention, mention: Mention, cluster: Cluster, discourse: Discourse, above: set[int]
) -> float:
    distance = pronoun.sentence.index - mention.sentence.index
    score = -PER_SENTENCE * distance + _rank(mention)
    if pronoun.gender and cluster.gender == pronoun.gender:
        score += KNOWN
    if mention.quoted != pronoun.quoted:
        score += QUOTED
    if speaks(pronoun) and not pronoun.quoted and cluster is discourse.speaker:
        score += SPOKE
    verb = mention.subject_of
    if distance == 0 and verb is not None and verb.i in above:  # subject of its clause, or of one above it
        score += MAIN
    return score


def _rank(mention: Mention) -> float:
    """How much a mention is what its sentence is about."""
    verb = mention.subject_of
    if verb is not None:
        return MAIN if verb.head == verb.i or speaks(mention) else CLAUSE
    return OBJECT if mention.head.dep in ("dobj", "pobj", "dative", "appos") else 0


def _following(pronoun: Mention, ahead: Sequence[tuple[Mention, Cluster]]) -> Cluster | None:
    """The subject that a pronoun in a clause before it points forward to: "As he left, Mr. Hill said"."""
    clause = [t for t in pronoun.sentence.ancestors(pronoun.head) if t.dep in ("advcl", "prep", "pcomp")]
    subjects = (c for m, c in ahead if m.subject_of is not None and m.subject_of.head == m.subject_of.i)
    subject = next((c for c in subjects if _agrees(pronoun, c)), None)
    return subject if clause else None
