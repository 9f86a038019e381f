"""What stands at each word of a sentence: modals, negation, tense, conjunctions, adverbs - read in one pass.

One pass over the tokens, each telling its governor, keeps the cost linear however many dependents a word has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.find.status.commitment import Frame, frames, lexicon
from onrecord.language.text import Sentence, Token

NEGATIVE = frozenset({"no", "none", "nobody", "nothing", "neither", "nor", "never", "not", "n't", "n’t"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass"})
PRESENT_BE = frozenset({"is", "are", "am", "'s", "'re", "'m", "’s", "’re", "’m"})
WITHIN_TIME = frozenset({"pobj", "amod", "det", "nummod", "compound", "nmod", "poss", "quantmod", "advmod"})
CONDITIONS = frozenset({"if", "unless", "provided"})
HAD = frozenset({"'d", "’d"})
TIME_WORDS = 5  # from the first word of a time to the word that it dates
FUTURE_DAYS = frozenset({"tomorrow", "next", "upcoming", "coming", "tonight", "soon"})


@dataclass(slots=True)
class Marks:
    """The marks at one word."""

    negated: bool = False
    absent: bool = False  # "no talks"
    any: bool = False  # "any talks": as little there as what governs it
    definite: bool = False  # "the talks", "their talks"
    alternative: bool = False  # joined by "or"
    contrast: bool = False  # joined by "but"
    modal: Frame | None = None
    auxiliary: bool = False
    to: bool = False
    perfect: bool = False
    progressive: bool = False
    present: bool = False  # by an auxiliary
    subjunctive: bool = False  # "that he be freed"
    future: bool = False  # by a time that is still to come
    conditional: bool = False  # an if-clause hangs on it
    conjunction: str = ""  # the word that opens the clause
    wh: bool = False  # a relative or interrogative word stands in the clause
    subject: Token | None = None
    complement: Token | None = None  # what a raised subject is really the subject of
    particle: str = ""  # "called off", "in order"
    modifiers: list[Frame] = field(default_factory=list)


def marks_of(sentence: Sentence, ahead: frozenset[int] = frozenset()) -> list[Marks]:
    """The marks at each token, in token order; `ahead` holds the offsets of times that are still to come."""
    found = [Marks() for _ in sentence.tokens]
    for token in sentence.tokens:
        tell = READERS.get(token.dep)
        if tell is not None:
            tell(sentence, token, found)
        if token.start in ahead:
            _dated(sentence, token, found)
    return found


def _dated(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    """"on Friday" says when the word is that the preposition hangs on."""
    for _ in range(TIME_WORDS):
        if token.dep not in WITHIN_TIME:
            break
        token = sentence.tokens[token.head]
    found[token.head].future = True


def _particle(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    found[token.head].particle = token.lower


def _complement(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    found[token.head].complement = token


def _set_phrase(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    """"in order" is another word than "order", as "call off" is another than "call"."""
    before = sentence.tokens[token.head].lower
    if (f"{token.lemma} {before}", token.pos, "inf") in lexicon():
        found[token.i].particle = before


def _negation(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    if _only(sentence, token):
        return
    head = sentence.tokens[token.head]
    if head.pos in ("NOUN", "PROPN") and head.i < token.i:  # "tension, not a war" denies the second
        head = next((t for t in sentence.tokens[token.i + 1 : token.i + 6] if t.head == head.i), head)
    found[head.i].negated = True


def _only(sentence: Sentence, token: Token) -> bool:
    """"not only", "not just" deny nothing."""
    after = sentence.tokens[token.i + 1 : token.i + 2]
    return bool(after) and after[0].lower in ("only", "just", "merely", "simply")


def _auxiliary(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    at, word = found[token.head], token.lower
    if word in HAD and sentence.tokens[token.head].tag == "VBN":
        at.perfect = at.auxiliary = True  # "she'd left", whatever the tagger takes it for
        return
    if token.tag == "TO" or word == "to":
        at.to = True
    elif token.tag == "MD":
        at.modal = lexicon().get((word, "AUX", "modal"), at.modal)
        if word == "should" and at.subject is None:
            _inverted(sentence, token, found)
        if at.modal is frames()["would"] and _reported_past(sentence, sentence.tokens[token.head]):
            at.modal = frames()["would_past"]
    elif token.lemma == "have":
        at.perfect = True
    elif token.lemma == "be" or word in PRESENT_BE:
        at.progressive = sentence.tokens[token.head].tag == "VBG"
    at.auxiliary = at.auxiliary or token.tag != "TO"
    at.present = at.present or token.tag in ("VBZ", "VBP")
    at.subjunctive = at.subjunctive or (token.tag == "VB" and token.lower == "be")


def _inverted(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    """"Should the talks fail" is a condition: the modal comes before the subject."""
    clause = sentence.tokens[token.head]
    if clause.dep == "advcl":
        found[clause.i].modal, found[clause.i].conjunction = None, "if"
        found[clause.head].conditional = True


def _reported_past(sentence: Sentence, clause: Token) -> bool:
    """"They said they would" is what was then "we will"."""
    if clause.dep == "conj":
        clause = sentence.tokens[clause.head]
    return clause.dep == "ccomp" and sentence.tokens[clause.head].tag in ("VBD", "VBN")


def _adverb(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    at, word = found[token.head], token.lower
    if word in NEGATIVE or (word == "longer" and _after_no(sentence, token)):
        at.negated = at.negated or not _only(sentence, token)
    elif word == "yet":
        _yet(sentence, token, found)
    elif word in FUTURE_DAYS:
        at.future = True
    elif token.tag in ("WRB", "WP"):
        at.wh = True
    elif (frame := lexicon().get((word, "ADV", "mod"))) is not None:
        at.modifiers.append(frame)


def _yet(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    """"has yet to answer" denies the answer."""
    after = sentence.tokens[token.i + 1 : token.i + 2]
    if after and after[0].tag == "TO":
        found[after[0].head].negated = True


def _coordinator(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    if token.lower in ("or", "nor"):
        found[token.head].alternative = True
    elif token.lower == "but":
        found[token.head].contrast = True


def _conjunction(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    clause = sentence.tokens[token.head]
    rather = token.lower == "than" and token.i > 0 and sentence.tokens[token.i - 1].lower == "rather"
    found[clause.i].conjunction = "rather than" if rather else token.lower
    before = sentence.tokens[token.i - 1].lower if token.i else ""
    if token.lower in CONDITIONS and clause.dep == "advcl" and before not in ("even", "as"):
        found[clause.head].conditional = True


def _determiner(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    noun = sentence.tokens[token.head]
    if token.lower in NEGATIVE:
        _deny(sentence, noun, found)
    elif token.lower in DEFINITE:
        found[noun.i].definite = True
    elif token.lower == "any":
        found[noun.i].any = True


def _deny(sentence: Sentence, noun: Token, found: list[Marks]) -> None:
    """"No talks were held" denies the talks and the holding."""
    found[noun.i].absent = True
    if noun.dep in ARGUMENTS:
        found[noun.head].negated = True


def _possessor(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    found[token.head].definite = True
    _time(sentence, token, found)


def _attribute(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    at = found[token.head]
    frame = lexicon().get((token.lower, token.pos, "mod"))
    if frame is not None:
        at.modifiers.append(frame)


def _subject(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    found[token.head].subject = token
    _argument(sentence, token, found)


def _argument(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    if token.lower in NEGATIVE or (token.lower == "one" and _after_no(sentence, token)):
        found[token.head].negated = True
    elif token.tag in ("WP", "WDT"):
        found[token.head].wh = True


def _after_no(sentence: Sentence, token: Token) -> bool:
    return token.i > 0 and sentence.tokens[token.i - 1].lower == "no"


def _time(sentence: Sentence, token: Token, found: list[Marks]) -> None:
    """"next week": the mark stands at the noun, which hands it to what it modifies."""
    before = sentence.tokens[max(0, token.i - 2) : token.i + 1]
    if any(t.lower in FUTURE_DAYS for t in before):
        found[token.head].future = True


READERS: dict[str, Callable[[Sentence, Token, list[Marks]], None]] = {
    "neg": _negation,
    "aux": _auxiliary,
    "auxpass": _auxiliary,
    "advmod": _adverb,
    "mark": _conjunction,
    "det": _determiner,
    "poss": _possessor,
    "amod": _attribute,
    "nsubj": _subject,
    "nsubjpass": _subject,
    "dobj": _argument,
    "attr": _argument,
    "npadvmod": _time,
    "preconj": _adverb,
    "cc": _coordinator,
    "prt": _particle,
    "pobj": _set_phrase,
    "acomp": _complement,
    "oprd": _complement,
    "xcomp": _complement,
}
