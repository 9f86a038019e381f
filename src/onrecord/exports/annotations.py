"""W3C Web Annotations: one for each position, on its exact words: by their place, and by the words around."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.exports.extract import Extract
from onrecord.exports.rows import PositionLine
from onrecord.exports.tables import table
from onrecord.wording.addresses import urn, web
from onrecord.wording.naming import standing

AROUND = 32  # characters before and behind, by which words are found again in a text that has moved
Node = dict[str, Any]


def written(one: Extract) -> bytes:
    """A collection with its one page."""
    items = [_annotation(one, line) for line in table(one, "positions") if isinstance(line, PositionLine)]
    about, ends = one.about, {"startIndex": 0, "items": items}
    collection = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:onrecord:term:"}],
        "id": urn("annotations", about.as_of), "type": "AnnotationCollection", "label": f"Positions: {about.filters}",
        "generator": _program(one), "generated": f"{about.as_of}T00:00:00Z", "rights": urn("licence", about.licence),
        "summary": about.told(), "total": len(items),
        "first": {"id": urn("annotations", f"{about.as_of}/1"), "type": "AnnotationPage", **ends},
    }  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(collection), indent=1) + b"\n"


def _program(one: Extract) -> Node:
    return {"id": urn("program", one.about.version), "type": "Software", "name": one.about.version}


def _annotation(one: Extract, line: PositionLine) -> Node:
    bodies = [
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en",
         "value": f"{line.origin_name} {line.stand}, {line.day}; the matter stands: {standing(line.standing)}"},
        {"type": "SpecificResource", "purpose": "linking", "source": urn("matter", line.matter)},
        *({"type": "TextualBody", "purpose": "tagging", "value": f"status: {status}"}
          for status in line.statuses.split("; ") if status),
    ]  # fmt: skip
    return {
        "id": urn("position", line.position), "type": "Annotation", "motivation": "describing",
        "generator": _program(one), "created": f"{one.about.as_of}T00:00:00Z", "body": bodies,
        "target": _target(one, line), "onrecord:judged": line.judged or "nobody; read by machine",
    }  # fmt: skip


def _target(one: Extract, line: PositionLine) -> Node:
    """The words in the text of the report as it is on record; the page where it was published is told beside."""
    text = one.records[line.report].report.text
    quote = {
        "type": "TextQuoteSelector", "exact": line.words, "prefix": text[max(0, line.start - AROUND) : line.start],
        "suffix": text[line.end : line.end + AROUND],
    }  # fmt: skip
    position = {"type": "TextPositionSelector", "start": line.start, "end": line.end}
    target: Node = {"type": "SpecificResource", "source": urn("report", line.report), "selector": [position, quote]}
    page = web(line.url)
    return target | ({"scope": page} if page else {})
