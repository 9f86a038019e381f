"""Who acts, and upon whom: from the arguments of an act to references to entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.find.coding.acts import Acts
from onrecord.find.coding.grammar import MENTIONED, Grammar
from onrecord.find.coding.lexicon import Code
from onrecord.find.mentions import Mentions
from onrecord.language.text import Sentence, Token
from onrecord.model import Ref

RECIPROCAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ASSAULT"})
TOWARDS = ("against", "with", "to", "on", "upon", "at", "from", "for", "of", "over", "into", "between", "among", "by")
WHERE = ("in", "near", "around", "outside", "across", "inside", "towards", "toward", "through", "off")
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
INSIDE = ("poss", "compound", "amod", "nmod", "prep", "agent", "pobj", "conj", "acl", "xcomp", "dobj", "ccomp", "nsubj", "pcomp", "appos")


PHRASAL = frozenset({"pobj", "poss", "dobj", "nsubj", "conj", "appos"})


class Parties:
    """Actors and targets of the acts of one sentence."""

    def __init__(self, sentence: Sentence, grammar: Grammar, acts: Acts, mentions: Mentions) -> None:
        """Wrap a sentence with what is known of it."""
        self.sentence = sentence
        self.grammar = grammar
        self.acts = acts
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
        return self.grammar.agents(token)

    def _targets(self, token: Token, code: Code | None) -> list[Token]:
        if code is not None and code.type == "REQUEST" and self.acts.is_demand_by_speaker(token):
            return self.grammar.subjects(token)
        agents = {t.i for t in self.grammar.agents(token)}
        for group in self._candidates(token):
            found = [t for t in group if t.i not in agents]
            if found:
                return found
        patients = self.grammar.patients(token)
        return [p for p in patients if p.i not in agents]

    def _candidates(self, token: Token) -> Iterator[list[Token]]:
        """Groups of tokens that may be the target, the likeliest first."""
        patients = self.grammar.patients(token)
        yield self._people(self.sentence.children(token, "dative"))
        yield self._people(self.grammar.after(token, "to"))
        yield self._people(p for p in patients if not self._is_own(p))
        yield self._people(self.grammar.after(token, *TOWARDS))
        for patient in patients:
            yield self._dig(patient)
        complement = self.grammar.complement(token)
        if complement is not None:
            yield self._people(x for x in self.sentence.children(complement, "nsubj", "nsubjpass"))
            yield self._targets(complement, None)
        for thing in self.grammar.after(token, *TOWARDS):
            yield self._dig(thing)
        for clause in self.sentence.children(token, "advcl", "xcomp"):
            if self.sentence.child(clause, "mark") is None:
                yield self._targets(clause, None)
        yield self._people(self.grammar.after(token, *WHERE))
        for thing in self.grammar.after(token, *WHERE):
            yield self._dig(thing)
        if not self.grammar.is_verb(token):
            yield self._dig(token)

    def _people(self, tokens: Iterable[Token]) -> list[Token]:
        return [t for t in tokens if self.acts.is_actor(self.grammar.core(t))]

    def _is_own(self, token: Token) -> bool:
        return any(k.lower in OWN for k in self.sentence.children(token, "poss"))

    def _dig(self, token: Token) -> list[Token]:
        """Those named or meant inside a noun phrase, the nearest to its head."""
        seen, layer = {token.i}, [token]
        while layer:
            layer = [k for t in layer for k in self.sentence.children(t, *INSIDE) if k.i not in seen]
            seen.update(k.i for k in layer)
            found = self._people(k for k in layer if k.dep in PHRASAL or k.ent in MENTIONED)
            if found:
                return [x for t in found[:1] for x in self.grammar.all_of(t)]
        return []

    def _refs(self, tokens: Iterable[Token]) -> tuple[Ref, ...]:
        found = {}
        for token in tokens:
            first, last = self.grammar.edges(token)
            head = self.grammar.core(token)
            ref = self.mentions.ref(self.sentence.span(first, last), head.start)
            found.setdefault((ref.start, ref.end), ref)
        return tuple(found.values())
