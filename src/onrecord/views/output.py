"""Records written as text, JSON, JSON lines or a page: one writer for each, in a table."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import msgspec

from onrecord.errors import OnrecordError
from onrecord.model import Record
from onrecord.settings import Format

Writer = Callable[[Iterable[Record], TextIO], None]
SUFFIXES: dict[str, Format] = {".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}


class OutputError(OnrecordError):
    """What was read cannot be written."""


def choose(asked: Format | None, target: Path | None) -> Format:
    """The format asked for, else that of the file's name, else text for a terminal, JSON lines for a pipe."""
    if asked is not None:
        return asked
    if target is not None:
        return SUFFIXES.get(target.suffix.lower(), "jsonl")
    return "text" if sys.stdout.isatty() else "jsonl"


@contextmanager
def opened(target: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its name only when it is complete.

    Raises:
        OutputError: the file cannot be written.
    """
    if target is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        yield sys.stdout
        sys.stdout.flush()
        return
    with _complete(target) as partial, partial.open("w", encoding="utf-8", newline="\n") as sink:
        yield sink


def saved(made: bytes, target: Path) -> None:
    """Write a file that takes its name only when it is complete.

    Raises:
        OutputError: the file cannot be written.
    """
    with _complete(target) as partial:
        partial.write_bytes(made)


@contextmanager
def _complete(target: Path) -> Iterator[Path]:
    """The file to write to in place of a target; a device or a pipe is written as it is."""
    direct = target.exists() and not target.is_file()
    partial = target if direct else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield partial
        if not direct:
            partial.replace(target)
    except BrokenPipeError:
        raise
    except OSError as wrong:
        problem = f"it cannot be written ({wrong.strerror or wrong})"
        raise OutputError(f"{target}: {problem}; name another -o FILE") from wrong
    finally:
        if not direct:
            partial.unlink(missing_ok=True)


def text(records: Iterable[Record], sink: TextIO) -> None:
    """For people; coloured where the sink is a terminal."""
    from rich.console import Console

    from onrecord.views.text import show

    console = Console(file=sink, highlight=False, soft_wrap=False)
    for record in records:
        console.print(show(record, console.width))


def jsonl(records: Iterable[Record], sink: TextIO) -> None:
    """One record a line."""
    for record in records:
        sink.write(record.to_json() + "\n")


def json(records: Iterable[Record], sink: TextIO) -> None:
    """One record as an indented object, several as a list of them."""
    items = (msgspec.json.format(record.to_json(), indent=2) for record in records)
    first, second = next(items, None), next(items, None)
    if first is None or second is None:
        sink.write(f"{first or '[]'}\n")
        return
    sink.write(f"[\n{first},\n{second}")
    for item in items:
        sink.write(f",\n{item}")
    sink.write("\n]\n")


def html(records: Iterable[Record], sink: TextIO) -> None:
    """One self-contained page."""
    from onrecord.wording.page import page

    for part in page(records):
        sink.write(part)


WRITERS: dict[Format, Writer] = {"text": text, "json": json, "jsonl": jsonl, "html": html}
