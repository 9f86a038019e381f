"""The slots that a mention takes from the sentence it stands in, and from the statement that carries it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from onrecord.matters.origins import Origins, corrected, fold
from onrecord.matters.scene import Scene
from onrecord.matters.types import Mention, MentionKind, Words
from onrecord.model import Act, Span, Statement

_NOT_DENIED = re.compile(r"\b(?:not|never|n't) (?:\w+ )?den(?:y|ied)\s*$", re.IGNORECASE)
_EARLIER = re.compile(r"\bhad (?:\w+ly |earlier |already |once |first )?\w+$", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless|provided that|in case)\b[^.;,\n]*", re.IGNORECASE)


def name_of(report: str, kind: MentionKind, span: Span) -> str:
    """The id of a mention, by which judgements name it: report, kind and span."""
    return f"{report}#{kind}:{span.start}-{span.end}"


def mention(scene: Scene, kind: MentionKind, span: Span, *words: Span) -> Mention:
    """A mention with the slots of its sentence; `words` are the spans that say it, besides its own."""
    start, end = scene.sentence(span.start)
    terms, sentence = scene.passages.told(span.start)
    named = {fold(e.name) for e in scene.entities_in(start, end) if e.name[:1].isupper()}
    report = scene.record.report.id
    return Mention(
        name_of(report, kind, span), report, kind, tuple(scene.words(s) for s in (span, *words)), scene.day,
        names=tuple(sorted(named)), terms=terms, sentence=sentence, condition=_condition(scene, start, end),
    )


def said(scene: Scene, origins: Origins, statement: Statement | None, told: Mention) -> Mention:
    """A mention as a statement tells it: by whom, resting on whom, how and when."""
    if statement is None:
        return told
    if statement.source and corrected(statement.source.text):
        return replace(told, act="revise")
    if (holder := origins.holder(statement, told.words[0].start)) is not None:
        return replace(told, origin=holder, act="assert", said_on=scene.the_day(statement.said_on))
    return replace(
        told, origin=origins.of[statement.id], rests_on=origins.rests_on[statement.id], act=act(scene, statement),
        said_on=scene.the_day(statement.said_on), earlier=_earlier(scene, statement),
    )


def _earlier(scene: Scene, statement: Statement) -> bool:
    """Whether the report tells that something had been said, and not on which day."""
    cue = statement.cue
    if cue is None or scene.the_day(statement.said_on) is not None:
        return False
    return _EARLIER.search(scene.text, scene.sentence(cue.start)[0], cue.end) is not None


def act(scene: Scene, statement: Statement) -> Act:
    """The act, turned where its cue is itself denied ("has not acknowledged", "did not deny")."""
    first = statement.content[0].start if statement.content else 0
    if _NOT_DENIED.search(scene.text, scene.sentence(first)[0], first):
        return "imply"
    turned = statement.cue is not None and scene.denies(statement.cue)
    if not turned or statement.act in ("decline", "unknown"):
        return statement.act
    return "imply" if statement.act in ("deny", "doubt") else "decline"


def _condition(scene: Scene, start: int, end: int) -> Words | None:
    found = _CONDITION.search(scene.text, start, end)
    return scene.words(Span(found.start(), found.end(), found[0])) if found else None
