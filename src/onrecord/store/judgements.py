"""What people decided: only ever added to. An undo is a judgement too, and can itself be undone."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from onrecord.errors import OnrecordError
from onrecord.store.schema import judgement


class Kept(msgspec.Struct, frozen=True):
    """A judgement as it is kept; `made` is a moment, `mentions` are ids, `undoes` is the id of another judgement."""

    id: str
    ruling: str
    mentions: tuple[str, ...]
    who: str
    made: str
    why: str = ""
    slot: str | None = None
    value: str | None = None
    undoes: str | None = None


class UnknownJudgementError(OnrecordError):
    """A judgement is to be undone that is not there."""


def keep(connection: Connection, one: Kept) -> bool:
    """Keep a judgement; False, and nothing is done, where it is there.

    Raises:
        UnknownJudgementError: it undoes one that is not there.
    """
    if _has(connection, one.id):
        return False
    if one.undoes is not None and not _has(connection, one.undoes):
        raise UnknownJudgementError(f"there is no judgement {one.undoes!r}; `onrecord judge list` shows them all")
    row = msgspec.structs.asdict(one) | {"mentions": msgspec.json.encode(one.mentions).decode()}
    connection.execute(insert(judgement).values(row))
    return True


def history(connection: Connection, known_at: str | None = None) -> list[Kept]:
    """All judgements in the order in which they were made, up to a moment."""
    question = select(judgement).order_by(judgement.c.key)
    if known_at is not None:
        question = question.where(judgement.c.made <= known_at)
    return [_kept(row) for row in connection.execute(question)]


def _has(connection: Connection, id_: str) -> bool:
    return connection.execute(select(judgement.c.key).where(judgement.c.id == id_)).first() is not None


def _kept(row: Any) -> Kept:  # noqa: ANN401  a row has the attributes of its columns
    mentions = tuple(msgspec.json.decode(row.mentions))
    return Kept(row.id, row.ruling, mentions, row.who, row.made, row.why, row.slot, row.value, row.undoes)
