"""Part of speech and lemma of a token, by the tables of spaCy's attribute ruler and lemmatizer.

The ruler's patterns look at a token's tag, relation and, for a closed list of words, its form; a few look at a
neighbour too. So tokens that are alike in these are asked about once. spaCy asks for every token anew, which takes
longer than its parser does (see benchmarks/experiments.md). The parts of speech and lemmas are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

Pattern = Mapping[str, Any]
REMEMBERED = 1 << 16  # forms of words


class Kind(NamedTuple):
    """What the ruler's patterns can see of a token; `lower` is empty but for words that a pattern names."""

    tag: str
    dep: str
    lower: str
    space: bool


class Form(NamedTuple):
    """What the ruler says of a token; the lemma is empty where it leaves it to the lemmatizer."""

    pos: str
    morph: str
    lemma: str


class Rule(NamedTuple):
    """What the ruler sets of a token that fits, between neighbours that fit where it names them."""

    before: Pattern | None
    own: Pattern
    after: Pattern | None
    sets: Mapping[str, str]


Around = tuple[Kind | None, Kind, Kind | None]


class Forms:
    """The tables of a loaded pipeline, and what they said before."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:  # noqa: ANN401  spaCy ships no types for these
        """Take spaCy's components "attribute_ruler" and "lemmatizer"."""
        self._rules = [_rule(entry, patterns) for entry in ruler.patterns for patterns in entry["patterns"]]
        every = [p for rule in self._rules for p in (rule.before, rule.own, rule.after) if p is not None]
        wanted = [p["LOWER"] for p in every if "LOWER" in p]
        self._words = {word for one in wanted for word in ((one,) if isinstance(one, str) else one.get("IN", ()))}
        self._shapes = [one for one in wanted if isinstance(one, dict) and "REGEX" in one]
        self._beside = [p for rule in self._rules for p in (rule.before, rule.after) if p is not None]
        self._lemmatizer = lemmatizer
        bases = lemmatizer.lookups.get_table("lemma_index")
        bases.update({pos: frozenset(bases[pos]) for pos in bases})  # lists, in which each look-up reads thousands
        self._said: dict[Around, Form] = {}
        self._neighbours: dict[Kind, Kind | None] = {}
        self._named = lru_cache(REMEMBERED)(self._name)
        self._possible = lru_cache(REMEMBERED)(self._possibly)
        self._lemma = lru_cache(REMEMBERED)(self._lemmatized)

    def of(self, texts: Sequence[str], tags: Sequence[str], deps: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The part of speech and the lemma of each token of a text."""
        kinds = [Kind(tag, dep, *self._named(text)) for text, tag, dep in zip(texts, tags, deps, strict=True)]
        beside = [None, *map(self._neighbour, kinds), None]
        for at, (text, kind) in enumerate(zip(texts, kinds, strict=True)):
            around = (beside[at], kind, beside[at + 2])
            form = self._said.get(around) or self._said.setdefault(around, self._say(around))
            yield form.pos, form.lemma or self._lemma(text, form.pos, form.morph)

    def _name(self, text: str) -> tuple[str, bool]:
        """What patterns can see of a form: itself where one names it, and whether it is white space."""
        lower = text.lower()
        named = lower in self._words or any(_agrees(shape, lower) for shape in self._shapes)
        return (lower if named else ""), text.isspace()

    def _neighbour(self, kind: Kind) -> Kind | None:
        """A token as its neighbours' rules see it: None where they do not look at its like."""
        if kind not in self._neighbours:
            self._neighbours[kind] = kind if any(_fits(p, kind) for p in self._beside) else None
        return self._neighbours[kind]

    def _say(self, around: Around) -> Form:
        """What the rules say, a later one over an earlier one."""
        told: dict[str, str] = {}
        for rule in self._possible(around[1].tag, around[1].lower):
            if all(map(_fits, rule[:3], around)):
                told |= rule.sets
        return Form(told.get("POS", ""), told.get("MORPH", ""), told.get("LEMMA", ""))

    def _possibly(self, tag: str, lower: str) -> list[Rule]:
        """The rules that allow a tag and a word."""
        seen = {"TAG": tag, "LOWER": lower}
        return [r for r in self._rules if all(_agrees(r.own.get(name, seen[name]), seen[name]) for name in seen)]

    def _lemmatized(self, text: str, pos: str, morph: str) -> str:
        return str(self._lemmatizer.lemmatize(_Word(text, text, pos, pos, _Morph(morph)))[0])


def _rule(entry: Mapping[str, Any], patterns: Sequence[Pattern]) -> Rule:
    before, own, after = ([None, *patterns, None][entry["index"] + n] for n in range(3))
    return Rule(before, own, after, entry["attrs"])


def _fits(pattern: Pattern | None, kind: Kind | None) -> bool:
    if pattern is None:
        return True
    if kind is None:
        return False
    seen = {"TAG": kind.tag, "DEP": kind.dep, "LOWER": kind.lower, "IS_SPACE": kind.space}
    return all(_agrees(wanted, seen[name]) for name, wanted in pattern.items())


def _agrees(wanted: Any, seen: Any) -> bool:  # noqa: ANN401  values of spaCy's pattern language
    if not isinstance(wanted, dict):
        return bool(wanted == seen)
    return (
        ("IN" not in wanted or seen in wanted["IN"])
        and ("NOT_IN" not in wanted or seen not in wanted["NOT_IN"])
        and ("REGEX" not in wanted or re.search(wanted["REGEX"], seen) is not None)
    )


class _Morph(NamedTuple):
    key: str

    def to_dict(self) -> dict[str, str]:
        return dict(feature.split("=", 1) for feature in self.key.split("|") if "=" in feature)


class _Word(NamedTuple):
    """A token as far as spaCy's lemmatizer looks at one."""

    orth: str
    text: str
    pos: str
    pos_: str
    morph: _Morph
