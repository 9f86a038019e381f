"""One noun phrase, read: whose name it is, or what its head noun says, and what the words before the head add."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.find.people.chunks import TIMES, Chunk, tail
from onrecord.find.people.context import complete, describe, sector
from onrecord.find.people.mention import SUBJECT, Form, Mention, speaks
from onrecord.language.actors import Actor, first_name_gender, head_noun, is_title, leader, nation, titles
from onrecord.language.text import Sentence, Token
from onrecord.model import Kind

ARTICLES = frozenset(("a", "an", "the", "this", "that", "these", "those"))
DEFINITE = frozenset(("the", "this", "that", "these", "those"))
PLURAL = frozenset(("NNS", "NNPS"))
PLACES = frozenset(("in", "at", "near", "around", "outside", "inside", "across", "through", "throughout", "from"))
TREATIES = frozenset(("agreement", "law"))  # documents that the tagger takes for organisations
PEOPLES_AND_PLACES = frozenset(("NORP", "GPE", "LOC", "FAC"))
ACRONYM = 5  # letters of a word in capitals that is an acronym and no family name
COMPLETED = frozenset(("person", "organization"))  # what a prepositional phrase completes: "head of the army"
KINDS: dict[str, Kind] = {
    "PERSON": "person", "ORG": "organization", "NORP": "group", "GPE": "place", "LOC": "place",
    "FAC": "facility", "LAW": "document", "WORK_OF_ART": "document", "PRODUCT": "other",
}


@dataclass(slots=True)
class Phrase:
    """A base noun phrase with the known names inside it (first token, token behind the last, actor)."""

    sentence: Sentence
    chunk: Chunk
    tokens: tuple[Token, ...]
    actors: list[tuple[int, int, Actor]]

    @property
    def head(self) -> Token:
        """The head noun."""
        return self.sentence.tokens[self.chunk.head]

    @property
    def head_at(self) -> int:
        """The head's place in the phrase."""
        return self.chunk.head - self.chunk.first

    def person(self) -> Mention | None:
        """A person's name with the titles and the role before it."""
        start = self._name_start()
        if start is None:
            return None
        before = self.tokens[:start]
        mention = self._mention("name", "person", start)
        describe(mention, head_noun(before), self.tokens[:start], self.actors)
        title = next((titles()[t.lower.rstrip(".")] for t in reversed(before) if is_title(t)), (None, None))
        first = first_name_gender(self.tokens[start].text) if start < self.head_at else None
        mention.gender = title[0] or mention.gender or first
        mention.sector = mention.sector or title[1]
        mention.roles = self._role(before) if mention.noun else ()
        return mention

    def _name_start(self) -> int | None:
        """Where in the phrase the bare name begins; None where the phrase is no person's name."""
        if self._is_leader():
            return self.head_at
        if self.head.pos != "PROPN" or (self.head.tag == "NNPS" and self.head.ent != "PERSON"):
            return None
        start = self._capitals()
        titled = self._is_titled(start)
        if start == self.head_at and not titled and (self._is_acronym() or self._has_article()):
            return None
        if self.head.ent == "PERSON":
            while start < self.head_at and self.tokens[start].ent != "PERSON" and not self._is_first_name(start):
                start += 1
        elif not titled and (self.head.ent or first_name_gender(self.tokens[start].text) is None):
            return None
        known = any(first <= start and behind > self.head_at for first, behind, _ in self.actors)
        return None if known and not titled else start

    def _is_leader(self) -> bool:
        """Is it the short name alone of a much reported leader, whatever the tagger takes it for?"""
        alone = self.head_at == 0 and self.head.text[0].isupper() and self.head.ent not in PEOPLES_AND_PLACES
        return alone and self.head.pos != "PROPN" and leader([self.head.lower]) is not None

    def _is_titled(self, start: int) -> bool:
        """Does a title stand before the name? That of "General Assembly" is a part of it."""
        if start == 0 or not is_title(self.tokens[start - 1]) or not self.tokens[start - 1].text[0].isupper():
            return False
        return self.head.ent in ("", "PERSON") or self.tokens[start - 1].ent != self.head.ent

    def _is_first_name(self, at: int) -> bool:
        """Is a capitalised word that the tagger left out a part of the name: directly behind a title or role?"""
        behind_role = at > 0 and (is_title(self.tokens[at - 1]) or head_noun(self.tokens[:at]) is not None)
        return behind_role and self.tokens[at].ent in ("", "ORG")

    def _has_article(self) -> bool:
        """Does "the" stand directly before the head, as before no person's name?"""
        return self.head_at > 0 and self.tokens[self.head_at - 1].lower == "the"

    def _is_acronym(self) -> bool:
        word = self.head.text
        return word.isupper() and 1 < len(word) <= ACRONYM and not self.sentence.text.isupper()

    def _capitals(self) -> int:
        """Where the run of proper nouns that the head ends begins, titles and roles left out."""
        start = at = self.head_at
        while at > 0 and self.tokens[at - 1].pos in ("PROPN", "PUNCT"):
            at -= 1
            token = self.tokens[at]
            if token.pos == "PROPN" and (is_title(token) or head_noun(self.tokens[: at + 1])):
                break
            if token.pos == "PROPN":
                start = at
        return start

    def actor(self) -> Mention | None:
        """A known country, body or organisation, or a people: "the Pentagon", "Kyiv", "North Koreans"."""
        for first, behind, actor in self.actors:
            if first <= self.head_at < behind:
                mention = self._mention("name", actor.kind, first)
                mention.actor, mention.country, mention.sector = actor, actor.country, actor.sector
                mention.plural = self.head.tag in PLURAL and actor.demonym
                if actor.demonym:  # "Bosnian Serbs" are Bosnian
                    mention.sector = "CVL"
                    mention.country = self.actors[0][2].country or actor.country
                elif actor.seat and self._is_place():
                    mention.kind, mention.sector = "place", None
                return mention
        return None

    def _is_place(self) -> bool:
        """Does the phrase say where something is?"""
        token = self.head
        while token.dep == "conj" and token.head < token.i:
            token = self.sentence.tokens[token.head]
        return token.dep == "pobj" and self.sentence.tokens[token.head].lower in PLACES

    def named(self) -> Mention | None:
        """An organisation, place, work or people that the tagger named, or a capitalised word."""
        ent, start = self.head.ent, self.head_at
        noun = head_noun(self.tokens[: start + 1])
        if (noun and noun.kind == "person") or (not ent and (noun or self.head.pos != "PROPN")):
            return None  # a common noun that only begins with a capital: "Demonstrators"
        while start > 0 and ent and self.tokens[start - 1].ent == ent and not self.tokens[start].ent_start:
            start -= 1
        if not ent:
            start = self._capitals()
        if self.tokens[start].lower in ARTICLES:
            start = min(start + 1, self.head_at)
        kind = KINDS.get(ent, "other")
        mention = self._mention("name", kind if kind != "person" else "other", start)
        describe(mention, noun, self.tokens[: self.head_at], self.actors)
        if noun and noun.kind != "country" and (mention.kind == "other" or noun.group in TREATIES):
            mention.kind = noun.kind
        mention.plural = self.head.tag in PLURAL
        return mention

    def common(self) -> Mention | None:
        """A role, group, document or weapon; the subject of a verb of saying whatever its noun is."""
        noun = head_noun(self.tokens[: self.head_at + 1])
        if noun is None or noun.kind == "country" or (noun.kind == "person" and self._is_title()):
            return None
        kind: Kind = "group" if noun.kind == "person" and self.head.tag in PLURAL else noun.kind
        start = self._words_at()
        last = tail(self.sentence, self.head) if noun.kind in COMPLETED else self.head.i
        form: Form = "name" if kind == "organization" and self._is_capital(start) else "common"
        mention = self._mention(form, kind, start, last)
        describe(mention, noun, self.tokens[: self.head_at - noun.tokens + 1], self.actors)
        if last > self.head.i:
            complete(mention, noun, self.sentence.tokens[self.head.i + 1 : last + 1])
        mention.name_at = mention.name_at if form == "name" else -1
        mention.plural = self.head.tag in PLURAL
        mention.definite = self.tokens[0].lower in DEFINITE or any(t.tag in ("PRP$", "POS") for t in self.tokens)
        return mention

    def _words_at(self) -> int:
        """Where the phrase begins behind articles and numbers."""
        start = 0
        while start < self.head_at and _leads(self.tokens[start]):
            start += 1
        return start

    def _is_capital(self, start: int) -> bool:
        """Are all words of the phrase capitalised, in a sentence that is not all capitals?"""
        words = [t.text for t in self.tokens[start : self.head_at + 1]]
        return len(words) > 1 and all(w[0].isupper() for w in words) and not self.sentence.text.isupper()

    def _is_title(self) -> bool:
        """Is the noun a post and nobody who holds it: "as president", "commander in chief"?"""
        governor = self.sentence.head(self.head)
        bare = self.tokens[0] is self.head and self.head.tag not in PLURAL
        as_post = governor is not None and self.head.dep == "pobj" and governor.lower == "as"
        return as_post or (bare and self.head.dep not in SUBJECT and self.head.dep != "appos")

    def other(self) -> Mention | None:
        """The source of what is said whatever its noun; a capitalised word that may be a name after all."""
        start = self._words_at()
        plural = self.head.tag in PLURAL
        if self.head.text[:1].isupper() and start == self.head_at:
            return self._mention("name", "other", start)
        mention = self._mention("common", "group" if plural else "other", start, self.head.i)
        describe(mention, None, self.tokens[: self.head_at], self.actors)
        mention.name_at, mention.plural = -1, plural
        mention.definite = self.tokens[0].lower in DEFINITE
        return mention if speaks(mention) else None

    def peoples(self) -> Iterator[Mention]:
        """Each side of "Greek and Turkish officials" as a mention of its own."""
        sides = [(at, actor) for at, behind, actor in self.actors if behind <= self.head_at and actor.is_nation]
        if len(sides) < 2 or not any(t.dep == "cc" for t in self.tokens):
            return
        noun = head_noun(self.tokens[: self.head_at + 1])
        if noun is None:
            return
        for at, actor in sides:
            last = self.chunk.head if at == sides[-1][0] else self.chunk.first + at
            span = self.sentence.span(self.chunk.first + at, last)
            name = f"{self.tokens[at].text} {self.head.text}"
            mention = Mention(span, self.sentence, self.head, "common", "group", name, plural=True, noun=noun)
            mention.country = actor.country
            mention.sector = sector(noun, None, self.tokens[at + 1 : self.head_at])
            yield mention

    def modifier(self) -> Mention | None:
        """The body that stands before a head of another kind: the army in "Israeli army bulldozers"."""
        at = self.head_at - 1
        noun = head_noun(self.tokens[: at + 1]) if at >= 0 and self.tokens[at].pos == "NOUN" else None
        if noun is None or not (noun.kind == "organization" or noun.group == "army"):
            return None
        before = Phrase(self.sentence, Chunk(self.chunk.first, self.chunk.head - 1, self.chunk.head - 1),
                        self.tokens[: at + 1], [a for a in self.actors if a[1] <= at])
        return before.common()

    def inner(self, adjectives: bool) -> Iterator[Mention]:
        """Known names before the head: the Pentagon in "Pentagon officials".

        `adjectives`: also the country that nothing but an adjective tells, Israel in "Israeli air raids".
        """
        for first, behind, actor in self.actors:
            if first <= self.head_at < behind or (actor.demonym and not adjectives):
                continue
            head = self.tokens[behind - 1]
            span = self.sentence.span(self.tokens[first], head)
            known = actor if not actor.demonym else nation(actor)
            mention = Mention(span, self.sentence, head, "name", known.kind, span.text, actor=known)
            mention.country, mention.sector, mention.name_at = known.country, known.sector, span.start
            yield mention

    def _mention(self, form: Form, kind: Kind, start: int, last: int | None = None) -> Mention:
        end = self.chunk.last if last is None else last
        begin = 0
        while begin < start and self.tokens[begin].pos in ("PUNCT", "CCONJ"):
            begin += 1
        span = self.sentence.span(self.tokens[begin], end)
        name = self.sentence.span(self.tokens[start], end)
        return Mention(span, self.sentence, self.head, form, kind, " ".join(name.text.split()), name_at=name.start)

    def _role(self, before: tuple[Token, ...]) -> tuple[str, ...]:
        first = next((t for t in before if t.lower not in ARTICLES and t.pos != "PUNCT"), None)
        return (self.sentence.span(first, before[-1]).text,) if first else ()


def _leads(token: Token) -> bool:
    """Is the token no part of a name: an article, a number with the words around it, a quotation mark?"""
    return token.lower in ARTICLES or token.pos in ("PUNCT", "NUM") or token.ent in TIMES
