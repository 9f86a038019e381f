"""How well copies are found: reports among many others, each with a copy edited as an outlet edits."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, count

import msgspec

from benchmarks.pool import texts
from benchmarks.variants import Press
from onrecord.matters.copies import sketch
from onrecord.matters.derive import families_of
from onrecord.model import Report

FILES = (
    "fakes", "tempeval", "polnear.dev", "geowebnews", "ecbplus", "isafpr", "geovirus", "meantime", "muc4",
    "polnear.train",
)  # fmt: skip
COPIED, OTHERS = 1_000, 20_000
LEAST, MOST = 0.1, 0.3  # share of the sentences that a copy lacks or has elsewhere
SENTENCES = 5  # of a report that is copied, at least
SEED = 23
COPY = "#copy"
RUN, TWINS = 8, 1 / 3  # words that stand together, and the share of such runs from which two texts are one
END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")


def copies() -> dict[str, float]:
    """Precision and recall of pairs of reports in one family, at 1,000 copied reports among 20,000 others.

    The copied reports are chosen at random from development files, as are the others; when there are no more of them,
    the others are told in other words (see `variants.Press`). Some reports of the files are themselves copies of one
    agency's text. A pair of which a third stands word for word in both is neither right nor wrong: it is counted as
    twins.
    """
    known = [one for one in texts(FILES) if len(END.split(one.text)) >= SENTENCES]
    random.Random(SEED).shuffle(known)
    copied = known[:COPIED]
    everything = {one.id: one for one in (*copied, *map(edited, copied), *_others(known))}
    found = _pairs(everything.values())
    right = {(one.id, one.id + COPY) for one in copied}
    twins = {(a, b) for a, b in found - right if _shared(everything[a].text, everything[b].text) >= TWINS}
    judged = found - twins
    return {
        "precision": round(len(judged & right) / len(judged), 4), "recall": round(len(judged & right) / len(right), 4),
        "reports": len(everything), "wrong": len(judged - right), "twins": len(twins),
    }  # fmt: skip


def edited(report: Report) -> Report:
    """A copy under another head, in which some sentences are cut and some stand elsewhere; always the same one."""
    chance = random.Random(f"{SEED} {report.id}")
    left = END.split(report.text)
    touched = max(1, round(chance.uniform(LEAST, MOST) * len(left)))
    cut = chance.randint(0, touched)
    for _ in range(cut):
        left.pop(chance.randrange(len(left)))
    for _ in range(touched - cut):
        moved = left.pop(chance.randrange(len(left)))
        left.insert(chance.randrange(len(left) + 1), moved)
    words = [word for word in re.findall(r"[A-Za-z]{4,}", report.text)]
    head = " ".join(chance.sample(words, min(7, len(words)))).capitalize()
    text = f"{head}\n\nARDEN (Meridian Wire) - {' '.join(left)}"
    return msgspec.structs.replace(report, id=report.id + COPY, text=text, title=head, outlet="The Arden Post")


def _others(known: Sequence[Report]) -> list[Report]:
    rest, press = list(known[COPIED:]), Press(known)
    for number in count(1):
        if len(rest) >= OTHERS:
            return rest[:OTHERS]
        rest += press.edition(number)
    return rest


def _pairs(reports: Iterable[Report]) -> set[tuple[str, str]]:
    """All pairs of reports of one family."""
    families = families_of([sketch(one) for one in reports])
    return {pair for family in families for pair in combinations(sorted(family.reports), 2)}


def _shared(one: str, other: str) -> float:
    """The share of the shorter text's runs of words that stand in the other one too."""
    left, right = _runs(one), _runs(other)
    return len(left & right) / max(1, min(len(left), len(right)))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[first : first + RUN]) for first in range(len(words) - RUN + 1)}


MEASURES: dict[str, Callable[[], dict[str, float]]] = {"copies": copies}
