"""Which reports are one text: exact and edited copies, wire stories under another head, excerpts.

A pair is judged by the two alone: by the sentences that they share word for word, and by the likeness of their
three-word shingles as MinHash estimates it (Broder 1997; `rensa`, 128 permutations). Candidates come from bands of
the sketch (16 of 4 rows) and from the smallest hashes of sentences, so that a short excerpt is found too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec
from rensa import RMinHash  # type: ignore[import-untyped]  # ships no types

from onrecord.matters.passages import fingerprint, sentences
from onrecord.matters.stems import WORD
from onrecord.matters.types import Copy, CopyKind, Family, digest
from onrecord.model import Report

PERMUTATIONS, SEED = 128, 17
BANDS, ROWS = 16, 4  # of the sketch, by which a report is found
SHINGLE = 3  # words
SAMPLE = 8  # sentences by whose hash a report is found
ALIKE = 0.5  # estimated share of shingles from which two reports are one text
SHARED = 0.6  # share of the shorter one's sentences from which it is a copy
LEAST = 2  # sentences: one shared sentence is a quotation, not a copy
PART = 0.5  # below this share of the longer one's sentences a copy is an excerpt

_CREDITS = (
    re.compile(r"^[A-Z][\w ,.'’-]{1,50}\(([A-Z][\w .'&-]{1,40})\) ?[-–—]", re.MULTILINE),
    re.compile(r"\b[Ww]ith (?:reporting|inputs?|contributions?|files) (?:by|from) ([A-Z][\w '&-]{1,40}|agencies)"),
    re.compile(r"[.”\"] ([A-Z]\w+(?: [A-Z]\w+){0,2}) reported\.?(?=\s|$)"),
    re.compile(r"^\(?(Reuters|AP|AFP|Associated Press|Agence France-Presse|dpa|Xinhua|TASS|Yonhap)\)?\b", re.MULTILINE),
)


class Sketch(msgspec.Struct, frozen=True):
    """A report as copies are found by: its MinHash, the hashes of its sentences (sorted), and what families tell.

    Of each of the MinHash's values one byte is kept (b-bit minwise hashing, Li and König 2010).
    """

    report: str
    published: str
    minhash: bytes
    sentences: tuple[str, ...]
    length: int
    credit: str | None = None


def sketch(report: Report) -> Sketch:
    """The sketch of a report."""
    text = report.text
    words = [m[0].casefold() for m in WORD.finditer(text)]
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, 1))}
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(sorted(shingles))
    prints = {fingerprint(text[a:b]) for a, b in sentences(text)} - {""}
    low = bytes(value & 0xFF for value in minhash.digest())
    return Sketch(report.id, (report.published or "")[:10], low, tuple(sorted(prints)), len(text), credit(text))


def credit(text: str) -> str | None:
    """The agency that a text names as its maker, None where it names none."""
    found = (pattern.search(text) for pattern in _CREDITS)
    return next((m[1].strip() for m in found if m), None)


def keys(of: Sketch) -> tuple[str, ...]:
    """The keys under which possible copies of a report meet."""
    rows = [of.minhash[i : i + ROWS] for i in range(0, BANDS * ROWS, ROWS)]
    bands = [f"b{i}:{row.hex()}" for i, row in enumerate(rows)]
    return (*bands, *(f"s:{found}" for found in of.sentences[:SAMPLE]))


def compare(a: Sketch, b: Sketch) -> Copy | None:
    """Whether two reports are one text; None where they are two."""
    left, right = sorted((a, b), key=lambda s: s.report)
    shared = len(set(left.sentences) & set(right.sentences))
    shorter, longer = sorted((len(left.sentences), len(right.sentences)))
    share = shared / shorter if shorter else 0.0
    alike = _alike(left.minhash, right.minhash)
    if alike < ALIKE and (share < SHARED or shared < LEAST):
        return None
    return Copy(left.report, right.report, _kind(left, right, shorter, longer), round(max(share, alike), 4))


def _alike(left: bytes, right: bytes) -> float:
    """The estimated share of shingles: one pair of bytes in 256 is the same by chance."""
    same = sum(x == y for x, y in zip(left, right, strict=True)) / PERMUTATIONS
    return max(0.0, (same - 1 / 256) / (1 - 1 / 256))


def _kind(left: Sketch, right: Sketch, shorter: int, longer: int) -> CopyKind:
    if left.minhash == right.minhash and left.sentences == right.sentences:
        return "exact"
    return "excerpt" if longer and shorter / longer < PART else "edited"


def families(sketches: Iterable[Sketch], copies: Iterable[Copy]) -> tuple[Family, ...]:
    """Families of copies, in order of id; a report without a copy is a family of its own."""
    by_id = {s.report: s for s in sketches}
    parent = {report: report for report in by_id}

    def root(report: str) -> str:
        while parent[report] != report:
            parent[report] = parent[parent[report]]
            report = parent[report]
        return report

    for copy in copies:
        if copy.left in parent and copy.right in parent:
            one, other = sorted((root(copy.left), root(copy.right)))
            parent[other] = one
    groups: dict[str, list[Sketch]] = {}
    for report in sorted(by_id):
        groups.setdefault(root(report), []).append(by_id[report])
    return tuple(sorted((_family(group) for group in groups.values()), key=lambda f: f.id))


def _family(group: Sequence[Sketch]) -> Family:
    """The family of some sketches, in order of report."""
    earliest = min(group, key=lambda s: (s.published or "9999", s.report))
    lead = min(group, key=lambda s: (-len(s.sentences), -s.length, s.published or "9999", s.report))
    credits = sorted(s.credit for s in group if s.credit)
    reports = tuple(s.report for s in group)
    return Family(digest(reports), reports, lead.report, earliest.report, earliest.published,
                  max(credits, key=credits.count) if credits else None)
