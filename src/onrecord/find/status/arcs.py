"""What a word hands on to each of its dependents: one function for each kind of dependency."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.find.status.commitment import FACT, TO_COME, Commitment, Frame, frames, lexicon, under
from onrecord.find.status.marks import NEGATIVE, Marks
from onrecord.language.text import Sentence, Token

FACTUAL_BEHIND = frozenset({"after", "despite", "for", "since", "over", "about", "because", "following", "amid",
                            "from", "by"})
DATING = frozenset({"at", "in", "during", "before", "until", "till", "throughout"})
CAUSES = frozenset({"due", "because", "owing", "thanks"})
TEMPORAL = frozenset({"when", "before", "after", "until", "till", "once", "as", "while", "whenever"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
ABOUT_ACTS = frozenset({"of", "on", "at", "to", "about", "against", "in", "from"})
OF_THE_KNOWN = frozenset({"discuss", "oppose"})  # what is done to "the" thing leaves it a fact
# What leaves a noun with a content a fact, whatever becomes of the content: a plan, any other (a claim, an attempt).
TO_PLANS = frozenset({"prevent", "refuse", "avoid", "announce"})
TO_OTHERS = frozenset({"prevent", "refuse", "avoid", "cancel", "deny"})
RAISING = 3  # "is expected to be held": the words between a subject and the verb that it is the subject of
ONLY = frozenset({"first", "second", "third", "last", "only", "latest", "next"})


@dataclass(frozen=True, slots=True)
class Arc:
    """A dependent, its governor, the marks of the sentence, and the commitments to the governor.

    `outer` is the governor's own context, before its marks; `governor` is with them.
    """

    sentence: Sentence
    token: Token
    head: Token
    marks: list[Marks]
    governor: Commitment
    outer: Commitment

    @property
    def at(self) -> Marks:
        """The marks of the dependent."""
        return self.marks[self.token.i]

    def frame(self, *slots: str) -> Frame | None:
        """The governor's frame for the first slot that the lexicon knows."""
        return self.frame_of(self.head, *slots)

    def frame_of(self, word: Token, *slots: str) -> Frame | None:
        """A word's frame for the first slot that the lexicon knows; a particle makes another verb of it."""
        particle = self.marks[word.i].particle
        lemma = f"{word.lemma.lower()} {particle}" if particle else word.lemma.lower()
        return next((f for s in slots if (f := lexicon().get((lemma, word.pos, s))) is not None), None)


def passed(arc: Arc) -> Commitment:
    """The commitment that reaches the dependent from its governor."""
    return ARCS.get(arc.token.dep, _plain)(arc)


def _plain(arc: Arc) -> Commitment:
    return FACT


def _same(arc: Arc) -> Commitment:
    return arc.governor


def _conjunct(arc: Arc) -> Commitment:
    """A second verb shares the first one's auxiliaries unless it brings its own or a subject."""
    if arc.token.pos not in ("VERB", "AUX"):
        return arc.governor
    if arc.token.tag in FINITE and arc.head.tag == "VB" and arc.marks[arc.head.i].modal is None:
        return FACT  # the parser hung a finite verb on an infinitive; it belongs to a clause further up
    at = arc.at
    first = arc.marks[arc.head.i]
    if at.subject is None and not at.negated and first.alternative:
        return arc.governor
    own = at.subject or at.auxiliary or at.negated or arc.token.tag in FINITE
    return arc.outer if own or (first.negated and first.contrast) else arc.governor


def _clause(arc: Arc) -> Commitment:
    """A complement: the governor's frame for its form decides."""
    at = arc.at
    if at.to or _is_bare(arc):
        return _infinitive(arc)
    if at.conjunction in ("whether", "if"):
        return under(arc.governor, arc.frame("whether") or frames()["ask"])
    if arc.token.tag in ("VBG", "VBN", "VB") and not (at.subject or at.modal or at.perfect or at.progressive):
        frame = arc.frame("ing", "inf") if arc.token.tag == "VBG" else arc.frame("ing")
        return under(arc.governor, frame) if frame else arc.governor
    frame = arc.frame("that")
    if frame is None or (at.wh and arc.head.pos == "VERB"):
        return FACT
    if at.subjunctive and at.subject is not None and at.modal is None:
        return under(arc.governor, frames()["call"])
    return under(arc.governor, frame)


def _is_bare(arc: Arc) -> bool:
    """"let them leave": an infinitive without "to", with a subject of its own."""
    at = arc.at
    plain = arc.token.tag == "VB" and at.subject is not None and not (at.auxiliary or at.conjunction or at.wh)
    return plain and arc.frame("that") is None


def _infinitive(arc: Arc) -> Commitment:
    frame = arc.frame("other", "inf") if arc.at.subject is not None else arc.frame("inf")
    return under(arc.governor, frame or frames()["infinitive"])


def _attached(arc: Arc) -> Commitment:
    """A clause at a noun ("a plan to", "the first to", "reports that", "signs demanding")."""
    if arc.at.to:
        first = arc.frame("inf") is None and _is_singled_out(arc)
        return arc.governor if first else under(arc.governor, arc.frame("inf") or frames()["infinitive"])
    if arc.token.dep == "relcl":
        return FACT
    if arc.at.conjunction == "that":
        frame = arc.frame("that")
        return under(arc.governor, frame) if frame is not None else FACT
    noun = arc.marks[arc.head.i]
    missing = noun.absent or noun.any or arc.head.lower in NEGATIVE
    return arc.governor if missing or (arc.governor.open and arc.token.tag == "VBG") else FACT


