"""The laws of the record on real reports, and a process that is killed again and again: tests, run long."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.pool import records
from benchmarks.quality import ROOT
from onrecord.model import Record

CASES, KILLS = 300, 300
FILE, REAL, LONGEST = "fakes", 120, 1000  # several of its reports tell of one thing; so many are chosen from, of so
# many characters at most, as each case adds some of them several times over


def laws() -> dict[str, float]:
    """The laws, 300 cases each, on random choices of real reports, bundled examples and made ones: how many fail."""
    with TemporaryDirectory() as folder:
        real = Path(folder) / "records.jsonl"
        real.write_text("".join(one.to_json() + "\n" for one in _real()), encoding="utf-8")
        given = {"ONRECORD_LAW_CASES": str(CASES), "ONRECORD_LAW_RECORDS": str(real)}
        return {**_outcome(given, "tests/test_laws.py", "tests/test_matters_laws.py"), "cases": CASES}


def _real() -> list[Record]:
    return [one for one in records((FILE,)) if len(one.report.text) <= LONGEST][:REAL]


def kills() -> dict[str, float]:
    """A process that adds reports, killed 300 times on SQLite and 300 times on PostgreSQL: on how many it fails."""
    found = _outcome({"ONRECORD_KILLS": str(KILLS)}, "tests/test_store_processes.py", "-k", "killed")
    return {**found, "kills": KILLS * found["passed"]}


def _outcome(given: dict[str, str], *chosen: str) -> dict[str, float]:
    """How many tests passed, failed and were skipped; what failed is shown."""
    command = [sys.executable, "-m", "pytest", "--tb=short", "-p", "no:cacheprovider", *chosen]
    out = subprocess.run(command, cwd=ROOT, env=os.environ | given, capture_output=True, text=True, check=False).stdout
    counts = {kind: int(number) for number, kind in re.findall(r"(\d+) (passed|failed|skipped|error)", out)}
    if counts.get("failed", 0) + counts.get("error", 0) or not counts:
        print(out[-4000:], file=sys.stderr)
    failed = counts.get("failed", 0) + counts.get("error", 0)
    return {"passed": counts.get("passed", 0), "failed": failed, "skipped": counts.get("skipped", 0)}


MEASURES: dict[str, Callable[[], dict[str, float]]] = {"laws": laws, "kills": kills}
