"""When, where and to whom a statement was made, from the words around its cue."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.language.lexicon import words
from onrecord.language.text import Sentence, Token
from onrecord.model import Ref, Span, Statement, Time

PLACES = {"at", "in", "on", "during", "via"}
MEDIA = words("media")
BESIDE = 4  # characters between cue and date: "said on Monday"


def said_on(sentence: Sentence, cue: Span, content: Sequence[Span], times: Sequence[Time]) -> str | None:
    """The id of the date that the cue's clause gives, outside the content; the nearest where there are several."""
    near = [
        t
        for t in times
        if t.kind in ("date", "time")
        and sentence.start <= t.span.start < sentence.end
        and not _meets(t.span, content)
        and t.start is not None
        and (_distance(t.span, cue) <= BESIDE or _dates(sentence, t.span, cue))
    ]
    if not near:
        return None
    return min(near, key=lambda t: (_distance(t.span, cue), t.span.start)).id


def _dates(sentence: Sentence, time: Span, cue: Span) -> bool:
    """Does the verb that the date hangs on govern the cue, or is it the cue?"""
    spoken = sentence.at(cue.start, cue.end)
    over = {a.i for t in spoken for a in sentence.ancestors(t)} | {t.i for t in spoken}
    first = next(iter(sentence.at(time.start, time.end)), None)
    verb = next((a for a in sentence.ancestors(first) if a.pos in ("VERB", "AUX")), None) if first else None
    return verb is not None and verb.i in over


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def venue(sentence: Sentence, cue: Sequence[Token], content: Sequence[Span], times: Sequence[Time]) -> Span | None:
    """The phrase "at the Pentagon", "on Telegram" that hangs on the cue: a place or a medium, and no date."""
    for verb in cue:
        for child in sentence.children(verb, "prep"):
            nodes = sentence.subtree(child)
            span = sentence.span(nodes[0], nodes[-1])
            if child.lower not in PLACES or _meets(span, content) or _meets(span, [t.span for t in times]):
                continue
            if _is_venue(sentence, child):
                return span
    return None


def _is_venue(sentence: Sentence, preposition: Token) -> bool:
    noun = sentence.child(preposition, "pobj")
    if noun is None:
        return False
    return noun.lemma.lower() in MEDIA or noun.ent in ("GPE", "FAC", "LOC", "ORG") or noun.pos == "PROPN"


def audience(sentence: Sentence, cue: Sequence[Token], content: Sequence[Span]) -> Span | None:
    """Who was told: the object of "told", or what follows "to" beside the cue."""
    for verb in cue:
        told = sentence.child(verb, "dative") or (
            sentence.child(verb, "dobj") if verb.lemma in ("tell", "inform", "assure", "ask", "urge", "warn") else None
        )
        if told is None:
            to = next((p for p in sentence.children(verb, "prep") if p.lower == "to"), None)
            told = sentence.child(to, "pobj") if to else None
        elif told.pos == "ADP":
            told = sentence.child(told, "pobj")
        if told is not None and told.pos in ("NOUN", "PROPN", "PRON"):
            span = sentence.phrase(told)
            if not _meets(span, content):
                return span
    return None


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < o.end and span.end > o.start for o in others)


def settle_days(statements: Sequence[Statement], bodies: dict[str, str], times: Sequence[Time]) -> dict[str, str]:
    """Statement id -> time id for those that name no day themselves; a day told twice is one day.

    The same speaker's only dated occasion in the report is taken, else that of the body spoken for (`bodies`:
    entity id -> body), else that of whoever passed it on. Two days, or none, leave the day unknown.
    """

    def days(key: str | None) -> str | None:
        found = own.get(key, {}) if key else {}
        return next(iter(found.values())) if len(found) == 1 else None

    means = {t.id: (t.start, t.end) for t in times}
    own: dict[str, dict[tuple[str | None, str | None], str]] = {}
    for s in statements:
        if s.said_on and (who := speaker(s.source)):
            for key in (who, *([bodies[who]] if who in bodies else [])):
                own.setdefault(key, {}).setdefault(means[s.said_on], s.said_on)
    settled: dict[str, str] = {}
    for s in statements:
        for who in filter(None, map(speaker, (s.source, *(v.source for v in s.via)))):
            day = days(who) or (days(bodies.get(who)) if who not in own else None)
            if s.said_on is None and day:
                settled.setdefault(s.id, day)
    return settled


def speaker(source: Ref | None) -> str | None:
    """The entity behind a source."""
    return source.entity if source else None
