"""What a sentence is about, as a short vector: the mean of its word pieces' vectors, in which like meanings lie close.

The vectors are taught by a sentence encoder (see docs/model-card.md); they are for finding, not for deciding.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from onrecord.language.pieces import tokenizer

TABLE = "meaning.npz"
WIDTH = 96  # bytes of a vector
UNIT = 127  # the length of a vector, so that the product of two is their cosine times its square
LONGEST = 126  # pieces that are looked at

Meanings = NDArray[np.int8]


@cache
def _vectors() -> NDArray[np.float32]:
    """The vector of each word piece: (pieces, WIDTH)."""
    with as_file(files("onrecord.language") / "weights" / TABLE) as path, np.load(path) as table:
        vectors: NDArray[np.float32] = table["vectors"] * table["scales"].astype(np.float32)
    return vectors


def meanings(texts: Sequence[str]) -> Meanings:
    """The vector of each text, (texts, WIDTH); nothing but zeros for one without a word."""
    found = np.zeros((len(texts), WIDTH), np.float32)
    for row, encoding in enumerate(tokenizer().encode_batch(list(texts), add_special_tokens=False)):
        if encoding.ids:
            found[row] = _vectors()[encoding.ids[:LONGEST]].mean(axis=0)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    rounded: Meanings = np.rint(found / np.maximum(lengths, 1e-9) * UNIT).astype(np.int8)
    return rounded
