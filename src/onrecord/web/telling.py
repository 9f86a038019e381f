"""Stories and matters made ready to be shown: what each page tells of them, worked out from the dossiers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from onrecord.ledger import Ledger
from onrecord.matters.dossier import Brief, Dossier
from onrecord.matters.positions import CLAIMS, order
from onrecord.matters.stories import reports
from onrecord.matters.types import Contradiction, Position, Turn, Words
from onrecord.store.judgements import Kept
from onrecord.store.rows import MatterRow, StoryRow, TurnRow
from onrecord.web.addresses import fullest
from onrecord.wording.bodies import named
from onrecord.wording.decisions import seen
from onrecord.wording.telling import ORDER, band, weighty, worth_telling
from onrecord.wording.words import capital, interval, published

STORIES = 12  # the last to turn, of which the greatest leads
MOST_KEYS = 9  # key statements of a brief
WHOLE = 45  # characters of words that tell something by themselves
LONG_SILENCE = 3  # days without a report that are worth telling


class Key(NamedTuple):
    """A key statement: a matter with how it stands, who stands where, what it rests on, and whether a person saw it."""

    number: int
    dossier: Dossier
    row: MatterRow
    band: str
    told: Position | None
    sides: dict[str, list[Position]]
    origins: int
    copies: int
    seen: Kept | None


def lead_story(rows: Sequence[StoryRow]) -> tuple[StoryRow | None, list[StoryRow]]:
    """The greatest of some stories, and the others."""
    lead = max(rows, key=lambda row: row.matters, default=None)
    return lead, [row for row in rows if row is not lead]


def keys(ledger: Ledger, brief: Brief) -> list[Key]:
    """The key statements of a story, band by band."""
    told = [one for n, one in enumerate(brief.matters) if n == 0 or weighty(one)]
    told.sort(key=lambda one: ORDER.index(band(one)))
    rows = {row.id: row for row in ledger.matters_of(one.matter.mentions[0] for one in told)}
    decided = seen(ledger.judgements())
    return [
        Key(
            number, one, rows[one.matter.id], band(one), telling(one), sides(one.positions), independent(one.positions),
            len(ledger.copies(reports(one.matter))), last_seen(one.matter.mentions, decided),
        )
        for number, one in enumerate(told, 1)
    ]


def independent(positions: Iterable[Position]) -> int:
    """How many origins there are that do not speak for one another."""
    return len({one.origin.root for one in positions})


def last_seen(mentions: Iterable[str], decided: Mapping[str, Kept]) -> Kept | None:
    """The last judgement on some mentions."""
    return max((decided[one] for one in mentions if one in decided), key=lambda kept: kept.made, default=None)


def telling(one: Dossier) -> Position | None:
    """The position that tells a matter best: the last claim in whole words that holds, else the last position."""
    holding = [p for p in one.positions if p.words and p.superseded_by is None]
    claims = [p for p in holding if p.stand in CLAIMS and not p.origin.outlet]
    return max(claims or holding, key=lambda p: (min(_length(p), WHOLE), order(p)), default=None)


def _length(one: Position) -> int:
    return max(len(words.text) for words in one.words)


def sides(positions: Sequence[Position]) -> dict[str, list[Position]]:
    """Who stands where at the end: each origin's last position, by stand; outlets only where nobody else speaks."""
    last = {p.origin.id: p for p in sorted(positions, key=order)}
    speaking = [p for p in last.values() if not p.origin.outlet] or list(last.values())
    found: dict[str, list[Position]] = {}
    for one in sorted(speaking, key=lambda p: (p.stand, p.day, p.origin.id)):
        found.setdefault(one.stand, []).append(one)
    return found


def turned(brief: Brief, matters: Iterable[str]) -> list[TurnRow]:
    """The turns of some matters of a story that are worth telling, the last first."""
    titles = {one.matter.id: one.matter.title for one in brief.matters}
    return [turn_row(turn, titles.get(turn.matter, brief.story.title))
            for turn in reversed(list(worth_telling(brief, {*matters, brief.story.id})))]


def turn_row(turn: Turn, title: str) -> TurnRow:
    """A turn as the questions of the ledger give it."""
    words = fullest(turn.words)
    where = (words.text, words.report, words.start, words.end) if words else ("", None, None, None)
    return TurnRow(turn.day, turn.matter, title, turn.of, turn.origin, turn.before, turn.after, *where)


class Claim(NamedTuple):
    """What one says on a day."""

    who: str
    day: str
    words: tuple[Words, ...]


class Against(NamedTuple):
    """A denial with all the claims that it stands against, or one figure against another, the later first."""

    matter: str
    reason: str
    track: str | None
    denies: bool
    who: str
    day: str
    words: tuple[Words, ...]
    claims: list[Claim]


def against(pairs: Iterable[Contradiction]) -> list[Against]:
    """Contradictions as they are shown: each denial once, then the figures."""
    found: dict[tuple[str, ...], Against] = {}
    for one in pairs:
        left, right = (Claim(one.left, one.left_day, one.left_words), Claim(one.right, one.right_day, one.right_words))
        denies = one.of == "position"
        later, earlier = (right, left) if denies or left.day <= right.day else (left, right)
        key = (one.of, one.reason, later.who, later.day, *(() if denies else (earlier.who, earlier.day)))
        told = Against(one.matter, one.reason, one.track, denies, *later, [])
        found.setdefault(key, told).claims.append(earlier)
    return sorted(found.values(), key=lambda one: (not one.denies, one.day, one.who))


def gaps(brief: Brief, told: Sequence[Key]) -> Iterator[str]:
    """What the record does not say, in plain sentences."""
    for key in told:
        if key.origins == 1 and key.band == "unconfirmed":
            yield f"Nobody but {named(key.dossier.positions[0].origin.id)} tells of “{key.row.title}”."
        for one in key.dossier.forecasts:
            if one.outcome == "overdue":
                window = interval(one.window_start, one.window_end)
                who = capital(named(one.origin.id))
                yield f"{who} foretold something for {window}; no report says what came of it."
        if any(c.condition and not c.met_by for c in key.dossier.commitments):
            yield f"No report says that the condition of “{key.row.title}” was met."
    for route in brief.routes:
        open_legs = [leg for leg in route.legs if leg.start is None or leg.end is None or leg.first_day is None]
        if open_legs:
            of = f"{len(open_legs)} of {len(route.legs)}"
            yield f"On the way of {named(route.mover)}, {of} legs lack an end or a day."
    days = sorted({p.day for one in brief.matters for p in one.positions if p.day})
    for before, after in pairwise(days):
        if (date.fromisoformat(after[:10]) - date.fromisoformat(before[:10])).days > LONG_SILENCE:
            yield f"Nobody is on record between {published(before)} and {published(after)}."


def parties(positions: Iterable[Position]) -> list[tuple[str, list[tuple[str, list[Position]]]]]:
    """Origins with their positions, by the state or body that they belong to; those who say most come first."""
    found: dict[str, dict[str, list[Position]]] = {}
    for one in positions:
        found.setdefault(one.origin.root, {}).setdefault(one.origin.id, []).append(one)
    ordered = sorted(found.items(), key=lambda item: (-sum(map(len, item[1].values())), item[0]))
    return [(root, sorted(of.items(), key=lambda item: (-len(item[1]), item[0]))) for root, of in ordered]
