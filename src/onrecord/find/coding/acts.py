"""Which act does a verb or noun name? Frames of the lexicon, and what intent, duty and refusal make of them.

"It will send aid" promises (AGREE), "it will bomb the town" threatens (THREATEN), "it would not meet them"
refuses (REJECT), and "they must leave", said of others, demands (REQUEST): the compositions of CAMEO's codebook.
"""

from __future__ import annotations

from onrecord.find.coding.grammar import DEPTH, Grammar
from onrecord.find.coding.lexicon import (
    ABOUT,
    COOPERATIVE,
    DOCUMENTS,
    FORCEFUL,
    HOSTILE,
    OPEN,
    PASS,
    PLAN,
    REVERSED,
    SAY,
    STOP,
    Code,
)
from onrecord.find.coding.naming import Names
from onrecord.find.heads import governors
from onrecord.language.text import Sentence, Token

INTENT = frozenset({"will", "would", "'ll", "’ll", "shall", "wo"})
DUTY = frozenset({"must", "should", "ought"})
DUTIES = frozenset({"have", "need"})  # with "to"
CHANCE = frozenset({"may", "might", "could"})
SPOKEN = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT"})
VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
THROUGH = frozenset({"conj", "parataxis", "ROOT", "dep"})


class Acts:
    """The acts of one sentence."""

    def __init__(self, sentence: Sentence, grammar: Grammar, names: Names) -> None:
        """Wrap a sentence, its grammar, and what its words name."""
        self.sentence = sentence
        self.grammar = grammar
        self.names = names

    def act(self, token: Token) -> Code | None:
        """The code of what the report tells at this token, or None where it tells no act of its own."""
        if self._is_duty(token):
            return self._demand(token)
        code = self.names.base(token)
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
            return self.names.type_of(node) != SAY
        if node.dep == "pcomp":  # "resort to throwing"
            return self.names.type_of(self.sentence.tokens[head.head]) in (PLAN, PASS)
        if node.dep == "acl" and node.tag == "VBG" and head.lemma.lower() in DOCUMENTS:
            return True
        outer = self.names.type_of(head)
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
        if any(k.lower in ("whether", "if") for k in self.sentence.children(node, "mark")):
            return False  # what is only asked
        return node.dep in ("ccomp", "xcomp", "acomp") or (node.dep == "acl" and node.tag == "VB")

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
        owned = bool(self.sentence.children(core, "poss"))  # "the minister's office"
        return owned or self.names.is_actor(core) or core.lemma.lower() in DOCUMENTS

    def _is_stopped(self, token: Token) -> bool:
        head = self._governor(token)
        code = self.names.base(head) if head is not None else None
        return code is not None and code.type == STOP

    def _is_intended(self, token: Token, depth: int = DEPTH) -> bool:
        aux = self._auxiliaries(token)
        if aux & INTENT or (aux & CHANCE and self._is_conditional(token)):
            return True
        head = self._governor(token)
        if head is None:
            return False
        if token.dep == "acl":
            return any(n.kind == "intent" for n in self.names.nouns(head))
        code = self.names.base(head)
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
        code = self.names.base(head)
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
        code = self.names.base(token)
        if code is None or code.type not in VERBAL:
            return None
        complement = self.grammar.complement(token)
        if complement is not None:
            return complement
        return next((o for o in self.grammar.patients(token) if self.names.base(o)), None)

    def _threat(self, act: Code, matter: Token) -> Code | None:
        """What promises harm is a threat ("vowed to retaliate")."""
        code = self.names.base(matter)
        if act.type != "AGREE" or code is None or code.type not in FORCEFUL or not self.grammar.is_verb(matter):
            return None
        return self._intended(code, False)

    def _about(self, act: Code, matter: Token) -> Code:
        """The finer code of a verbal act by the act that it is about."""
        code = self.names.base(matter)
        if code is None or (act.type, (code.cameo or "")[:2]) not in ABOUT:
            return act
        mode, cameo = ABOUT[act.type, (code.cameo or "")[:2]]
        return Code(act.type, mode, cameo)
