"""Why a finding stands in a record: its sentence, its words, and the rule or score that made it."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.language import parsed
from onrecord.language.paragraphs import paragraphs
from onrecord.model import (
    Entity,
    Event,
    Figure,
    Finding,
    Place,
    Record,
    Report,
    Span,
    Statement,
    Time,
    spans_in,
)

KINDS: dict[type, str] = {
    Entity: "entity", Statement: "statement", Event: "event", Figure: "figure", Time: "time", Place: "place",
}
ID = re.compile(r"[a-z]+\d+")
SCORE = re.compile(r"-?\d+(\.\d+)?")


class Step(NamedTuple):
    """A rule that had a part in a finding; `score` is None where it gives none."""

    rule: str
    score: float | None


class Explanation(NamedTuple):
    """One finding in its sentence, with the steps that made it."""

    finding: Finding
    kind: str
    sentence: Span
    spans: tuple[Span, ...]
    steps: tuple[Step, ...]


def explain(record: Record, asked: str) -> list[Explanation]:
    """The finding of an id ("s3"), or every finding whose words cover an offset ("120"), the shortest first.

    Raises:
        LookupError: there is no such id, or nothing was found at the offset.
        ValueError: `asked` is neither an id nor an offset.
    """
    if asked.isdecimal():
        found = at(record, int(asked))
        problem = f"nothing was found at offset {asked} (the text has {len(record.report.text)} characters)"
    elif ID.fullmatch(asked):
        found = [item for item in record.items() if item.id == asked]
        problem = f"the record has no finding {asked}"
    else:
        raise ValueError(f"{asked!r} is neither an id such as s3 nor an offset such as 120")
    if not found:
        raise LookupError(problem)
    return [_explained(record.report, item) for item in found]


def at(record: Record, offset: int) -> list[Finding]:
    """Every finding whose own words cover an offset, the shortest first."""
    hits = [
        (span.end - span.start, item)
        for item in record.items()
        for span in headline(item)
        if span.start <= offset < span.end
    ]
    return list({item.id: item for _, item in sorted(hits, key=lambda hit: hit[0])}.values())


def headline(finding: Finding) -> tuple[Span, ...]:
    """The words that a finding is about, without those of the parties and details that it refers to."""
    if isinstance(finding, Entity):
        return finding.mentions
    if isinstance(finding, Statement):
        return (*finding.content, *((finding.cue,) if finding.cue else ()))
    return (finding.trigger,) if isinstance(finding, Event) else (finding.span,)


def kind(finding: Finding) -> str:
    """The name of a finding's kind: "statement"."""
    return KINDS[type(finding)]


def steps(why: str | None) -> tuple[Step, ...]:
    """A finding's `why` as its steps: "encoder 0.93; cue:worry" -> two steps, one scored."""
    parts = (part.strip() for part in (why or "").split(";"))
    return tuple(_step(part) for part in parts if part)


def _step(part: str) -> Step:
    rule, _, score = part.rpartition(" ")
    return Step(rule, float(score)) if rule and SCORE.fullmatch(score) else Step(part, None)


def sentence_around(report: Report, offset: int) -> Span:
    """The sentence that holds an offset (its paragraph where it stands between sentences)."""
    text = report.text
    for part in paragraphs(text):
        if part.start <= offset < part.end:
            article = parsed(Report(report.id, text[part.start : part.end], language=report.language))
            sentence = article.sentence_at(offset - part.start)
            start, end = (sentence.start, sentence.end) if sentence else (0, part.end - part.start)
            return Span(part.start + start, part.start + end, text[part.start + start : part.start + end])
    return Span(offset, offset, "")


def _explained(report: Report, finding: Finding) -> Explanation:
    own = headline(finding) or tuple(spans_in(finding))
    first = min((span.start for span in own), default=0)
    return Explanation(finding, kind(finding), sentence_around(report, first), own, steps(finding.why))
