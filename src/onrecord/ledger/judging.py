"""What people decide, and matters as they are shown: small steps over one connection."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from onrecord.errors import InputError, OnrecordError
from onrecord.ledger.linking import Shelf, regroup, update
from onrecord.ledger.packing import unpack_matter
from onrecord.matters.components import Bonds, bonds
from onrecord.matters.dossier import Dossier, dossier
from onrecord.matters.types import Judgement, Matter, Ruling, digest
from onrecord.store import derived, judgements, query, write
from onrecord.store.judgements import Kept
from onrecord.store.question import Question

Said = tuple[str, str, str]  # who, why, when


class UnknownMatterError(OnrecordError):
    """A matter is asked for that is not there."""


def bonds_of(connection: Connection, known_at: str | None = None) -> Bonds:
    """What people's judgements join and keep apart."""
    return bonds(_judgement(kept) for kept in judgements.history(connection, known_at))


def judged(connection: Connection, ruling: Ruling, mentions: Sequence[str], said: Said) -> str:
    """Keep a judgement and work out anew what it touches; gives its id."""
    named = tuple(_mention(connection, one) for one in mentions)
    if len(set(named)) < 2:
        raise InputError("judge", "there are less than two mentions", "name two, or two matters")
    return _kept(connection, _new(ruling, named, said), named)


def undone(connection: Connection, judgement: str, said: Said) -> str:
    """Take a judgement back and work out anew what it touched; gives the id of the new one."""
    touched = {name for one in judgements.history(connection) for name in one.mentions}
    return _kept(connection, _new("undo", (), said, judgement), tuple(sorted(touched)))


def shown(connection: Connection, matter: str, today: str) -> Dossier:
    """A matter with all that follows from it.

    Raises:
        UnknownMatterError: there is none of this id, or more than one begins so.
    """
    one = found(connection, matter)
    if one is None:
        raise UnknownMatterError(f"there is no one matter {matter!r}; `onrecord matters` shows them")
    return dossier(one, Shelf(connection).take({name.rpartition("#")[0] for name in one.mentions}), today)


def found(connection: Connection, matter: str) -> Matter | None:
    """A matter by its id, or by the beginning of it where no other begins so; None where there is none."""
    id_ = derived.matter_id(connection, matter)
    return None if id_ is None else unpack_matter(derived.found_matters(connection, [id_])[id_])


def rebuilt(connection: Connection) -> None:
    """Empty all that derives and work it out again, report by report."""
    derived.clear(connection)
    said = bonds_of(connection)
    for row in query.reports(connection):
        update(connection, [row.id], said)


def refilled(connection: Connection) -> None:
    """Fill from the facts all tables that are no facts."""
    write.find_again(connection)
    rebuilt(connection)


def copy_facts(source: Connection, target: Connection, asked: Question, version: str) -> None:
    """Put into an empty store what there was at a time, and work out what follows."""
    narrowed = Question(as_of=asked.as_of, known_at=asked.known_at)
    for record in query.records(source, narrowed):
        write.add(target, record, version, asked.known_at or "")
    for kept in judgements.history(source, asked.known_at):
        judgements.keep(target, kept)
    rebuilt(target)


def _kept(connection: Connection, one: Kept, touched: Sequence[str]) -> str:
    judgements.keep(connection, one)
    regroup(connection, touched, bonds_of(connection))
    return one.id


def _new(ruling: Ruling, mentions: tuple[str, ...], said: Said, undoes: str | None = None) -> Kept:
    who, why, when = said
    id_ = digest([ruling, *mentions, who, when, why, undoes or ""])
    return Kept(id_, ruling, mentions, who, when, why, undoes=undoes)


def _mention(connection: Connection, name: str) -> str:
    """A mention by its id, or the first of a matter."""
    if derived.matters_with(connection, [name]):
        return name
    one = found(connection, name)
    if one is None:
        raise InputError("judge", f"there is no mention and no matter {name!r}", "see `onrecord matters`")
    return one.mentions[0]


def _judgement(kept: Kept) -> Judgement:
    fields = msgspec.structs.asdict(kept)
    return Judgement(when=fields.pop("made"), **fields)
