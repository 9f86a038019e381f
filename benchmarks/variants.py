"""More reports than there are, made of development reports: told in other words, or on other days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from typing import Any

import msgspec

from onrecord.model import Record, Report, Time

COMMON = 400  # words that stay: those without which a text is no English
SHORT = 3  # letters: words up to this length stay
WORD = re.compile(r"[A-Za-z]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Press:
    """Prints editions of some reports, each of other people, places and things.

    Each word but the commonest is exchanged for another of these reports, of the same length and about as common,
    everywhere in the same way. So an edition has the sentences, the lengths and the frequencies of words of the first,
    reports that are alike there are alike here, and no report of one edition is a copy of one of another.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        """Learn the words of the reports."""
        self._reports = reports
        counts = Counter(word.lower() for one in reports for word in WORD.findall(one.text))
        kept = {word for word, _ in counts.most_common(COMMON)}
        kinds: dict[tuple[int, int], list[str]] = {}
        for word, times in counts.items():
            if word not in kept and len(word) > SHORT:
                kinds.setdefault((len(word), times.bit_length()), []).append(word)
        self._kinds: dict[str, tuple[list[str], int]] = {}
        for kind in kinds.values():
            shuffled = sorted(kind, key=lambda word: blake2b(word.encode(), digest_size=8).digest())
            self._kinds |= {word: (shuffled, place) for place, word in enumerate(shuffled)}

    def edition(self, number: int) -> Iterator[Report]:
        """The reports in an edition; in edition 0 as they are."""
        for one in self._reports:
            text = WORD.sub(lambda m: self._other(m[0], number), one.text) if number else one.text
            yield msgspec.structs.replace(one, id=f"{one.id}@{number}", text=text)

    def _other(self, word: str, number: int) -> str:
        kind, place = self._kinds.get(word.lower(), ([word.lower()], 0))
        other = kind[(place + number) % len(kind)]
        return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other


def redated(records: Sequence[Record], first: date, days: int) -> Iterator[Record]:
    """The records spread evenly over some days, in their order; the days that they tell of move with their own."""
    for place, one in enumerate(records):
        day = first + timedelta(place * days // len(records))
        told = _day(one.report.published)
        report = msgspec.structs.replace(one.report, published=day.isoformat(), published_from="given")
        times = tuple(_moved(time, day - told) for time in one.times) if told else one.times
        yield msgspec.structs.replace(one, report=report, times=times)


def _moved(time: Time, by: timedelta) -> Time:
    sides: dict[str, Any] = {side: _moved_day(getattr(time, side), by) for side in ("start", "end")}
    return msgspec.structs.replace(time, **sides)


@cache
def _moved_day(written: str | None, by: timedelta) -> str | None:
    found = _day(written)
    return written if found is None or written is None else f"{found + by}{written[10:]}"


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written[:10]) if written and DAY.match(written) else None
