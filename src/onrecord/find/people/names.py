"""Mentions with a name, and phrases repeated word by word, grouped into entities.

The precise passes of a multi-pass sieve (Lee et al. 2013): the same known actor, the same name, a short form of a
longer name, an acronym. The longest names come first, so that a short one finds its full form wherever it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.find.people.mention import Cluster, Mention, speaks

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def grouped(mentions: Sequence[Mention]) -> dict[int, Cluster]:
    """The entity of each named or repeated mention, by the mention's place in the sequence."""
    people = People()
    found: dict[int, Cluster] = {}
    order = sorted(range(len(mentions)), key=lambda i: -len(mentions[i].words))
    _tell_companies(mentions)
    for i in order:
        if mentions[i].form == "name" and mentions[i].kind == "person":
            found[i] = people.place(mentions[i])
    others = Others(people)
    for i in sorted((i for i in order if i not in found), key=lambda i: (-len(mentions[i].name), i)):
        cluster = others.place(mentions[i])
        if cluster:
            found[i] = cluster
    for cluster in {id(c): c for c in found.values()}.values():
        cluster.mentions.sort(key=lambda m: m.span.start)
    return found


def _tell_companies(mentions: Sequence[Mention]) -> None:
    """Tell the short names of companies, which the tagger often takes for people: "Hale" for "Hale Mining Co.".

    Nobody who bears a title, a role or a longer name of a person is turned.
    """
    names = [m for m in mentions if m.form == "name" and m.kind == "organization" and m.sector == "BUS"]
    short = {m.words[:n]: m for m in reversed(names) for n in range(1, len(m.words))}  # the first company wins
    named = [m for m in mentions if m.form == "name" and not m.actor] if short else []
    known = {m.words[-1] for m in named if m.kind == "person" and (m.words not in short or m.name_at > m.span.start)}
    for mention in named:
        if mention.words in short and mention.words[-1] not in known:
            mention.kind, mention.short_of = "organization", short[mention.words].key


def name_words(mention: Mention) -> tuple[str, ...]:
    """The words of a person's name that tell people apart."""
    return tuple(w for w in mention.words if w not in SUFFIXES) or mention.words


class People:
    """People by the words of their names."""

    def __init__(self) -> None:
        """Nobody is known yet."""
        self._names: dict[int, tuple[str, ...]] = {}
        self._by_word: defaultdict[str, list[Cluster]] = defaultdict(list)

    def place(self, mention: Mention) -> Cluster:
        """The person whose name, or the end of whose name, the mention is; a new one, where there is none."""
        words = name_words(mention)
        cluster = self.known(words, mention.gender)
        if cluster is None:
            cluster = Cluster("person")
            self._names[id(cluster)] = words
            for word in {words[0], words[-1], _bare(words[-1])}:
                self._by_word[word].append(cluster)
        cluster.add(mention)
        return cluster

    def known(self, words: tuple[str, ...], gender: str | None) -> Cluster | None:
        """The person that the words name: by full name, then by family name, then by first name.

        Of several with one family name, the one who is named most often is meant by it alone, as the others are
        told apart by their first names.
        """
        fitting = [c for c in self._by_word.get(words[-1], ()) if gender in (None, c.gender) or c.gender is None]
        if len(words) > 1:
            return next((c for c in fitting if _same(words, self._names[id(c)])), None)
        family = [c for c in fitting if words[0] in (self._names[id(c)][-1], _bare(self._names[id(c)][-1]))]
        return max(family or fitting, key=lambda c: len(c.mentions), default=None)


def _bare(word: str) -> str:
    """A family name without its article: "al-assad" is also "assad"."""
    return word.split("-", 1)[1] if word.startswith(("al-", "el-", "as-", "ash-")) else word


def _same(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Does the shorter name end the longer one, or do both share first name and family name?"""
    return words == longer[-len(words) :] or (words[0], words[-1]) == (longer[0], longer[-1])


class Others:
    """Everything but people by name: organisations, countries, groups, documents."""

    def __init__(self, people: People) -> None:
        """`people` are the persons of the report, whose family names may stand untagged."""
        self._people = people
        self._by_key: dict[tuple[str, bool], Cluster] = {}
        self._by_acronym: dict[str, Cluster] = {}

    def place(self, mention: Mention) -> Cluster | None:
        """The entity of a name or of a phrase that means the same wherever it stands; None for all else."""
        if mention.form == "pronoun" or not _repeatable(mention):
            return None
        person = self._person(mention)
        if person:
            mention.kind = "person"
            person.add(mention)
            return person
        if mention.form == "name" and mention.head.pos == "NOUN" and not mention.head.ent:
            return None  # a capital alone is no name
        name = mention.actor.name if mention.actor else mention.short_of or mention.key
        key = (name, mention.form == "name")
        cluster = self._by_key.get(key) or self._by_acronym.get(mention.name)
        if cluster is None:
            cluster = self._by_key[key] = Cluster(mention.kind, why="name" if mention.form == "name" else "phrase")
            if mention.kind == "organization" and len(_acronym(mention.name)) > 2:
                self._by_acronym.setdefault(_acronym(mention.name), cluster)
        cluster.add(mention)
        return cluster

    def _person(self, mention: Mention) -> Cluster | None:
        if mention.form != "name" or mention.actor or mention.short_of or len(mention.words) != 1:
            return None
        return self._people.known(mention.words, None)


def _repeatable(mention: Mention) -> bool:
    """Does the phrase, met again, mean the same: a name, a group told by more than one word, a source?"""
    if mention.form == "name":
        return True
    if len(mention.words) <= (mention.noun.words.count(" ") + 1 if mention.noun else 1):
        return mention.plural and not mention.definite and mention.kind == "group" and speaks(mention)
    return mention.plural or (mention.definite and mention.kind in ("organization", "group"))


def _acronym(name: str) -> str:
    return "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper())


def indexed(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The clusters by their first mention."""
    return sorted(clusters, key=lambda c: c.mentions[0].span.start)
