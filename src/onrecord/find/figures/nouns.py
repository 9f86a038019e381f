"""The noun that a number counts, and its name as a unit: "active service member", "round of ammunition"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language.lexicon import words
from onrecord.language.text import Sentence, Token

MODIFIERS = {"JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "NNP", "NNPS", "HYPH", "AFX", "RBS"}
NOUNS = {"NN", "NNS", "NNP", "NNPS"}
NAMED = {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "HYPH", "AFX"}
DETERMINERS = {"DT", "PRP$", "PDT"}
JOINED = {"JJ", "NNP", "VBN"}  # "red and white flags"
CALENDAR = {"DATE", "TIME"}
SKIPPED = {"more", "other", "additional", "further", "another", "different", "such"}
LONGEST = 7  # words between a number and its noun


@dataclass(frozen=True, slots=True)
class Noun:
    """The head of what is counted, the last token of the phrase, and the name of the unit ("others" have none)."""

    head: Token
    last: Token
    unit: str | None


def counted(sentence: Sentence, number: Token, of: bool) -> Noun | None:
    """The noun counted by a number; `of` where the number takes one ("dozens of people", "one of the men")."""
    first = number.i + 1
    if first < len(sentence.tokens) and sentence.tokens[first].tag == "HYPH":
        first += 1
    of = of and first < len(sentence.tokens) and sentence.tokens[first].lower == "of"
    run = _run(sentence, first, of)
    nouns = [t for t in run if t.tag in NOUNS]
    if not nouns:
        return None
    governor = sentence.tokens[number.head]
    head = governor if governor in nouns and not of else nouns[-1]
    run = [t for t in run if t.i <= head.i]
    if head.lower == "others":
        return Noun(head, head, None)
    return _with_content(sentence, head, unit_name(run, head))


def _run(sentence: Sentence, first: int, of: bool) -> list[Token]:
    """The tokens of the noun phrase that begins at `first`."""
    rest = sentence.tokens[first : first + LONGEST + 2]
    if of:
        if not rest or rest[0].lower != "of":
            return []
        rest = rest[2:] if len(rest) > 1 and rest[1].tag in DETERMINERS else rest[1:]
    run: list[Token] = []
    for i, token in enumerate(rest):
        if token.tag == "CC" and run and {t.tag for t in (run[-1], *rest[i + 1 : i + 2])} <= JOINED:
            run.append(token)
            continue
        if not _fits(token, run) or (run and _ended(sentence, run, token)):
            break
        if token.ent in CALENDAR and token.ent_start:
            break
        run.append(token)
    return run


def _fits(token: Token, run: list[Token]) -> bool:
    """A modifier or noun; a number only inside a name ("two 737 jets")."""
    if token.tag == "CD":
        return bool(run) and (run[-1].tag not in NOUNS or run[-1].tag == "NNP") and token.text.lstrip("-").isdigit()
    if token.tag == "POS":
        return bool(run)
    return token.tag in MODIFIERS and (token.text[0].isalpha() or token.tag == "HYPH")


def _ended(sentence: Sentence, run: list[Token], token: Token) -> bool:
    """Does the noun phrase end before a token?"""
    return bool(run) and run[-1].tag in NOUNS and not _continues(sentence, run[-1], token)


def _continues(sentence: Sentence, noun: Token, token: Token) -> bool:
    """Does a token behind a noun still belong to the compound?"""
    if noun.tag == "NNP" and token.tag in ("NN", "NNS"):
        return True
    return token.tag in ("HYPH", "POS") or (token.tag in NOUNS | {"CD"} and noun.head >= token.i)


def unit_name(run: list[Token], head: Token) -> str:
    """The counted noun in the singular with its modifiers; nationalities and participles say no unit."""
    own = [t for k, t in enumerate(run) if t.i < head.i and (t.tag in NAMED or (k and run[k - 1].tag == "HYPH"))]
    kept = [t for t in own if t.ent not in ("NORP", "GPE") and t.lower not in SKIPPED]
    owner = max((t.i for t in run if t.tag == "POS"), default=-1)
    text = ""
    for token in (t for t in kept if t.i > owner):
        text += token.text if token.tag == "HYPH" or text.endswith("-") else f" {token.text}"
    return f"{text} {singular(head)}".replace("- ", "-").strip()


def singular(noun: Token) -> str:
    """A noun without its plural; common nouns in lower case."""
    if noun.tag in ("NNP", "NNPS"):
        return noun.text[:-1] if noun.tag == "NNPS" and noun.text.endswith("s") else noun.text
    return noun.lemma.lower() if noun.tag == "NNS" else noun.lower


def _with_content(sentence: Sentence, head: Token, unit: str) -> Noun:
    """A unit that holds another thing takes it along: "round of ammunition"."""
    if head.lemma.lower() in words("containers") and head.i + 2 < len(sentence.tokens):
        run = _run(sentence, head.i + 1, of=True)
        nouns = [t for t in run if t.tag in NOUNS]
        if nouns:
            run = [t for t in run if t.i <= nouns[-1].i]
            return Noun(head, nouns[-1], f"{unit} of {' '.join(t.text for t in run)}")
    return Noun(head, head, unit)
