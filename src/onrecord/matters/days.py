"""Arithmetic of ISO days."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

Window = tuple[str | None, str | None]  # the first and the last day, None where it is open


@lru_cache(maxsize=50_000)
def number(day: str | None) -> int | None:
    """The ordinal of an ISO day; None for none, or for what is no day."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return None


def shifted(day: str, days: int) -> str | None:
    """The ISO day so many days later; None for what is no day."""
    at = number(day)
    return None if at is None else date.fromordinal(max(at + days, 1)).isoformat()


def gap(a: Window, b: Window) -> int | None:
    """Days between two windows (0 where they overlap); None where one is open on both sides."""
    first, last = _window(a), _window(b)
    if first is None or last is None:
        return None
    return max(first[0] - last[1], last[0] - first[1], 0)


def _window(window: Window) -> tuple[int, int] | None:
    start, end = number(window[0]), number(window[1])
    if start is None and end is None:
        return None
    return (start if start is not None else end or 0), (end if end is not None else start or 0)
