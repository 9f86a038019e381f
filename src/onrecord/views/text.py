"""A record for people at a terminal: who says what, the timeline, the figures, the places."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.model import Event, Record, Statement, Time
from onrecord.views.terminal import printable
from onrecord.wording import arrange, words
from onrecord.wording.arrange import Names, Speaker

TONES = {
    "plain": "", "good": "green", "bad": "red", "warn": "yellow", "ahead": "cyan", "force": "magenta",
    "mute": "bright_black",
}
WIDE = 76  # columns from which dates get a column of their own


def show(given: Record, width: int) -> RenderableType:
    """The whole record, laid out for a terminal of `width` columns."""
    record = printable(given)
    sections = [part for section in SECTIONS for part in section(record, width)]
    return Group(*_head(record), *(sections or [Text("Nothing found.", style="bright_black")]), Text())


def _head(record: Record) -> Iterator[RenderableType]:
    report = record.report
    if report.title:
        yield Text(words.shorten(report.title, 300), style="bold")
    facts = [report.outlet, ", ".join(report.authors), words.published(report.published), report.url]
    line = " · ".join(fact for fact in facts if fact) or report.id
    yield Text(words.shorten(line, 300), style="bright_black")


def _titled(title: str, rest: str) -> Iterator[RenderableType]:
    yield Text()
    title_line = Text.assemble((title, "bold"), (f"  {rest}", "bright_black"))
    yield Rule(title_line, align="left", style="bright_black")


def _statements(record: Record, width: int) -> Iterator[RenderableType]:
    found = arrange.speakers(record)
    if not found:
        return
    named = [s for s in found if s.name != arrange.NOBODY]
    yield from _titled("WHO SAYS WHAT", words.count(len(record.statements), "statement")
                       + (f", {words.count(len(named), 'speaker')}" if named else ""))
    names = Names(record)
    for speaker in found:
        yield _speaker(speaker)
        for statement in speaker.statements:
            yield Padding(_statement(statement, names, width), (0, 0, 0, 2))


def _speaker(speaker: Speaker) -> Text:
    tone = "bold bright_black" if speaker.name == arrange.NOBODY else "bold blue"
    line = Text(words.capital(speaker.name), style=tone)
    if speaker.entity is not None:
        told = [*speaker.entity.roles, *filter(None, [speaker.entity.country])]
        line.append("".join(f" · {fact}" for fact in told), style="not bold bright_black")
    return line


def _statement(statement: Statement, names: Names, width: int) -> RenderableType:
    act = words.ACTS[statement.act]
    tone = TONES[act.tone]
    date = _date(names.times.get(statement.said_on or ""))
    told = (f"{words.telling(statement)} ", f"bold {tone}".strip())
    body = Text.assemble(told, " ".join(arrange.said(statement).split()))
    through = names.names(via.source for via in statement.via)
    if through:
        body.append(f"  (through {through})", style="bright_black")
    if date and width < WIDE:
        body.append(f"  {date}", style="cyan")
    grid = _grid(tone, statement.id, date if width >= WIDE else "", body, act.sign)
    return grid


def _grid(tone: str, name: str, date: str, body: Text, sign: str) -> Table:
    """One finding: its sign, its words, its date and its id."""
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(width=1, style=tone)
    grid.add_column(ratio=1)
    if date:
        grid.add_column(justify="right", style="cyan", no_wrap=True)
    grid.add_column(justify="right", style="bright_black", no_wrap=True, min_width=4)
    grid.add_row(sign, body, *([date] if date else []), name)
    return grid


def _timeline(record: Record, width: int) -> Iterator[RenderableType]:
    rows, rest = arrange.timeline(record)
    if not record.events:
        return
    yield from _titled("TIMELINE", words.count(len(record.events), "event"))
    names, last = Names(record), None
    for time, event in rows:
        date = _date(time) or "undated"
        if date != last:
            yield Text(date, style="cyan" if date != "undated" else "bright_black")
            last = date
        yield Padding(_event(record, event, names), (0, 0, 0, 2))
    if rest:
        yield Text(f"and {len(rest)} more {arrange.REST}; --format html shows them", style="bright_black")


def _event(record: Record, event: Event, names: Names) -> RenderableType:
    status = words.STATUSES[event.status]
    tone = TONES[status.tone]
    before, trigger, after = arrange.context(record, event.trigger)
    parties = " → ".join(filter(None, [names.names(event.actors), names.names(event.targets)]))
    label = " ".join(filter(None, [event.type, event.cameo and f"({event.cameo})"]))
    body = Text.assemble((status.text, tone))
    for fact, style in ((label, "magenta"), (parties, ""), (_where(event, names), "green")):
        if fact:
            body.append(" · ", style="bright_black").append(fact, style=style)
    shown = (before.lstrip(), (trigger, "bold not italic"), after.rstrip())
    quote = Text.assemble(*shown, style="italic bright_black")
    return _grid(tone, event.id, "", Text("\n").join([body, quote]), status.sign)


def _where(event: Event, names: Names) -> str:
    ends = [names.places.get(i or "") for i in (event.origin, event.destination)]
    route = " → ".join(place.name if place else "?" for place in ends) if any(ends) else ""
    place = names.places.get(event.place or "")
    return route or (place.name if place else "")


def _figures(record: Record, width: int) -> Iterator[RenderableType]:
    rows = arrange.figures(record)
    if not rows:
        return
    yield from _titled("FIGURES", words.count(len(rows), "figure"))
    for figure in rows:
        amount = words.amount(figure) or "no number"
        body = Text(amount, style="bold")
        if amount != figure.span.text:
            body.append(f"  “{words.shorten(figure.span.text, 60)}”", style="not bold italic bright_black")
        if figure.of is not None and figure.of.text not in figure.span.text:
            body.append(f"  of {words.shorten(figure.of.text, 60)}", style="not bold")
        yield Padding(_grid("", figure.id, "", body, "#"), (0, 0, 0, 2))


def _places(record: Record, width: int) -> Iterator[RenderableType]:
    rows = arrange.spots(record)
    if not rows:
        return
    yield from _titled("PLACES", words.count(len(rows), "place"))
    for place, mentions in rows:
        body = Text(place.name, style="bold green")
        facts = [place.country, place.feature, _point(place.lat, place.lon),
                 f"named {len(mentions)} times" if len(mentions) > 1 else None]
        body.append("".join(f" · {fact}" for fact in facts if fact), style="not bold bright_black")
        yield Padding(_grid("", place.id, "", body, "◆"), (0, 0, 0, 2))


def _point(lat: float | None, lon: float | None) -> str | None:
    if lat is None or lon is None:
        return None
    return f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.2f}° {'E' if lon >= 0 else 'W'}"


def _date(time: Time | None) -> str:
    if time is None:
        return ""
    return words.interval(time.start, time.end) or words.shorten(time.span.text, 40)


SECTIONS = (_statements, _timeline, _figures, _places)
