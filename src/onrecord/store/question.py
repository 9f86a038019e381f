"""What narrows a question, and the two clocks that it is asked by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypedDict

import msgspec

from onrecord.errors import InputError

DAY = "2024-10-28"


def utc(at: datetime) -> str:
    """A moment as the store writes it; one without a zone is taken as UTC."""
    zoned = at if at.tzinfo else at.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment(day_or_moment: str) -> str:
    """The last moment of a day, or the moment itself, as the store writes it."""
    at = datetime.fromisoformat(day_or_moment)
    whole = len(day_or_moment) == len(DAY)
    return utc(at.replace(hour=23, minute=59, second=59, microsecond=999_999) if whole else at)


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows a question; None narrows nothing.

    Args:
        actor: whoever speaks, acts or is acted on: a name, a part of it, or a country with all of its own.
        speaker: whoever says it, or through whom it came.
        place: where something happens or what is spoken of: a name, a part of it, or a country.
        since: the first day of publication.
        until: the last day of publication.
        as_of: only what was published by this day; a report whose day is not known counts as not published.
        known_at: only what the store knew at the end of this day, or at this moment, and as it knew it then.
        report: the id of a report.
        about: words in the title of a matter.
        standing: how a matter stands: "disputed", "confirmed".
        limit: at most so many rows.
    """

    actor: str | None = None
    speaker: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    known_at: str | None = None
    report: str | None = None
    about: str | None = None
    standing: str | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is no day, and a limit below nothing.

        Raises:
            InputError: names what is wrong.
        """
        for field in ("since", "until", "as_of"):
            _check(field, getattr(self, field), date.fromisoformat)
        _check("known_at", self.known_at, datetime.fromisoformat)
        if self.limit is not None and self.limit < 0:
            raise InputError("limit", f"{self.limit} is less than nothing", "give a number of rows")


class Narrowing(TypedDict, total=False):
    """The same as keyword arguments."""

    actor: str | None
    speaker: str | None
    place: str | None
    since: str | None
    until: str | None
    as_of: str | None
    known_at: str | None
    report: str | None
    about: str | None
    standing: str | None
    limit: int | None


def _check(field: str, given: str | None, parse: Callable[[str], object]) -> None:
    try:
        parse(given or DAY)
    except ValueError as wrong:
        raise InputError(field.replace("_", "-"), f"{given!r} is no day", f"write it as {DAY}") from wrong


ALL = Question()
