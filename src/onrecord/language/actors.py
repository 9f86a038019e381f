"""Who acts: countries, bodies and organisations by their names, and what nouns say about those they stand for.

Sectors are the codes that PLOVER and CAMEO share: GOV government, MIL military, REB rebels, OPP opposition and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, cast

from onrecord.language.countries import FOLDED, countries, name_of
from onrecord.language.lexicon import rows, table
from onrecord.language.text import Token
from onrecord.model import Kind


class Actor(NamedTuple):
    """What is known of a name; `seat` marks a place that stands for the government there ("Kyiv")."""

    name: str
    kind: Kind
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    seat: bool = False
    demonym: bool = False

    @property
    def is_nation(self) -> bool:
        """Is it a country or its people?"""
        return self.demonym or self.kind == "country"


class Noun(NamedTuple):
    """What a head noun tells. `weak`: the sector counts only where nothing beside the noun tells another."""

    words: str
    kind: Kind
    sector: str | None
    weak: bool
    group: str
    gender: str | None
    tokens: int = 1


def actors_in(tokens: Sequence[Token]) -> Iterator[tuple[int, int, Actor]]:
    """Known names among the tokens, longest first at each place: first token, token behind the last, actor."""
    at = 0
    while at < len(tokens):
        word = tokens[at].text
        found = _longest_at(tokens, at) if word[:1].isupper() or word == "al" else None
        if found:
            yield at, found[0], found[1]
        at = found[0] if found else at + 1


def _longest_at(tokens: Sequence[Token], at: int) -> tuple[int, Actor] | None:
    known, lengths = _index()
    longest = lengths.get(tokens[at].lower, 0)
    for end in range(min(at + longest, len(tokens)), at, -1):
        actor = _look(known, joined(tokens[at:end]))
        if actor:
            return end, actor
    return None


def _look(known: dict[str, Actor], words: str) -> Actor | None:
    found = known.get(words)
    if found is None and len(words) > 3 and words.isupper():
        return known.get(FOLDED + words.casefold())
    return found


def actor(text: str) -> Actor | None:
    """The country, body or organisation that goes by exactly this name."""
    return _look(_index()[0], text)


def nation(people: Actor) -> Actor:
    """The country of a people: Israel for "Israeli"."""
    code = people.country or ""
    return Actor(name_of(code), "country", code, None, code)


def joined(tokens: Sequence[Token]) -> str:
    """The tokens' words with single spaces where the text has white space, straight apostrophes."""
    parts = []
    for left, token in zip((None, *tokens), tokens, strict=False):
        parts.append(token.text if left is None or left.end == token.start else " " + token.text)
    return "".join(parts).replace("’", "'")


@cache
def _index() -> tuple[dict[str, Actor], dict[str, int]]:
    """Actors by name (and by folded name, marked), and the most tokens that a name beginning so can have."""
    known: dict[str, Actor] = {}
    lengths: dict[str, int] = {}
    for words, found in _entries():
        known.setdefault(words, found)
        known.setdefault(FOLDED + words.casefold(), found)
        pieces = words.replace("-", " - ").replace("'s", " 's").split()
        first = pieces[0].lower()
        lengths[first] = max(lengths.get(first, 0), len(pieces) + 1)
    return known, lengths


def _entries() -> Iterator[tuple[str, Actor]]:
    """Every spelling with its actor, the more special tables first."""
    for row in rows("organizations"):
        country, sector = row["country"] or None, row["sector"]
        kind = cast(Kind, row["kind"])
        found = Actor(row["name"], kind, country, sector, (country or "---") + sector)
        yield from ((words, found) for words in (row["name"], *row["aliases"].split("|")) if words)
    for row in rows("bodies"):
        sector = "NGO" if row["code"].startswith("NGO") else "IGO"
        found = Actor(row["name"], "organization", None, sector, row["code"])
        yield from ((words, found) for words in (row["name"], *row["aliases"].split("|")) if words)
    for country_row in countries().values():
        code = country_row.code
        found = Actor(country_row.name, "country", code, None, code)
        yield from ((words, found) for words in (country_row.name, *country_row.names))
        for seat in (*country_row.capitals, *country_row.seats):
            yield seat, Actor(seat, "organization", code, "GOV", code + "GOV", seat=True)
        for word in country_row.demonyms:
            found = Actor(word, "group", code, None, code, demonym=True)
            yield from ((spelling, found) for spelling in (word, word + "s"))


