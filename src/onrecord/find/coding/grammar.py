"""Who does what to whom in one sentence: the arguments of a verb or of a noun that names an act.

Relations are those of the parser (`onrecord.language.text`); control and relative clauses are followed, so that
the subject of "agreed to meet" is also that of "meet".
"""

from __future__ import annotations

from onrecord.find.coding.lexicon import DOCUMENTS, OBJECT_CONTROL, QUANTITIES, STATIVE
from onrecord.find.heads import REACH, governors
from onrecord.language.text import Sentence, Token

DEPTH = 8  # clauses through which a subject is sought
APPEALS = frozenset({"call", "appeal", "plead"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
SPEAKERS = frozenset({"he", "she", "it", "they", "we", "i"})
OPEN_PRONOUNS = frozenset({"i", "we", "you", "who", "which", "that"})  # may be one or many, of any gender
MENTIONED = frozenset({"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"})
DEFINING = frozenset({"of", "from", "in", "for"})  # prepositions that say which one a noun means
PAIRING = frozenset({"both", "either", "neither"})
LEADING = frozenset({"the", "a", "an"})
BREAKS = frozenset({"-", "--", "–", "—"})
PREMODIFIERS = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "case", "punct"})


class Grammar:
    """The arguments of one sentence; answers are lists of head tokens in text order."""

    def __init__(self, sentence: Sentence) -> None:
        """Wrap a sentence."""
        self.sentence = sentence

    def is_verb(self, token: Token) -> bool:
        """Does the token head a clause?"""
        return token.pos in ("VERB", "AUX")

    def is_passive(self, token: Token) -> bool:
        """Is the verb in the passive voice, or a past participle that follows its noun?"""
        if token.tag != "VBN" or (token.lower in STATIVE and not self.sentence.children(token, "agent")):
            return False
        after_noun = token.dep == "acl" and not self.sentence.children(token, "nsubj", "aux")
        if after_noun or self.sentence.children(token, "nsubjpass", "auxpass", "agent"):
            return True
        joined = token.dep == "conj" and not self.sentence.children(token, "nsubj", "aux", "dobj")
        return joined and bool(self.sentence.children(self.sentence.tokens[token.head], "auxpass"))

    def agents(self, token: Token, depth: int = DEPTH) -> list[Token]:
        """Who does it: subject, agent of a passive, possessor or modifier of a noun; inherited where not said."""
        if not depth:
            return []
        if not self.is_verb(token):
            return self._agents_of_noun(token, depth)
        if self.is_passive(token):
            return self.after(token, "by", "agent")
        return self.subjects(token, depth)

    def subjects(self, token: Token, depth: int = DEPTH) -> list[Token]:
        """The subject of a verb in any voice, its own or that of the clause that governs it."""
        if not depth:
            return []
        own = self.sentence.children(token, "nsubj", "nsubjpass")
        if not own and self.sentence.children(token, "expl"):
            return []  # "there was": whoever says so is not the subject
        if own:
            subject = self._behind_dateline(own[-1])
            if self.is_verb(subject):  # a participle that the parser took for the noun before it
                return self.subjects(subject, depth - 1)
            return self._known(subject, token, depth)
        head = self.sentence.head(token)
        if head is None:
            return []
        if token.dep in ("relcl", "acl") and not self.is_verb(head):
            return self._from_noun(token, head, depth)
        if token.dep == "xcomp" or (token.dep == "advcl" and token.tag == "VB"):
            controllers = self._controllers(head)
            if controllers:
                return controllers
        if token.dep in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acomp", "attr", "dobj"):
            return self.subjects(head, depth - 1)
        return []

    def _behind_dateline(self, subject: Token) -> Token:
        """Who acts in "ARDEN - A diplomat said", where the parser takes the place for the subject."""
        after = self.sentence.tokens[subject.i + 1 : subject.i + 2]
        inner = self.sentence.child(subject, "appos")
        return inner if inner is not None and subject.text.isupper() and after and self._is_break(after[0]) else subject

    def _controllers(self, verb: Token) -> list[Token]:
        """Who is to do what a verb of asking governs: "told *them* to leave", "called on *them* to leave"."""
        lemma = verb.lemma.lower()
        if lemma in APPEALS:
            return self.after(verb, "on", "upon", "to", "with")
        return self.patients(verb) if lemma in OBJECT_CONTROL else []

    def patients(self, token: Token) -> list[Token]:
        """What is done to whom: direct and indirect objects, or the subject of a passive."""
        if not self.is_verb(token):
            return []
        found = self.sentence.children(token, "dobj", "nsubjpass")
        head = self.sentence.head(token)
        if not found and self.is_passive(token) and head is not None:
            found = [head] if token.dep == "acl" else self.subjects(head, 2) if token.dep == "conj" else []
        return [x for t in found for x in self._resolved(t)]

    def after(self, token: Token, *prepositions: str) -> list[Token]:
        """Objects of the token's own prepositions, in the order in which these are named."""
        kids = [k for k in self.sentence.children(token, "prep", "agent", "dative") if k.lower in prepositions]
        kids.sort(key=lambda k: prepositions.index(k.lower))
        return [x for k in kids for o in self.sentence.children(k, "pobj") for x in self.all_of(o)]

    def all_of(self, token: Token) -> list[Token]:
        """A token and what is joined to it."""
        found, queue = [token], [token]
        while queue and len(found) < REACH:
            joined = self.sentence.children(queue.pop(), "conj")
            found += joined
            queue += joined
        return found

    def core(self, token: Token) -> Token:
        """The noun that is meant by "a series of bombs" or "hundreds of people"."""
        for _ in range(3):
            inner = self.after(token, "of") if token.lemma.lower() in QUANTITIES or token.pos == "NUM" else []
            if not inner:
                break
            token = inner[0]
        return token

    def complement(self, token: Token) -> Token | None:
        """The verb of the clause that a verb, adjective or noun governs ("agreed to *meet*")."""
        for kid in self.sentence.children(token, "xcomp", "ccomp", "acl"):
            if self.is_verb(kid):
                return kid
        for kid in self.sentence.children(token, "prep"):
            inner = self.sentence.child(kid, "pcomp")
            if inner is not None:
                return inner
        return None

    def edges(self, token: Token) -> tuple[Token, Token]:
        """First and last token of the noun phrase around a head, without relative clauses and appositions."""
        first, last = self._left_edge(token), self._right_edge(token)
        for before in self.sentence.tokens[first.i : token.i]:
            if self._is_break(before):
                first = self.sentence.tokens[before.i + 1]
        while first.i < last.i and self._only_leads(first):
            first = self.sentence.tokens[first.i + 1]
        return first, last

    def _only_leads(self, token: Token) -> bool:
        """Is it no part of a name: an article, a quotation mark, the "both" of "both Arden and Borea"?"""
        pairs = token.lower in PAIRING and self.sentence.tokens[token.i + 1].pos == "PROPN"
        return pairs or token.dep == "punct" or token.lower in LEADING

    def _is_break(self, token: Token) -> bool:
        """Does the token end a dateline or a bracket before the phrase? A hyphen touches the word before it."""
        apart = token.i == 0 or self.sentence.tokens[token.i - 1].end < token.start
        return token.text == ")" or (token.text in BREAKS and apart)

    def _left_edge(self, token: Token) -> Token:
        for _ in range(REACH):
            left = next((k for k in self.sentence.children(token) if k.dep in PREMODIFIERS), token)
            if left.i >= token.i:
                break
            token = left
        return token

    def _right_edge(self, token: Token, depth: int = DEPTH) -> Token:
        """The last token with the phrases that follow a head directly: "leaders of the party in exile"."""
        last = token
        for prep in self.sentence.children(token, "prep"):
            objects = self.sentence.children(prep, "pobj")
            if prep.i != last.i + 1 or prep.lower not in DEFINING or not objects or not depth:
                break
            last = self._right_edge(objects[-1], depth - 1)
        return last

    def _agents_of_noun(self, token: Token, depth: int) -> list[Token]:
        own = self.sentence.children(token, "poss") + self.after(token, "by")
        own += [k for k in self.sentence.children(token, "compound", "amod", "nmod") if k.ent in MENTIONED]
        if not own:
            own = self.after(token, "between", "among")
        head = self.sentence.head(token)
        if not own and head is not None and self.is_verb(head) and token.dep in ("dobj", "nsubjpass"):
            own = self.agents(head, depth - 1)
        return [x for t in own for x in self._resolved(t)]

    def _from_noun(self, token: Token, noun: Token, depth: int) -> list[Token]:
        """The subject of a clause that hangs on a noun."""
        if token.dep == "acl" and (token.tag == "VB" or noun.lemma.lower() in DOCUMENTS):  # "a plan to attack"
            return self.agents(noun, depth - 1)
        return self.all_of(noun)

    def _known(self, subject: Token, verb: Token, depth: int) -> list[Token]:
        """A subject, or what its pronoun stands for where grammar alone tells."""
        if subject.lower in RELATIVES and verb.dep == "relcl":
            head = self.sentence.head(verb)
            return [head] if head is not None else [subject]
        head = self.sentence.head(verb)
        if subject.lower in SPEAKERS and verb.dep in ("ccomp", "conj", "advcl") and head is not None:
            speakers = self.subjects(head, depth - 1)
            if speakers and (len(speakers) > 1 or _agrees(subject.lower, speakers[0])):
                return speakers
        return self._resolved(subject)

    def _resolved(self, token: Token) -> list[Token]:
        if token.lower in RELATIVES:
            for clause in governors(self.sentence, token):
                head = self.sentence.head(clause)
                if clause.dep == "relcl" and head is not None:
                    return [head]
        return self.all_of(token)


def _agrees(pronoun: str, speaker: Token) -> bool:
    """Can the pronoun stand for the speaker: "they" for no single person, "it" for nobody named, "he" for one?"""
    if pronoun in ("we", "i"):
        return True
    if speaker.pos == "PRON":
        return speaker.lower == pronoun or speaker.lower in OPEN_PRONOUNS
    if pronoun in ("he", "she"):
        return speaker.tag not in ("NNS", "NNPS") and speaker.ent not in ("GPE", "NORP", "ORG")
    if pronoun == "it":
        return speaker.ent != "PERSON" and speaker.tag not in ("NNS", "NNPS")
    return speaker.ent != "PERSON"
