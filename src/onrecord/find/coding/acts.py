"""Which act does a verb or noun name? Frames of the lexicon, and what intent, duty and refusal make of them.

"It will send aid" promises (AGREE), "it will bomb the town" threatens (THREATEN), "it would not meet them"
refuses (REJECT), and "they must leave", said of others, demands (REQUEST): the compositions of CAMEO's codebook.
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.find.coding.grammar import DEPTH, MENTIONED, Grammar
from onrecord.find.coding.lexicon import (
    ABOUT,
    COOPERATIVE,
    DOCUMENTS,
    FORCEFUL,
    HOSTILE,
    NOUNS,
    OPEN,
    PASS,
    PEOPLE,
    PLAN,
    REVERSED,
    SAME,
    SAY,
    STOP,
    Code,
    Frame,
    Noun,
    frames_of,
)
from onrecord.find.heads import governors
from onrecord.language.text import Sentence, Token

INTENT = frozenset({"will", "would", "'ll", "’ll", "shall", "wo"})
DUTY = frozenset({"must", "should", "ought"})
DUTIES = frozenset({"have", "need"})  # with "to"
CHANCE = frozenset({"may", "might", "could"})
SPOKEN = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT"})
VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
PLACED = ("prt", "prep", "advmod", "agent", "dative", "oprd", "acomp", "npadvmod", "dobj", "advcl", "xcomp", "ccomp")
INFINITIVE = frozenset({"infinitive"})  # an object cell: the verb governs one
NONE = frozenset({"-"})  # an object cell: the verb has none
THROUGH = frozenset({"conj", "parataxis", "ROOT", "dep"})


class Fit(NamedTuple):
    """A frame that fits: its rank, the number of the object that fits it, its code, the noun whose act it carries."""

    rank: int
    place: int
    code: Code
    carried: Token | None = None


class Acts:
    """The acts of one sentence."""

    def __init__(self, sentence: Sentence, grammar: Grammar) -> None:
        """Wrap a sentence and its grammar."""
        self.sentence = sentence
        self.grammar = grammar
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

    def act(self, token: Token) -> Code | None:
        """The code of what the report tells at this token, or None where it tells no act of its own."""
        if self._is_duty(token):
            return self._demand(token)
        code = self.base(token)
        if code is None or code.type in OPEN or not self._is_told(token) or self._is_figurative(token, code):
            return None
        if self._is_stopped(token):
            return REVERSED.get(code.type)
        if self._is_intended(token):
            return self._intended(code, self._is_refused(token))
        complement = self._object_act(token)
        if complement is None:
            return code
        return self._threat(code, complement) or self._about(code, complement)

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
        objects = [o for w in words for o in self.sentence.children(w, "pobj")] or objects
        fits = (self._fits_object(frame, thing, place) for place, thing in enumerate(objects))
        return next((fit for fit in fits if fit is not None), None)

    def _fits_object(self, frame: Frame, thing: Token, place: int) -> Fit | None:
        core = self.grammar.core(thing)
        for noun in (n for x in dict.fromkeys((thing, core)) for n in self.nouns(x)):
            if noun.kind in frame.objects:
                if frame.code.type != SAME:
                    return Fit(frame.rank, place, frame.code)
                if noun.code is not None:
                    return Fit(frame.rank, place, noun.code, thing)
        return Fit(frame.rank, place, frame.code) if "agent" in frame.objects and self.is_actor(core) else None

    def _has_infinitive(self, token: Token) -> bool:
        clauses = self.sentence.children(token, "xcomp", "ccomp")
        return any(k.lower == "to" for c in clauses for k in self.sentence.children(c, "aux"))

    def _is_of(self, token: Token, kinds: frozenset[str]) -> bool:
        core = self.grammar.core(token)
        return ("agent" in kinds and self.is_actor(core)) or any(n.kind in kinds for n in self.nouns(core))

    def _is_told(self, token: Token) -> bool:
        """Does the report tell this act, rather than mention it as topic, reason or content of another?"""
        node = token
        for head in governors(self.sentence, token):
            if not self._passes(node, head):
                return False
            node = head
        return True

    def _passes(self, node: Token, head: Token) -> bool:
        """Does what is told at the head tell the node too?"""
        if node.dep in THROUGH or node.dep == "prep":
            return True
        if self._is_duty(head):
            return False
        if node.dep == "advcl" and node.tag == "VBG" and not self.sentence.children(node, "mark", "advmod"):
            return self._type(node) != SAY
        if node.dep == "pcomp":  # "resort to throwing"
            return self._type(self.sentence.tokens[head.head]) in (PLAN, PASS)
        if node.dep == "acl" and node.tag == "VBG" and head.lemma.lower() in DOCUMENTS:
            return True
        outer = self._type(head)
        if outer is not None and outer not in OPEN:
            return False
        return self._noun_passes(node, outer) if node.pos in ("NOUN", "PROPN") else self._clause_passes(node)

    def _noun_passes(self, node: Token, outer: str | None) -> bool:
        if node.dep == "nsubj":
            return outer != SAY  # "the accord says"
        return node.dep in ("nsubjpass", "attr") or (node.dep == "dobj" and outer is not None)

    def _clause_passes(self, node: Token) -> bool:
        if node.dep == "advcl":
            return node.tag == "VB" and bool(self.sentence.children(node, "aux"))
        return node.dep in ("ccomp", "xcomp", "acomp") or (node.dep == "acl" and node.tag == "VB")

    def _type(self, token: Token) -> str | None:
        code = self.base(token)
        return code.type if code is not None else None

    def _auxiliaries(self, token: Token) -> set[str]:
        return {k.lower for k in self.sentence.children(token, "aux", "neg")}

    def _governor(self, token: Token) -> Token | None:
        """The verb or adjective whose infinitive the token is, or is joined to."""
        if token.dep == "conj" and self.sentence.tokens[token.head].dep == "xcomp":
            token = self.sentence.tokens[token.head]
        return self.sentence.head(token) if token.dep in ("xcomp", "acl") else None

    def _is_figurative(self, token: Token, code: Code) -> bool:
        """Does a thing do what only people do: "the drought threatens the harvest"?"""
        agents = self.grammar.agents(token) if code.type in SPOKEN and self.grammar.is_verb(token) else []
        return bool(agents) and all(a.pos == "NOUN" and not self._can_speak(a) for a in agents)

    def _can_speak(self, token: Token) -> bool:
        core = self.grammar.core(token)
        return self.is_actor(core) or core.lemma.lower() in DOCUMENTS or bool(self.sentence.children(core, "poss"))

    def _is_stopped(self, token: Token) -> bool:
        head = self._governor(token)
        code = self.base(head) if head is not None else None
        return code is not None and code.type == STOP

    def _is_intended(self, token: Token, depth: int = DEPTH) -> bool:
        aux = self._auxiliaries(token)
        if aux & INTENT or (aux & CHANCE and self._is_conditional(token)):
            return True
        head = self._governor(token)
        if head is None:
            return False
        if token.dep == "acl":
            return any(n.kind == "intent" for n in self.nouns(head))
        code = self.base(head)
        if code is None or code.type == PASS:
            return depth > 0 and self._is_intended(head, depth - 1)
        return code.type == PLAN

    def _is_conditional(self, token: Token) -> bool:
        return any(
            m.lower in ("if", "unless")
            for clause in self.sentence.children(token, "advcl")
            for m in self.sentence.children(clause, "mark")
        )

    def _is_refused(self, token: Token) -> bool:
        head = self._governor(token)
        negated = any(k.dep == "neg" for k in self.sentence.children(token, "neg"))
        return negated or (head is not None and bool(self.sentence.children(head, "neg")))

    def _is_duty(self, token: Token) -> bool:
        if token.pos not in ("VERB", "AUX"):
            return False
        if token.lemma in DUTIES and self.sentence.child(token, "xcomp") is not None:
            return True
        aux = self._auxiliaries(token)
        subjunctive = token.tag == "VB" and token.dep == "ccomp" and not aux
        return bool(aux & DUTY) or (subjunctive and bool(self.sentence.children(token, "mark")))

    def _demand(self, token: Token) -> Code | None:
        if not self.is_demand_by_speaker(token) or not self._is_told(token):
            return None
        return self._about(Code("REQUEST", None, "100"), token)

    def is_demand_by_speaker(self, token: Token) -> bool:
        """Must somebody do it, as somebody else says?"""
        if token.dep != "ccomp" or not self._is_duty(token):
            return False
        head = self.sentence.tokens[token.head]
        code = self.base(head)
        subjects = self.sentence.children(token, "nsubj", "nsubjpass")
        return code is not None and code.type == SAY and any(s.pos != "PRON" for s in subjects)

    def _intended(self, code: Code, refused: bool) -> Code | None:
        if code.type in VERBAL:
            return code
        root = (code.cameo or "")[:2]
        name = None
        if code.type in COOPERATIVE:
            name = "REJECT" if refused else "AGREE"
        elif code.type in HOSTILE:
            name = "AGREE" if refused else "THREATEN"
        if name is None:
            return None
        mode, cameo = ABOUT.get((name, root), (None, {"AGREE": "030", "REJECT": "120", "THREATEN": "130"}[name]))
        return Code(name, mode, cameo)

    def _object_act(self, token: Token) -> Token | None:
        """What a verbal act is about."""
        code = self.base(token)
        if code is None or code.type not in VERBAL:
            return None
        complement = self.grammar.complement(token)
        if complement is not None:
            return complement
        return next((o for o in self.grammar.patients(token) if self.base(o)), None)

    def _threat(self, act: Code, matter: Token) -> Code | None:
        """What promises harm is a threat ("vowed to retaliate")."""
        code = self.base(matter)
        if act.type != "AGREE" or code is None or code.type not in FORCEFUL or not self.grammar.is_verb(matter):
            return None
        return self._intended(code, False)

    def _about(self, act: Code, matter: Token) -> Code:
        """The finer code of a verbal act by the act that it is about."""
        code = self.base(matter)
        if code is None or (act.type, (code.cameo or "")[:2]) not in ABOUT:
            return act
        mode, cameo = ABOUT[act.type, (code.cameo or "")[:2]]
        return Code(act.type, mode, cameo)
