"""Names, parts of speech and lemmas, reached by ways of our own, are those that spaCy's own components give."""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.language.lexicon import table
from onrecord.language.paragraphs import Paragraph
from onrecord.language.parse import PACKAGE, parse

# What the models know of: names of one word and of several, beside each other and at a sentence's end; words that the
# ruler names, alone and before another ("gon na", "there is", "let 's"); forms with lemmas of their own.
PIECES = (
    "Ada Lund", "the United Nations", "Kursk", "Mr. Vik", "Oslo", "South Korea's", "October 28", "3,000", "about $5 bn",
    "there is", "There were", "let's", "gonna", "ain't", "y'all", "c'mon", "'em", "doin'", "that", "which", "but", "it",
    "you", "does", "had been", "is being", "would", "to", "said", "fighting", "better", "indices", "mice", "left",
    "not", "n't", ".", "?", ",", ";", "“", "”", "-", "\n", "  ", "\u00a0", "—", "…", "É", "🙂", "x" * 60,
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


@cache
def whole() -> Any:
    return spacy.load(PACKAGE)


def told_by_spacy(text: str) -> list[tuple[object, ...]]:
    lemmas = table("lemmas", "form", "lemma")
    return [
        (t.idx, t.text, t.tag_, t.pos_, t.dep_, lemmas.get(t.lower_, t.lemma_), t.ent_type_, t.ent_iob_ == "B")
        for t in whole()(text) if not t.is_space
    ]  # fmt: skip


def told_by_parse(text: str) -> list[tuple[object, ...]]:
    return [
        (t.start, t.text, t.tag, t.pos, t.dep, t.lemma, t.ent, t.ent_start)
        for sentence in parse(text, [Paragraph(0, len(text), heading=False)]) for t in sentence.tokens
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("")
@example("\n")
@example("Minister Ada Lund of Norland told the Harbour Courier on Monday that about 3,000 soldiers left Kursk.")
@example("Let's go. There is no news. They're gonna say it ain't so.")
def test_what_spacy_says(text: str) -> None:
    assert told_by_parse(text) == told_by_spacy(text)


def test_sentences_and_heads_count_inside_a_sentence() -> None:
    text = "Mia Holt \n spoke.  She left Oslo."
    first, second = parse(text, [Paragraph(0, len(text), heading=False)])
    assert (first.text, second.text) == ("Mia Holt \n spoke.", "She left Oslo.")
    assert [t.text for t in first.tokens] == ["Mia", "Holt", "spoke", "."]
    assert [t.text for t in first.tokens if first.tokens[t.head].text == "spoke"] == ["Holt", "spoke", "."]


def test_paragraphs_are_counted_over_batches() -> None:
    lines = [f"Line {n} is here." for n in range(130)]
    text, cut, start = "\n".join(lines), [], 0
    for line in lines:
        cut.append(Paragraph(start, start + len(line), heading=False))
        start += len(line) + 1
    found = parse(text, cut)
    assert [(s.paragraph, s.text) for s in found] == list(enumerate(lines))
    assert [s.index for s in found] == list(range(130))
