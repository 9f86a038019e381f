"""Score the reader on development files while working on it.

    python -m benchmarks.dev seed tempeval --only times --errors 30

Articles (the parsed text) are kept in .cache/, so that a changed finder is scored in seconds. `--fresh` parses anew.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from onrecord.language import attributed, parsed
from onrecord.language.text import Article
from onrecord.model import Findings, Record, Report

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
CACHE = ROOT / ".cache"
# The modules that decide a parse, and those that decide the attributions.
PARSERS = ("text", "paragraphs", "boilerplate", "quotes", "headings", "forms", "names", "parse")
READERS = ("pieces", "encoder", "attributions")


def reports(name: str) -> list[Report]:
    """The reports of a dev file; the gold is left unread."""
    with (GOLD / "dev" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [
        Report(str(r["id"]), r["text"], outlet=r.get("outlet"), title=r.get("title"), published=r.get("published"),
               published_from="given" if r.get("published") else None, language="en")
        for r in rows
    ]


def articles(name: str, fresh: bool = False, *, read: bool = False) -> list[Article]:
    """The parsed reports of a dev file, from the cache where it is there; `read`: with attributions too."""
    found = _kept(f"{name}-{_key(PARSERS)}", fresh, lambda: [parsed(r) for r in reports(name)])
    if not read:
        return found
    return _kept(f"{name}-read-{_key((*PARSERS, *READERS))}", fresh, lambda: [attributed(a) for a in found])


def _key(modules: tuple[str, ...]) -> str:
    """A hash of what decides the cached value."""
    room = ROOT / "src/onrecord/language"
    code = b"".join((room / f"{m}.py").read_bytes() for m in modules)
    weights = (room / "weights" / "reader.onnx").stat().st_mtime if modules[-1] == READERS[-1] else 0
    return hashlib.sha256(code + str(weights).encode()).hexdigest()[:12]


def _kept(name: str, fresh: bool, make: Callable[[], list[Article]]) -> list[Article]:
    kept = CACHE / f"{name}.pickle"
    if kept.exists() and not fresh:
        return pickle.loads(kept.read_bytes())
    CACHE.mkdir(exist_ok=True)
    found = make()
    kept.write_bytes(pickle.dumps(found))
    return found


def main() -> None:
    """Read the named files with the finders named by --only (all, where none is), then run the scorer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--only", help="finders to run, separated by commas, in order")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--layer", action="append", default=[])
    parser.add_argument("--fresh", action="store_true")
    args = parser.parse_args()
    from onrecord.find.chain import FINDERS

    chain = FINDERS if not args.only else [import_module(f"onrecord.find.{n}").find for n in args.only.split(",")]
    CACHE.mkdir(exist_ok=True)
    for name in args.files:
        out = CACHE / f"{name}.{args.only or 'all'}.records.jsonl"
        with out.open("w", encoding="utf-8") as sink:
            for article in articles(name, args.fresh, read=not args.only or "statements" in args.only):
                found = Findings()
                for find in chain:
                    found = find(article, found)
                record = Record(1, article.report, found.entities, found.statements, found.events, found.figures,
                                found.times, found.places)
                sink.write(record.to_json() + "\n")
        command = [sys.executable, str(GOLD / "score.py"), str(GOLD / "dev" / f"{name}.jsonl"), str(out)]
        command += [x for layer in args.layer for x in ("--layer", layer)]
        print(f"== {name}", flush=True)
        subprocess.run([*command, *(["--errors", str(args.errors)] if args.errors else [])], check=False)


if __name__ == "__main__":
    main()
