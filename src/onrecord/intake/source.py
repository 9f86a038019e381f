"""Where reports come from: a file or standard input, packed or not, never more of it in memory than allowed."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from onrecord.errors import InputError
from onrecord.model import Report

LARGEST = 10_000_000  # bytes of one report, unpacked
STDIN = "-"
GZIP = b"\x1f\x8b"
ENDINGS = re.compile(r"(?:\.(?:txt|text|html?|xhtml|jsonl|ndjson))?(?:\.gz)?$", re.IGNORECASE)


class Source(NamedTuple):
    """An open file: its name for messages, the name of its report, and its bytes, unpacked."""

    name: str
    stem: str | None
    stream: io.BufferedReader


class Draft(NamedTuple):
    """A report as a format gives it, and the line of the file where it stands, if the format has lines."""

    report: Report
    line: int | None = None


Drafts = Iterator[Draft | InputError]
Reader = Callable[[Source], Drafts]


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """Open a file, or standard input for "-"; gzip is unpacked on the way.

    Raises:
        InputError: it cannot be opened, or what was read of it is damaged.
    """
    name = "<stdin>" if str(path) == STDIN else str(path)
    stem = None if str(path) == STDIN else ENDINGS.sub("", path.name)
    try:
        if stem is None:
            yield Source(name, stem, _unpacked(sys.stdin.buffer))
        else:
            with path.open("rb") as stream:
                yield Source(name, stem, _unpacked(stream))
    except (EOFError, zlib.error, gzip.BadGzipFile) as wrong:
        raise InputError(name, "the gzip data are damaged or break off", "fetch or pack the file again") from wrong
    except OSError as wrong:
        raise InputError(name, *_trouble(wrong)) from wrong


def buffered(stream: BinaryIO) -> io.BufferedReader:
    """A stream that can be looked into before it is read."""
    return io.BufferedReader(cast("io.RawIOBase", stream))  # any object with readinto will do, whatever its type says


def _unpacked(stream: BinaryIO) -> io.BufferedReader:
    looked = stream if isinstance(stream, io.BufferedReader) else buffered(stream)
    return buffered(cast("BinaryIO", gzip.GzipFile(fileobj=looked))) if looked.peek(2)[:2] == GZIP else looked


def _trouble(wrong: OSError) -> tuple[str, str]:
    match wrong:
        case FileNotFoundError():
            return "there is no such file", "check the name"
        case IsADirectoryError():
            return "this is a folder", "name the files in it"
        case PermissionError():
            return "the file may not be read", "change its permissions"
        case _:
            return f"the file cannot be read ({wrong.strerror or wrong})", "check the file and its disk"


def whole(source: Source) -> bytes:
    """All bytes of a source.

    Raises:
        InputError: there are none, or more than `LARGEST`.
    """
    data = source.stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(source.name, f"the report is larger than {LARGEST // 1_000_000} MB", "split it into reports")
    if not data.strip():
        raise InputError(source.name, "the file is empty", "give a file with a report in it")
    return data


def content_hash(text: str) -> str:
    """An id for a report that has none: the same text has the same id."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
