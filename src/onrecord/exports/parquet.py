"""One table as Parquet; its schema is typed also where a column is empty, and bears what the file states."""

from __future__ import annotations

from io import BytesIO
from typing import Any, get_type_hints

import msgspec

from onrecord.exports.extract import Extract, MissingPartError
from onrecord.exports.tables import TABLES, table


def written(one: Extract) -> bytes:
    """The table that the extract names.

    Raises:
        MissingPartError: pyarrow is not installed.
    """
    try:
        import pyarrow  # type: ignore[import-untyped]  # it has no types of its own
        from pyarrow import parquet
    except ModuleNotFoundError as wrong:
        raise MissingPartError("parquet wants pyarrow; pip install 'onrecord[arrow]'") from wrong
    kinds: dict[object, Any] = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(),
                                bool: pyarrow.bool_()}
    hints = get_type_hints(TABLES[one.rows].type)
    fields = [(name, kinds[_bare(hints[name])]) for name in TABLES[one.rows].type.__struct_fields__]
    rows = [msgspec.structs.asdict(row) for row in table(one)]
    made = pyarrow.Table.from_pylist(rows, pyarrow.schema(fields, one.about.items()))
    sink = BytesIO()
    parquet.write_table(made, sink, compression="zstd")
    return sink.getvalue()


def _bare(hint: Any) -> object:  # noqa: ANN401  any type hint
    """The type that a column has, where it has a value."""
    return next(kind for kind in getattr(hint, "__args__", (hint,)) if kind is not type(None))
