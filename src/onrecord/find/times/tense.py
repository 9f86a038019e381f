"""Does the sentence look back or ahead from the day of the report? Read off the verb above a time expression."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.find.times.meaning import Direction
from onrecord.find.times.vocabulary import meanings
from onrecord.language.text import Sentence, Token

BY_WORD_BEFORE: dict[str, Direction] = {"since": "back", "until": "ahead", "till": "ahead", "by": "ahead"}
LEANING = ("before", "at", "for", "during")
OF_NOUN = ("poss", "compound", "nmod", "amod", "nummod")
PLANS = frozenset(meanings("plan"))
PLANNED = frozenset(word for word, bare in meanings("plan").items() if bare)
MODALS = frozenset(meanings("modal"))
HAVE = frozenset({"has", "have", "having", "had", "'ve", "’ve", "'d", "’d"})


def token_at(sentence: Sentence, offset: int) -> Token:
    """The token that holds a character of the sentence, or the one before it."""
    return sentence.tokens[max(0, bisect_right(sentence.tokens, offset, key=lambda t: t.start) - 1)]


def direction(sentence: Sentence, start: int, end: int, noun_leans: bool) -> Direction | None:
    """Back or ahead for the expression at start..end of the report; None where nothing tells.

    A weekday beside a noun ("to appeal Monday's ruling") does not share the time of the verb but after a word such as
    "before"; with `noun_leans` ("will matter in the November vote") it does, where the verb looks ahead.
    """
    first, last = token_at(sentence, start), token_at(sentence, end - 1)
    before = sentence.tokens[first.i - 1].lower if first.i else ""
    told = BY_WORD_BEFORE.get(before)
    if told and not (told == "ahead" and _of_verbs(sentence, last) == "back" and _is_perfect(sentence, last)):
        return told
    governor = sentence.head(last)
    if last.dep in OF_NOUN and governor and governor.pos in ("NOUN", "PROPN") and governor.i > last.i:
        return "ahead" if (noun_leans or before in LEANING) and _of_verbs(sentence, last) == "ahead" else None
    return _of_verbs(sentence, last)


def _is_perfect(sentence: Sentence, token: Token) -> bool:
    """Until Thursday they had not called: what a past perfect leads up to is past."""
    verb = next((v for v in sentence.ancestors(token) if v.tag[:2] == "VB"), None)
    return verb is not None and any(h.lower == "had" for h in sentence.children(verb, "aux"))


def _of_verbs(sentence: Sentence, token: Token) -> Direction | None:
    below = token
    for verb in sentence.ancestors(token):
        if verb.tag[:2] == "VB":
            told, sure = _of_verb(sentence, verb, below)
            if sure:
                return told
            below = verb
    return None


def _of_verb(sentence: Sentence, verb: Token, below: Token) -> tuple[Direction | None, bool]:
    """The direction of one verb, and whether it settles the matter; else the verb above it is asked.

    `below` is what was asked before: the expression, or the verb under this one.
    """
    helpers = sentence.children(verb, "aux", "auxpass")
    words = {h.lower for h in helpers}
    planned = _is_plan(verb, helpers, below)
    if words & HAVE:
        return ("ahead" if planned and "had" not in words else "back"), True
    if words & MODALS or planned:
        return "ahead", True
    if verb.tag == "VBD" or any(h.tag == "VBD" for h in helpers):
        return "back", True
    if verb.tag == "VBN" and not helpers:
        return "back", True
    if "to" in words:
        return "ahead", sentence.root is verb or verb.dep == "ROOT"
    return _of_present(verb, helpers, below)


def _is_plan(verb: Token, helpers: list[Token], below: Token) -> bool:
    """Planned to meet on Friday, was set for Friday, scheduled for Friday; but no record set on Friday."""
    lemma = verb.lemma.lower()
    if lemma in PLANS and below.tag == "VB":
        return True
    return verb.tag == "VBN" and (lemma in PLANNED or (lemma in PLANS and bool(helpers)))


def _of_present(verb: Token, helpers: list[Token], below: Token) -> tuple[Direction | None, bool]:
    finite = verb.tag in ("VBZ", "VBP") or any(h.tag in ("VBZ", "VBP") for h in helpers)
    if not finite:
        return None, False
    stative = verb.lemma.lower() in ("be", "have", "say") or verb.tag == "VBN"
    return (None if stative or below.tag[:2] == "VB" else "ahead"), True
