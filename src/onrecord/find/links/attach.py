"""What belongs to an event by the tree of its sentence: times, places, and the figures that count its parties."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from onrecord.find.heads import Heads, governors
from onrecord.language.lexicon import table
from onrecord.language.text import Sentence, Token
from onrecord.model import Event, Figure, Place, Span, Time

FROM = frozenset({"from", "out"})
TO = frozenset({"to", "into", "onto", "toward", "towards", "for"})
FORCEFUL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
LOCATIVE = frozenset({
    "in", "at", "on", "near", "inside", "outside", "around", "across", "over", "along", "off", "within", "above",
    "beyond", "through", "throughout", "between",
})
OWNERS = frozenset({"nsubj", "nsubjpass", "poss", "agent"})  # a place in these acts, or says whose, and is not where
DURING = frozenset({"during", "in", "at", "on", "amid", "by", "with", "after", "as"})
LENDING = frozenset({"xcomp", "conj", "advcl", "acl", "dobj", "nsubj", "nsubjpass", "pobj", "pcomp", "prep", "agent"})
LOOSE = frozenset({"appos", "dep", "punct", "parataxis", "meta", "intj", "relcl", "ccomp"})  # what ends a search
CONTENTS = frozenset({"ccomp", "relcl", "parataxis"})  # clauses whose time and place are not those of what they hang on
PERIOD = frozenset({"since", "over"})  # "since May", "over the past 24 hours"
AHEAD = frozenset({"planned", "expected", "possible", "conditional", "called_for"})
POINTS = frozenset({"date", "time"})


@dataclass(slots=True)
class Node:
    """An event at the token that heads its trigger, and what was found to belong to it."""

    event: Event
    token: Token
    says: bool = False  # it only says what others do
    sentence: int = 0  # the number of its sentence
    adds: bool = False  # told as one more: "also detained"
    heads: bool = False  # stands in a heading, which tells what the body tells
    time: str | None = None
    places: dict[str, str] = field(default_factory=dict)


class Attachment:
    """The events of one sentence and what hangs on them."""

    def __init__(self, sentence: Sentence, events: Sequence[Event], cues: Container[int] = ()) -> None:
        """Stand every event at the head of its trigger; of two at one word, the first stays.

        `cues` are the offsets at which the cues of statements begin.
        """
        self.sentence = sentence
        self.heads = Heads(sentence)
        self.nodes: dict[int, Node] = {}
        for event in events:
            token = self.heads.of(event.trigger)
            adds = any(t.lower == "also" for t in sentence.children(token, "advmod"))
            says = event.trigger.start in cues
            self.nodes.setdefault(token.i, Node(event, token, says, sentence.index, adds, sentence.heading))
        self._by_depth = sorted(self.nodes.values(), key=lambda n: sum(1 for _ in governors(sentence, n.token)))

    def date(self, times: Sequence[Time], dateline: str | None) -> str | None:
        """Give the times to events; returns the dateline that still waits for its sentence.

        A date alone in brackets belongs to a dateline: it dates the sentence that it opens, or the next one that
        tells of events, where that states no time itself.
        """
        points = [t for t in times if t.kind in POINTS]
        told = [t for t in points if not self._in_brackets(t.span)]
        for time in told:
            self._give_time(self.heads.of(time.span), time.id)
        dateline = next((t.id for t in points if t not in told), dateline)
        for node in reversed(self._by_depth):
            self._lend(node)
        if self._by_depth:
            first = self._by_depth[0]
            first.time = first.time or (None if told else dateline)
            dateline = None
        return dateline

    def locate(self, places: Sequence[Place]) -> None:
        """Give the places to events, in the role that the preposition and the event's meaning tell."""
        for place in places:
            self._give_place(self.heads.of(place.span), place.id)

    def inherit(self) -> None:
        """Let every clause that says nothing of its own take the time and place of the one it hangs on."""
        for node in self._by_depth:
            giver = self._giver(node)
            if giver is not None:
                _share(giver, node, joined=node.token.dep == "conj")

    def counted(self, figure: Figure, times: Sequence[Time]) -> Node | None:
        """The event whose party or object a figure counts; none for a running total ("since May")."""
        if any(t.span.start < figure.span.end and figure.span.start < t.span.end for t in times):
            return None
        token = step = self.heads.of(figure.span)
        for above in (token, *governors(self.sentence, token)):
            if step.dep in LOOSE and step is not above:
                return None
            clauses = self.sentence.children(above, "acl")  # "two fighters killed in the raid"
            for verb in (*(c for c in clauses if c.lemma.lower() in FATES), above):
                if verb.i in self.nodes:
                    return None if self._is_total(verb, times) else self.nodes[verb.i]
            step = above
        return None

    def _give_time(self, token: Token, time: str) -> None:
        """Put a time at the nearest event above it that has none yet, but not at one that only reports the clause."""
        step = token
        for above in governors(self.sentence, token):
            if step.dep in CONTENTS:
                return
            node = self.nodes.get(above.i)
            if node is not None and node.time is None:
                node.time = time
                return
            step = above

    def _give_place(self, token: Token, place: str) -> None:
        """Put a place at the nearest event above it that it can be the place of: not as its subject or owner."""
        preposition, outer, step = "", "", token
        for above in (token, *governors(self.sentence, token)):
            if step is not above and step.dep in CONTENTS:
                return
            node = self.nodes.get(above.i)
            if node is not None and above.i != token.i:
                preposition = outer if outer in FROM | TO else preposition  # "to a port in Arden" leads to Arden
                if is_where(preposition, step, node):
                    node.places.setdefault(role(node.token, preposition), place)
                return
            if above.dep in OWNERS:
                return
            if above.pos in ("ADP", "SCONJ", "PART") and above.lower != "of":
                outer = above.lower
                preposition = preposition or outer
            step = above

    def _lend(self, node: Node) -> None:
        """Give the time and place of an act inside a clause to its verb: "killed him in a raid on Monday"."""
        taker = self._giver(node, DURING)
        if taker is not None:
            _share(node, taker, joined=node.token.dep == "conj")

    def _giver(self, node: Node, prepositions: frozenset[str] | None = None) -> Node | None:
        """The event that a node's clause hangs on, but not that of the saying of it."""
        step = node.token
        for above in governors(self.sentence, node.token):
            if step.dep not in LENDING and not (step is node.token and step.dep == "relcl" and above.i in self.nodes):
                return None
            if prepositions is not None and above.pos in ("ADP", "SCONJ") and above.lower not in prepositions:
                return None
            if above.i in self.nodes:
                return self.nodes[above.i]
            step = above
        return None

    def _is_total(self, verb: Token, times: Sequence[Time]) -> bool:
        """Does the verb tell of a whole period, so that its count belongs to no one happening?"""
        for clause in (verb, *(a for a in governors(self.sentence, verb) if a.pos == "VERB")):
            for kid in self.sentence.children(clause, "prep", "advcl", "mark"):
                if kid.lower == "since":
                    return True
                if kid.lower in PERIOD and any(kid.end < t.span.end <= kid.end + 40 for t in times):
                    return True
        return False

    def _in_brackets(self, span: Span) -> bool:
        before, after = span.start - self.sentence.start - 1, span.end - self.sentence.start
        return before >= 0 and self.sentence.text[before] == "(" and self.sentence.text[after : after + 1] == ")"


