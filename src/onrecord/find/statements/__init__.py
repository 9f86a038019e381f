"""Statements: who says what. The encoder reads source, cue and content; rules join, chain, date and type them."""

from __future__ import annotations

import msgspec

from onrecord.find.mentions import Mentions
from onrecord.find.statements.acts import act_of
from onrecord.find.statements.chains import Draft, according, chained, merged, unfolded
from onrecord.find.statements.occasion import audience, said_on, settle_days, venue
from onrecord.find.statements.quoted import joined, trimmed
from onrecord.find.statements.spans import snapped
from onrecord.find.statements.unmarked import unmarked
from onrecord.language.text import Article, Token
from onrecord.model import Entity, Findings, Mode, Span, Statement, Via

QUOTED = 0.9  # of a content's letters inside quotation marks, from where a statement is direct


def find(article: Article, found: Findings) -> Findings:
    """The findings with the statements of the report, in text order."""
    drafts = chained(joined(article, merged(snapped(article, d, found.times) for d in _drafts(article))))
    drafts = unmarked(article, [according(article, d) for d in unfolded(article, drafts)])
    who = Mentions(found.entities)
    made = [_statement(article, found, who, d, f"s{n}") for n, d in enumerate(drafts, 1)]
    days = settle_days(made, _bodies(found.entities), found.times)
    dated = (msgspec.structs.replace(s, said_on=days[s.id]) if s.id in days else s for s in made)
    return msgspec.structs.replace(found, statements=tuple(dated))


def _drafts(article: Article) -> list[Draft]:
    out = []
    for read in article.attributions:
        content = tuple(s for a, b in read.content if (s := trimmed(article, a, b)) is not None)
        if content:
            source = article.span(*read.source) if read.source else None
            out.append(Draft(source, article.span(*read.cue) if read.cue else None, content, read.score))
    return out


def _statement(article: Article, found: Findings, who: Mentions, draft: Draft, name: str) -> Statement:
    cue = _tokens(article, draft.cue)
    act, rule = act_of(cue, _runs(article, draft.content), _tokens(article, draft.source))
    sentence = article.sentence_at(draft.cue.start) if draft.cue else None
    day = place = heard = None
    if draft.cue and sentence:
        day = said_on(sentence, draft.cue, draft.content, found.times)
        place = venue(sentence, cue, draft.content, found.times)
        heard = audience(sentence, cue, draft.content)
    return Statement(
        id=name,
        source=who.ref(draft.source) if draft.source else None,
        cue=draft.cue,
        content=draft.content,
        via=tuple(Via(who.ref(source), by) for source, by in draft.via),
        mode=_mode(article, draft.content),
        act=act,
        said_on=day,
        venue=place,
        audience=who.ref(heard) if heard else None,
        why=f"encoder {draft.score:.2f}; {rule}",
    )


def _tokens(article: Article, span: Span | None) -> list[Token]:
    """The tokens of the sentence where the span begins that lie in the span."""
    sentence = article.sentence_at(span.start) if span else None
    return sentence.at(span.start, span.end) if span and sentence else []


def _runs(article: Article, content: tuple[Span, ...]) -> list[list[Token]]:
    """The tokens of the content, sentence by sentence."""
    runs = (s.at(c.start, c.end) for c in content for s in article.between(c.start, c.end))
    return [run for run in runs if run]


def _mode(article: Article, content: tuple[Span, ...]) -> Mode:
    """Direct, indirect or mixed, by the share of letters inside quotation marks."""
    text = article.report.text
    letters = [i for s in content for i in range(s.start, s.end) if text[i].isalnum()]
    marked = [q for q in article.quotes if any(q.start < s.end and q.end > s.start for s in content)]
    quoted = sum(any(q.start <= i < q.end for q in marked) for i in letters)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= QUOTED * len(letters) else "mixed"


def _bodies(entities: tuple[Entity, ...]) -> dict[str, str]:
    """Entity id -> the body that it speaks for: its country and sector; a country speaks by its government."""
    sectors = {e.id: e.sector or ("GOV" if e.kind == "country" else None) for e in entities}
    return {e.id: f"{e.country}/{sectors[e.id]}" for e in entities if e.country and sectors[e.id]}
