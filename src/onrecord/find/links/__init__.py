"""Ties the findings together: when and where an event was, what its figures count, who states it.

Everything goes by the tree of the sentence: a time, place or figure belongs to the nearest event that governs it.
A clause that says nothing of its own takes the time and place of the clause that it hangs on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec.structs import replace

from onrecord.find.links.attach import Attachment, Node
from onrecord.find.links.spoken import Spoken
from onrecord.find.links.tally import merge
from onrecord.language.text import Article
from onrecord.model import Event, Figure, Findings, Place, Span, Time

Item = TypeVar("Item", Event, Time, Place, Figure)


def find(article: Article, found: Findings) -> Findings:
    """The findings with events, figures and statements linked."""
    nodes, owners = _attached(article, found)
    merge(found.figures, owners, found.times)
    counted: dict[str, list[str]] = defaultdict(list)
    for figure in found.figures:
        if figure.id in owners:
            counted[owners[figure.id].event.id].append(figure.id)
    spoken = Spoken(article, found.statements)
    events = (_event(e, nodes.get(e.id), counted[e.id], spoken.at(e.trigger)) for e in found.events)
    figures = (
        replace(f, event=owners[f.id].event.id if f.id in owners else None, statement=spoken.at(f.span))
        for f in found.figures
    )
    return replace(found, events=tuple(events), figures=tuple(figures))


def _attached(article: Article, found: Findings) -> tuple[dict[str, Node], dict[str, Node]]:
    """Every event's node by the event's id, and the node that each figure counts for by the figure's id."""
    events = _by_sentence(article, found.events, lambda e: e.trigger)
    times = _by_sentence(article, found.times, lambda t: t.span)
    places = _by_sentence(article, found.places, lambda p: p.span)
    figures = _by_sentence(article, found.figures, lambda f: f.span)
    cues = frozenset(s.cue.start for s in found.statements if s.cue is not None)
    nodes: dict[str, Node] = {}
    owners: dict[str, Node] = {}
    dateline = None
    for sentence in article.sentences:
        i = sentence.index
        attachment = Attachment(sentence, events[i], cues)
        attachment.locate(places[i])
        dateline = attachment.date(times[i], dateline)
        attachment.inherit()
        nodes |= {node.event.id: node for node in attachment.nodes.values()}
        for figure in figures[i]:
            owner = attachment.counted(figure, times[i])
            if owner is not None:
                owners[figure.id] = owner
    return nodes, owners


def _by_sentence(article: Article, items: Iterable[Item], span: Callable[[Item], Span]) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        sentence = article.sentence_at(span(item).start)
        if sentence is not None:
            found[sentence.index].append(item)
    return found


def _event(event: Event, node: Node | None, figures: Iterable[str], statement: str | None) -> Event:
    places = node.places if node is not None else {}
    return replace(
        event, time=node.time if node is not None else None, place=places.get("place"), origin=places.get("origin"),
        destination=places.get("destination"), figures=tuple(figures), statement=statement,
    )
