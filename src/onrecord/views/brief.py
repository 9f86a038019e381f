"""A story for people: how its matters stand, what has turned, its figures and routes, what was foretold and is owed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from onrecord.matters.dossier import Brief, Dossier
from onrecord.matters.tracks import shown
from onrecord.matters.types import Commitment, Forecast, Leg, Spot, Step, Turn, Words
from onrecord.wording import telling
from onrecord.wording.bodies import named
from onrecord.wording.words import capital, count, interval, shorten

TONES = {
    "confirmed": "green", "disputed": "yellow", "denied": "red", "unconfirmed": "dim", "owed": "cyan", "ahead": "cyan",
}  # fmt: skip
_BY = re.compile(r" by \S+$")
DAY, WHO = 6, 25  # columns of a day without its year, and of a name
LEAST = 12  # columns in which words are worth quoting


def lines(brief: Brief, width: int) -> list[Text]:
    """The story line by line, `width` columns wide; what one report alone tells and nobody answers is only counted."""
    told = [one for n, one in enumerate(brief.matters) if n == 0 or telling.weighty(one)]
    numbers = {one.matter.id: str(n) for n, one in enumerate(told, 1)}
    story = brief.story
    out = [Text(capital(story.title), style="bold")]
    out += [Text(f"{interval(story.first_day, story.last_day)}, {count(len(brief.matters), 'matter')}", style="dim")]
    out += _part("HOW IT STANDS", _standings(told, numbers, width))
    rest = len(brief.matters) - len(told)
    out += [Text(f"  and {count(rest, 'matter')} more, each told by one report", style="dim")] if rest else []
    turned = telling.worth_telling(brief, numbers)
    out += _part("WHAT HAS TURNED", (line for turn in turned for line in _turn(turn, numbers, width)))
    for track in sorted(brief.tracks, key=lambda t: -len(t.steps)):
        if len(track.steps) > 1:
            out += _part(f"FIGURE: {telling.counted(track.definition)}", map(_step, track.steps))
    for route in brief.routes:
        out += _part(f"ROUTE of {named(route.mover)}", (_leg(n, leg) for n, leg in enumerate(route.legs, 1)))
    out += _part("FORETOLD", (line for one in told for f in one.forecasts for line in _forecast(f, width)))
    owed = {c.words[-1]: c for one in told for c in one.commitments}
    out += _part("OWED", (line for c in owed.values() for line in _owed(c, width)))
    for line in out:
        line.truncate(width, overflow="ellipsis")
    return out


def _part(head: str, rows: Iterable[Text]) -> list[Text]:
    found = list(rows)
    return [Text(""), Text(head, style="cyan"), *found] if found else []


def _standings(told: list[Dossier], numbers: Mapping[str, str], width: int) -> Iterator[Text]:
    for band in telling.ORDER:
        for one in (one for one in told if telling.band(one) == band):
            head = f"  {numbers[one.matter.id]:>2} {band:<12}"
            yield Text.assemble((head, TONES[band]), (shorten(capital(one.matter.title), width - len(head)), "bold"))
            stands = "; ".join(telling.stands(one))
            yield from _wrapped(stands, len(head), width) if stands != band else ()


def _turn(turn: Turn, numbers: Mapping[str, str], width: int) -> Iterator[Text]:
    who = capital(named(turn.origin).removeprefix("the ")) if turn.origin else ""
    change = " → ".join(_BY.sub("", stand) for stand in (turn.before or "–", turn.after))
    room = min(WHO, width // 4)
    head = f"  {telling.short_day(turn.day):<{DAY}} {numbers[turn.matter]:>2} {shorten(who, room):<{room}} {change}"
    left = width - len(head) - 4
    yield Text.assemble(head, (f"  “{_quoted(turn.words, left)}”" if left > LEAST and turn.words else "", "dim"))


def _quoted(words: tuple[Words, ...], width: int) -> str:
    """The fullest of the first words, as far as there is room."""
    return shorten(max((w.text for w in words[:2]), key=len), width)


def _step(step: Step) -> Text:
    move = "" if step.move == "first" else step.move
    figure = shown(step.quantity).replace("at most", "up to")
    return Text(f"  {telling.short_day(step.day):<{DAY}} {figure:<18} {move:<9} {capital(named(step.origin))}")


def _leg(number: int, leg: Leg) -> Text:
    ends = f"{_place(leg.start)} → {_place(leg.end)}"
    when = interval(leg.first_day, leg.last_day) or "day not told"
    said = f", says {named(leg.origin)}" if leg.origin else ""
    return Text(f"  {number} {ends:<42} {when}; {leg.status}{said}")


def _place(spot: Spot | None) -> str:
    """A place with its precision, where it is worth telling."""
    if spot is None:
        return "…"
    return spot.name + (f" (±{spot.radius_km:,.0f} km)" if spot.radius_km and spot.feature == "region" else "")


def _forecast(one: Forecast, width: int) -> Iterator[Text]:
    if one.settled_on is None and one.window_end is None and one.window_start is None:
        return
    window = interval(one.window_start, one.window_end)
    settled = f" {telling.short_day(one.settled_on)}" if one.settled_on else ""
    expected = shorten(max((w.text for w in one.words), key=len), 40)
    what = f"{capital(named(one.origin.id))} foretold “{expected}”{f' ({window})' if window else ''}"
    yield from _wrapped(f"{telling.short_day(one.made_on):<{DAY}} {what}: {one.outcome}{settled}", 2, width)


def _owed(owed: Commitment, width: int) -> Iterator[Text]:
    said = owed.words[-1].text.removeprefix("that ")
    who = capital(owed.bound or "somebody")
    yield from _wrapped(f"{telling.short_day(owed.made_on):<{DAY}} {who}: “{shorten(said, 150)}”", 2, width)
    if owed.condition:
        met = "a report says that it was met" if owed.met_by else "no report says that it was met"
        yield from _wrapped(f"condition: “{owed.condition.text}”; {met}", DAY + 3, width)


def _wrapped(text: str, indent: int, width: int) -> Iterator[Text]:
    """A text over as many lines as it needs."""
    line = ""
    for word in text.split(" "):
        if line and indent + len(line) + 1 + len(word) > width:
            yield Text(" " * indent + line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield Text(" " * indent + line)
