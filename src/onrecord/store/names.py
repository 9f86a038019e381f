"""Names, each kept once, and who is meant by one that is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, literal, select

from onrecord.store.backends import BACKENDS
from onrecord.store.findings import CODE, STANDING, Slot, fold
from onrecord.store.schema import name

Name = tuple[str, str, str]  # folded, kind, country
AT_ONCE = 500  # names looked up in one question
LETTERS = re.compile(r"[^\W_]+")


class Called(NamedTuple):
    """Who goes by a name: names that hold its words, and all that belongs to a country, where a country is so named."""

    folded: str
    codes: frozenset[str]
    keys: list[int]

    def plays(self, slots: Collection[Slot], roles: Collection[str]) -> bool:
        """Whether one of those plays one of some roles."""
        return any(
            slot.role in roles and (_holds(slot.folded, self.folded) or slot.country in self.codes) for slot in slots
        )


def code(country: str | None) -> Name:
    """What stands for all that belongs to a country."""
    return (country or "").casefold(), CODE, ""


def keys(connection: Connection, names: Collection[Name]) -> dict[Name, int]:
    """The key of each name; new names get one. The transaction writes alone, so nobody adds the same between."""
    found = _known(connection, names)
    if new := sorted(set(names) - found.keys()):
        rows = [dict(zip(("folded", "kind", "country"), one, strict=True), print=_print(one)) for one in new]
        connection.execute(insert(name), rows)
        found |= _known(connection, new)
    return found


def called(connection: Connection, wanted: str) -> Called:
    """Who goes by a name, or by a part of it that is a whole word or several."""
    folded = fold(wanted)
    rows = connection.execute(_holding(connection, folded).where(name.c.kind.not_in((CODE, STANDING)))).all()
    codes = {row.country for row in rows if row.folded == folded and row.kind == "country" and row.country}
    own = _known(connection, [code(one) for one in codes])
    return Called(folded, frozenset(codes), sorted({*(row.key for row in rows), *own.values()}))


def standings(connection: Connection, wanted: str) -> list[int]:
    """The keys of standings in whose words some words stand ("confirmed" in "confirmed by Norland")."""
    rows = connection.execute(_holding(connection, fold(wanted)).where(name.c.kind == STANDING))
    return sorted(row.key for row in rows)


def standing(words: str) -> Name:
    """How a matter stands, as a name."""
    return fold(words), STANDING, ""


def _holding(connection: Connection, folded: str) -> Select[Any]:
    question = select(name)
    if words := LETTERS.findall(folded):
        found = BACKENDS[connection.dialect.name].naming(words)
        question = question.where(name.c.key.in_(select(found.c.key)))
    padded = literal(" ").concat(name.c.folded).concat(" ")
    return question.where(padded.contains(f" {folded} ", autoescape=True))


def _holds(folded: str, words: str) -> bool:
    return f" {words} " in f" {folded} "


def _known(connection: Connection, names: Collection[Name]) -> dict[Name, int]:
    wanted = set(names)
    found: dict[Name, int] = {}
    for some in _some({_print(one) for one in wanted}):
        for row in connection.execute(select(name).where(name.c.print.in_(some))):
            if (one := (row.folded, row.kind, row.country)) in wanted:
                found[one] = row.key
    return found


def _print(one: Name) -> int:
    """A hash of a name, as a signed number of 32 bits; a few names share theirs."""
    told = "\x1f".join(one).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=4).digest(), signed=True)


def _some(values: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(values)
    return (ordered[first : first + AT_ONCE] for first in range(0, len(ordered), AT_ONCE))
