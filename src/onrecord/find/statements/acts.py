"""What a speaker does with the content: the act of a statement, from its cue, its negation and its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from onrecord.language.lexicon import table
from onrecord.language.text import Token
from onrecord.model import Act

NEGATIONS = {"not", "n't", "n’t", "never", "neither", "nor", "no", "hardly", "without"}
SPEAKING = {"say", "comment", "discuss", "confirm", "answer", "respond", "specify", "elaborate", "deny", "speculate",
            "address", "detail", "disclose", "give", "provide", "reveal", "explain"}
KNOWING = {"know", "aware", "sure", "certain", "unaware", "unsure", "uncertain"}
AHEAD = {"will", "would", "shall", "could", "may", "might", "'ll", "’ll", "wo", "ca", "can"}
DUTY = {"should", "must", "ought"}
ONESELF = {"we", "i", "they", "he", "she", "it"}
REVISED = re.compile(
    r"\b(initially|originally|previously|at first|earlier)\b.{0,120}\b(but|however|now|instead|since)\b|"
    r"\b(contrary to|rather than) (the |our |an )?(earlier|initial|previous)\b",
    re.IGNORECASE | re.DOTALL,
)
BOUND = {"accord", "treaty", "agreement", "pact", "constitution", "charter", "law", "resolution", "deal", "contract"}


def act_of(cue: Sequence[Token], content: Sequence[Sequence[Token]], source: Sequence[Token]) -> tuple[Act, str]:
    """The act and the rule that gave it; `content` are the content's tokens, sentence by sentence."""
    act, rule = _by_cue(cue)
    own = _of_oneself(content[0]) if act == "assert" and content else []
    if own:
        return _by_cue(own)[0], f"{rule}+oneself"
    if act in ("assert", "imply"):
        ahead = _by_content(content, source)
        if ahead is not None:
            return ahead, f"{rule}+content"
    return act, rule


def _by_cue(cue: Sequence[Token]) -> tuple[Act, str]:
    said, unsaid = table("cues", "lemma", "act"), table("cues", "lemma", "negated")
    known = [t for t in cue if t.lemma.lower() in said]
    if not known:
        return "assert", "cue:other"
    lemmas = [t.lemma.lower() for t in known]
    if {"decline", "refuse"} & set(lemmas) and (SPEAKING & set(lemmas) or len(known) == 1):
        return "decline", "cue:refusal"
    word = _weightiest(lemmas, said)
    if word == "call" and {t.lower for t in cue} & {"for", "on", "upon"}:
        word = "urge"
    spoken = {t.lower for t in cue}
    if spoken & NEGATIONS or {"yet", "to"} <= spoken:
        return cast(Act, unsaid[word]), f"cue:not {word}"  # the lexicon holds acts only, see its test
    return cast(Act, said[word]), f"cue:{word}"


def _of_oneself(content: Sequence[Token]) -> list[Token]:
    """The verb group of "(said) she could not confirm": the speaker tells of an act of speech, or of not knowing."""
    verb = _main(content)
    if verb is None or _subject(content, verb) not in ONESELF:
        return []
    group = [t for t in content if t.i == verb.i or (t.head == verb.i and t.dep in ("aux", "neg", "xcomp", "acomp"))]
    known = {t.lemma.lower() for t in group} & (SPEAKING | KNOWING)
    return group if known and _by_cue(group)[0] in ("decline", "unknown") else []


def _weightiest(lemmas: list[str], said: dict[str, str]) -> str:
    """The last word that does more than assert, else the last: "issued a warning, saying" warns."""
    return next((w for w in reversed(lemmas) if said[w] != "assert"), lemmas[-1])


def _by_content(content: Sequence[Sequence[Token]], source: Sequence[Token]) -> Act | None:
    """A plain "said" whose content looks ahead, obliges, promises or takes something back."""
    text = " ".join(t.text for run in content for t in run)
    if REVISED.search(text):
        return "revise"
    if any(t.lower in DUTY and not _negated(run, t) for run in content for t in run):
        return "promise" if {t.lemma.lower() for t in source} & BOUND else "demand"
    if any(_imperative(run) for run in content):
        return "demand"
    modal = _modal(content[0]) if content else None
    if modal is None:
        return None
    subject = _subject(content[0], _main(content[0]))
    if subject in ("we", "i") and modal.lower in ("will", "'ll", "’ll", "shall", "wo"):
        return "promise"
    return "predict"


def _imperative(run: Sequence[Token]) -> bool:
    """A base form without subject or auxiliary that opens a clause: "Lift the siege"."""
    governed = {t.head for t in run if t.dep in ("nsubj", "nsubjpass", "aux", "auxpass")}
    opens = (t for before, t in zip((None, *run), run, strict=False) if before is None or before.pos == "PUNCT")
    return any(t.tag == "VB" and t.i not in governed for t in opens)


def _negated(content: Sequence[Token], token: Token) -> bool:
    return any(t.lower in NEGATIONS and t.head == token.head and abs(t.i - token.i) <= 2 for t in content)


def _main(content: Sequence[Token]) -> Token | None:
    """The verb of the content's first clause: the token whose governor lies outside."""
    inside = {t.i for t in content}
    tops = [t for t in content if (t.head not in inside or t.head == t.i) and t.pos in ("VERB", "AUX")]
    return tops[0] if tops else None


def _modal(content: Sequence[Token]) -> Token | None:
    """The modal that governs the main clause, or "going to"."""
    main = _main(content)
    if main is None:
        return None
    return next((t for t in content if t.head == main.i and t.lower in AHEAD and t.i < main.i), None)


def _subject(content: Sequence[Token], verb: Token | None) -> str:
    return next((t.lower for t in content if verb and t.head == verb.i and t.dep in ("nsubj", "nsubjpass")), "")
