"""Text to word pieces with their offsets and the shapes of their words: what the encoder is fed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

LONGEST = 254  # pieces of one window, without the two marks at its ends
STOPS = {".", "!", "?", "”", '"'}
BEGIN, END = 101, 102  # [CLS], [SEP]
LOWER, TITLE, UPPER, MIXED, DIGITS, LETTER = range(6)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one window, the marks at its ends not counted; offsets point into the report's text."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@cache
def tokenizer() -> Any:  # noqa: ANN401  the library ships no type stubs
    """The word-piece tokenizer of all-MiniLM-L6-v2 (Apache-2.0), shipped beside the weights."""
    from tokenizers import Tokenizer

    with as_file(files("onrecord.language") / "weights" / "tokenizer.json") as path:
        loaded = Tokenizer.from_file(str(path))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def shape(word: str) -> int:
    """The shape of a word, which an uncased tokenizer loses."""
    if word[0].isdigit():
        return DIGITS
    if word.islower() or not word.isalpha():
        return LOWER
    if len(word) == 1:
        return LETTER
    if word.isupper():
        return UPPER
    return TITLE if word.istitle() else MIXED


def windows(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Pieces]:
    """The pieces of each paragraph (offsets into the text); one too long for the encoder is cut between sentences."""
    encodings = tokenizer().encode_batch([text[a:b] for a, b in paragraphs], add_special_tokens=False)
    out: list[Pieces] = []
    for (at, end), encoding in zip(paragraphs, encodings, strict=True):
        whole = _pieces(text[at:end], at, encoding)
        first = 0
        while first < len(whole.ids):
            last = _cut(text, whole, first)
            out.append(Pieces(whole.ids[first:last], whole.shapes[first:last], whole.starts[first:last],
                              whole.ends[first:last]))
            first = last
    return out


def _cut(text: str, whole: Pieces, first: int) -> int:
    """Where a window that begins at `first` ends: behind the last sentence that fits, else where room ends."""
    if len(whole.ids) - first <= LONGEST:
        return len(whole.ids)
    for i in range(first + LONGEST - 1, first + LONGEST // 2, -1):
        gap = text[whole.ends[i] : whole.starts[i + 1]]
        if gap and text[whole.starts[i] : whole.ends[i]] in STOPS:
            return i + 1
    return first + LONGEST


def _pieces(text: str, at: int, encoding: Any) -> Pieces:  # noqa: ANN401  the library ships no type stubs
    bounds: dict[int, tuple[int, int]] = {}
    for word, (a, b) in zip(encoding.word_ids, encoding.offsets, strict=True):
        bounds[word] = (bounds.get(word, (a, b))[0], b)
    shapes = {word: shape(text[a:b]) if b > a else LOWER for word, (a, b) in bounds.items()}
    return Pieces(
        tuple(encoding.ids),
        tuple(shapes[w] for w in encoding.word_ids),
        tuple(at + a for a, _ in encoding.offsets),
        tuple(at + b for _, b in encoding.offsets),
    )
