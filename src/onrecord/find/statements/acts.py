"""What a speaker does with the content: the act of a statement, from its cue, its negation and its content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.language.lexicon import table
from onrecord.language.text import Token
from onrecord.model import Act

NEGATIONS = {"not", "n't", "n’t", "never", "neither", "nor", "no", "hardly", "without"}
SPEAKING = {"say", "comment", "discuss", "confirm", "answer", "respond", "specify", "elaborate", "deny", "speculate",
            "address", "detail", "disclose", "give", "provide", "reveal", "explain"}
AHEAD = {"will", "would", "shall", "could", "may", "might", "'ll", "’ll", "wo", "ca", "can"}
DUTY = {"should", "must", "ought"}
FIRST = {"we", "i", "they", "he", "she", "it"}
REVISED = re.compile(
    r"\b(initially|originally|previously|at first|earlier)\b.{0,120}\b(but|however|now|instead|since)\b|"
    r"\b(contrary to|rather than) (the |our |an )?(earlier|initial|previous)\b",
    re.IGNORECASE | re.DOTALL,
)
CALL = re.compile(r"(?:^|[:;.!?]\s+)[“\"]?(?:please\s+)?(?:let us|let’s|let's|do not|don’t|don't|stop|lift|listen|give|"
                  r"end|join|stand|come|take|make|show|help|act|leave|free|release|keep|remember)\b", re.IGNORECASE)
BOUND = {"accord", "treaty", "agreement", "pact", "constitution", "charter", "law", "resolution", "deal", "contract"}


def act_of(cue: Sequence[Token], content: Sequence[Sequence[Token]], source: Sequence[Token]) -> tuple[Act, str]:
    """The act and the rule that gave it; `content` are the content's tokens, sentence by sentence."""
    act, rule = _by_cue(cue)
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
    if any(t.lower in NEGATIONS for t in cue) or "yet" in {t.lower for t in cue} and "to" in {t.lower for t in cue}:
        return unsaid[word], f"cue:not {word}"  # type: ignore[return-value]  the lexicon holds acts only, see its test
    return said[word], f"cue:{word}"  # type: ignore[return-value]  the same


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
    if CALL.search(text):
        return "demand"
    modal = _modal(content[0]) if content else None
    if modal is None:
        return None
    subject = _subject(content[0], modal)
    if subject in ("we", "i") and modal.lower in ("will", "'ll", "’ll", "shall", "wo"):
        return "promise"
    return "predict"


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


def _subject(content: Sequence[Token], modal: Token) -> str:
    return next((t.lower for t in content if t.head == modal.head and t.dep in ("nsubj", "nsubjpass")), "")
