"""The commitment to each word of a sentence: what reaches it from its governor, changed by the marks that it bears."""

from __future__ import annotations

from onrecord.find.status.arcs import Arc, passed
from onrecord.find.status.commitment import FACT, Commitment, flipped, frames, lexicon, under
from onrecord.find.status.marks import Marks, marks_of
from onrecord.language.text import Sentence, Token

IMPERATIVE_PLACE = 3  # an imperative stands at the beginning, behind a quotation mark or an adverb at most
PERFECT = {  # what becomes of a modal with "have"
    "may": "might_have", "could": "might_have", "must": "might_have", "would": "would_have",
    "would_past": "would_have", "should": "would_have",
}


class Weigher:
    """The commitments to the words of one sentence, worked out from the root down as they are asked for."""

    def __init__(self, sentence: Sentence, ahead: frozenset[int] = frozenset()) -> None:
        """`ahead` holds the offsets at which a time begins that is still to come."""
        self.sentence = sentence
        self.marks = marks_of(sentence, ahead)
        self._root = _asked(sentence)
        self._offsets = {t.start: t.i for t in sentence.tokens}
        self._outer: dict[int, Commitment] = {}
        self._held: dict[int, Commitment] = {}

    def at_offset(self, start: int) -> Commitment:
        """The commitment to the token that begins at an offset of the text; a plain fact where none does."""
        i = self._offsets.get(start)
        return FACT if i is None else self.of(i)

    def of(self, i: int) -> Commitment:
        """The commitment to a token."""
        path = []
        while i not in self._held:
            path.append(i)
            self._held[i] = self._outer[i] = self._root  # what a root has, and an end to any circle
            i = self.sentence.tokens[i].head
        for i in reversed(path):
            self._weigh(self.sentence.tokens[i])
        return self._held[path[0]] if path else self._held[i]

    def _weigh(self, token: Token) -> None:
        head = self.sentence.head(token)
        if head is not None:
            arc = Arc(self.sentence, token, head, self.marks, self._held[head.i], self._outer[head.i])
            self._outer[token.i] = passed(arc)
        self._held[token.i] = marked(token, self._outer[token.i], self.marks[token.i])


def marked(token: Token, outer: Commitment, at: Marks) -> Commitment:
    """The commitment to a word, given that to its context and the marks that stand at it."""
    held = flipped(outer) if at.negated or (at.absent and outer.value > 0) else outer
    if token.dep == "ROOT" and at.modal is None and (at.to or (token.tag == "VB" and not at.auxiliary)):
        held = _bare(token, at, held)
    if at.modal is not None:
        held = _modal(token, at, held)
    elif at.conditional and (at.present or token.tag in ("VBZ", "VBP")):
        held = under(held, frames()["consequence"])
    elif not at.negated and held.status in ("happened", "ongoing"):
        held = _tensed(token, at, held)
    for frame in at.modifiers:
        held = under(held, frame)
    return held


def _bare(token: Token, at: Marks, held: Commitment) -> Commitment:
    """A base form without a modal: "Rebels to leave city" in a heading, or the imperative "Leave the city"."""
    if at.to:
        return under(held, frames()["plan"])
    return under(held, frames()["call"]) if at.subject is None and token.i < IMPERATIVE_PLACE else held


def _asked(sentence: Sentence) -> Commitment:
    """What stands at the root: a fact, or in a question of yes or no nothing yet."""
    first = sentence.tokens[0]
    asks = any(t.text == "?" for t in sentence.tokens[-2:]) and not first.tag.startswith("W")
    return under(FACT, frames()["ask"]) if asks else FACT


def _modal(token: Token, at: Marks, held: Commitment) -> Commitment:
    assert at.modal is not None
    if at.conditional:
        return under(held, frames()["consequence"])
    if at.perfect and at.modal.name in PERFECT:
        return under(held, frames()[PERFECT[at.modal.name]])
    foretold = at.modal.name in ("will", "would_past") and (token.lemma, "VERB", "unwilled") in lexicon()
    return under(held, frames()["foreseen"] if foretold else at.modal)


def _tensed(token: Token, at: Marks, held: Commitment) -> Commitment:
    """Tense and aspect of a plain fact."""
    if at.future and (at.present or token.pos != "VERB"):
        return under(held, frames()["will"])
    if at.progressive:
        return Commitment("ongoing", held.value, "progressive")
    if token.tag == "VBD" or at.perfect:
        return Commitment("happened", held.value, held.why if held.status == "happened" else "past")
    return held
