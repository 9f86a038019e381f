"""Write the trained encoder as int8 ONNX: `python -m training.export IN.pt src/onrecord/language/weights [--float]`.

The network takes one window, without padding: on one thread a batch is no faster than its windows one by one.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.encoder import HEADS, Layer, Reader, Sizes

OUTPUTS = ("cue", "role_left", "role_right")


class Attention(torch.autograd.Function):
    """Scaled dot-product attention as onnxruntime's own operator."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:  # noqa: ANN401  torch's own signature
        """(batch, length, hidden) each -> the same; only its shape is used while the graph is drawn."""
        return q

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any) -> Any:  # noqa: ANN401  torch ships no types for graphs
        """The node that is written."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS).setType(q.type())


def attended(layer: Layer, x: Tensor, bias: Tensor) -> Tensor:
    """`Layer.forward` with that operator; there is no padding to mask."""
    q, k, v = layer.qkv(x).chunk(3, dim=-1)
    x = layer.norm1(x + layer.out(Attention.apply(q, k, v)))
    return layer.norm2(x + layer.down(nn.functional.gelu(layer.up(x))))


class Exported(nn.Module):
    """The encoder with the scores of the heads that reading uses."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """(1, length) -> the arrays named in OUTPUTS, each (1, length, ...)."""
        x = self.model.encode(ids, shapes, torch.ones_like(ids))
        return self.model.cue(x), *self.model.roles.project(x)


def main() -> None:
    """Export, then quantise the weights of the matrix products and of the word table to int8."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true", help="leave the weights as they are")
    args = parser.parse_args()
    kept = torch.load(args.weights, weights_only=True)
    labels = kept["labels"]
    model = Reader(Sizes(len(labels["tags"]), len(labels["deps"]), len(labels["ents"])))
    model.load_state_dict(kept["model"])
    model.eval()
    Layer.forward = attended  # type: ignore[method-assign]  # the graph is drawn with the operator above
    given = tuple(torch.ones(1, 9, dtype=torch.long) for _ in range(2))
    axes = {n: {1: "length"} for n in ("ids", "shapes", *OUTPUTS)}
    target = args.out / "reader.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain = target if args.float else Path(folder) / "plain.onnx"
        torch.onnx.export(Exported(model), given, str(plain), input_names=["ids", "shapes"],
                          output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
                          custom_opsets={"com.microsoft": 1})
        if not args.float:
            from onnxruntime.quantization import QuantType, quantize_dynamic

            quantize_dynamic(plain, target, weight_type=QuantType.QInt8, per_channel=True,
                             op_types_to_quantize=["MatMul", "Gather"])
    print(target, target.stat().st_size)


if __name__ == "__main__":
    main()