@cache
def _last_words() -> dict[str, frozenset[str]]:
    """The last words of all names of each organisation, in lower case, by its first name."""
    spellings = ((row["name"], (row["name"], *row["aliases"].split("|"))) for row in rows("organizations"))
    return {name: frozenset(n.split()[-1].lower() for n in names if " " in n) for name, names in spellings}


def is_called(organization: Actor, noun: str) -> bool:
    """Does any of its names end in the noun: is the Pentagon (the Defense Department) a "department"?"""
    return noun in _last_words().get(organization.name, ())


def head_noun(tokens: Sequence[Token]) -> Noun | None:
    """The longest role or group noun that ends the phrase; the last token counts by its singular too."""
    if not tokens:
        return None
    nouns, lengths = _nouns()
    word, singular = tokens[-1].lower, _singular(tokens[-1]).lower()
    longest = max(lengths.get(word, 0), lengths.get(singular, 0))
    for size in range(min(longest, len(tokens)), 0, -1):
        before = joined(tokens[-size:])[: -len(word)].lower() if size > 1 else ""
        found = nouns.get(before + word) or nouns.get(before + singular)
        if found:
            return found._replace(tokens=size)
    return None


def _singular(token: Token) -> str:
    """The lemma; the plural of a proper noun ("Republicans") has none of its own."""
    return token.text.removesuffix("s") if token.tag == "NNPS" else token.lemma


@cache
def _nouns() -> tuple[dict[str, Noun], dict[str, int]]:
    """Nouns by their words, and the most tokens that one with this last word can have."""
    found = {}
    for row in rows("roles"):
        sector, weak = row["sector"].rstrip("?") or None, row["sector"].endswith("?") or not row["sector"]
        found[row["role"]] = Noun(row["role"], "person", sector, weak, row["class"], row["gender"] or None)
    for row in rows("groups"):
        sector, weak = row["sector"].rstrip("?") or None, row["sector"].endswith("?") or not row["sector"]
        kind = cast(Kind, row["kind"])
        found.setdefault(row["noun"], Noun(row["noun"], kind, sector, weak, row["class"], None))
    lengths: dict[str, int] = {}
    for words in found:
        pieces = words.replace("-", " - ").replace("'s", " 's").split()
        lengths[pieces[-1]] = max(lengths.get(pieces[-1], 0), len(pieces))
    return found, lengths


def sector_word(token: Token) -> str | None:
    """The sector that a word before a role or a group tells: "intelligence officials" are SPY."""
    words = table("sectors", "word", "sector")
    return words.get(token.lower) or words.get(token.lemma.lower())


def leader(words: Sequence[str]) -> Actor | None:
    """The much reported leader of this full name, or of this short name alone, in lower case."""
    known, lone = _leaders()
    if len(words) == 1:
        return lone.get(words[0])
    return known.get((words[0], words[-1]))


@cache
def _leaders() -> tuple[dict[tuple[str, str], Actor], dict[str, Actor]]:
    known: dict[tuple[str, str], Actor] = {}
    lone: dict[str, Actor] = {}
    for row in rows("leaders"):
        found = Actor(row["name"], "person", row["country"], row["sector"], row["country"] + row["sector"])
        words = row["name"].lower().replace(".", "").split()
        known[words[0], words[-1]] = found
        for word in {row["lone"].lower(), row["lone"].lower().removeprefix("al-").removeprefix("el-")} - {""}:
            lone.setdefault(word, found)
    return known, lone


@cache
def titles() -> dict[str, tuple[str | None, str | None]]:
    """Gender and sector by title, in lower case and without its dot."""
    return {row["title"]: (row["gender"] or None, row["sector"] or None) for row in rows("titles")}


def is_title(token: Token) -> bool:
    """Is the token a title that can stand before a name?"""
    return token.lower.rstrip(".") in titles()


def first_name_gender(word: str) -> str | None:
    """"m" or "f" for a first name that nearly always belongs to one gender."""
    return table("names", "name", "gender").get(word.lower())
