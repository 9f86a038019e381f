"""One pass of one small encoder over the paragraphs of a report, on onnxruntime.

A batch holds windows of one report only: an int8 layer scales by the whole batch, so a report's reading must not
depend on its neighbours.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.language.pieces import BEGIN, END, Pieces

Array = NDArray[np.float32]
BUDGET = 1024  # pieces of one batch, padding counted
PADDING = 1.25  # the longest window of a batch over its shortest, at most


@cache
def session() -> Any:  # noqa: ANN401  onnxruntime ships no type stubs
    """The loaded network, on one thread: several processes scale better than several threads."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime as ort  # type: ignore[import-untyped]  # the library ships no types

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    with as_file(files("onrecord.language") / "weights" / "reader.onnx") as path:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def encode(windows: Sequence[Pieces]) -> list[dict[str, Array]]:
    """What each head says of each window: arrays whose first axis runs over the window's pieces."""
    out: list[dict[str, Array]] = [{} for _ in windows]
    names = [o.name for o in session().get_outputs()]
    for group in _groups(windows):
        for name, batch in zip(names, session().run(None, _inputs([windows[i] for i in group])), strict=True):
            for row, i in enumerate(group):
                out[i][name] = batch[row, 1 : 1 + len(windows[i].ids)]
    return out


def _groups(windows: Sequence[Pieces]) -> list[list[int]]:
    """Windows of like length together, within the budget."""
    groups: list[list[int]] = []
    for i in sorted(range(len(windows)), key=lambda i: (len(windows[i].ids), i)):
        size = len(windows[i].ids) + 2
        room = groups and (len(groups[-1]) + 1) * size <= BUDGET
        if room and size <= PADDING * (len(windows[groups[-1][0]].ids) + 2):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _inputs(batch: list[Pieces]) -> dict[str, NDArray[np.int64]]:
    size = max(len(w.ids) for w in batch) + 2
    ids, shapes, mask = (np.zeros((len(batch), size), dtype=np.int64) for _ in range(3))
    for row, window in enumerate(batch):
        n = len(window.ids)
        ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = BEGIN, window.ids, END
        shapes[row, 1 : n + 1] = window.shapes
        mask[row, : n + 2] = 1
    return {"ids": ids, "shapes": shapes, "mask": mask}
