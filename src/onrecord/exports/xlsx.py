"""All tables as a workbook, a sheet for each; the first sheet states what the file is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import msgspec
import xlsxwriter  # type: ignore[import-untyped]  # it has no types of its own
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from onrecord.exports.delimited import FORMULA
from onrecord.exports.extract import PROGRAM, Extract
from onrecord.exports.tables import TABLES, table

LONGEST = 32_767  # characters that a cell can hold
CUT = " […]"
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def written(one: Extract) -> bytes:
    """The workbook; text is text in it, and what looks like a formula is marked so that it stays text when edited."""
    sink = BytesIO()
    with xlsxwriter.Workbook(sink, PLAIN) as book:
        made = datetime.fromisoformat(one.about.as_of).replace(tzinfo=UTC)
        book.set_properties({"title": PROGRAM, "comments": one.about.told(), "created": made})
        marked = book.add_format({"quote_prefix": True})
        _filled(book.add_worksheet("about"), ("", ""), list(one.about.items().items()), marked)
        for name, kind in TABLES.items():
            rows = [msgspec.structs.astuple(row) for row in table(one, name)]
            _filled(book.add_worksheet(name), kind.type.__struct_fields__, rows, marked)
    return sink.getvalue()


def _filled(sheet: Worksheet, head: Sequence[str], rows: Sequence[Sequence[object]], marked: Format) -> None:
    sheet.freeze_panes(1, 0)
    for at, row in enumerate((head, *rows)):
        for column, value in enumerate(row):
            if isinstance(value, bool):
                sheet.write_boolean(at, column, value)
            elif isinstance(value, str):
                sheet.write_string(at, column, _fitting(value), marked if FORMULA.match(value) else None)
            elif value is not None:
                sheet.write_number(at, column, value)


def _fitting(text: str) -> str:
    """Text that a cell can hold; where the words are cut, the offsets beside them still tell all of them."""
    units = len(text.encode("utf-16-le")) // 2  # as spreadsheets count
    if units <= LONGEST:
        return text
    room = 2 * (LONGEST - len(CUT))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT
