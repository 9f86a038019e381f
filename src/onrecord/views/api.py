"""Reading from Python: one report, or many in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from onrecord.errors import InputError, Notice, OnrecordError
from onrecord.intake import open_reports, report_of
from onrecord.model import Record, Report
from onrecord.views.batch import Item, read_all

Given = str | Path | Report


def read(text_or_path: Given, *, published: str | None = None, outlet: str | None = None) -> Record:
    """Read one report.

    Args:
        text_or_path: the text itself, a path (a `Path`, or a string that names a file), or a `Report`.
        published: the date of publication, "2024-10-28", where the report does not tell it.
        outlet: who published it, where the report does not tell it.

    Raises:
        OnrecordError: the report cannot be read; the message names what to mend.
    """
    if not isinstance(text_or_path, Report):
        text_or_path = report_of(text_or_path, published=published, outlet=outlet)
    return next(read_many([text_or_path]))


def read_many(
    reports: Iterable[Given],
    *,
    published: str | None = None,
    outlet: str | None = None,
    jobs: int = 1,
    on_error: Callable[[OnrecordError], None] | None = None,
) -> Iterator[Record]:
    """Read reports as they come, in their order; only a few are held at a time.

    Args:
        reports: texts, paths (a file of JSON Lines may hold many) or `Report`s.
        published: as for `read`, for each report that tells no date.
        outlet: as for `read`.
        jobs: processes. With more than one, a script guards its start by `if __name__ == "__main__"`.
        on_error: called with what is wrong with each report that cannot be read or lacks its date; without it, the
            first report that cannot be read ends the reading.

    Raises:
        OnrecordError: a report cannot be read, and no `on_error` was given.
    """
    items = (item for given in reports for item in _items(given, published, outlet))
    for outcome in read_all(items, jobs):
        if isinstance(outcome, Record):
            yield outcome
        elif on_error is not None:
            on_error(outcome)
        elif not isinstance(outcome, Notice):
            raise outcome


def _items(given: Given, published: str | None, outlet: str | None) -> Iterator[Item]:
    if isinstance(given, Report):
        yield given
    elif isinstance(given, Path):
        yield from open_reports([given], published=published, outlet=outlet)
    else:
        try:
            yield report_of(given, published=published, outlet=outlet)
        except InputError as wrong:
            yield wrong