def _is_singled_out(arc: Arc) -> bool:
    before = arc.sentence.tokens[max(0, arc.head.i - 4) : arc.head.i + 1]
    return any(t.lower in ONLY or t.tag == "JJS" for t in before)


def _adverbial(arc: Arc) -> Commitment:
    at = arc.at
    if at.conjunction == "rather than":
        return under(FACT, frames()["refuse"])
    if at.to:
        frame = arc.frame("inf") if arc.head.pos == "ADJ" else None
        return under(arc.governor, frame or frames()["purpose"])
    frame = lexicon().get((at.conjunction, "SCONJ", "mark"))
    if frame is not None and at.conjunction == "if" and arc.frame("whether") is not None:
        frame = frames()["ask"]  # "asked if they had left"
    if frame is not None:
        return under(FACT, frame)
    if at.conjunction in TEMPORAL or at.wh:
        return _temporal(arc)
    if arc.token.tag == "VBG" and at.subject is None:
        return arc.governor if arc.governor.value > 0 else FACT
    return FACT


def _temporal(arc: Arc) -> Commitment:
    """"when it arrives" is as much to come as what it dates."""
    timeless = arc.token.tag in ("VBZ", "VBP", "VBG", "VB") or arc.at.present
    if timeless and not arc.at.perfect and arc.governor.open:
        return arc.governor
    return FACT


def _object(arc: Arc) -> Commitment:
    """An object; that which has a content of its own (a claim, an attempt) exists, whatever is done to it."""
    frame = arc.frame("obj")
    if frame is None:
        return _participant(arc)
    if arc.at.definite and frame.name in OF_THE_KNOWN:
        return FACT
    content = arc.frame_of(arc.token, "inf", "that") if arc.token.pos == "NOUN" else None
    if content is not None and frame.name in (TO_PLANS if content.name == "plan" else TO_OTHERS):
        return FACT
    return under(arc.governor, frame)


def _participant(arc: Arc) -> Commitment:
    """Under something open, what is named for the first time is as open; what is known stays a fact."""
    governor = arc.governor
    if governor.value < 0 and (arc.at.any or (arc.token.dep == "dobj" and not arc.at.definite)):
        return governor
    return governor if governor.open and not arc.at.definite else FACT


def _subject(arc: Arc) -> Commitment:
    frame = arc.frame("subj")
    return under(arc.governor, frame) if frame is not None else _raised(arc)


def _raised(arc: Arc) -> Commitment:
    """"Talks are due to begin" is said of the beginning of the talks, three words further down."""
    held, word = arc.governor, arc.head
    for _ in range(RAISING):
        below = arc.marks[word.i].complement
        if below is None:
            break
        frame = arc.frame_of(word, "inf") if arc.marks[below.i].to else None
        held, word = under(held, frame) if frame is not None else held, below
    slots = ("subj", "obj") if word.tag == "VBN" else ("subj",)
    frame = arc.frame_of(word, *slots) if word is not arc.head else None
    return under(held, frame) if frame is not None else FACT


def _passive_subject(arc: Arc) -> Commitment:
    if arc.frame("obj") is None or arc.marks[arc.head.i].complement is not None:
        return _subject(arc)
    return _object(arc)


def _behind(arc: Arc) -> Commitment:
    """The object of a preposition; the word before the preposition governs."""
    word = arc.head.lower
    owner = arc.sentence.tokens[arc.head.head]
    slots = (word, "ing") if arc.token.pos == "VERB" and word in ABOUT_ACTS else (word,)
    frame = arc.frame_of(owner, *slots) or lexicon().get((word, "ADP", "behind"))
    if frame is frames()["factive"] and arc.at.any and arc.governor.value < 0:
        frame = frames()["ask"]  # "not aware of any talks" leaves it open whether there are any
    if frame is not None:
        return under(arc.governor, frame)
    if arc.at.wh:
        return FACT  # "on why the bridge fell"
    if _instead(arc):
        return under(FACT, frames()["refuse"])
    if word in FACTUAL_BEHIND or owner.lower in CAUSES:
        return FACT
    if arc.token.pos == "VERB" or (word in DATING and owner.pos != "NOUN" and arc.governor.status in TO_COME):
        return arc.governor
    return _participant(arc)


def _instead(arc: Arc) -> bool:
    """"rather than talks", "instead of talks": what stands behind did not come about."""
    i = arc.head.i
    return i > 0 and (arc.sentence.tokens[i - 1].lower, arc.head.lower) in (("rather", "than"), ("instead", "of"))


def _modifier(arc: Arc) -> Commitment:
    """Before a noun: the content of the attempt or plan that the noun is, else a kind of thing ("arrest warrant")."""
    frame = arc.frame("inf", "that")
    if frame is not None:
        return under(arc.governor, frame)
    return arc.governor if arc.governor.open or arc.governor.value < 0 else under(FACT, frames()["kind"])


def _gerund_subject(arc: Arc) -> Commitment:
    return under(FACT, frames()["infinitive"]) if arc.at.to else FACT


ARCS: dict[str, Callable[[Arc], Commitment]] = {
    "conj": _conjunct,
    "ccomp": _clause,
    "xcomp": _clause,
    "csubj": _gerund_subject,
    "acl": _attached,
    "relcl": _attached,
    "advcl": _adverbial,
    "dobj": _object,
    "attr": _same,
    "acomp": _same,
    "oprd": _same,
    "prep": _same,
    "prt": _same,
    "appos": _same,
    "parataxis": _plain,
    "nsubj": _subject,
    "nsubjpass": _passive_subject,
    "pobj": _behind,
    "compound": _modifier,
    "nmod": _modifier,
    "pcomp": _behind,
}
