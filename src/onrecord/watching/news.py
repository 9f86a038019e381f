"""What can be news on a matter: positions, turns, revised figures, contradictions, each with its words.

News are known again by their words and where these stand, in the report or in a copy of it. Not by the matter or the
position, whose ids may be others when a report has come between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
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
Copies = Mapping[str, Sequence[str]]


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


def news(row: MatterRow, found: Dossier, copies: Copies) -> Iterator[News]:
    """All that a matter's dossier can tell, new or not; `copies` are those of each report that has some."""
    for position in sorted(found.positions, key=order):
        yield _position(row, position, copies)
    for turn in found.turns:
        if turn.of != "figure":  # revised figures are told by their tracks
            yield _turn(row, turn, copies, turn.words or _last(found, turn.day))
    for track in found.tracks:
        yield from (_figure(row, track, step, copies) for step in track.steps if step.move in REVISES)
    for pair in found.contradictions:
        said = f"{origin(pair.left)}, {pair.left_day}, against {origin(pair.right)}, {pair.right_day} ({pair.reason})"
        facts = ("contradiction", pair.of, pair.left, pair.right)
        sides = _keys(pair.left_words, copies), _keys(pair.right_words, copies)
        keys = [digest([*facts, *both]) for both in product(*sides)]
        words = (fullest(pair.left_words), fullest(pair.right_words))
        yield _news(row, "contradiction", keys, (max(pair.left_day, pair.right_day), "", said), words)


def _position(row: MatterRow, one: Position, copies: Copies) -> News:
    figure = shown(one.quantity) if one.quantity else ""
    who = origin(one.origin.id)
    if one.origin.speaker and one.origin.speaker.casefold() != who.casefold() and not one.origin.outlet:
        who = f"{who} ({one.origin.speaker})"
    keys = _keys(one.words, copies, "position", one.origin.id, one.stand, figure)
    told = (one.day, who, f"{one.stand} {figure}".strip())
    return _news(row, "position", keys, told, [fullest(one.words)])


def _last(found: Dossier, day: str) -> tuple[Words, ...]:
    """The words of the last position by a day, after which a standing turned that names none."""
    until = [position for position in sorted(found.positions, key=order) if position.day <= day]
    return until[-1].words if until else ()


def _turn(row: MatterRow, one: Turn, copies: Copies, words: Sequence[Words]) -> News:
    if one.words:
        keys = _keys(one.words, copies, "turn", one.of, one.origin or "", one.before or "", one.after)
    else:
        keys = [digest(["turn", row.id, one.day, one.of, one.origin or "", one.before or "", one.after])]
    steps = [step for step in (one.before, one.after) if step]
    told = " → ".join(map(standing, steps) if one.of == "standing" else steps)
    who = origin(one.origin) if one.origin and one.of != "standing" else ""
    return _news(row, "turn", keys, (one.day, who, told), [fullest(words)] if words else [])


def _figure(row: MatterRow, track: Track, one: Step, copies: Copies) -> News:
    value, defined = shown(one.quantity), track.definition
    keys = _keys(one.words, copies, "figure", one.origin, value)
    what = counted(defined.unit, defined.of, defined.place, defined.state)
    told = (one.day, origin(one.origin), f"{one.move} to {value}, {what}")
    return _news(row, "figure", keys, told, one.words[:1])


def _keys(words: Sequence[Words], copies: Copies, *facts: str) -> list[str]:
    """Hashes for what some words tell: by where each stands; by the fullest of them, in the report and its copies."""
    told = fullest(words)
    text = " ".join(told.text.split()).casefold()
    keys = [digest([*facts, f"{one.report}#{one.start}-{one.end}"]) for one in words]
    return sorted(keys) + [digest([*facts, report, text]) for report in (told.report, *copies.get(told.report, ()))]


def _news(row: MatterRow, kind: Kind, keys: Sequence[str], told: tuple[str, str, str], words: Iterable[Words]) -> News:
    quotes = tuple(Quote(one.report, one.start, one.end, one.text) for one in words)
    id_ = digest([row.id, *keys])
    return News(frozenset(keys), Item(id_, kind, row.id, row.title, standing(row.standing), *told, quotes))
