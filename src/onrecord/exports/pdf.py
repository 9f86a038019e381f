"""The page for paper as PDF."""

from __future__ import annotations

from typing import NoReturn

from onrecord.exports import print as page
from onrecord.exports.extract import Extract, MissingPartError
from onrecord.matters.types import digest


def written(one: Extract) -> bytes:
    """The same pages; weasyprint lays them out.

    Raises:
        MissingPartError: weasyprint, or a library of the system that it stands on, is not installed.
    """
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]  # it has no types of its own
    except (ModuleNotFoundError, OSError) as wrong:
        mend = "pip install 'onrecord[pdf]', and see weasyprint's own notes for Pango"
        raise MissingPartError(f"pdf wants weasyprint ({wrong}); {mend}") from wrong
    told = page.written(one).decode()
    made: bytes = HTML(string=told, url_fetcher=_nothing).write_pdf(pdf_identifier=digest([told]).encode())
    return made


def _nothing(url: str) -> NoReturn:
    """Whatever a page would fetch from outside is refused."""
    raise ValueError(f"{url} is not fetched")
