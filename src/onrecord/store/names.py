"""Names, each kept once, and who is meant by one that is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from hashlib import blake2b
from typing import Any, NamedTuple, get_args

from sqlalchemy import ColumnElement, Connection, Select, insert, literal, select, text

from onrecord.model import Kind
from onrecord.store.backends import BACKENDS
from onrecord.store.findings import CODE, STANDING, WORD, Slot, fold
from onrecord.store.schema import APART, name, slot

Name = tuple[str, str, str]  # folded, kind, country
AT_ONCE = 500  # names looked up in one question
NEAR = 0.7  # likeness from which another name may be meant
KINDS = ("", WORD, *get_args(Kind))
LETTERS = re.compile(r"[^\W_]+")


class Called(NamedTuple):
    """Who goes by a name: names that hold its words, and all that belongs to a country, where a country is so named.

    `keys` asks for all of them; `first` are those that are likely to be met most often.
    """

    folded: str
    codes: frozenset[str]
    keys: Select[Any]
    first: list[int]

    def plays(self, slots: Collection[Slot], roles: Collection[str]) -> bool:
        """Whether one of those plays one of some roles."""
        return any(
            slot.role in roles and (_holds(slot.folded, self.folded) or slot.country in self.codes) for slot in slots
        )

    def means(self, one: Name) -> bool:
        """Whether a name, or the code of a country, is one of those."""
        folded, kind, _country = one
        if kind == CODE:
            return folded in {code(country)[0] for country in self.codes}
        return kind not in (STANDING, WORD) and _holds(folded, self.folded)


def code(country: str | None) -> Name:
    """What stands for all that belongs to a country."""
    return (country or "").casefold(), CODE, ""


def keys(connection: Connection, names: Collection[Name]) -> dict[Name, int]:
    """The key of each name; new names get one. The transaction writes alone, so nobody adds the same between."""
    found = known(connection, names)
    if new := sorted(set(names) - found.keys()):
        rows = [dict(zip(("folded", "kind", "country"), one, strict=True), print=_print(one)) for one in new]
        connection.execute(insert(name), rows)
        found |= known(connection, new)
    return found


def known(connection: Connection, names: Collection[Name]) -> dict[Name, int]:
    """The keys of names that are there."""
    wanted = set(names)
    found: dict[Name, int] = {}
    for some in _some({_print(one) for one in wanted}):
        for row in connection.execute(select(name).where(name.c.print.in_(some))):
            if (one := (row.folded, row.kind, row.country)) in wanted:
                found[one] = row.key
    return found


def called(connection: Connection, wanted: str) -> Called:
    """Who goes by a name, or by a part of it that is a whole word or several."""
    folded = fold(wanted)
    state = text(APART), name.c.kind == "country", name.c.folded == folded, name.c.country != ""
    states = select(name.c.country).where(*state)
    codes = frozenset(connection.scalars(states))
    own = known(connection, [code(one) for one in codes])
    itself = known(connection, [(folded, kind, country) for kind in KINDS for country in ("", *codes)])
    keys = _holding(connection, folded)
    if own:
        keys = keys.union_all(select(name.c.key).where(name.c.key.in_(own.values())))  # type: ignore[assignment]
    return Called(folded, codes, keys, sorted({*own.values(), *itself.values()}))


def exactly(connection: Connection, wanted: str) -> list[int]:
    """The keys of what goes by exactly this folded name or code."""
    keys = select(name.c.key).where(name.c.key.in_(_holding(connection, wanted)))
    return sorted(connection.scalars(keys.where(name.c.folded == wanted, name.c.kind.not_in((STANDING, WORD)))))


def kinds(connection: Connection, wanted: str) -> set[str]:
    """What goes by exactly this name in the reports: "person", "organization", "country"."""
    chosen = select(name.c.kind).where(name.c.key.in_(exactly(connection, fold(wanted))), name.c.kind != CODE)
    return set(connection.scalars(chosen.where(_in_reports())))


def like(connection: Connection, wanted: str, limit: int = 5) -> list[str]:
    """Folded names that are nearly what is asked for, as a whole or in a word, or that hold it; the likest first."""
    chosen = select(name.c.folded).where(name.c.kind.not_in((CODE, STANDING, WORD)), name.c.folded != "", _in_reports())
    found = list(connection.scalars(chosen.distinct().order_by(name.c.folded)))
    folded = fold(wanted)
    parts = {part: one for one in reversed(found) for part in (*one.split(), one)}
    near = (parts[part] for part in get_close_matches(folded, parts, limit, NEAR))
    return list(dict.fromkeys((*near, *(one for one in found if folded and folded in one))))[:limit]


def _in_reports() -> ColumnElement[bool]:
    """Names of findings, and not those alone that people or matters brought in."""
    return select(slot.c.finding).where(slot.c.name_key == name.c.key).exists()


def standings(connection: Connection, wanted: str) -> Select[Any]:
    """The keys of standings in whose words some words stand ("confirmed" in "confirmed by Norland")."""
    held = name.c.folded.contains(fold(wanted), autoescape=True)
    return select(name.c.key).where(text(APART), name.c.kind == STANDING, held)


def standing(words: str) -> Name:
    """How a matter stands, as a name."""
    return fold(words), STANDING, ""


def words(title: str, known: Iterable[Name]) -> set[Name]:
    """The words of a title that stand in no name: what happens."""
    named = {word for one in known for word in LETTERS.findall(one[0])}
    return {(word, WORD, "") for word in set(LETTERS.findall(fold(title))) - named}


def _holding(connection: Connection, folded: str) -> Select[Any]:
    """The keys of names that hold some words; one word is found by the index alone."""
    found = LETTERS.findall(folded)
    if not found:
        return select(name.c.key).where(name.c.folded == folded)
    indexed = BACKENDS[connection.dialect.name].naming(found)
    if found == [folded]:
        return select(indexed.c.key)
    padded = literal(" ").concat(name.c.folded).concat(" ")
    held = padded.contains(f" {folded} ", autoescape=True)
    return select(name.c.key).where(name.c.key.in_(select(indexed.c.key)), held)


def _holds(folded: str, words: str) -> bool:
    return f" {words} " in f" {folded} "


def _print(one: Name) -> int:
    """A hash of a name, as a signed number of 32 bits; a few names share theirs."""
    written = "\x1f".join(one).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(written, digest_size=4).digest(), signed=True)


def _some(values: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(values)
    return (ordered[first : first + AT_ONCE] for first in range(0, len(ordered), AT_ONCE))
