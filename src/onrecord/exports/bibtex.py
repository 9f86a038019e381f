"""The cited reports as BibTeX; the first entry is the extract itself, and states what it is."""

from __future__ import annotations

import re
from typing import Any

from onrecord.exports.csl import items
from onrecord.exports.extract import Extract
from onrecord.wording.addresses import key

SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\lbrace{}", "}": r"\rbrace{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{mark: f"\\{mark}" for mark in "#$%&_"},
}  # braces by name, as a single one would end the field
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def written(one: Extract) -> bytes:
    """The entries."""
    return "\n".join(map(_entry, items(one))).encode()


def _entry(item: dict[str, Any]) -> str:
    authors = " and ".join("{" + _tex(author["literal"]) + "}" for author in item.get("author", ()))
    days = [f"{part:02}" for part in item.get("issued", {}).get("date-parts", [[]])[0]]
    fields = {
        "title": "{" + _tex(item["title"]) + "}", "author": authors, "date": "-".join(days), "year": (days or [""])[0],
        "journaltitle": _tex(item.get("container-title", "")), "url": item.get("URL", ""),
        "version": _tex(item.get("version", "")), "note": _tex(item["note"]),
    }  # fmt: skip
    kind = "misc" if item["type"] == "dataset" else "article"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key(item['id'])},", *lines, "}", ""])


def _tex(text: str) -> str:
    return "".join(SPECIAL.get(mark, mark) for mark in CONTROLS.sub(" ", text))
