"""A sheet for reading by eye which events of several reports are put together, and what share of them is right.

    python -m benchmarks.groups sheet RECORDS.jsonl > sheet.txt     RECORDS: what `onrecord read` makes of fakes.jsonl
    python -m benchmarks.groups count                               the shares, from benchmarks/verdicts.tsv

The corpus (FA-KES) has no gold, only rough groups of articles by date and place. Of those with several articles, twenty
are drawn by chance and the twenty largest others added. A matter of such a group that several reports tell of is shown
with the sentence of each mention. The reader writes down a line for every mention but the first of a matter: does it
tell the happening that most of its matter tells? And for every incident the counts of killed and of injured: does each
stand on the track that most of them stand on?
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.quality import gold_file
from onrecord.matters.derive import Derived, derive
from onrecord.matters.tracks import definitions, tracks
from onrecord.matters.types import Mention
from onrecord.model import Record

VERDICTS = Path(__file__).with_name("verdicts.tsv")
DRAWN, LARGEST, SEED = 20, 20, 1
FATES = {"killed", "wounded"}  # states of those to whom it happened


def chosen() -> dict[str, list[str]]:
    """The groups that are read, each with the ids of its reports."""
    groups: dict[str, list[str]] = {}
    for line in gold_file("fakes").read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            groups.setdefault(row["group"], []).append(str(row["id"]))
    several = {name: ids for name, ids in sorted(groups.items()) if len(ids) > 1}
    drawn = random.Random(SEED).sample(sorted(several), DRAWN)
    rest = sorted(several.keys() - set(drawn), key=lambda name: (-len(several[name]), name))
    return {name: several[name] for name in (*drawn, *rest[:LARGEST])}


def sheet(records: list[Record]) -> Iterator[str]:
    """What is to be read, line by line; a matter that several groups tell of stands under the first."""
    made = derive(records)
    mentions = {m.id: m for one in made.readings.values() for m in one.mentions}
    texts = {r.report.id: r.report.text for r in records}
    tracked = _tracked(made, mentions)
    shown: set[str] = set()
    for group, reports in chosen().items():
        yield f"\n=== {group}: {len(reports)} reports ({', '.join(reports)})"
        for matter in made.matters:
            told = [m for m in map(mentions.__getitem__, matter.mentions) if m.kind == "event" and m.about is None]
            several = len({m.report for m in told}) > 1 and any(m.report in reports for m in told)
            if several and matter.id not in shown:
                shown.add(matter.id)
                yield f"\n  matter {matter.id[:8]} {matter.title}"
                yield from (f"    {m.id} {m.published} {_sentence(texts[m.report], m)}" for m in told)
        yield ""
        for figure in (m for report in reports for m in made.readings[report].mentions if _of_people(m)):
            where = f"track {tracked.get(figure.id, '-')}"
            yield f"  {figure.id} “{figure.words[0].text}” {where}: {_sentence(texts[figure.report], figure)}"


def _of_people(mention: Mention) -> bool:
    """Whether a mention counts people who were killed or injured."""
    return mention.kind == "figure" and mention.stem in FATES and bool(mention.quantity and mention.quantity.unit)


def _tracked(made: Derived, mentions: Mapping[str, Mention]) -> dict[str, str]:
    """The track that each figure stands on, by the beginning of its id."""
    found: dict[str, str] = {}
    for matter in made.matters:
        for track in tracks(matter, mentions, made.readings):
            counted = definitions(matter, mentions).items()
            found |= {name: track.id[:8] for name, defined in counted if defined == track.definition}
    return found


def _sentence(text: str, mention: Mention) -> str:
    start, end = mention.words[0].start, mention.words[0].end
    first = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1, start - 220)
    last = min((n for n in (text.find(". ", end), text.find("\n", end)) if n >= 0), default=len(text))
    return f"{text[first:start]}[{text[start:end]}]{text[end : min(last, end + 160)]}"


def count() -> Iterator[str]:
    """The shares by kind of link."""
    rows = [line.split("\t") for line in VERDICTS.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    seen = Counter((kind, verdict) for kind, _group, _which, verdict in rows[1:])
    for kind in sorted({kind for kind, _ in seen}):
        right, wrong = seen[kind, "right"], seen[kind, "wrong"]
        yield f"{kind}: {right} of {right + wrong} right, {right / (right + wrong):.3f}"


def main() -> None:
    """Print the sheet, or the shares."""
    if sys.argv[1] == "count":
        print(*count(), sep="\n")
        return
    lines = Path(sys.argv[2]).read_text(encoding="utf-8").split("\n")
    print(*sheet([Record.from_json(line) for line in lines if line.strip()]), sep="\n")


if __name__ == "__main__":
    main()
