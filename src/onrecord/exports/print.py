"""One page for paper: every matter with its words, the cited reports behind them; nothing runs in it or is fetched."""

from __future__ import annotations

from typing import Any

from onrecord.exports.extract import Extract
from onrecord.exports.pages import by_matter, render
from onrecord.wording.addresses import key


def written(one: Extract) -> bytes:
    """The page."""
    return render("print", one, rows=by_matter(one), link=_link).encode()


def _link(row: Any) -> str:  # noqa: ANN401  any row, or what stands for one
    """From words to their report in the list at the end."""
    report = row["report"] if isinstance(row, dict) else row.report
    return f"#report-{key(report)}"
