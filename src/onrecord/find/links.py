"""Ties the findings together: when and where an event was, what its figures count, who states it.

Everything goes by the tree of the sentence: a time, place or figure belongs to the nearest event that governs it.
A clause that says nothing of its own takes the time and place of the clause that it hangs on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from onrecord.language.lexicon import table
from onrecord.language.text import Article, Sentence, Token
from onrecord.model import Event, Figure, Findings, Place, Span, Statement, Time

FROM = frozenset({"from", "out"})
TO = frozenset({"to", "into", "onto", "toward", "towards", "for"})
LENDING = frozenset({"xcomp", "conj", "advcl", "acl", "dobj", "nsubj", "nsubjpass", "pobj", "pcomp", "prep", "agent"})
DURING = frozenset({"during", "in", "at", "on", "amid", "by", "with", "after", "as"})
LOOSE = frozenset({"appos", "dep", "punct", "parataxis", "meta", "intj", "relcl", "ccomp"})  # what ends a search


@dataclass(slots=True)
class Node:
    """An event at the token that heads its trigger, and what was found to belong to it."""

    event: Event
    token: Token
    time: str | None = None
    places: dict[str, str] = field(default_factory=dict)
    figures: list[str] = field(default_factory=list)


def find(article: Article, found: Findings) -> Findings:
    """The findings with events, figures and statements linked."""
    parts = _Parts(article, found)
    nodes: dict[str, Node] = {}
    owners: dict[str, str] = {}
    for sentence in article.sentences:
        for node in _linked(sentence, parts, owners):
            nodes[node.event.id] = node
    _merge_mentions(article, found.figures, nodes, owners)
    counted = defaultdict(list)
    for figure in found.figures:
        if figure.id in owners:
            counted[owners[figure.id]].append(figure.id)
    spoken = _Spoken(article, found.statements)
    events = [_event(e, nodes.get(e.id), counted[e.id], spoken.at(e.trigger)) for e in found.events]
    figures = [replace(f, event=owners.get(f.id), statement=spoken.at(f.span)) for f in found.figures]
    return replace(found, events=tuple(events), figures=tuple(figures))


def _event(event: Event, node: Node | None, figures: Iterable[str], statement: str | None) -> Event:
    places = node.places if node is not None else {}
    return replace(
        event, time=node.time if node is not None else None, place=places.get("place"), origin=places.get("origin"),
        destination=places.get("destination"), figures=tuple(figures), statement=statement,
    )


class _Parts:
    """Findings by the sentence in which they stand."""

    def __init__(self, article: Article, found: Findings) -> None:
        self.events: dict[int, list[Event]] = defaultdict(list)
        self.times: dict[int, list[Time]] = defaultdict(list)
        self.places: dict[int, list[Place]] = defaultdict(list)
        self.figures: dict[int, list[Figure]] = defaultdict(list)
        self.dateline: str | None = None  # the time of a dateline that no event has taken yet
        self._sort(article, found.events, self.events, "trigger")
        self._sort(article, found.times, self.times, "span")
        self._sort(article, found.places, self.places, "span")
        self._sort(article, found.figures, self.figures, "span")

    @staticmethod
    def _sort(article: Article, items: Sequence[Any], into: dict[int, list[Any]], key: str) -> None:
        for item in items:
            sentence = article.sentence_at(getattr(item, key).start)
            if sentence is not None:
                into[sentence.index].append(item)


def _linked(sentence: Sentence, parts: _Parts, owners: dict[str, str]) -> list[Node]:
    """The events of a sentence with their times and places; the figures' owners are written into `owners`."""
    nodes = {}
    for event in parts.events.get(sentence.index, ()):
        token = _head(sentence, event.trigger)
        nodes.setdefault(token.i, Node(event, token))
    times = [t for t in parts.times.get(sentence.index, ()) if t.kind in ("date", "time")]
    told = [t for t in times if not _in_brackets(sentence, t.span)]
    for time in told:
        _give_time(sentence, nodes, _head(sentence, time.span), time.id)
    parts.dateline = next((t.id for t in times if t not in told), parts.dateline)
    for place in parts.places.get(sentence.index, ()):
        _give_place(sentence, nodes, _head(sentence, place.span), place.id)
    by_depth = sorted(nodes.values(), key=lambda n: _depth(sentence, n.token))
    for node in reversed(by_depth):
        _lend(sentence, nodes, node)
    if by_depth and parts.dateline:  # it dates the sentence that it opens, where that states no time itself
        by_depth[0].time = by_depth[0].time or (None if told else parts.dateline)
        parts.dateline = None
    for node in by_depth:
        _inherit(sentence, nodes, node)
    for figure in parts.figures.get(sentence.index, ()):
        owner = _counted(sentence, nodes, figure)
        if owner is not None:
            owners[figure.id] = owner.event.id
    return list(nodes.values())


def _give_time(sentence: Sentence, nodes: dict[int, Node], token: Token, time: str) -> None:
    """A time belongs to the nearest event above it that has none."""
    for above in sentence.ancestors(token):
        node = nodes.get(above.i)
        if node is not None and node.time is None:
            node.time = time
            return


