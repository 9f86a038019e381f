"""The table of scores in the README, made from benchmarks/scores.json and benchmarks/peers.toml.

    python -m benchmarks.table            write it
    python -m benchmarks.table --check    exit with 1 where the README is not up to date
"""

from __future__ import annotations

import json
import sys

from benchmarks.bars import Bar, bars
from benchmarks.quality import ROOT
from benchmarks.run import SCORES, Scores, value

README = ROOT / "README.md"
BEGIN, END = "<!-- scores: written by python -m benchmarks.table -->", "<!-- end of scores -->"
HEAD = "| file | metric | onrecord | peers on the same ruler | must | aim |\n|---|---|---|---|---|---|"


def table(told: Scores) -> str:
    """The bars as a Markdown table; what was not measured is left out."""
    rows = [_row(bar, measured) for bar in bars() if (measured := value(told, bar)) is not None]
    return "\n".join([HEAD, *rows])


def filled(readme: str, told: Scores) -> str:
    """A README with the table between its markers.

    Raises:
        ValueError: it lacks a marker.
    """
    before, _, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"the README lacks the line {BEGIN} or {END}")
    return f"{before}{BEGIN}\n{table(told)}\n{END}{after}"


def _row(bar: Bar, measured: float) -> str:
    peers = ", ".join(f"{name} {_number(figure)}" for name, figure in bar.peers.items()) or "–"
    note = f" ({bar.note})" if bar.note else ""
    ours = f"**{_number(measured)}**" if bar.reaches(measured, bar.must) else _number(measured)
    return f"| {bar.file} | {bar.metric} | {ours} | {peers}{note} | {_number(bar.must)} | {_number(bar.aim)} |"


def _number(figure: float | str) -> str:
    if isinstance(figure, str):  # a range
        return figure
    return f"{figure:.3f}".rstrip("0").rstrip(".")


def main() -> int:
    """Write or check the table."""
    told = json.loads(SCORES.read_text(encoding="utf-8"))
    now = README.read_text(encoding="utf-8")
    then = filled(now, told)
    if "--check" in sys.argv[1:]:
        return int(now != then)
    README.write_text(then, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
