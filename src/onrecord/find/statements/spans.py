"""Spans that begin and end where words and names do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.find.statements.chains import Draft
from onrecord.language.text import Article, Sentence, Token
from onrecord.model import Span, Time

EDGE = {",", ".", ";", ":", "-", "–", "—", "(", ")", "who", "which", "that", "and", "but", "first", "also"}
BEFORE = ("compound", "amod", "det", "poss", "nmod", "nummod", "quantmod")
DASHES = {"-", "–", "—", "--"}
DATELINE = 8  # tokens before the dash of a dateline, at most
STRAY = 4  # words: a run of content so short in another sentence than the rest is noise, unless it is quoted


def snapped(article: Article, draft: Draft, times: Sequence[Time] = ()) -> Draft:
    """The draft with a source of whole words and names, a cue without its day, and a content that leaves both alone."""
    source = _source(article, draft.source) if draft.source else _subject(article, draft)
    content = [_outside(article, _whole(article, c), source) for c in _kept(article, draft)]
    kept = tuple(c for c in content if c is not None) or draft.content
    return replace(draft, source=source, cue=_undated(article, draft.cue, times), content=kept)


def _undated(article: Article, cue: Span | None, times: Sequence[Time]) -> Span | None:
    """The cue without a day behind it: of "said on Tuesday" the cue is "said"."""
    day = next((t.span for t in times if cue and cue.start < t.span.start < cue.end <= t.span.end), None)
    if cue is None or day is None:
        return cue
    bare = article.report.text[cue.start : day.start].rstrip().removesuffix(" on").rstrip()
    return article.span(cue.start, cue.start + len(bare))


def _subject(article: Article, draft: Draft) -> Span | None:
    """The subject of the cue's verb, where the encoder names no source: not of a passive, nor inside the content."""
    sentence = article.sentence_at(draft.cue.start) if draft.cue else None
    if sentence is None or draft.cue is None:
        return None
    for verb in sentence.at(draft.cue.start, draft.cue.end):
        subject = sentence.child(verb, "nsubj")
        if verb.pos == "VERB" and subject is not None and not sentence.child(verb, "nsubjpass", "auxpass"):
            span = sentence.span(*_group(sentence, subject))
            if not any(c.start < span.end and c.end > span.start for c in draft.content):
                return span
    return None


def _group(sentence: Sentence, noun: Token) -> tuple[Token, Token]:
    """A noun with what stands before it, and with "of ..." behind it; relative clauses stay outside."""
    nodes = [t for t in sentence.subtree(noun) if t.i <= noun.i]
    of = next((p for p in sentence.children(noun, "prep") if p.lower == "of"), None)
    return nodes[0], sentence.subtree(of)[-1] if of else noun


def _kept(article: Article, draft: Draft) -> list[Span]:
    """The runs of content but for stray words in a sentence that holds neither the cue nor the longest run."""
    home = {article.sentence_at(s.start) for s in (draft.cue, max(draft.content, key=lambda c: c.end - c.start)) if s}
    return [
        c
        for c in draft.content
        if article.sentence_at(c.start) in home or len(c.text.split()) > STRAY or article.quoted(c.start)
    ]


def _source(article: Article, span: Span) -> Span:
    """Whole tokens, without relative pronouns and commas at the ends, with the rest of a name."""
    sentence = article.sentence_at(span.start)
    tokens = sentence.at(span.start, span.end) if sentence else []
    while len(tokens) > 1 and tokens[-1].lower in EDGE:
        tokens = tokens[:-1]
    while len(tokens) > 1 and tokens[0].lower in EDGE:
        tokens = tokens[1:]
    if not sentence or not tokens:
        return span
    first, last = _first(sentence, tokens[0]), _last(sentence, tokens[-1])
    behind = _dateline(sentence)
    return sentence.span(behind if first.i < behind <= last.i else first, last)


def _dateline(sentence: Sentence) -> int:
    """The first token behind a dateline, 0 where the sentence has none: a place in capitals up to a dash."""
    for dash in sentence.tokens[1 : DATELINE + 1]:
        apart = sentence.tokens[dash.i - 1].end < dash.start or dash.text not in "-–"  # no hyphen inside a word
        if dash.text in DASHES and apart and dash.i + 1 < len(sentence.tokens):
            return dash.i + 1 if sentence.tokens[0].text.isupper() else 0
    return 0


def _first(sentence: Sentence, token: Token) -> Token:
    """The token where the name or noun group of a source's first token begins."""
    while token.i > 0:
        before = sentence.tokens[token.i - 1]
        modifies = before.dep in BEFORE and before.head == token.i and token.pos in ("PROPN", "NOUN")
        if not modifies and not (token.ent and not token.ent_start and before.ent == token.ent):
            break
        token = before
    return token


def _last(sentence: Sentence, token: Token) -> Token:
    """The token where the name of a source's last token ends."""
    while token.i + 1 < len(sentence.tokens):
        after = sentence.tokens[token.i + 1]
        joined = token.dep == "compound" and token.head >= after.i and after.pos in ("PROPN", "NOUN")
        if not joined and not (after.ent and not after.ent_start and after.ent == token.ent and after.pos == "PROPN"):
            break
        token = after
    return token


def _whole(article: Article, span: Span) -> Span:
    """The span widened to whole tokens at its end: "U" of "U.S." is no word."""
    sentence = article.sentence_at(span.end - 1)
    last = sentence.at(span.end - 1, span.end) if sentence else []
    if not last or last[-1].end == span.end or not article.report.text[span.end].isalnum():
        return span
    return article.span(span.start, last[-1].end)


def _outside(article: Article, span: Span, source: Span | None) -> Span | None:
    """The span without a dateline, and without what the source takes of its ends."""
    start, end = span.start, span.end
    sentence = article.sentence_at(start)
    if sentence and start == sentence.start and (behind := _dateline(sentence)):
        start = sentence.tokens[behind].start
    if source is not None and source.start < end and source.end > start:
        if source.start <= start:
            start = source.end
        elif source.end >= end:
            end = source.start
    text = article.report.text
    while end > start and text[end - 1] in " ,\n":
        end -= 1
    while start < end and text[start] in " ,\n":
        start += 1
    return article.span(start, end) if end > start else None
