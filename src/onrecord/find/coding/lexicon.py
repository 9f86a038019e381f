"""The lexicons of political acts: nouns with their class, and frames of verbs.

PLOVER: Open Event Data Alliance, the manual of 2021 (CC BY-SA 4.0). CAMEO: Gerner, Schrodt and Yilmaz, 2009.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from onrecord.language.lexicon import rows

SAME = "="
PLACE = frozenset({"place"})  # an object cell: the verb has none, and its preposition leads to a place
PLAN, PASS, SAY, STOP = "PLAN", "PASS", "SAY", "STOP"  # what a frame may do instead of naming an act
OPEN = frozenset({PLAN, PASS, SAY, STOP})
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HOSTILE = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "THREATEN"})

FORCEFUL = HOSTILE - {"MOBILIZE", "PROTEST"}


class Code(NamedTuple):
    """What an act is: PLOVER type and mode, CAMEO code."""

    type: str
    mode: str | None = None
    cameo: str | None = None


class Noun(NamedTuple):
    """A noun's class, and its code where it names an act by itself."""

    kind: str
    code: Code | None


class Frame(NamedTuple):
    """A verb's code under conditions: words that must hang on it, classes for its object or its subject."""

    words: tuple[str, ...]
    objects: frozenset[str]
    subjects: frozenset[str]
    code: Code

    @property
    def rank(self) -> int:
        """How many conditions it has; where its preposition leads counts with the preposition."""
        return len(self.words) + 2 * bool(self.objects - PLACE) + 2 * bool(self.subjects)


def _code(row: dict[str, str]) -> Code:
    return Code(row["type"], row["mode"] or None, row["cameo"] or None)


def _nouns() -> dict[str, tuple[Noun, ...]]:
    found: dict[str, tuple[Noun, ...]] = defaultdict(tuple)
    for row in rows("plover_nouns"):
        noun = Noun(row["class"], _code(row) if row["type"] else None)
        for lemma in row["nouns"].split("|"):
            found[lemma] += (noun,)
    return dict(found)


def _frames() -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = defaultdict(list)
    for row in rows("plover_verbs"):
        objects, subjects = (frozenset(filter(None, row[k].split("|"))) for k in ("object", "subject"))
        for verb in row["verbs"].split("|"):
            lemma, *words = verb.split()
            found[lemma].append(Frame(tuple(words), objects, subjects, _code(row)))
    return {lemma: tuple(sorted(frames, key=lambda f: -f.rank)) for lemma, frames in found.items()}


PERSONAL = frozenset({"people", "force", "captive", "envoy", "peacekeeper"})
ACTING = frozenset({"group", "organization", "country"})  # kinds of entity that act
NOUNS = _nouns()
FRAMES = _frames()
ABOUT = {(row["act"], row["about"]): (row["mode"] or None, row["cameo"]) for row in rows("plover_acts")}
REVERSED = {row["type"]: Code(row["ends"], row["mode"] or None, row["cameo"]) for row in rows("plover_ends")}
STATIVE = frozenset(lemma for lemma in FRAMES if lemma.endswith("ed"))  # "is opposed": no passive
QUANTITIES = frozenset(lemma for lemma, nouns in NOUNS.items() if any(n.kind == "quantity" for n in nouns))
DOCUMENTS = frozenset(lemma for lemma, nouns in NOUNS.items() if any(n.kind == "document" for n in nouns))
PEOPLE = (
    frozenset(lemma for lemma, nouns in NOUNS.items() if any(n.kind in PERSONAL for n in nouns))
    | frozenset(row["role"] for row in rows("roles"))
    | frozenset(row["noun"] for row in rows("groups") if row["kind"] in ACTING)
)
OBJECT_CONTROL = frozenset(
    lemma for lemma, frames in FRAMES.items() if any(f.code.type in ("REQUEST", "CONCEDE") for f in frames)
) | {"force", "help", "make", "lead", "cause", "push", "prompt", "convince", "persuade", "accuse", "suspect"}


def frames_of(lemma: str, word: str) -> tuple[Frame, ...]:
    """The frames of a word; a stative participle has its own, and a lemma that lost its "e" finds it again."""
    return FRAMES.get(word) or FRAMES.get(lemma) or FRAMES.get(lemma + "e") or ()
