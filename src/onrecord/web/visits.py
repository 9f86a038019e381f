"""When a reader was here last, kept by the reader's own browser: what came since is told first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from onrecord.store.question import utc

PAUSE = timedelta(minutes=30)  # without a page, after which another visit begins
BETWEEN = "~"


def visits(cookie: str, now: datetime) -> tuple[str, str]:
    """The moment at which the last visit ended, "" for a first one; and what the browser is to keep.

    Args:
        cookie: what the browser kept: the end of the last visit and the last moment of this one.
        now: the moment of this page.
    """
    last, _, latest = cookie.partition(BETWEEN)
    if not (_moment(latest) and (not last or _moment(last))):
        last, latest = "", utc(now)
    elif datetime.fromisoformat(latest) < now.astimezone(UTC) - PAUSE:
        last = latest
    return last, f"{last}{BETWEEN}{utc(now)}"


def _moment(told: str) -> bool:
    try:
        return utc(datetime.fromisoformat(told)) == told
    except (ValueError, OverflowError):
        return False
