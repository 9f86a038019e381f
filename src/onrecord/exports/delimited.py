"""Tables as delimited text, in which no cell can become a formula. The writer of several formats, itself none."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")  # a spreadsheet takes what begins so for a formula; its own mark too
MARK = "'"


def harmless(value: object) -> object:
    """A cell that spreadsheets take for text; only text changes, and `meant` gives it back."""
    return MARK + value if isinstance(value, str) and FORMULA.match(value) else value


def meant(cell: str) -> str:
    """The text that `harmless` wrote."""
    return cell[1:] if cell.startswith(MARK) and FORMULA.match(cell) else cell


def delimited(columns: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> bytes:
    """A head and rows in UTF-8; what is text stands in quotation marks, so that no mark in it ends a cell."""
    sink = StringIO()
    writer = csv.writer(sink, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(columns)
    writer.writerows([harmless(_plain(value)) for value in row] for row in rows)
    return sink.getvalue().encode()


def _plain(value: object) -> object:
    """Truth as JSON writes it; a NUL, at which some readers stop, as its picture."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.replace("\0", "\N{SYMBOL FOR NULL}") if isinstance(value, str) else value
