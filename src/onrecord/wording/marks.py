"""Findings as marks in the text: nested where they nest, cut where they cross."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.explain import headline, kind
from onrecord.model import Event, Finding, Record, Span, Statement, spans_in
from onrecord.wording import words
from onrecord.wording.arrange import tellings

UNDERLINED = frozenset({"entity", "event", "time", "place"})
DEEPEST = 4  # lines that can stand below one another


class Mark(NamedTuple):
    """A stretch of text with the findings that it belongs to; `first` lists those that begin with it."""

    start: int
    end: int
    classes: tuple[str, ...]
    ids: tuple[str, ...]
    first: tuple[str, ...]


@dataclass
class Piece:
    """A bit of a page: the opening of a mark, text, or (neither) the closing of a mark.

    `lines` counts the underlined marks inside, so that the line of an outer mark is drawn below theirs.
    """

    mark: Mark | None = None
    text: str = ""
    begins: bool = False
    lines: int = 0


def marks(record: Record) -> list[Mark]:
    """The marks of a record by their start, the longer first; findings with the same words share one."""
    shared: dict[tuple[int, int], dict[str, list[str]]] = {}
    tells = tellings(record)
    for finding in record.items():
        for span, name in [(s, ["telling"]) for s in headline(finding)] if finding.id in tells else _lit(finding):
            if span.start < span.end:
                shared.setdefault((span.start, span.end), {}).setdefault(finding.id, []).extend(name)
    found, seen = [], set[str]()
    for (start, end), owners in sorted(shared.items(), key=lambda item: (item[0][0], -item[0][1])):
        own = [i for i, names in owners.items() if names != ["part"]]
        classes = dict.fromkeys(name for names in owners.values() for name in names)
        first = tuple(i for i in own if i not in seen)
        found.append(Mark(start, end, tuple(classes), tuple(own or owners), first))
        seen.update(own)
    return found


def spread(lit: list[Mark], blocks: Sequence[tuple[int, int]]) -> list[list[Mark]]:
    """The marks of each block (start and end, in text order), cut to it."""
    ends = [end for _, end in blocks]
    out: list[list[Mark]] = [[] for _ in blocks]
    for mark in lit:
        for number in range(bisect_right(ends, mark.start), len(blocks)):
            start, end = blocks[number]
            if start >= mark.end:
                break
            out[number].append(mark._replace(start=max(mark.start, start), end=min(mark.end, end)))
    return out


def _lit(finding: Finding) -> Iterator[tuple[Span, list[str]]]:
    """Every span of a finding with its classes; a "part" is drawn only while the finding is picked."""
    own = set(headline(finding))
    for span in spans_in(finding):
        if span not in own:
            yield span, ["part"]
        elif isinstance(finding, Statement):
            cue = span == finding.cue
            yield span, ["cue"] if cue else ["content", f"tone-{words.ACTS[finding.act].tone}"]
        elif isinstance(finding, Event):
            yield span, ["event", f"is-{finding.status}"]
        else:
            yield span, [kind(finding)]


def pieces(text: str, lit: list[Mark], start: int, end: int) -> list[Piece]:
    """The text from start to end with its marks opened and closed in the order of a tree.

    A mark that begins inside another and ends outside is cut where the other ends and goes on behind it.
    """
    out: list[Piece] = []
    opened: list[tuple[int, Piece]] = []
    queue = [(m.start, -m.end, i, m) for i, m in enumerate(lit)]
    heapq.heapify(queue)
    here, seen = start, set[int]()
    while queue or opened:
        upto = opened[-1][0] if opened else end
        if queue and queue[0][0] < upto:
            begin, _, number, mark = heapq.heappop(queue)
            if mark.end > upto:
                heapq.heappush(queue, (upto, -mark.end, number, mark))
                mark = mark._replace(end=upto)
            _write(out, text[here:begin])
            piece = Piece(mark, begins=number not in seen)
            seen.add(number)
            out.append(piece)
            opened.append((mark.end, piece))
            here = begin
        else:
            _write(out, text[here:upto])
            here = upto
            _close(out, opened)
    _write(out, text[here:end])
    return out


def _write(out: list[Piece], text: str) -> None:
    if text:
        out.append(Piece(text=text))


def _close(out: list[Piece], opened: list[tuple[int, Piece]]) -> None:
    """Close the innermost mark; its lines push down those of the mark around it."""
    out.append(Piece())
    _, piece = opened.pop()
    if opened and piece.mark is not None:
        drawn = piece.lines + (not UNDERLINED.isdisjoint(piece.mark.classes))
        outer = opened[-1][1]
        outer.lines = min(DEEPEST, max(outer.lines, drawn))
