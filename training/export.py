"""Write the trained encoder as int8 ONNX: `python -m training.export IN.pt src/onrecord/language/weights [--float]`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from training.encoder import Reader, Sizes

OUTPUTS = ("cue", "role_left", "role_right")


class Exported(nn.Module):
    """The encoder with every head's scores as outputs."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """(batch, length) -> the arrays named in OUTPUTS, each (batch, length, ...)."""
        m = self.model
        x = m.encode(ids, shapes, mask)
        return m.cue(x), *m.roles.project(x)


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
    given = tuple(torch.ones(2, 9, dtype=torch.long) for _ in range(3))
    names = ("ids", "shapes", "mask")
    axes = {n: {0: "batch", 1: "length"} for n in (*names, *OUTPUTS)}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(Exported(model), given, str(plain), input_names=list(names), output_names=list(OUTPUTS),
                          dynamic_axes=axes, opset_version=17, dynamo=False)
        target = args.out / "reader.onnx"
        if args.float:
            target.write_bytes(plain.read_bytes())
        else:
            from onnxruntime.quantization import QuantType, quantize_dynamic

            quantize_dynamic(plain, target, weight_type=QuantType.QInt8, per_channel=True,
                             op_types_to_quantize=["MatMul", "Gather"])
    print(target, target.stat().st_size)


if __name__ == "__main__":
    main()
