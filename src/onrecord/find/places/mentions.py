"""Where names of the gazetteer stand in a sentence, and what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.gazetteer import Site, prefixes, sites
from onrecord.language.text import Article, Sentence, Token

REACH = 60  # characters of the longest name that is looked for
CAPITAL = re.compile(r"(?<![\w'])[A-ZÀ-ÖØ-ÞĀ-Ž]")
SMALL = re.compile(r"\b(?:And|Of|The|De|La|Del|On|In|Upon)\b")
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
KINDS_OF_REGION = frozenset((
    "province", "oblast", "region", "district", "county", "governorate", "state", "prefecture", "department",
    "territory", "parish", "krai", "republic", "municipality", "canton", "division", "emirate", "voivodeship",
))
KINDS_OF_SITE = frozenset((
    "river", "lake", "sea", "bay", "gulf", "strait", "island", "islands", "mountain", "mountains", "valley", "hills",
    "desert", "airport", "street", "avenue", "road", "bridge", "port", "city", "town", "township", "village", "park",
    "beach", "base", "airfield", "square", "square", "canal", "peninsula", "camp", "crossing", "dam", "forest",
))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: offsets into the report, its tokens, the entity around it, the places it can mean."""

    start: int
    end: int
    name: str
    sentence: Sentence
    first: int
    last: int
    entity: tuple[str, int, int]  # label, first and last token; ("", first, last) where there is none
    sites: tuple[Site, ...]

    @property
    def label(self) -> str:
        """The entity type that the tagger gave the name, "" for none."""
        return self.entity[0]

    @property
    def alone(self) -> bool:
        """Is the name the whole entity, but for "the" before and a genitive or kind of place after?"""
        _, first, last = self.entity
        tokens = self.sentence.tokens
        before = all(t.lower == "the" for t in tokens[first : self.first])
        after = all(t.lower in KINDS or t.tag == "POS" for t in tokens[self.last + 1 : last + 1])
        return before and after

    def before(self, steps: int = 1) -> Token | None:
        """The token some steps before the name."""
        i = self.first - steps
        return self.sentence.tokens[i] if i >= 0 else None

    def after(self, steps: int = 1) -> Token | None:
        """The token some steps behind the name."""
        i = self.last + steps
        return self.sentence.tokens[i] if i < len(self.sentence.tokens) else None


KINDS = KINDS_OF_REGION | KINDS_OF_SITE


def mentions(article: Article) -> Iterator[Mention]:
    """Names of the gazetteer in text order, the longest at each spot, and places that only the tagger knows."""
    for sentence in article.sentences:
        known = list(_known(sentence))
        taken = {i for m in known for i in range(m.first, m.last + 1)}
        named = [m for m in _named(sentence) if taken.isdisjoint(range(m.first, m.last + 1))]
        yield from sorted(known + named, key=lambda m: m.start)


def _known(sentence: Sentence) -> Iterator[Mention]:
    text = sentence.text.replace("’", "'")
    starts = [t.start - sentence.start for t in sentence.tokens]
    entities = _entities(sentence)
    behind = 0
    for match in CAPITAL.finditer(text):
        if match.start() < behind:
            continue
        name, length = _longest(text, match.start())
        if not length:
            continue
        behind = match.start() + length
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, behind - 1) - 1
        yield Mention(
            sentence.start + match.start(), sentence.start + behind, name, sentence, first, last,
            entities.get(first) or entities.get(last) or ("", first, last), sites(name),
        )


def _longest(text: str, start: int) -> tuple[str, int]:
    """The longest name that begins here and ends with a word, and its length; text in capitals is read in small."""
    piece = text[start : start + REACH]
    for name in reversed(prefixes(piece)):
        if _ends(piece, len(name)):
            return name, len(name)
    word = piece.split(" ", 1)[0].rstrip(",.:;()'\"")
    if len(word) > 3 and word.isupper() and word.isalpha():
        piece = SMALL.sub(lambda m: m[0].lower(), piece.title())
        for name in reversed(prefixes(piece)):
            if _ends(piece, len(name)) and text[start : start + len(name)].isupper():
                return name, len(name)
    return "", 0


def _ends(text: str, end: int) -> bool:
    """Does no word go on behind this offset? A genitive may follow."""
    rest = text[end : end + 3]
    return not rest or not (rest[0].isalnum() or (rest[0] == "'" and rest[1:2].isalpha() and rest[1] not in "sS"))


def _entities(sentence: Sentence) -> dict[int, tuple[str, int, int]]:
    """The entity of each token that has one."""
    found: dict[int, tuple[str, int, int]] = {}
    tokens = sentence.tokens
    start = 0
    for i, token in enumerate(tokens):
        if token.ent_start or (token.ent and i and tokens[i - 1].ent != token.ent):
            start = i
        if token.ent and (i + 1 == len(tokens) or tokens[i + 1].ent != token.ent or tokens[i + 1].ent_start):
            for part in range(start, i + 1):
                found[part] = (token.ent, start, i)
    return found


def _named(sentence: Sentence) -> Iterator[Mention]:
    """Entities that the tagger takes for places."""
    for label, first, last in sorted(set(_entities(sentence).values()), key=lambda e: e[1]):
        tokens = sentence.tokens
        while first < last and tokens[first].lower in ("the", "a", "an"):
            first += 1
        while last > first and tokens[last].tag == "POS":
            last -= 1
        if label in PLACE_LABELS and tokens[first].text[0].isupper():
            span = sentence.span(first, last)
            yield Mention(span.start, span.end, span.text, sentence, first, last, (label, first, last), ())
