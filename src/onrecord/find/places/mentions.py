"""Where names of places stand in a sentence: names of the gazetteer, and names that their surroundings give away."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.gazetteer import Site, prefixes, sites
from onrecord.language.lexicon import words
from onrecord.language.text import Article, Sentence, Token

REACH = 60  # characters of the longest name that is looked for
CAPITAL = re.compile(r"(?<![\w'])[A-ZÀ-ÖØ-ÞĀ-Ž]")
CAPITALS = re.compile(r"[A-Z][A-Z'.-]*(?: [A-Z][A-Z'.-]*)*(?!\w)")
SMALL = re.compile(r"\b(?:And|Of|The|De|La|Del|On|In|Upon)\b")
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
DIRECTIONS = frozenset((
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "northeast",
    "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern", "southwestern", "upper",
    "lower", "inner", "outer", "downtown", "greater", "metropolitan", "rural", "the", "occupied", "mainland",
))
DATELINE_MARKS = frozenset((",", "(", "-", "--", "–", "—"))
BREAKS = frozenset((",", ":"))  # tags of the marks that no name of a place goes on behind
NAMES = frozenset(("NNP", "NNPS"))
LIMIT = 5  # tokens of a name that only its surroundings give away
HOLDS_SITES = 50_000  # people of a town whose name inside another name says where that is


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: offsets into the report, its tokens, the entity around it, the places it can mean.

    For a name that is not in the gazetteer, `part` is one inside it that is ("Dresden Zoo"), and `around` its places.
    """

    start: int
    end: int
    name: str
    sentence: Sentence
    first: int
    last: int
    entity: tuple[str, int, int]  # label, first and last token; ("", first, last) where there is none
    sites: tuple[Site, ...] = ()
    around: tuple[Site, ...] = ()
    part: str = ""

    @property
    def label(self) -> str:
        """The entity type that the tagger gave the name, "" for none."""
        return self.entity[0]

    @property
    def alone(self) -> bool:
        """Is the name the whole entity, but for directions before, and a genitive or kind of place around?"""
        _, first, last = self.entity
        tokens = self.sentence.tokens
        before = all(t.lower in DIRECTIONS or is_kind(t) for t in tokens[first : self.first])
        after = all(t.tag == "POS" or is_kind(t, "region", "town") or (t.text.islower() and is_kind(t))
                    for t in tokens[self.last + 1 : last + 1])
        return before and after

    @property
    def dateline(self) -> bool:
        """Does the name open a sentence in capitals, with a dash, comma or bracket behind: "CAIRO (Reuters) -"?"""
        after = self.near(1)
        return self.first == 0 and after is not None and after.text in DATELINE_MARKS and \
            self.sentence.tokens[0].text.isupper() and len(self.name) > 3

    def lower(self, steps: int) -> str:
        """The token some steps behind the name (before it where negative), in lower case; "" where there is none."""
        token = self.near(steps)
        return token.lower if token else ""

    def near(self, steps: int) -> Token | None:
        """The token some steps behind the name, or before it where negative."""
        i = self.last + steps if steps > 0 else self.first + steps
        return self.sentence.tokens[i] if 0 <= i < len(self.sentence.tokens) else None


def is_kind(token: Token, *scopes: str) -> bool:
    """Is the token a word for a kind of place, of one of the scopes where any is named?"""
    if not scopes:
        return token.lower in words("place_kinds")
    return any(token.lower in words("place_kinds", scope=scope) for scope in scopes)


def mentions(article: Article) -> Iterator[Mention]:
    """Names in text order, none overlapping."""
    for sentence in article.sentences:
        entities = _entities(sentence)
        known = list(_known(sentence, entities))
        taken = {i for m in known for i in range(m.first, m.last + 1)}
        others = []
        for mention in (*_tagged(sentence, entities), *_by_kind(sentence, entities)):
            if taken.isdisjoint(range(mention.first, mention.last + 1)):
                taken.update(range(mention.first, mention.last + 1))
                others.append(mention)
        yield from sorted(known + others, key=lambda m: m.start) if others else known


def _known(sentence: Sentence, entities: dict[int, tuple[str, int, int]]) -> Iterator[Mention]:
    """Names of the gazetteer, the longest at each spot; inside a longer name of a place, that name."""
    text = sentence.text.replace("’", "'")
    starts = [t.start - sentence.start for t in sentence.tokens]
    behind = free = 0  # the first character and the first token that no name has taken yet
    for match in CAPITAL.finditer(text):
        if match.start() < behind:
            continue
        name = _longest(text, match.start())
        if not name:
            continue
        end = match.start() + len(name)
        first, last = bisect_right(starts, match.start()) - 1, bisect_right(starts, end - 1) - 1
        entity = entities.get(first) or entities.get(last) or ("", first, last)
        mention = Mention(sentence.start + match.start(), sentence.start + end, name, sentence, first, last, entity,
                          sites(name))
        if _is_plain(mention):
            continue
        run = _site_run(mention)
        if run is None and entity[0] in PLACE_LABELS and not mention.alone:
            run = min(entity[1], first), max(entity[2], last)
        if run is not None:
            mention = _whole(mention, max(run[0], free), run[1])
        behind, free = mention.end - sentence.start, mention.last + 1
        yield mention


def _is_plain(mention: Mention) -> bool:
    """Is the name no name at all but a common word, a kind of place, or directions that are a part of some name?"""
    if mention.first == mention.last:
        token = mention.sentence.tokens[mention.first]
        listed = any(s.listed for s in mention.sites)
        named = token.tag in NAMES or mention.label in PLACE_LABELS or listed or mention.dateline
        if not named or is_kind(token):
            return True
    parts = mention.name.lower().replace("-", " ").split()
    return all(part in DIRECTIONS for part in parts) and not any(s.listed for s in mention.sites)