def _give_place(sentence: Sentence, nodes: dict[int, Node], token: Token, place: str) -> None:
    """A place belongs to the nearest event above it, in the role that its preposition gives it."""
    preposition = ""
    for above in (token, *sentence.ancestors(token)):
        node = nodes.get(above.i)
        if node is not None and above.i != token.i:
            node.places.setdefault(_role(node.token, preposition), place)
            return
        if above.pos in ("ADP", "SCONJ", "PART") and above.dep in ("prep", "dative"):
            preposition = above.lower


def _role(event: Token, preposition: str) -> str:
    motion = MOTION.get(event.lemma.lower())
    if motion is not None and preposition in FROM:
        return "origin"
    if motion is not None and preposition in TO:
        return "destination"
    return "destination" if motion == "goal" else "place"


def _lend(sentence: Sentence, nodes: dict[int, Node], node: Node) -> None:
    """Give the time and place of an act inside a clause to the clause's verb: "killed him in a raid on Monday"."""
    step = node.token
    for above in sentence.ancestors(node.token):
        if step.dep not in LENDING or (above.pos == "ADP" and above.lower not in DURING):
            return
        taker = nodes.get(above.i)
        if taker is not None:
            taker.time = taker.time or node.time
            taker.places = taker.places or dict(node.places)
            return
        step = above


def _inherit(sentence: Sentence, nodes: dict[int, Node], node: Node) -> None:
    """Take over the time and place of the event that the clause hangs on, but not that of the saying of it."""
    step = node.token
    for above in sentence.ancestors(node.token):
        if step.dep not in LENDING:
            return
        giver = nodes.get(above.i)
        if giver is not None:
            node.time = node.time or giver.time
            node.places = node.places or dict(giver.places)
            return
        step = above


def _counted(sentence: Sentence, nodes: dict[int, Node], figure: Figure) -> Node | None:
    """The event whose party or object a figure counts."""
    token = _head(sentence, figure.span)
    step = token
    for above in (token, *sentence.ancestors(token)):
        if step.dep in LOOSE and step is not above:
            return None
        for child in sentence.children(above, "acl"):
            if child.i in nodes and child.tag == "VBN" and above.dep in ("ROOT", "nsubj", "attr"):
                return nodes[child.i]
        if above.i in nodes:
            return None if _is_total(sentence, above) else nodes[above.i]
        step = above
    return None


def _is_total(sentence: Sentence, verb: Token) -> bool:
    """Does the verb tell of a whole period ("since May"), so that its count belongs to no one happening?"""
    clauses = [verb, *(a for a in sentence.ancestors(verb) if a.pos == "VERB")]
    return any(k.lower == "since" for c in clauses for k in sentence.children(c, "prep", "advcl"))


def _in_brackets(sentence: Sentence, span: Span) -> bool:
    """Does it stand alone in brackets, as in the dateline of a report?"""
    before, after = span.start - sentence.start - 1, span.end - sentence.start
    return before >= 0 and sentence.text[before] == "(" and sentence.text[after : after + 1] == ")"


def _head(sentence: Sentence, span: Span) -> Token:
    """The token of a span that governs the others."""
    inside = sentence.at(span.start, span.end) or [sentence.root]
    members = {t.i for t in inside}
    return next((t for t in inside if t.head not in members or t.head == t.i), inside[-1])


def _depth(sentence: Sentence, token: Token) -> int:
    return sum(1 for _ in sentence.ancestors(token))


def _merge_mentions(
    article: Article, figures: Sequence[Figure], nodes: dict[str, Node], owners: dict[str, str]
) -> None:
    """Give a count that repeats an earlier one of the same kind of event to the event that was told first."""
    told: dict[tuple[str, float], str] = {}
    for figure in figures:
        node = nodes.get(owners.get(figure.id, ""))
        number = figure.value if figure.value is not None else figure.low
        if node is None or number is None:
            continue
        key = (node.token.lemma.lower(), number)
        owners[figure.id] = told.setdefault(key, node.event.id)


class _Spoken:
    """Statements by the stretches that their content covers; the innermost has the words."""

    def __init__(self, article: Article, statements: Iterable[Statement]) -> None:
        self.article = article
        self._by_sentence: dict[int, list[tuple[int, int, int, str]]] = defaultdict(list)
        for statement in statements:
            for span in statement.content:
                for index in self._sentences(span):
                    entry = (span.end - span.start, span.start, span.end, statement.id)
                    self._by_sentence[index].append(entry)

    def at(self, span: Span) -> str | None:
        """The id of the statement that says these words."""
        sentence = self.article.sentence_at(span.start)
        if sentence is None:
            return None
        covering = (e for e in self._by_sentence.get(sentence.index, ()) if e[1] <= span.start and span.end <= e[2])
        best = min(covering, default=None)
        return best[3] if best is not None else None

    def _sentences(self, span: Span) -> Iterator[int]:
        first = self.article.sentence_at(span.start)
        index = first.index if first is not None else 0
        sentences = self.article.sentences
        while index < len(sentences) and sentences[index].start < span.end:
            if sentences[index].end > span.start:
                yield index
            index += 1


MOTION = table("motion", "word", "class")
