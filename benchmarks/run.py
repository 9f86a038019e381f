"""The score gate: measure everything, write benchmarks/scores.json, fail where a figure falls below its floor.

    python -m benchmarks.run                 everything
    python -m benchmarks.run seed tempeval   these files; other figures of scores.json stay as they are
    python -m benchmarks.run --raise-floors  and raise the floors to what was measured
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from typing import Any

from benchmarks import copying, cost, keeping, lawful
from benchmarks.bars import HERE, Bar, bars, floors
from benchmarks.quality import GOLD, ROOT, fingerprint, scores

SCORES = HERE / "scores.json"
SLACK = 0.003  # figures of quality vary by this much between processors
ROOM = 1.3  # those of cost by this factor
MEASURES = {**cost.MEASURES, **copying.MEASURES, **keeping.MEASURES, **lawful.MEASURES}
Scores = dict[str, Any]


def measure(names: list[str], jobs: int, told: Scores) -> Scores:
    """Measure the named files and costs, and put the figures into what is already told."""
    for name in names:
        print(f"{name} ...", end=" ", flush=True, file=sys.stderr)
        if name in MEASURES:
            told["scores"][name] = {name: MEASURES[name]()}
        else:
            found = scores(name, jobs)
            told["corpora"][name] = fingerprint(name)
            told["scores"][name] = {layer: _rounded(found[layer]) for layer in found}
        told["commits"][name] = commit()
        print("done", file=sys.stderr)
    return told


def commit() -> str:
    """The commit that is measured; "-dirty" where files differ from it."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def value(told: Scores, bar: Bar) -> float | None:
    """The measured value of a bar; None where it was not measured."""
    found = told["scores"].get(bar.file, {}).get(bar.layer, {}).get(bar.metric)
    return None if found is None else float(found)


def fallen(told: Scores, names: list[str]) -> list[str]:
    """What fell: bars below their floor, spans that do not hold, reports without a record."""
    known, out = floors(), []
    for bar in bars():
        measured, floor = value(told, bar), known.get(bar.name)
        if bar.file in names and floor is not None and (measured is None or not bar.reaches(measured, floor)):
            out.append(f"{bar.name}: {measured}, floor {floor}")
    for name in names:
        spans = told["scores"][name].get("spans")
        if spans and spans["held"] != spans["n"]:
            out.append(f"{name}: {spans['n'] - spans['held']} spans do not hold")
        missing = told["scores"][name].get("records", {}).get("missing", 0)
        if missing and name != "pages":  # there records are found by their addresses
            out.append(f"{name}: {missing} reports without a record")
    return out


def raise_floors(told: Scores) -> None:
    """Set each floor to what was measured, less a little room, unless it is better already."""
    known = floors()
    for bar in bars():
        measured = value(told, bar)
        if measured is None:
            continue
        roomy = measured * ROOM if bar.file in MEASURES and bar.lower_is_better else measured
        roomy = measured / ROOM if bar.file in MEASURES and not bar.lower_is_better else roomy
        floor = round(roomy + (SLACK if bar.lower_is_better else -SLACK), 3)
        if bar.name not in known or bar.reaches(floor, known[bar.name]):
            known[bar.name] = floor
    path = HERE / "floors.toml"
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    path.write_text("\n".join([*head, "", *(f'"{k}" = {v}' for k, v in known.items()), ""]), encoding="utf-8")


def show(told: Scores, names: list[str]) -> None:
    """Print each bar with its value, what it must reach and whether it does."""
    for bar in bars():
        measured = value(told, bar)
        if bar.file in names and measured is not None:
            reached = [name for name, goal in (("aim", bar.aim), ("must", bar.must)) if bar.reaches(measured, goal)]
            verdict = reached[0] if reached else "BELOW"
            print(f"{bar.name:<44} {measured:>8.3f}   must {bar.must:<6g} aim {bar.aim:<6g} {verdict}")


def _rounded(metrics: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, 4) if isinstance(v, float) else v for k, v in metrics.items() if isinstance(v, int | float)}


def _known() -> Scores:
    if SCORES.exists():
        return dict(json.loads(SCORES.read_text(encoding="utf-8")))
    return {"commits": {}, "corpora": {}, "scores": {}}


def main() -> int:
    """Run the gate; the exit status is 1 where something fell."""
    every = list(dict.fromkeys(bar.file for bar in bars()))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*every, []], default=[])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--raise-floors", action="store_true")
    args = parser.parse_args()
    if not GOLD.is_dir():
        print(f"skipped: there are no gold files at {GOLD}", file=sys.stderr)
        return 0
    names = args.names or every
    told = measure(names, args.jobs, _known())
    SCORES.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    show(told, names)
    problems = fallen(told, names)
    print("\n".join(problems) or "nothing fell", file=sys.stderr)
    if args.raise_floors:
        raise_floors(told)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
