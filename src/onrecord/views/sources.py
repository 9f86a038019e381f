"""Stand-in until the intake is there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.model import Report

SUFFIXES = (".txt", ".html", ".htm", ".gz", ".jsonl")


def text(body: str, published: str | None, outlet: str | None) -> Report | InputError:
    """A text as a report."""
    name = hashlib.sha256(body.encode(errors="replace")).hexdigest()[:16]
    known = "given" if published else None
    return Report(name, body, published=published, outlet=outlet, published_from=known)


def reports(
    files: list[Path], jsonl: list[Path], published: str | None, outlet: str | None,
) -> Iterator[Report | InputError]:
    """Reports of files."""
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, ValueError) as e:
            yield InputError(str(path), str(e), "mend it")
            continue
        yield Report(hashlib.sha256(text.encode()).hexdigest()[:16], text, published=published, outlet=outlet)
    for path in jsonl:
        with path.open(encoding="utf-8") as lines:
            for n, line in enumerate(lines, 1):
                try:
                    r = json.loads(line)
                    yield Report(
                        str(r["id"]), r["text"], outlet=r.get("outlet") or outlet, title=r.get("title"),
                        published=r.get("published") or published, language="en",
                        published_from="given" if r.get("published") else None,
                    )
                except Exception as e:
                    yield InputError(str(path), str(e), "mend it", n)
