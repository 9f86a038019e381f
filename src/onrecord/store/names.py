"""Names, each kept once: what it is, and the words by which a part of it is found."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from hashlib import blake2b

from sqlalchemy import ColumnElement, Connection, Select, func, insert, literal, or_, select

from onrecord.store.findings import fold
from onrecord.store.schema import name, word

Name = tuple[str, str, str]  # folded, kind, country
AT_ONCE = 500  # names looked up in one question


def keys(connection: Connection, names: Collection[Name]) -> dict[Name, int]:
    """The key of each name; new names get one. The transaction writes alone, so nobody adds the same between."""
    prints = {_print(one): one for one in sorted(names)}
    found = _known(connection, prints)
    if new := [one for one in prints if one not in found]:
        rows = [dict(zip(("folded", "kind", "country"), prints[one], strict=True), print=one) for one in new]
        connection.execute(insert(name), rows)
        added = _known(connection, new)
        words = [{"word": w, "name_key": key} for one, key in added.items() for w in set(prints[one][0].split())]
        if words:
            connection.execute(insert(word), words)
        found |= added
    return {prints[one]: key for one, key in found.items()}


def called(wanted: str) -> Select[tuple[int]]:
    """The keys of names that hold some words, as whole words."""
    folded = fold(wanted)
    telling = max(folded.split(), key=len, default="")
    held = select(word.c.name_key).where(word.c.word == telling)
    return select(name.c.key).where(name.c.key.in_(held), holds(name.c.folded, folded))


def of_state(wanted: str) -> Select[tuple[str]]:
    """The codes of the country that has a name: one, or none."""
    folded = fold(wanted)
    same = name.c.key.in_(called(wanted)), name.c.folded == folded, name.c.kind == "country", name.c.country != ""
    return select(name.c.country).where(*same)


def called_or_of(wanted: str) -> Select[tuple[int]]:
    """The same with all that belongs to a country, where a country is so named."""
    own = select(name.c.key).where(name.c.country != "", name.c.country.in_(of_state(wanted)))
    return called(wanted).union_all(own)  # type: ignore[return-value]  # a union of keys is asked like one


def holds(column: ColumnElement[str], folded: str) -> ColumnElement[bool]:
    """A name holds words, as whole words."""
    return literal(" ").concat(column).concat(" ").contains(f" {folded} ", autoescape=True)


def _known(connection: Connection, prints: Collection[int]) -> dict[int, int]:
    question = select(name.c.print, name.c.key)
    some = (connection.execute(question.where(name.c.print.in_(part))) for part in _parts(list(prints)))
    return {row.print: row.key for rows in some for row in rows}


def _print(one: Name) -> int:
    """A hash of a name, as a signed number of 64 bits: among a billion names two are hardly ever the same."""
    return int.from_bytes(blake2b("\x1f".join(one).encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def _parts(values: list[int]) -> Iterator[list[int]]:
    return (values[first : first + AT_ONCE] for first in range(0, len(values), AT_ONCE))
