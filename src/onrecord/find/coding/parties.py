"""Who acts, and upon whom: from the arguments of an act to references to entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.find.coding.acts import Acts
from onrecord.find.coding.grammar import MENTIONED, Grammar
from onrecord.find.coding.lexicon import Code
from onrecord.find.heads import REACH
from onrecord.find.mentions import Mentions
from onrecord.language.text import Sentence, Token
from onrecord.model import Ref

TOWARDS = ("against", "with", "to", "on", "upon", "at", "from", "for", "of", "over", "into", "between", "among", "by")
WHERE = ("in", "near", "around", "outside", "across", "inside", "towards", "toward", "through", "off", "along")
STARTS = frozenset({"from", "by"})  # where a movement begins, and what by
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
INSIDE = (
    "poss", "compound", "amod", "nmod", "prep", "agent", "pobj", "conj", "acl", "xcomp", "dobj", "ccomp", "nsubj",
    "pcomp", "appos",
)


THINGS = frozenset({"territory", "property", "outlet", "arms", "border", "road", "embassy"})
PHRASAL = frozenset({"pobj", "poss", "dobj", "nsubj", "conj", "appos"})


class Parties:
    """Actors and targets of the acts of one sentence."""

    def __init__(self, sentence: Sentence, grammar: Grammar, acts: Acts, mentions: Mentions) -> None:
        """Wrap a sentence with what is known of it."""
        self.sentence = sentence
        self.grammar = grammar
        self.acts = acts
        self.names = acts.names
        self.mentions = mentions

    def of(self, token: Token, code: Code | None) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
        """(actors, targets) of an act; both sides of a reciprocal one without a target are actors."""
        actors = self._actors(token, code)
        taken = {a.i for a in actors}
        targets = [t for t in self._targets(token, code) if t.i not in taken]
        return self._refs(actors), self._refs(targets)

    def _actors(self, token: Token, code: Code | None) -> list[Token]:
        if code is not None and code.type == "REQUEST" and self.acts.is_demand_by_speaker(token):
            head = self.sentence.head(token)
            return self.grammar.agents(head) if head is not None else []
        agents = self.grammar.agents(token)
        if not agents and code is not None and code.type == "MOBILIZE":
            return self.grammar.patients(token)  # soldiers "were flown": nobody else is said to move them
        return agents

    def _targets(self, token: Token, code: Code | None) -> list[Token]:
        if code is not None and code.type == "REQUEST" and self.acts.is_demand_by_speaker(token):
            return self.grammar.subjects(token)
        if code is None:  # no act of its own: its plain objects will do
            return self.grammar.patients(token) or self._people(self.grammar.after(token, *TOWARDS))
        agents = {t.i for t in self._actors(token, code)}
        found = self._sought(token, agents, code)
        return found or [p for p in self.grammar.patients(token) if p.i not in agents and self._is_thing(p)]

    def _sought(self, token: Token, agents: set[int], code: Code | None = None, depth: int = 3) -> list[Token]:
        """The likeliest group of candidates that holds somebody other than the agents."""
        groups = self._candidates(token, agents, code, depth) if depth else ()
        return next((found for g in groups if (found := [t for t in g if t.i not in agents])), [])

    def _is_thing(self, token: Token) -> bool:
        nouns = self.names.nouns(self.grammar.core(token))
        return not nouns or any(n.kind in THINGS for n in nouns)

    def _candidates(
        self, token: Token, agents: set[int], code: Code | None, depth: int
    ) -> Iterator[list[Token]]:
        """Groups of tokens that may be the target, the likeliest first."""
        grammar = self.grammar
        patients = grammar.patients(token)
        yield self._people(self.sentence.children(token, "dative"))
        yield self._people(grammar.after(token, "to"))
        yield self._people(p for p in patients if not self._is_means(p, code))
        moves = code is not None and code.type == "MOBILIZE"
        towards = tuple(w for w in TOWARDS if not (moves and w in STARTS))
        for word in towards:
            yield self._people(x for t in (token, *patients) for x in grammar.after(t, word))
        for patient in patients:
            yield self._dig(patient)
        yield from self._in_clauses(token, agents, depth)
        for place in (towards, WHERE):
            things = grammar.after(token, *place)
            yield self._people(things)
            for thing in things:
                yield self._dig(thing)
        if not grammar.is_verb(token):
            yield self._dig(token)
        yield self._people(patients)
        head = self.sentence.head(token)
        if head is not None and token.dep in ("xcomp", "advcl"):
            yield self._people(grammar.patients(head))

    def _in_clauses(self, token: Token, agents: set[int], depth: int) -> Iterator[list[Token]]:
        """Candidates in the clauses that an act governs: its matter, its purpose, its condition."""
        complement = self.grammar.complement(token)
        if complement is not None:
            subjects = self.sentence.children(complement, "nsubj", "nsubjpass")
            yield [x for s in subjects if s.pos != "PRON" for x in self.grammar.all_of(s)]
            yield self._sought(complement, agents, None, depth - 1)
        for clause in self.sentence.children(token, "advcl", "xcomp"):
            mark = self.sentence.child(clause, "mark")
            if mark is None:
                yield self._sought(clause, agents, None, depth - 1)
            elif mark.lower in ("if", "unless", "until"):
                yield self._people(self.sentence.children(clause, "nsubj"))

    def _people(self, tokens: Iterable[Token]) -> list[Token]:
        return [t for t in tokens if self.names.is_actor(self.grammar.core(t))]

    def _is_means(self, token: Token, code: Code | None) -> bool:
        """Is it what the actor acts with: "withdrew its troops", "deployed two battalions"?"""
        if code is not None and code.type == "MOBILIZE":
            return True
        return any(k.lower in OWN for k in self.sentence.children(token, "poss"))

    def _dig(self, token: Token) -> list[Token]:
        """Those named or meant inside a noun phrase, the nearest to its head."""
        seen, layer = {token.i}, [token]
        while layer and len(seen) < REACH:
            layer = [k for t in layer for k in self.sentence.children(t, *INSIDE) if k.i not in seen]
            seen.update(k.i for k in layer)
            found = self._people(k for k in layer if k.dep in PHRASAL or k.ent in MENTIONED)
            if found:
                return [x for t in found[:1] for x in self.grammar.all_of(t)]
        return []

    def _refs(self, tokens: Iterable[Token]) -> tuple[Ref, ...]:
        found: dict[tuple[int, int], Ref] = {}
        for token in tokens:
            first, last = self.grammar.edges(token)
            head = self.grammar.core(token)
            ref = self.mentions.ref(self.sentence.span(first, last), head.start)
            found.setdefault((ref.start, ref.end), ref)
        return tuple(found.values())
