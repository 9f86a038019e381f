"""Does the sentence look back or ahead from the day of the report? Read off the verb that a time expression hangs on."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.find.times.meaning import Direction
from onrecord.language.text import Sentence, Token

AHEAD_BEFORE = frozenset({"until", "till", "by", "before", "through", "to", "from", "starting", "beginning", "effective", "due"})
AHEAD_VERBS = frozenset(
    {"schedule", "plan", "expect", "set", "due", "slate", "intend", "hope", "aim", "poise", "prepare", "upcoming"}
)
AHEAD_MODALS = frozenset({"will", "'ll", "shall", "would", "may", "can", "could", "might", "should", "must", "wo", "’ll"})
MARKERS = ("aux", "auxpass")


def token_at(sentence: Sentence, offset: int) -> Token:
    """The token that holds a character of the sentence, or the one before it."""
    return sentence.tokens[max(0, bisect_right(sentence.tokens, offset, key=lambda t: t.start) - 1)]


def direction(sentence: Sentence, start: int, end: int) -> Direction | None:
    """Back or ahead for the expression at start..end of the report; None where no verb tells."""
    last = token_at(sentence, end - 1)
    for verb in _verbs(sentence, last):
        found = _of_verb(sentence, verb)
        if found:
            return found
    return None


def _verbs(sentence: Sentence, token: Token) -> list[Token]:
    return [t for t in (token, *sentence.ancestors(token)) if t.tag[:2] in ("VB", "MD")]


def _of_verb(sentence: Sentence, verb: Token) -> Direction | None:
    helpers = sentence.children(verb, *MARKERS)
    words = {h.text.lower() for h in helpers}
    if words & AHEAD_MODALS and not words & {"have"}:
        return "ahead"
    if verb.tag == "VBD" or any(h.tag == "VBD" for h in helpers):
        return "ahead" if verb.lemma.lower() in AHEAD_VERBS and verb.tag == "VBN" else "back"
    if verb.lemma.lower() in AHEAD_VERBS:
        return "ahead"
    if words & {"has", "have", "having", "'ve", "’ve"}:
        return "back"
    if "to" in words:
        return "ahead"
    if verb.tag in ("VBN", "VBG", "VB"):  # a participle takes the tense of the verb that it hangs on
        return "ahead" if any(h.tag in ("VBZ", "VBP") for h in helpers) and verb.tag == "VBG" else None
    return "ahead" if verb.tag in ("VBZ", "VBP") else None
