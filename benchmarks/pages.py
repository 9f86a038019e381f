"""Records of the development pages, with their reports alone, and their scores.

    python -m benchmarks.pages [--errors 20]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from benchmarks.dev import CACHE, GOLD
from onrecord.intake import open_reports
from onrecord.model import Record, Report


def main() -> None:
    """Read the pages and run the scorer on what was read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    CACHE.mkdir(exist_ok=True)
    out = CACHE / "pages.records.jsonl"
    pages = sorted((GOLD / "pages" / "html").glob("*.html.gz"))
    begun = time.perf_counter()
    reports = [item for item in open_reports(pages) if isinstance(item, Report)]
    took = time.perf_counter() - begun
    out.write_text("".join(Record(1, report).to_json() + "\n" for report in reports), encoding="utf-8")
    print(f"{len(reports)} of {len(pages)} pages read, {len(pages) / took:.1f} pages/s", flush=True)
    gold = GOLD / "pages" / "pages.jsonl"
    command = [sys.executable, str(GOLD / "score.py"), str(gold), str(out), "--layer", "pages"]
    subprocess.run([*command, *(["--errors", str(args.errors)] if args.errors else [])], check=False)


if __name__ == "__main__":
    main()
