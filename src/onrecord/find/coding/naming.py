"""What a word names: the act of a verb by its frames and objects, the act or class of a noun."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from onrecord.find.coding.grammar import MENTIONED, Grammar
from onrecord.find.coding.lexicon import NOUNS, PEOPLE, PLACE, SAME, Code, Frame, Noun, frames_of
from onrecord.language.text import Sentence, Token

PLACED = ("prt", "prep", "advmod", "agent", "dative", "oprd", "acomp", "npadvmod", "dobj", "advcl", "xcomp", "ccomp")
INFINITIVE = frozenset({"infinitive"})  # an object cell: the verb governs one
NONE = frozenset({"-"})  # an object cell: the verb has none
SITES = frozenset({"territory", "border", "embassy", "property"})


class Fit(NamedTuple):
    """A frame that fits: its rank, the number of the object that fits it, its code, the noun whose act it carries."""

    rank: int
    place: int
    code: Code
    carried: Token | None = None


class Names:
    """The lexicon's readings of the words of one sentence."""

    def __init__(self, sentence: Sentence, grammar: Grammar, forces: Container[int] = ()) -> None:
        """Wrap a sentence and its grammar; `forces` are the offsets of pronouns that mean soldiers."""
        self.sentence = sentence
        self.grammar = grammar
        self.forces = forces
        self.carried: dict[int, Token] = {}  # a light verb's place -> the noun whose act it carries
        self._base: dict[int, Code | None] = {}

    def base(self, token: Token) -> Code | None:
        """The code of a verb's best frame, or of a noun; also PLAN, PASS and SAY."""
        if token.i not in self._base:
            self._base[token.i] = None  # an object may lead back to its verb where the parse is broken
            if token.pos in ("VERB", "AUX", "ADJ"):
                self._base[token.i] = self._framed(token)
            elif token.pos in ("NOUN", "PROPN"):
                self._base[token.i] = next((n.code for n in self.nouns(token) if n.code), None)
        return self._base[token.i]

    def type_of(self, token: Token) -> str | None:
        """The type of the word's code."""
        code = self.base(token)
        return code.type if code is not None else None

    def nouns(self, token: Token) -> tuple[Noun, ...]:
        """The lexicon's entries of a noun, the more specific term first."""
        lemma = token.lemma.lower()
        terms = [f"{k.lemma.lower()} {lemma}" for k in self.sentence.children(token, "compound", "amod")][::-1]
        terms += [f"{lemma} of {o.lemma.lower()}" for o in self.grammar.after(token, "of")]
        for term in (*terms, lemma):
            if term in NOUNS:
                return NOUNS[term]
        return ()

    def is_actor(self, token: Token) -> bool:
        """Can the noun act: somebody named, or a noun of people and forces?"""
        if token.pos == "PRON":
            return token.tag == "PRP" and token.lower != "it"
        if token.ent in MENTIONED:
            return True
        return token.pos in ("NOUN", "PROPN") and token.lemma.lower() in PEOPLE and not self.base(token)

    def _framed(self, token: Token) -> Code | None:
        frames = frames_of(token.lemma.lower(), token.lower)
        if not frames:
            return None
        kids = self.sentence.children(token, *PLACED)
        kids += [p for k in kids if k.dep in ("prt", "prep", "advmod") for p in self.sentence.children(k, "prep")]
        near = {k.lower for k in kids}
        best: Fit | None = None  # of equal frames, the one that the first object fits
        for frame in frames:
            if best is not None and frame.rank < best.rank:
                break
            if all(w in near for w in frame.words):
                fit = self._fits(frame, token, [k for k in kids if k.lower in frame.words])
                if fit is not None and (best is None or fit.place < best.place):
                    best = fit
        if best is None:
            return None
        if best.carried is not None:
            self.carried[token.i] = best.carried
        return best.code

    def _fits(self, frame: Frame, token: Token, words: list[Token]) -> Fit | None:
        if frame.subjects and not any(self._is_of(s, frame.subjects) for s in self.grammar.subjects(token)):
            return None
        objects = self.grammar.patients(token)
        if not frame.objects:
            return Fit(frame.rank, 0, frame.code)
        if frame.objects == INFINITIVE:
            return Fit(frame.rank, 0, frame.code) if self._has_infinitive(token) else None
        if frame.objects == NONE:
            return None if objects else Fit(frame.rank, 0, frame.code)
        if frame.objects == PLACE:
            return Fit(frame.rank, 0, frame.code) if not objects and self._leads_to_place(words) else None
        objects = [o for w in words for o in self.sentence.children(w, "pobj")] or objects
        fits = (self._fits_object(frame, thing, place) for place, thing in enumerate(objects))
        return next((fit for fit in fits if fit is not None), None)

    def _fits_object(self, frame: Frame, thing: Token, place: int) -> Fit | None:
        core = self.grammar.core(thing)
        if "force" in frame.objects and core.start in self.forces:
            return Fit(frame.rank, place, frame.code)
        for noun in (n for x in dict.fromkeys((thing, core)) for n in self.nouns(x)):
            if noun.kind in frame.objects:
                if frame.code.type != SAME:
                    return Fit(frame.rank, place, frame.code)
                if noun.code is not None:
                    return Fit(frame.rank, place, noun.code, thing)
        return Fit(frame.rank, place, frame.code) if "agent" in frame.objects and self.is_actor(core) else None

    def _leads_to_place(self, words: list[Token]) -> bool:
        things = [o for w in words for o in self.sentence.children(w, "pobj")]
        return any(o.pos == "PROPN" or o.ent or any(n.kind in SITES for n in self.nouns(o)) for o in things)

    def _has_infinitive(self, token: Token) -> bool:
        clauses = self.sentence.children(token, "xcomp", "ccomp")
        return any(k.lower == "to" for c in clauses for k in self.sentence.children(c, "aux"))

    def _is_of(self, token: Token, kinds: frozenset[str]) -> bool:
        core = self.grammar.core(token)
        if "force" in kinds and core.start in self.forces:
            return True
        return ("agent" in kinds and self.is_actor(core)) or any(n.kind in kinds for n in self.nouns(core))
