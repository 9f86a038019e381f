"""What people decided, as it holds: an undoing takes back, and can itself be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.store.judgements import Kept


def undone(rows: Sequence[Kept]) -> set[str]:
    """The ids of the judgements that are taken back, of some in the order in which they were made."""
    found: set[str] = set()
    for row in reversed(rows):
        if row.undoes and row.id not in found:
            found.add(row.undoes)
    return found


def seen(rows: Sequence[Kept]) -> dict[str, Kept]:
    """The mentions that a person decided on, each with the last judgement on it that holds."""
    gone = undone(rows)
    return {mention: row for row in rows if row.id not in gone for mention in row.mentions}
