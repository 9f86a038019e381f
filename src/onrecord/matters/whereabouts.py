"""Where somebody is said to be: "8,000 of them are in the region", "evidence of foreign soldiers in the country"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.matters.scene import Scene, finest
from onrecord.model import Place, Span, Statement

_PRESENT = re.compile(
    r"\b(?:is|are|was|were|been|remain(?:s|ed)?)\b(?: (?:now|already|still))? (?:in|at|near|inside|on)\b"
    r"|\bnumbers? in(?: all of)?\b"
)
_SEEN = re.compile(r"\b(?:evidence|signs?|presence|images?|pictures?|sightings?) of\b|\bfirst\b", re.IGNORECASE)
_IN = re.compile(r" (?:in|inside|at|near) ")
_REACH = 30  # characters behind "are in" in which the place begins
_JOINT = re.compile(r"[\s,;]*(?:\b(?:and|but|while)\b\s*)?")


def whereabouts(scene: Scene, statement: Statement) -> list[tuple[Span, Place]]:
    """The clauses of a statement that tell where somebody is; the whole content where it tells it once."""
    found = [at for span in statement.content for at in _clauses(scene, span)]
    return [(statement.content[0], found[0][1])] if len(found) == 1 else found


def _clauses(scene: Scene, span: Span) -> Iterator[tuple[Span, Place]]:
    start = span.start
    for end in _verbs(scene, span):
        places = scene.places_in(end, min(end + _REACH, span.end))
        if places and end > start:
            place = finest(places)
            start = _JOINT.match(scene.text, start).end()  # type: ignore[union-attr]  # it matches nothing too
            yield Span(start, place.span.end, scene.text[start : place.span.end]), place
            start = place.span.end


def _verbs(scene: Scene, span: Span) -> list[int]:
    """The offsets behind the words that are followed by a place where somebody is."""
    ends = [verb.end() for verb in _PRESENT.finditer(scene.text, span.start, span.end)]
    if not ends and _SEEN.search(scene.text, span.start, span.end):
        groups = (m.end for e in scene.entities_in(span.start, span.end) if e.kind == "group" for m in e.mentions)
        behind = (_IN.match(scene.text, end) for end in groups if span.start < end < span.end)
        ends = sorted(found.end() for found in behind if found)
    return ends
