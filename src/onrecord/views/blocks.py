"""Answers that are no one table: figure tracks, what one origin said, what waits for a person, families of copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.store.judgements import Kept
from onrecord.store.rows import AccountRow, MentionRow, ReportRow, StepRow, TurnRow, WaitingRow
from onrecord.views.layout import DIM, TURN, grid, passage, title
from onrecord.wording.decisions import undone
from onrecord.wording.naming import EXPECTED, counted, fix, origin, standing
from onrecord.wording.naming import where as place
from onrecord.wording.words import ACTS, count, published

Block = Callable[[Any], Iterator[RenderableType]]  # each takes rows of its own kind
R = TypeVar("R")
K = TypeVar("K")
SHORT = 8  # characters of an id that are shown


def tracks(rows: Sequence[StepRow]) -> Iterator[RenderableType]:
    """One block for each track: what is counted, then step by step who gave which value, and the tracks beside it."""
    names = {row.track: counted(row.unit, row.of, row.place, row.state) for row in rows}
    where = {row.track: place(row.place, row.state).removeprefix(": ") for row in rows}
    for track, steps in _runs(rows, lambda row: row.track):
        first = steps[0]
        yield title(names[track], f"track {track[:SHORT]}")
        yield _aside(f"on {first.matter[:SHORT]}, {first.title}")
        yield grid((step.day, origin(step.origin), _step(step)) for step in steps)
        if beside := [f"{where[other]} ({other[:SHORT]})" for other in first.beside.split("; ") if other in names]:
            yield _aside(f"beside it the same {'; '.join(beside)}")
        yield Text()
    yield Text(f"{count(len(names), 'track')}, {count(len(rows), 'value')}", style=DIM)


def _aside(told: str) -> RenderableType:
    return Padding(Text(told, style=DIM), (0, 0, 0, 2))


def _step(step: StepRow) -> Text:
    line = Text.assemble((step.figure, "bold"), f"  {'' if step.move == 'first' else step.move}".rstrip(), "  ")
    if step.as_of and (step.as_of < step.day or EXPECTED in step.state.split()):
        line.append(f"{'as of' if step.as_of < step.day else 'by'} {published(step.as_of)}  ")
    return line + passage(step.words, step.report)


def account(rows: Sequence[AccountRow]) -> Iterator[RenderableType]:
    """What one origin said, matter by matter; where its position or its figure changed stands a line of its own."""
    for matter, said in _runs(rows, lambda row: row.matter):
        first = said[0]
        named = (first.title, str(matter)[:SHORT], standing(first.standing)) if matter else ("on nothing at issue",)
        yield title(*named)
        yield grid(line for row, copies in _once(said) for line in _said(row, copies))
        yield Text()
    matters, turns = len({row.matter for row in rows} - {None}), sum(bool(row.turned) for row in rows)
    told = count(len(rows), "statement")
    yield Text(f"{told} on {count(matters, 'matter')}, {count(turns, 'change')}" if rows else told, style=DIM)


def _once(said: Iterable[AccountRow]) -> list[tuple[AccountRow, int]]:
    """Statements told in the same words of one day once, with how often they are told again."""
    found: dict[tuple[str, str, str, str], list[AccountRow]] = {}
    for row in said:
        found.setdefault((row.origin or row.source, row.day, row.act, row.words), []).append(row)
    return [(max(same, key=lambda row: bool(row.turned)), len(same) - 1) for same in found.values()]


def _said(row: AccountRow, again: int) -> Iterator[tuple[str, str, Text]]:
    word = ACTS.get(row.act)
    line = Text(f"{word.text if word else row.act} ") + passage(row.words, f"{row.report} {row.id}")
    if again:
        line.append(f"  and in {count(again, 'copy')}", style=DIM)
    yield row.day, row.source or "–", line
    for change in filter(None, row.turned.split("; ")):
        yield "", "", Text(f"▲ changed: {change}", style=TURN)


def turns(rows: Sequence[TurnRow]) -> Iterator[RenderableType]:
    """What has changed, by day: on which matter, from what to what, and on whose word."""
    yield grid(((row.day, f"{row.title} ({row.matter[:SHORT]})", _turn(row)) for row in rows), indent=0)
    yield Text(count(len(rows), "turn"), style=DIM)


def _turn(row: TurnRow) -> Text:
    steps = [told for told in (row.before, row.after) if told]
    line = Text(" → ".join(map(standing, steps) if row.of == "standing" else steps), style=TURN)
    if row.origin and row.of != "standing":
        line.append(f"  {origin(row.origin)}", style="not bold default")
    return line.append("  ") + (passage(row.words, row.report or "") if row.words else Text())


def mentions(rows: Sequence[MentionRow]) -> Iterator[RenderableType]:
    """What a matter consists of: the words of each mention, its id, and its slots by the names that a fix takes."""
    yield grid(((row.day, f"{row.stand}: {row.words}", _mention(row)) for row in rows), indent=0)
    yield Text(count(len(rows), "mention"), style=DIM)


def _mention(row: MentionRow) -> Text:
    slots = {
        "origin": row.origin, "type": row.type, "status": row.status, "actors": row.actors, "targets": row.targets,
        "places": row.places, "start": row.first_day, "end": row.last_day, "value": row.figure,
    }  # fmt: skip
    told = "; ".join(f"{slot} {value}" for slot, value in slots.items() if value)
    return Text.assemble((row.mention, "bold"), f"\n{told}")


def judgements(rows: Sequence[Kept]) -> Iterator[RenderableType]:
    """What people decided, in the order in which they did; one that is taken back says so."""
    gone = undone(rows)
    yield grid(((row.made[:10], row.who, _judgement(row, row.id in gone)) for row in rows), indent=0)
    yield Text(count(len(rows), "judgement"), style=DIM)


def _judgement(row: Kept, gone: bool) -> Text:
    on = f" of {row.undoes[:SHORT]}" if row.undoes else fix(row.slot, row.value)
    line = Text.assemble((f"{row.ruling}{on}", DIM if gone else "bold"), ("  undone" if gone else "", TURN))
    line.append(f"  {row.why}" if row.why else "").append(f"  {row.id[:SHORT]}", style=DIM)
    return line.append("".join(f"\n{mention}" for mention in row.mentions), style=DIM)


def waiting(rows: Sequence[WaitingRow]) -> Iterator[RenderableType]:
    """Pairs of matters that may be one, with the words of both and what speaks for and against."""
    for row in rows:
        yield title(f"{row.title}  +  {row.other_title}", f"score {row.score:.2f}", f"{count(row.pairs, 'pair')} open")
        sides = ((row.matter, row.reports, row.published, row.what, row.words, row.report),
                 (row.other_matter, row.other_reports, row.other_published, row.other_what, row.other_words,
                  row.other_report))
        yield grid((day, f"{matter[:SHORT]} ({count(reports, 'report')})", _marked(words, what, report))
                   for matter, reports, day, what, words, report in sides)
        yield grid((("", "speaks for", Text(row.speaks_for or "–")), ("", "against", Text(row.speaks_against or "–"))))
        ends = f"{row.matter[:SHORT]} {row.other_matter[:SHORT]}"
        yield Padding(Text(f"onrecord judge accept {ends}    or: reject {ends}", style="green"), (0, 0, 1, 2))
    yield Text(count(len(rows), "pair") + (" of matters to decide on" if rows else " left to decide on"), style=DIM)


def _marked(words: str, what: str, report: str) -> Text:
    line = passage(words, report)
    line.highlight_words([what], "bold underline")
    return line


def reports(rows: Sequence[ReportRow]) -> Iterator[RenderableType]:
    """One line for each text: its fullest report, and how many copies of it there are."""
    return _reports(rows, listed=False)


def copies(rows: Sequence[ReportRow]) -> Iterator[RenderableType]:
    """The same with the copies under it: of which kind, how much of the text, and which of them came first."""
    return _reports(rows, listed=True)


def _reports(rows: Sequence[ReportRow], listed: bool) -> Iterator[RenderableType]:
    families: dict[str, list[ReportRow]] = {}
    for row in rows:
        families.setdefault(row.family, []).append(row)
    folded = 0
    for family in families.values():
        lead = next((row for row in family if row.copy_of is None), family[0])
        rest = [row for row in family if row is not lead]
        folded += len(rest)
        lines = [_report(lead, len(rest)), *(_copy(row) for row in (rest if listed else ()))]
        yield grid(lines, indent=0)
    told = count(len(rows), "report")
    yield Text(f"{told}, {folded} of them copies" + ("" if listed else "; --copies lists them") if folded else told,
               style=DIM)


def _report(row: ReportRow, others: int) -> tuple[str, str, Text]:
    line = Text(row.title or "", style="bold").append(f"  {row.id}" if row.title else row.id, style=f"not bold {DIM}")
    if others or row.copy_of:
        credit = f", credited to {row.credit}" if row.credit else ""
        told = f"  {count(others, 'copy')}{credit}" if others else f"  a copy of {row.copy_of}"
        line.append(told, style="not bold yellow")
    return (row.published or "")[:10] or "–", row.outlet or "", line


def _copy(row: ReportRow) -> tuple[str, str, Text]:
    share = f", {row.share:.0%} the same" if row.share is not None and row.copy != "exact" else ""
    first = ", the earliest" if row.earliest == row.id else ""
    line = Text(f"↳ {row.copy}{share}{first}  {row.title or ''}").append(f"  {row.id}", style=DIM)
    return (row.published or "")[:10] or "–", row.outlet or "", line


def _runs(rows: Iterable[R], key: Callable[[R], K]) -> Iterator[tuple[K, list[R]]]:
    """Rows that stand together, by what they have in common."""
    return ((name, list(run)) for name, run in groupby(rows, key))


BLOCKS: dict[str, Block] = {
    "tracks": tracks, "account": account, "turns": turns, "mentions": mentions, "waiting": waiting, "reports": reports,
    "copies": copies, "judgements": judgements,
}  # fmt: skip
