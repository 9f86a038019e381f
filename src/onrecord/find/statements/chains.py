"""Chains of sources: what was said according to somebody else, and statements inside statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.language.lexicon import table, words
from onrecord.language.text import Article, Sentence, Token
from onrecord.model import Span

INSIDE = 0.75  # of an outer content: an inner statement that fills more of it takes its place
EVIDENCE = words("evidence")
LEAD = 6  # characters before an inner source: "that ", a quotation mark
ALIKE = 0.6  # of the smaller content: two readings of one source that share more are one statement


@dataclass(frozen=True)
class Draft:
    """A statement before its act and its people are known."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    score: float
    via: tuple[tuple[Span, Span | None], ...] = ()

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min(s.start for s in self._parts())

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return max(s.end for s in self._parts())

    def _parts(self) -> list[Span]:
        return [s for s in (self.source, self.cue, *self.content) if s is not None]


def chained(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts in text order; an inner one that fills its outer one takes its place and keeps it as `via`."""
    pairs = ((i, j) for i in range(len(drafts)) for j in range(len(drafts)) if i != j)
    outer = {i: j for i, j in pairs if _fills(drafts[i], drafts[j])}
    kept = []
    for i, draft in enumerate(drafts):
        if i in outer.values():
            continue
        above = drafts[outer[i]] if i in outer else None
        if above is not None and above.source is not None:
            draft = replace(draft, via=((above.source, above.cue), *draft.via))
        kept.append(draft)
    return sorted(kept, key=lambda d: (d.start, d.end))


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """One draft for several readings of the same words by the same source: the likeliest one."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.score, d.start)):
        if not any(_same(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.start, d.end))


def _same(a: Draft, b: Draft) -> bool:
    if a.source is not None and b.source is not None and not _meet((a.source,), (b.source,)):
        return False
    smaller = min(_size(a.content), _size(b.content))
    return _meet(a.content, b.content) > ALIKE * smaller


def _size(spans: Iterable[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def _meet(left: Sequence[Span], right: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)


def _fills(inner: Draft, outer: Draft) -> bool:
    if inner.source is None or len(outer.content) != 1:
        return False
    hull = outer.content[0]
    if inner.start < hull.start or inner.end > hull.end or inner.content == outer.content:
        return False
    return inner.end - inner.start >= INSIDE * (hull.end - hull.start)


def according(article: Article, draft: Draft) -> Draft:
    """The draft with "according to X" of its sentence as `via`, where that is no part of the draft itself."""
    sentence = article.sentence_at(draft.cue.start) if draft.cue else None
    if sentence is None or draft.via or draft.source is None:
        return draft
    for token in sentence.tokens:
        if token.lower != "according" or _touches(draft, token.start, token.end):
            continue
        found = _agent(sentence, token)
        if found is not None and not _touches(draft, found[0].start, found[0].end):
            return replace(draft, via=(found,))
    return draft


def _touches(draft: Draft, start: int, end: int) -> bool:
    return any(
        s is not None and s.start < end and s.end > start for s in (draft.source, draft.cue, *draft.content)
    )


def _agent(sentence: Sentence, according: Token) -> tuple[Span, Span] | None:
    """Source and cue of "according to NP"; "a report from NP" and "NP report" stand for the body behind them."""
    to = next((t for t in sentence.tokens[according.i + 1 : according.i + 2] if t.lower == "to"), None)
    noun = sentence.child(to, "pobj") if to else None
    if to is None or noun is None:
        return None
    behind = next((p for p in sentence.children(noun, "prep") if p.lower in ("from", "by")), None)
    body = sentence.child(behind, "pobj") if behind else None
    source = sentence.phrase(body if body is not None else noun)
    return source, sentence.span(according, to)


def unfolded(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """Contents that are themselves an attribution: their inner source is the source, the outer one the via.

    So for "according to Y", where Y is only a channel, and for what the inner source shows rather than says: "she
    said intelligence indicates P". A person quoting a person stays one statement of the outer one, as in PolNeAR.
    """
    return [_unfolded(article, d) for d in drafts]


def _unfolded(article: Article, draft: Draft) -> Draft:
    reported = draft.cue is not None and draft.cue.text.lower().startswith("according")
    whole = draft.content[0]
    sentence = article.sentence_at(whole.start)
    inner = _inner(sentence, whole) if sentence and len(draft.content) == 1 and draft.source else None
    if inner is None or draft.source is None or not (reported or EVIDENCE & set(inner[0].text.lower().split())):
        return draft
    source, cue, content = inner
    return replace(draft, source=source, cue=cue, content=(content,), via=((draft.source, draft.cue),))


def _inner(sentence: Sentence, whole: Span) -> tuple[Span, Span, Span] | None:
    """Source, cue and content of a content whose main clause is itself an attribution."""
    for verb in sentence.at(whole.start, whole.end):
        subject, clause = sentence.child(verb, "nsubj"), sentence.child(verb, "ccomp")
        if verb.pos != "VERB" or verb.lemma not in table("cues", "lemma", "act") or not subject or not clause:
            continue
        source, content = sentence.phrase(subject), sentence.phrase(clause)
        end = min(content.end, whole.end)
        if source.start - whole.start <= LEAD and verb.end < content.start < end:
            return source, sentence.span(verb, verb), sentence.cut(content.start, end)
    return None