def _site_run(mention: Mention) -> tuple[int, int] | None:
    """First and last token of the capitalised name around this one that ends in a kind of building or street."""
    sentence = mention.sentence
    last = _run(sentence, mention.last + 1, 1)
    while last > mention.last and not is_kind(sentence.tokens[last], "site", "street"):
        last -= 1
    return (min(_run(sentence, mention.first - 1, -1), mention.first), last) if last > mention.last else None


def _whole(mention: Mention, first: int, last: int) -> Mention:
    """The longer name that a known name is a part of: it lies in or near what the part means, if anywhere known."""
    sentence = mention.sentence
    while first < mention.first and sentence.tokens[first].lower in ("the", "a", "an"):
        first += 1
    while last > mention.last and sentence.tokens[last].tag not in NAMES:
        last -= 1
    if (first, last) == (mention.first, mention.last):
        return mention
    span = sentence.span(first, last)
    common = mention.name.lower() in words("common_towns")
    around = () if common else tuple(s for s in mention.sites if _can_hold(s, sentence.tokens[last]))
    return Mention(span.start, span.end, span.text, sentence, first, last, (mention.label, first, last), (), around,
                   mention.name)


def _can_hold(site: Site, kind: Token) -> bool:
    """"Aberdeen Hospital" is in Aberdeen; "Aberdeen Street" need not be, and "Fraser Valley" is by no town Fraser."""
    if is_kind(kind, "street"):
        return False
    if is_kind(kind, "water"):
        return site.feature in ("water", "mountain", "island", "area")
    return site.feature in ("city", "district", "region", "island") and (site.listed or site.people >= HOLDS_SITES)


def _longest(text: str, start: int) -> str:
    """The longest name that begins here and ends with a word; a stretch in capitals is read in small letters too."""
    piece = text[start : start + REACH]
    found = next((n for n in reversed(prefixes(piece)) if _ends(piece, len(n))), "")
    run = CAPITALS.match(piece)
    if run and len(run[0]) > max(3, len(found)):
        small = SMALL.sub(lambda m: m[0].lower(), run[0].title())
        found = next((n for n in reversed(prefixes(small)) if _ends(small, len(n)) and len(n) > 3), found)
    return found


def _ends(text: str, end: int) -> bool:
    """Does no word go on behind this offset? A genitive may follow."""
    rest = text[end : end + 2]
    return not rest or not (rest[0].isalnum() or (rest[0] == "'" and rest[1:].isalpha() and rest[1] not in "sS"))


def _entities(sentence: Sentence) -> dict[int, tuple[str, int, int]]:
    """The entity of each token that has one; a comma or dash ends an entity."""
    found: dict[int, tuple[str, int, int]] = {}
    tokens = sentence.tokens
    start = 0
    for i, token in enumerate(tokens):
        if not token.ent or token.tag in BREAKS:
            continue
        if token.ent_start or not i or tokens[i - 1].ent != token.ent or tokens[i - 1].tag in BREAKS:
            start = i
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if after is None or after.ent != token.ent or after.ent_start or after.tag in BREAKS:
            for part in range(start, i + 1):
                found[part] = (token.ent, start, i)
    return found


def _tagged(sentence: Sentence, entities: dict[int, tuple[str, int, int]]) -> Iterator[Mention]:
    """Entities that the tagger takes for places and the gazetteer does not know."""
    tokens = sentence.tokens
    for label, first, last in dict.fromkeys(entities.values()):
        if label not in PLACE_LABELS:
            continue
        while first < last and tokens[first].lower in ("the", "a", "an"):
            first += 1
        while last > first and tokens[last].tag == "POS":
            last -= 1
        plain = all(t.lower in DIRECTIONS for t in tokens[first : last + 1])
        if tokens[last].tag in NAMES and tokens[first].text[0].isupper() and not plain:
            yield _mention(sentence, first, last, label)


def _by_kind(sentence: Sentence, entities: dict[int, tuple[str, int, int]]) -> Iterator[Mention]:
    """Capitalised names behind "the village of" or before "district", and names that end in "Hospital", "Street"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if not is_kind(token):
            continue
        if is_kind(token, "region", "town") and i + 2 < len(tokens) and tokens[i + 1].lower == "of":
            last = _run(sentence, i + 2, 1)
            if last >= i + 2:
                yield _mention(sentence, i + 2, last, "")
        first = _run(sentence, i - 1, -1)
        if first < i and (token.text[0].isupper() or is_kind(token, "region", "town")):
            last = i if token.text[0].isupper() else i - 1
            label = entities.get(first, ("", 0, 0))[0]
            if label not in ("DATE", "TIME", "MONEY", "NORP"):
                yield _mention(sentence, first, last, label)


def _run(sentence: Sentence, i: int, step: int) -> int:
    """The last index of the capitalised names that begin at i and go on in one direction."""
    tokens = sentence.tokens
    end = i - step
    while 0 <= i < len(tokens) and tokens[i].tag in NAMES and tokens[i].text[0].isupper() and abs(end - i) < LIMIT:
        end, i = i, i + step
    return end


def _mention(sentence: Sentence, first: int, last: int, label: str) -> Mention:
    span = sentence.span(first, last)
    return Mention(span.start, span.end, span.text, sentence, first, last, (label, first, last))
