"""Reading from Python: one report, or many in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.model import Record, Report
from onrecord.views import sources
from onrecord.views.batch import Item, read_all

Given = str | Path | Report
LONGEST_NAME = 1000  # characters; a longer line is a text, whatever it looks like


def read(
    text_or_path: Given, *, published: str | None = None, outlet: str | None = None,
) -> Record:
    """Read one report.

    Args:
        text_or_path: the text itself, a path (a `Path`, or a string that names a file), or a `Report`.
        published: the date of publication, "2024-10-28", where the report does not tell it.
        outlet: who published it, where the report does not tell it.

    Raises:
        OnrecordError: the report cannot be read; the message names what to mend.
    """
    return next(read_many([text_or_path], published=published, outlet=outlet))


def read_many(
    reports: Iterable[Given], *, published: str | None = None, outlet: str | None = None, jobs: int = 1,
    on_error: Callable[[OnrecordError], None] | None = None,
) -> Iterator[Record]:
    """Read reports as they come, in their order; only a few are held at a time.

    Args:
        reports: texts, paths (of .jsonl files, too) or `Report`s.
        published: as for `read`, for each report that tells no date.
        outlet: as for `read`.
        jobs: processes.
        on_error: called with the error of each report that cannot be read; without it the error is raised.

    Raises:
        OnrecordError: a report cannot be read, and no `on_error` was given.
    """
    items = (item for given in reports for item in _items(given, published, outlet))
    for outcome in read_all(items, jobs):
        if isinstance(outcome, Record):
            yield outcome
        elif on_error is None:
            raise outcome
        else:
            on_error(outcome)


def _items(given: Given, published: str | None, outlet: str | None) -> Iterator[Item]:
    if isinstance(given, Report):
        yield given
    elif isinstance(given, Path) or _names_file(given):
        yield from sources.reports([Path(given)], [], published, outlet)
    else:
        yield sources.text(given, published, outlet)


def _names_file(text: str) -> bool:
    """Is it a path? One short line that is a file, or that looks like the name of one."""
    if len(text) > LONGEST_NAME or "\n" in text or "\0" in text or not text.strip():
        return False
    path = Path(text)
    return path.is_file() or (" " not in text and path.suffix in sources.SUFFIXES)
