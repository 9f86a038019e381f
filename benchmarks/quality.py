"""The scores of the development files, through the command that a user runs."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
PAGES = "pages"
LINKED = ("ecbplus",)  # files whose events are linked over all their reports


def gold_file(name: str) -> Path:
    """Where the gold of a file stands."""
    return GOLD / PAGES / "pages.jsonl" if name == PAGES else GOLD / "dev" / f"{name}.jsonl"


def fingerprint(name: str) -> str:
    """The sha256 of a gold file, so that a score names the corpus that it was measured on."""
    return hashlib.sha256(gold_file(name).read_bytes()).hexdigest()


def scores(name: str, jobs: int) -> dict[str, Any]:
    """Read a file with `onrecord read` and score the records.

    Returns:
        The scorer's object: "spans", "records" and one mapping of metrics for each layer.
    """
    with TemporaryDirectory() as folder:
        records = Path(folder) / "records.jsonl"
        command = [sys.executable, "-m", "onrecord", "read", "--jobs", str(jobs), "-o", str(records)]
        subprocess.run([*command, *_arguments(name)], check=False)  # a report that fails scores as missed
        if name in LINKED:
            _link(records)
        score = [sys.executable, str(GOLD / "score.py"), str(gold_file(name)), str(records), "--json"]
        return dict(json.loads(subprocess.run(score, check=False, capture_output=True, text=True).stdout))


def _link(records: Path) -> None:
    """Put the lines of `onrecord link` behind the records, where the scorer looks for them."""
    command = [sys.executable, "-m", "onrecord", "link", "--records", str(records)]
    links = subprocess.run(command, check=False, capture_output=True).stdout
    with records.open("ab") as sink:
        sink.write(links)


def _arguments(name: str) -> list[str]:
    if name == PAGES:
        return [str(page) for page in sorted((GOLD / PAGES / "html").glob("*.html.gz"))]
    return ["--jsonl", str(gold_file(name))]
