"""The tables of this room are data: tab-separated files beside this one; `#` begins a comment line."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `NAME.tsv`, each a column-to-cell mapping; an empty cell is ""."""
    text = (files(__name__) / f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.split("\n") if line.strip() and not line.startswith("#"))
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))


@cache
def column(name: str, key: str, value: str) -> dict[str, str]:
    """One column of a table by the words of another, which may hold several separated by spaces."""
    return {word: row[value] for row in rows(name) for word in row[key].split()}
