"""The encoder that reads a paragraph once, and its heads (torch; for training and export only).

The body is BERT (Devlin et al. 2019) in the size of MiniLM-L6 (Wang et al. 2020), begun from the weights of
all-MiniLM-L6-v2. That model knows no capitals; the table of segment embeddings, of no other use here, is widened to
carry the shape of the word ("Title", "UPPER", digits), all rows begun from the first.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, LAYERS, HEADS, SHAPES = 384, 6, 12, 6
CUES, ROLES = 3, 3  # O B I; none, source, content


@dataclass(frozen=True)
class Sizes:
    """How many labels each head tells apart."""

    tags: int
    deps: int
    ents: int


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: (batch, length, hidden); bias: (batch, 1, 1, length), 0 or very negative."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / (HIDDEN // HEADS) ** 0.5 + bias
        seen = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, n, HIDDEN)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Pairs(nn.Module):
    """Biaffine scores of ordered pairs (Dozat and Manning 2017): (batch, labels, left, right)."""

    def __init__(self, labels: int, width: int, dropout: float) -> None:
        super().__init__()
        self.labels, self.width = labels, width
        self.left, self.right = nn.Linear(HIDDEN, labels * width), nn.Linear(HIDDEN, labels * width)
        self.left_bias, self.right_bias = nn.Linear(HIDDEN, labels), nn.Linear(HIDDEN, labels)
        self.drop = nn.Dropout(dropout)

    def project(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The two sides of every token, (batch, length, labels, width + 2): a dot product of them is the score."""
        b, n, _ = x.shape
        left = self.drop(F.gelu(self.left(x))).view(b, n, self.labels, self.width)
        right = self.drop(F.gelu(self.right(x))).view(b, n, self.labels, self.width)
        one = torch.ones(b, n, self.labels, 1, dtype=x.dtype)
        left = torch.cat((left / self.width**0.5, self.left_bias(x).unsqueeze(-1), one), -1)
        right = torch.cat((right, one, self.right_bias(x).unsqueeze(-1)), -1)
        return left, right


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.cue = nn.Linear(HIDDEN, CUES)
        self.roles = Pairs(ROLES - 1, 128, dropout)
        self.tag = nn.Linear(HIDDEN, sizes.tags)
        self.ent = nn.Linear(HIDDEN, sizes.ents)
        self.opens = nn.Linear(HIDDEN, 2)
        self.arcs = Pairs(1, 128, dropout)
        self.dep = nn.Linear(HIDDEN, sizes.deps)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """(batch, length) each -> (batch, length, hidden)."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.shapes(shapes)
        x = self.drop(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


def load_minilm(model: Reader, path: str) -> None:
    """Begin the body from the weights of all-MiniLM-L6-v2 (`path`: its model.safetensors)."""
    from safetensors.torch import load_file

    w = load_file(path)
    take = {
        "words.weight": w["embeddings.word_embeddings.weight"],
        "places.weight": w["embeddings.position_embeddings.weight"],
        "shapes.weight": w["embeddings.token_type_embeddings.weight"][:1].repeat(SHAPES, 1),
        "norm.weight": w["embeddings.LayerNorm.weight"],
        "norm.bias": w["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        old, new = f"encoder.layer.{i}", f"layers.{i}"
        for kind in ("weight", "bias"):
            parts = [w[f"{old}.attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
            take[f"{new}.qkv.{kind}"] = torch.cat(parts)
            take[f"{new}.out.{kind}"] = w[f"{old}.attention.output.dense.{kind}"]
            take[f"{new}.norm1.{kind}"] = w[f"{old}.attention.output.LayerNorm.{kind}"]
            take[f"{new}.up.{kind}"] = w[f"{old}.intermediate.dense.{kind}"]
            take[f"{new}.down.{kind}"] = w[f"{old}.output.dense.{kind}"]
            take[f"{new}.norm2.{kind}"] = w[f"{old}.output.LayerNorm.{kind}"]
    missing, unexpected = model.load_state_dict(take, strict=False)
    assert not unexpected and all(not m.startswith(("layers", "words")) for m in missing), unexpected
