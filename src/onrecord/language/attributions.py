"""From the encoder's scores to attributions: cues first, then for each cue the source and the content it governs.

The reading is that of PolNeAR (Newell, Margolin and Ruths 2018); the scores of roles are biaffine, as in semantic
role labelling (Cai et al. 2018).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.language.encoder import Array
from onrecord.language.pieces import Pieces
from onrecord.language.text import Attribution

NONE, SOURCE, CONTENT = range(3)
GAP = 3  # pieces between two runs of content that are still one run, unless the cue or the source stands there
SHORT = 0.15  # of the longest run: a shorter one is noise
CUE = 0.5  # least probability that a piece belongs to a cue
LEAST = 0.25  # least mean probability of an attribution's content
SAME = 0.5  # two attributions that share more of the smaller one's content, and neither holds the other's cue


def attributions(window: Pieces, scores: dict[str, Array], text: str) -> list[Attribution]:
    """The attributions of one window, in the order of their cues."""
    probability = _softmax(scores["cue"])
    found = []
    for first, last in cues(probability):
        role = roles(scores, first, last)
        strength = float(1 - probability[first : last + 1, 0].mean())
        attribution = _attribution(window, text, (first, last), role, strength)
        if attribution is not None:
            found.append(attribution)
    return found


def cues(probability: Array) -> list[tuple[int, int]]:
    """Runs of pieces (first, last) that are a cue: `probability` is (pieces, O B I)."""
    out: list[tuple[int, int]] = []
    for i, row in enumerate(probability):
        if row[0] > 1 - CUE:
            continue
        if out and out[-1][1] == i - 1 and row[2] >= row[1]:
            out[-1] = (out[-1][0], i)
        else:
            out.append((i, i))
    return out


def roles(scores: dict[str, Array], first: int, last: int) -> Array:
    """The probability (pieces, NONE SOURCE CONTENT) of every piece's role for one cue."""
    cue = scores["role_left"][first : last + 1].mean(axis=0)
    logits = np.einsum("rw,nrw->nr", cue, scores["role_right"])
    role = _softmax(np.concatenate((np.zeros_like(logits[:, :1]), logits), axis=1))
    role[first : last + 1] = (1.0, 0.0, 0.0)
    return role


def _attribution(
    window: Pieces, text: str, cue: tuple[int, int], role: Array, strength: float
) -> Attribution | None:
    best = role.argmax(axis=1)
    source = _source(role, best)
    content = _content(best, {*range(cue[0], cue[1] + 1), *(range(source[0], source[1] + 1) if source else ())})
    if not content:
        return None
    score = strength * float(np.mean([role[a : b + 1, CONTENT].mean() for a, b in content]))
    if score < LEAST:
        return None
    return Attribution(
        _offsets(window, text, cue),
        _offsets(window, text, source) if source else None,
        tuple(_offsets(window, text, run) for run in content),
        round(score, 3),
    )


def _source(role: Array, best: NDArray[np.int64]) -> tuple[int, int] | None:
    """The run of source pieces with the greatest mass."""
    runs = _runs(best == SOURCE)
    return max(runs, key=lambda r: (float(role[r[0] : r[1] + 1, SOURCE].sum()), -r[0])) if runs else None


def _content(best: NDArray[np.int64], taken: set[int]) -> list[tuple[int, int]]:
    """Runs of content, small gaps closed, noise left out."""
    runs: list[tuple[int, int]] = []
    for first, last in _runs(best == CONTENT):
        gap = range(runs[-1][1] + 1, first) if runs else range(0)
        if runs and len(gap) <= GAP and not taken.intersection(gap):
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    longest = max((b - a + 1 for a, b in runs), default=0)
    return [(a, b) for a, b in runs if b - a + 1 > SHORT * longest]


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of true cells as (first, last)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _offsets(window: Pieces, text: str, run: tuple[int, int]) -> tuple[int, int]:
    """Offsets of a run of pieces, widened to whole words."""
    start, end = window.starts[run[0]], window.ends[run[1]]
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _softmax(x: Array) -> Array:
    e: Array = np.exp(x - x.max(axis=-1, keepdims=True))
    e /= e.sum(axis=-1, keepdims=True)
    return e
