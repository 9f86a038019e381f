"""A mention: one phrase that names somebody, says what they are, or stands for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.language.actors import Actor, Noun
from onrecord.language.lexicon import words
from onrecord.language.text import Sentence, Token
from onrecord.model import Kind, Span

Form = Literal["name", "common", "pronoun"]
TELLING = frozenset(("say", "tell", "add"))
PARTS = frozenset(("DT", "CD", "JJS", "PDT"))
SUBJECT = frozenset(("nsubj", "nsubjpass", "csubj"))


@dataclass(slots=True)
class Mention:
    """`name` is the phrase without article, title and role; `noun` what its head says; `actor` who it names."""

    span: Span
    sentence: Sentence
    head: Token
    form: Form
    kind: Kind
    name: str
    gender: str | None = None
    plural: bool = False
    definite: bool = False
    noun: Noun | None = None
    actor: Actor | None = None
    owner: Actor | None = None  # who the words before the head name: "Pentagon" in "Pentagon officials"
    country: str | None = None
    sector: str | None = None
    roles: tuple[str, ...] = ()
    name_at: int = -1  # where the bare name begins, an offset into the report's text; -1 where there is none
    quoted: bool = False
    short_of: str = ""  # the key of the longer name that this one shortens

    @property
    def key(self) -> str:
        """The name for comparison: lower case, white space made single."""
        return " ".join(self.name.lower().split())

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name for comparison, without dots."""
        return tuple(self.key.replace(".", "").split())

    @property
    def subject_of(self) -> Token | None:
        """The verb whose subject the mention is, also as a conjunct or behind "some of"."""
        tokens, token = self.sentence.tokens, self.head
        while (token.dep == "conj" and token.head < token.i) or self._is_whole(token):
            token = tokens[token.head] if token.dep == "conj" else tokens[tokens[token.head].head]
        return self.sentence.head(token) if token.dep in SUBJECT else self._tail_verb()

    def _tail_verb(self) -> Token | None:
        """The verb of ", the agency said" behind its content, where the parser missed whose verb it is."""
        after = self.sentence.tokens[self.head.i + 1 : self.head.i + 2]
        start = self.span.start - self.sentence.start
        before = self.sentence.text[max(0, start - len('" ')) : start].rstrip()
        said = bool(after) and after[0].tag == "VBD" and after[0].lemma in TELLING
        return after[0] if said and before.endswith((",", '"', "”")) else None


    def _is_whole(self, token: Token) -> bool:
        """Is it that of which a part is told: the soldiers in "some of the soldiers"?"""
        of = self.sentence.tokens[token.head]
        part = self.sentence.tokens[of.head]
        return token.dep == "pobj" and of.lower == "of" and of.i == part.i + 1 and part.tag in PARTS


def speaks(mention: Mention) -> bool:
    """Is somebody made answerable for some words by the mention: subject of a verb of saying, "according to"?"""
    verb = mention.subject_of
    if verb is not None:
        return verb.lemma in words("cues", "lemma") and verb.pos == "VERB"
    prep = mention.sentence.head(mention.head)
    return prep is not None and prep.lower == "to" and mention.sentence.tokens[prep.head].lower == "according"


@dataclass(slots=True)
class Cluster:
    """Mentions that are taken for one entity; what is known of it is gathered from them."""

    kind: Kind
    mentions: list[Mention] = field(default_factory=list)
    gender: str | None = None
    why: str = "name"

    def add(self, mention: Mention) -> None:
        """Take the mention in."""
        self.mentions.append(mention)
        self.gender = self.gender or mention.gender

    def turn(self, kind: Kind) -> None:
        """Make the entity one of another kind."""
        self.kind = kind
        for mention in self.mentions:
            mention.kind = kind

    @property
    def plural(self) -> bool:
        """Is the entity several people or things?"""
        return any(m.plural for m in self.mentions if m.form != "pronoun")

    @property
    def named(self) -> bool:
        """Has any mention a name of its own?"""
        return any(m.form == "name" for m in self.mentions)

    @property
    def country(self) -> str | None:
        """The first country that a mention tells."""
        return next((m.country for m in self.mentions if m.country), None)
