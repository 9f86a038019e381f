"""What can be news on a matter: positions, turns, revised figures, contradictions, each with its words.

News are known again by their words: where they stand, and what they are. Not by the matter or the position, whose ids
may be others when a report has come between; nor by their place alone, as a copy tells the same elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from onrecord.matters.dossier import Dossier
from onrecord.matters.positions import order
from onrecord.matters.tracks import shown
from onrecord.matters.types import Position, Step, Track, Turn, Words, digest
from onrecord.store.rows import MatterRow
from onrecord.wording.naming import counted, origin, standing
from onrecord.wording.words import fullest

Kind = Literal["position", "turn", "figure", "contradiction"]
REVISES = frozenset({"raises", "lowers", "refines", "corrects"})
SHORT = 3  # words: so few are said again without being the same


class Quote(msgspec.Struct, frozen=True):
    """Exact words: they stand from `start` to `end` in the text of `report`."""

    report: str
    start: int
    end: int
    words: str
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


class Item(msgspec.Struct, frozen=True):
    """One piece of news: what kind, on which matter, how that stands now, who, on which day, and what is told."""

    id: str
    kind: Kind
    matter: str
    title: str
    standing: str
    day: str
    who: str
    told: str
    quotes: tuple[Quote, ...]


class News(NamedTuple):
    """An item with the hashes that it is known again by: it is new where none of them is known."""

    keys: frozenset[str]
    item: Item


def news(row: MatterRow, found: Dossier) -> Iterator[News]:
    """All that a matter's dossier can tell, whether it is new or not."""
    for position in sorted(found.positions, key=order):
        yield _position(row, position)
    for turn in found.turns:
        if turn.of != "figure":  # revised figures are told by their tracks
            yield _turn(row, turn)
    for track in found.tracks:
        yield from (_figure(row, track, step) for step in track.steps if step.move in REVISES)
    for pair in found.contradictions:
        said = f"{origin(pair.left)}, {pair.left_day}, against {origin(pair.right)}, {pair.right_day} ({pair.reason})"
        sides = (fullest(pair.left_words), fullest(pair.right_words))
        facts = ("contradiction", pair.of, pair.left, pair.right)
        keys = [digest([*facts, *map(_where, sides)]), digest([*facts, *(side.text for side in sides)])]
        yield _news(row, "contradiction", keys, (max(pair.left_day, pair.right_day), "", said), sides)


def _position(row: MatterRow, one: Position) -> News:
    figure = shown(one.quantity) if one.quantity else ""
    who = origin(one.origin.id)
    if one.origin.speaker and one.origin.speaker.casefold() != who.casefold() and not one.origin.outlet:
        who = f"{who} ({one.origin.speaker})"
    keys = _keys(one.words, "position", one.origin.id, one.stand, figure)
    told = (one.day, who, f"{one.stand} {figure}".strip())
    return _news(row, "position", keys, told, [fullest(one.words)])


def _turn(row: MatterRow, one: Turn) -> News:
    if one.words:
        keys = _keys(one.words, "turn", one.of, one.origin or "", one.before or "", one.after)
    else:
        keys = [digest(["turn", row.id, one.day, one.of, one.origin or "", one.before or "", one.after])]
    steps = [step for step in (one.before, one.after) if step]
    told = " → ".join(map(standing, steps) if one.of == "standing" else steps)
    who = origin(one.origin) if one.origin and one.of != "standing" else ""
    return _news(row, "turn", keys, (one.day, who, told), [fullest(one.words)] if one.words else [])


def _figure(row: MatterRow, track: Track, one: Step) -> News:
    value, defined = shown(one.quantity), track.definition
    keys = _keys(one.words, "figure", one.origin, value)
    what = counted(defined.unit, defined.of, defined.place, defined.state)
    told = (one.day, origin(one.origin), f"{one.move} to {value}, {what}")
    return _news(row, "figure", keys, told, one.words[:1])


def _keys(words: Sequence[Words], *facts: str) -> list[str]:
    """Hashes for what some words tell: by where each stands, and by the fullest of them where they are many."""
    keys = sorted(digest([*facts, _where(one)]) for one in words)
    text = " ".join(fullest(words).text.split()).casefold()
    return keys + ([digest([*facts, text])] if len(text.split()) > SHORT else [])


def _where(one: Words) -> str:
    return f"{one.report}#{one.start}-{one.end}"


def _news(row: MatterRow, kind: Kind, keys: Sequence[str], told: tuple[str, str, str], words: Iterable[Words]) -> News:
    quotes = tuple(Quote(one.report, one.start, one.end, one.text) for one in words)
    id_ = digest([row.id, *keys])
    return News(frozenset(keys), Item(id_, kind, row.id, row.title, standing(row.standing), *told, quotes))
