"""One matter for people: how it stands, what has changed, who stands where, its figures, who contradicts whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.matters.dossier import Dossier
from onrecord.matters.positions import order
from onrecord.matters.tracks import shown
from onrecord.matters.turns import named
from onrecord.matters.types import Commitment, Contradiction, Forecast, Leg, Position, Step, Words
from onrecord.views.layout import DIM, TURN, Row, grid, passage, section, title
from onrecord.views.ledgers import existing
from onrecord.views.terminal import complain, printable, write_json
from onrecord.wording.naming import counted, fix, origin, standing
from onrecord.wording.standings import REASONS
from onrecord.wording.words import STATUSES, count, fullest, interval, published

QUOTES = ("“", '"')
SHORT = 8  # characters of an id that are shown


def run(store: str | None, matter: str, as_of: str | None, known_at: str | None, json: bool) -> None:
    """Show a matter.

    Raises:
        OnrecordError: there is no record, or no such matter.
    """
    with existing(store, complain) as ledger:
        found = ledger.show(matter, as_of=as_of, known_at=known_at)
    if json:
        write_json(found)
        return
    console = Console(highlight=False)
    for part in blocks(printable(found)):
        console.print(part)


def blocks(found: Dossier) -> Iterator[RenderableType]:
    """The dossier part by part, each with the words that it rests on; a part without anything in it is left out."""
    yield from _head(found)
    for head, part in PARTS.items():
        yield from section(head, part(found))


def _head(found: Dossier) -> Iterator[RenderableType]:
    one = found.matter
    days = interval(one.first_day or None, one.last_day or None)
    yield title(one.title or one.id, one.id[:SHORT], one.type or "", days)
    ids, roots = {p.origin.id for p in found.positions}, {p.origin.root for p in found.positions}
    told = f"{count(len(found.reports), 'report')}, {count(len(ids), 'origin')}"
    if len(roots) < len(ids):
        told += f" from {len(roots)} states and bodies" if len(roots) > 1 else " from one state or body"
    yield Text(told + (f"; {count(len(found.copies), 'copy')} folded" if found.copies else ""), style=DIM)


def _standings(found: Dossier) -> Iterator[Row]:
    for one in found.standings:
        yield one.since, standing(named(one)), Text(one.rule, style=DIM)


def _turns(found: Dossier) -> Iterator[Row]:
    for turn in found.turns:
        steps = [told for told in (turn.before, turn.after) if told]
        line = Text(" → ".join(map(standing, steps) if turn.of == "standing" else steps), style=TURN).append("  ")
        who = origin(turn.origin) if turn.origin and turn.of != "standing" else ""
        yield turn.day, who, line + _quoted(turn.words)


def _positions(found: Dossier) -> Iterator[Row]:
    later = {p.id: p for p in found.positions}
    for one in sorted(found.positions, key=order):
        since = _next(one, later)
        line = Text.assemble((one.stand, "" if since is None else DIM), "  ")
        if one.quantity:
            line.append(f"{shown(one.quantity)}  ")
        line += _quoted(one.words, DIM if since is not None else "")
        if since is not None:
            line.append(f"  superseded: {since.stand}, {published(since.day)}", style=DIM)
        yield one.day, _speaker(one), line


def _next(one: Position, later: dict[str, Position]) -> Position | None:
    """The position by which the same origin stands otherwise later."""
    while one.superseded_by in later:
        after = later[str(one.superseded_by)]
        if after.stand != one.stand:
            return after
        one = after
    return None


def _speaker(one: Position) -> str:
    """Who is answerable, with the person or the name under which it was said, where that is another."""
    who = origin(one.origin.id)
    said = "" if one.origin.outlet or one.origin.speaker.casefold() == who.casefold() else one.origin.speaker
    return f"{who} ({said})" if said else who


def _figures(found: Dossier) -> Iterator[RenderableType]:
    for track in sorted(found.tracks, key=lambda t: (-len(t.steps), t.definition)):
        defined = track.definition
        unit = next((s.quantity.unit.split()[-1] for s in track.steps if s.quantity.unit), defined.unit)
        head = title(counted(unit, defined.of, defined.place, defined.state), f"track {track.id[:SHORT]}")
        yield Padding(head, (0, 0, 0, 2))
        yield grid((step.day, origin(step.origin), _step(step)) for step in track.steps)


def _step(step: Step) -> Text:
    moved = "" if step.move == "first" else f"{step.move}  "
    return Text.assemble((shown(step.quantity), "bold"), "  ", moved) + _quoted(step.words)


def _contradictions(found: Dossier) -> Iterator[Row]:
    """Each denial with the claims that it stands against, then figure against figure, the later before the earlier."""
    denials = [one for one in found.contradictions if one.of == "position"]
    denials.sort(key=lambda one: (one.right_day, one.right, one.reason, one.left_day, one.left))
    for _, same in groupby(denials, key=lambda one: (one.right_day, one.right, one.reason)):
        claims = list(same)
        first = claims[0]
        line = Text(f"denies what others say ({REASONS[first.reason]})  ", style="bold")
        yield first.right_day, origin(first.right), line + _quoted(first.right_words)
        for one in claims:
            yield one.left_day, f"against {origin(one.left)}", _quoted(one.left_words)
    for one in found.contradictions:
        if one.of == "figure":
            yield _figure_against(one)


def _figure_against(one: Contradiction) -> Row:
    sides = ((one.left_day, one.left, one.left_words), (one.right_day, one.right, one.right_words))
    (_, early, before), (day, late, after) = sorted(sides, key=lambda side: side[0])
    line = Text(f"counts otherwise than {origin(early)} ({REASONS[one.reason]})  ", style="bold")
    return day, origin(late), line + _quoted(after) + Text("  against  ") + _quoted(before)


def _routes(found: Dossier) -> Iterator[Row]:
    for route in found.routes:
        yield "", origin(route.mover), Text(f"{count(len(route.legs), 'leg')}", style="bold")
        for leg in route.legs:
            yield leg.first_day or "", origin(leg.origin) if leg.origin else "", _leg(leg)


def _leg(leg: Leg) -> Text:
    ends = " → ".join(spot.name if spot else "?" for spot in (leg.start, leg.end))
    when = interval(leg.first_day, leg.last_day) if leg.last_day != leg.first_day else ""
    status = "" if leg.status == "happened" else STATUSES[leg.status].text
    return Text("  ".join((*filter(None, (ends, when, status)), ""))) + _quoted(leg.words)


def _forecasts(found: Dossier) -> Iterator[Row]:
    for one in found.forecasts:
        yield one.made_on, origin(one.origin.id), _forecast(one)


def _forecast(one: Forecast) -> Text:
    window = interval(one.window_start, one.window_end)
    settled = f", {published(one.settled_on)}" if one.settled_on else ""
    expected = f" (expected {window})" if window else ""
    return Text(f"{one.outcome}{settled}{expected}  ", style="bold") + _quoted(one.words)


def _commitments(found: Dossier) -> Iterator[Row]:
    for one in found.commitments:
        yield one.made_on, one.bound or "–", _commitment(one)


def _commitment(one: Commitment) -> Text:
    to = f"bound to {one.beneficiary}  " if one.beneficiary else "bound  "
    met = "the condition was met" if one.met_by else "not met so far"
    condition = f"{one.condition.text}; {met}  " if one.condition else ""
    return Text(f"{to}{condition}", style="bold") + _quoted(one.words)


def _quotes(found: Dossier) -> Iterator[Row]:
    """Positions in which somebody's own words stand between quotation marks."""
    told: set[tuple[str, int, int]] = set()
    for one in sorted(found.positions, key=order):
        for words in one.words:
            key = (words.report, words.start, words.end)
            if key not in told and words.text.strip().startswith(QUOTES):
                told.add(key)
                yield one.day, _speaker(one), passage(words.text, words.report)


def _judgements(found: Dossier) -> Iterator[Row]:
    for one in found.judgements:
        on = fix(one.slot, one.value) or f" of {count(len(one.mentions), 'mention')}"
        why = f": {one.why}" if one.why else ""
        yield one.when[:10], one.who, Text(f"{one.ruling}{on}{why}").append(f"  {one.id[:SHORT]}", style=DIM)


def _quoted(words: Sequence[Words], style: str = "") -> Text:
    """The fullest of some words: what is said, and not the verb that says so."""
    if not words:
        return Text()
    told = fullest(words)
    return passage(told.text, told.report, style)


PARTS: dict[str, Callable[[Dossier], Iterable[Row | RenderableType]]] = {
    "how it stands": _standings, "what has changed": _turns, "who stands where": _positions, "figures": _figures,
    "contradictions": _contradictions, "routes": _routes, "forecasts": _forecasts, "commitments": _commitments,
    "in their own words": _quotes, "what people decided": _judgements,
}
