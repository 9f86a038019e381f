"""Lexicons are data: tab-separated files beside this one, with a head line; `#` begins a comment line."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `lexicons/NAME.tsv`, each a column-to-cell mapping; an empty cell is ""."""
    text = (files("onrecord.language") / "lexicons" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.split("\n") if line.strip() and not line.startswith("#"))
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))


@cache
def table(name: str, key: str, value: str) -> dict[str, str]:
    """One column of a lexicon by another; the first row wins."""
    found: dict[str, str] = {}
    for row in rows(name):
        found.setdefault(row[key], row[value])
    return found


@cache
def words(name: str, key: str = "word", **where: str) -> frozenset[str]:
    """The entries of one column, of the rows whose other columns have the given values."""
    return frozenset(r[key] for r in rows(name) if all(r[k] == v for k, v in where.items()))
