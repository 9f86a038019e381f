"""What people decide, and the facts brought elsewhere: small steps over one connection."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from onrecord.errors import InputError
from onrecord.ledger.linking import regroup, update
from onrecord.matters.components import STORIES, Bonds, bonds
from onrecord.matters.fixes import checked
from onrecord.matters.judgements import Decided
from onrecord.matters.judgements import decided as _decided
from onrecord.matters.types import Judgement, Ruling, digest
from onrecord.store import derived, judgements, query, write
from onrecord.store.judgements import Kept
from onrecord.store.question import Question

Said = tuple[str, str, str]  # who, why, when


def decided(connection: Connection, known_at: str | None = None) -> Decided:
    """What people's judgements come to: what they join, keep apart and fix."""
    return _decided(history_of(connection, known_at))


def history_of(connection: Connection, known_at: str | None = None) -> list[Judgement]:
    """All judgements, in the order in which they were made."""
    return [_judgement(kept) for kept in judgements.history(connection, known_at)]


def story_bonds(connection: Connection) -> Bonds:
    """What people's judgements gather into one story and part."""
    return bonds(history_of(connection), STORIES)


def judged(connection: Connection, ruling: Ruling, mentions: Sequence[str], said: Said) -> str:
    """Keep a judgement and work out anew what it touches; gives its id."""
    named = tuple(one_mention(connection, one) for one in mentions)
    if len(set(named)) < 2:
        raise InputError("judge", "there are less than two mentions", "name two, or two matters")
    return _kept(connection, _new(ruling, named, said))


def mended(connection: Connection, mention: str, slot: str, value: object, said: Said) -> str:
    """Keep a fix of one slot of a mention and work out anew what it touches; gives the id of the judgement."""
    if derived.matter_id(connection, mention) is not None:
        mend = f"name one of its mentions; `onrecord show {mention} --mentions` lists them"
        raise InputError("judge fix", f"{mention!r} is a matter, and has no slots", mend)
    named = one_mention(connection, mention)
    return _kept(connection, _new("fix", (named,), said, slot=slot, value=checked(named, slot, value)))


def undone(connection: Connection, judgement: str, said: Said) -> str:
    """Take a judgement back and work out anew what it touched; gives the id of the new one."""
    found = [one.id for one in judgements.history(connection) if judgement and one.id.startswith(judgement)]
    return _kept(connection, _new("undo", (), said, undoes=found[0] if len(found) == 1 else judgement))


def rebuilt(connection: Connection) -> None:
    """Empty all that derives and work it out again, report by report."""
    derived.clear(connection)
    said = decided(connection)
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


def _kept(connection: Connection, one: Kept) -> str:
    """Keep a judgement; only what it changes is worked out anew, so one that says nothing new costs nothing."""
    before = decided(connection)
    judgements.keep(connection, one)
    after = decided(connection)
    mended = {name for name in {**before.fixes, **after.fixes} if before.fixes.get(name) != after.fixes.get(name)}
    if mended:
        update(connection, {name.rpartition("#")[0] for name in mended}, after)
    pairs = (before.bonds.joined ^ after.bonds.joined) | (before.bonds.apart ^ after.bonds.apart)
    regroup(connection, {name for pair in pairs for name in pair}, after.bonds)
    return one.id


def _new(ruling: Ruling, mentions: tuple[str, ...], said: Said, **more: str | None) -> Kept:
    who, why, when = said
    id_ = digest([ruling, *mentions, who, when, why, *(more[name] or "" for name in sorted(more))])
    return Kept(id_, ruling, mentions, who, when, why, **more)


def one_mention(connection: Connection, name: str) -> str:
    """A mention by its id or the beginning of it; the first of a matter by the matter's.

    Raises:
        InputError: there is none, or the beginning fits several.
    """
    if (id_ := derived.matter_id(connection, name)) is not None:
        return derived.found_matters(connection, [id_])[id_].members[0]
    found = derived.mentions_like(connection, name)
    if len(found) == 1 or name in found:
        return name if name in found else found[0]
    if found:
        raise InputError("judge", f"{name!r} can stand for {' or '.join(found)}", "write more of it")
    raise InputError(
        "judge", f"there is no mention and no one matter {name!r}",
        "`onrecord matters` shows the matters, `onrecord show MATTER --mentions` the mentions of one",
    )


def _judgement(kept: Kept) -> Judgement:
    fields = msgspec.structs.asdict(kept)
    return Judgement(when=fields.pop("made"), **fields)
