"""Fit the weights by which two mentions are compared, on ECB+ (Cybulska and Vossen 2014, CC BY 3.0).

    python -m training.links GOLD.jsonl RECORDS.jsonl        cross-validated by topic; writes the table of weights

GOLD is the corpus as the scorer of layer `links` reads it; RECORDS are what the reader made of its texts. Topics are
divided into five parts; the figures printed are those of pairs scored by the model that has not seen their topic.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.matters import block
from onrecord.matters.compare import compare, likeness
from onrecord.matters.components import bonds, groups
from onrecord.matters.decide import BIAS, OPEN, logistic, verdict
from onrecord.matters.derive import neighbours
from onrecord.matters.mentions import reading
from onrecord.matters.types import Link, Mention, Reading
from onrecord.model import Record

FOLDS = 5
# Slots that ECB+ says next to nothing of, weighed by hand: its reports have no dates, and few of them name two states.
FIXED = {
    "countries": 1.2, "days between": -2.0, "teller": 0.3, "answer": 1.0, "another time": -5.0, "counts": 1.5,
    "setting": 1.5, "again": -1.5, "again in one report": -1.0, "other teller": -3.0, "common word": -1.0,
    "unlike sentences": -1.5, "other word": -1.0, "elsewhere": -4.0, "other actor": -1.0, "nothing told alike": -2.0,
    "one sentence": -4.0, "another saying": -3.0,
}  # fmt: skip
TABLE = Path(__file__).resolve().parents[1] / "src/onrecord/matters/tables/weights.tsv"
HEAD = """\
# What each slot of a pair adds to its score (log odds). Fitted by training/links.py on the development topics of ECB+
# (Cybulska and Vossen 2014, annotation CC BY 3.0).
slot\tweight
"""


def pairs(readings: dict[str, Reading]) -> Iterator[tuple[Mention, Mention, float]]:
    """The pairs that are compared, with the likeness of their reports."""
    met = {(name, name) for name in readings} | set(neighbours(readings))
    for a, b in sorted(met):
        if block.comparable(readings[a], readings[b]):
            like = 1.0 if a == b else likeness(readings[a].topic, readings[b].topic)
            yield from ((*sorted(pair, key=lambda m: m.id), like) for pair in block.pairs(readings[a], readings[b]))


def clusters(gold: Path, records: list[Record]) -> dict[str, str]:
    """The gold cluster of each mention whose span overlaps a gold mention most."""
    found: dict[str, str] = {}
    spans = {}
    for line in gold.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            spans[str(row["id"])] = [g for g in row["gold"]["links"] if g["selected"]]
    for record in records:
        for mark in spans[record.report.id]:
            over = [(min(e.trigger.end, mark["end"]) - max(e.trigger.start, mark["start"]), e) for e in record.events]
            best = max(over, key=lambda pair: pair[0], default=None)
            if best is not None and best[0] > 0:
                span = best[1].trigger
                found[f"{record.report.id}#event:{span.start}-{span.end}"] = mark["cluster"]
    return found


def fit(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    """The model over the slots of labelled pairs."""
    return LogisticRegression(C=1.0, max_iter=500).fit(x[y >= 0], y[y >= 0])


def main() -> None:
    """Cross-validate, print, and write the weights of the model over all topics."""
    gold, source = map(Path, sys.argv[1:3])
    records = [Record.from_json(line) for line in source.read_text(encoding="utf-8").split("\n") if line.strip()]
    readings = {record.report.id: reading(record) for record in records}
    truth = clusters(gold, records)
    found = list(pairs(readings))
    slots = [compare(a, b, like) for a, b, like in found]
    learnt = [slot for slot in slots[0] if slot not in FIXED]
    x = np.array([[s[slot] for slot in learnt] for s in slots])
    known = [a.id in truth and b.id in truth for a, b, _ in found]
    y = np.array([int(truth[a.id] == truth[b.id]) if k else -1 for (a, b, _), k in zip(found, known, strict=True)])
    parts = np.array([[int(m.report.split("_")[0]) % FOLDS for m in (a, b)] for a, b, _ in found])
    fixed = np.array([sum(weight * s[slot] for slot, weight in FIXED.items()) for s in slots])
    odds = np.zeros(len(found))
    for part in range(FOLDS):
        unseen = (parts != part).all(axis=1)
        own = parts[:, 0] == part
        odds[own] = fit(x[unseen], y[unseen]).decision_function(x[own]) + fixed[own]
    scores = map(logistic, odds.tolist())
    made = [(a.id, b.id, s) for (a, b, _), s in zip(found, scores, strict=True) if s >= OPEN]
    links = [Link(a, b, s, verdict(s)) for a, b, s in made]
    together = groups([m for r in readings.values() for m in r.mentions], links, bonds([]))
    write_links(records, together, source.with_suffix(".links.jsonl"))
    model = fit(x, y)
    weights = {BIAS: model.intercept_[0], **dict(zip(learnt, model.coef_[0], strict=True)), **FIXED}
    TABLE.write_text(HEAD + "".join(f"{slot}\t{weight:.3f}\n" for slot, weight in weights.items()), encoding="utf-8")


def write_links(records: list[Record], together: list[tuple[str, ...]], out: Path) -> None:
    """The lines that the scorer reads, from the cross-validated scores."""
    home = {member: group[0] for group in together for member in group}
    with out.open("w", encoding="utf-8") as sink:
        for record in records:
            for event in record.events:
                matter = home.get(f"{record.report.id}#event:{event.trigger.start}-{event.trigger.end}")
                if matter is not None:
                    sink.write(json.dumps({"report": record.report.id, "event": event.id, "matter": matter}) + "\n")


if __name__ == "__main__":
    main()