def _share(giver: Node, taker: Node, joined: bool) -> None:
    """Let an event have the time and place of another in its sentence.

    What is planned for a day does not date the planning, nor the day of saying what is said; where a movement leads
    is not where its purpose is; and one of two joined clauses is not where the other is.
    """
    if giver.says == taker.says and (giver.event.status in AHEAD) == (taker.event.status in AHEAD):
        taker.time = taker.time or giver.time
    if not taker.places and not joined and "place" in giver.places:
        taker.places["place"] = giver.places["place"]


def is_where(preposition: str, step: Token, node: Node) -> bool:
    """Can a place be that of an event: by its preposition, or as in "the Kursk offensive", "shelled Kursk"?"""
    moves = node.token.lemma.lower() in MOTION
    if preposition:
        return preposition in LOCATIVE or (moves and preposition in FROM | TO)
    if step.dep == "dobj":
        return moves or (step.ent in ("GPE", "LOC", "FAC") and node.event.type in FORCEFUL)
    return step.dep in ("compound", "nmod")


def role(event: Token, preposition: str) -> str:
    """`origin`, `destination` or `place`, as the event's word and the preposition of the place tell."""
    motion = MOTION.get(event.lemma.lower())
    if (motion is not None and preposition in FROM) or (motion == "source" and not preposition):
        return "origin"
    if motion is not None and preposition in TO:
        return "destination"
    return "destination" if motion == "goal" else "place"


MOTION = table("motion", "word", "class")
FATES = table("casualty_words", "word", "fate")
