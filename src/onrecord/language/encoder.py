"""One pass of one small encoder over each paragraph of a report, on onnxruntime.

Windows go through one by one: on one thread a batch is no faster, and an int8 layer scales by all that it is given, so
that a paragraph's reading would depend on its neighbours.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.language.pieces import BEGIN, END, LOWER, Pieces

Array = NDArray[np.float32]


@cache
def session() -> Any:  # noqa: ANN401  onnxruntime ships no type stubs
    """The loaded network, on one thread: several processes scale better than several threads."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime as ort  # type: ignore[import-untyped]  # the library ships no types

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    with as_file(files("onrecord.language") / "weights" / "reader.onnx") as path:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def outputs() -> tuple[str, ...]:
    """The names of what the network gives: cue, role_left, role_right."""
    return tuple(o.name for o in session().get_outputs())


def encode(window: Pieces) -> dict[str, Array]:
    """What each head says of a window: arrays whose first axis runs over the window's pieces."""
    ids = np.array([[BEGIN, *window.ids, END]], dtype=np.int64)
    shapes = np.array([[LOWER, *window.shapes, LOWER]], dtype=np.int64)
    found = session().run(outputs(), {"ids": ids, "shapes": shapes})
    return {name: array[0, 1:-1] for name, array in zip(outputs(), found, strict=True)}
