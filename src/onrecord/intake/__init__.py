"""Bytes to reports: files, packed files and standard input, one after the other, never all at once.

One format is one file beside this one, with a function `read(source)` that gives drafts, and one line in FORMATS.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

import msgspec

from onrecord.errors import InputError, Notice
from onrecord.intake.dates import FORMS, date_in_head, given_date
from onrecord.intake.source import Reader, Source, buffered, open_source
from onrecord.language.identify import language_of
from onrecord.model import Report

FORMATS = {
    "plain": (".txt", ".text"),
    "html": (".html", ".htm", ".xhtml"),
    "jsonl": (".jsonl", ".ndjson"),
}
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!--|(?:!doctype html|html|head|body|meta|title|article|main|div|p)\b)", re.IGNORECASE
)
OBJECT = re.compile(rb'\s*\{\s*(?:"|\})')
MARK = b"\xef\xbb\xbf"


def open_reports(
    paths: Iterable[Path | str] = (),
    *,
    jsonl: Iterable[Path | str] = (),
    published: str | None = None,
    outlet: str | None = None,
) -> Iterator[Report | InputError]:
    """The reports of some files in order; what is wrong with one is given in its place, and the rest goes on.

    Args:
        paths: files, or "-" for standard input; the format is told from the ending, else from the content.
        jsonl: files of JSON Lines, whatever their ending, read after `paths`.
        published: the date of publication of reports that do not carry one as given; metadata give way to it.
        outlet: the outlet of reports that do not carry one as given.

    Yields:
        A `Report` for each report; an `InputError` for each that cannot be read; a `Notice` before a report that is
        read but lacks what the reader needs.

    Raises:
        InputError: `published` is no date.
    """
    published = _checked(published)
    for path in paths:
        yield from _reports(Path(path), None, published, outlet)
    for path in jsonl:
        yield from _reports(Path(path), "jsonl", published, outlet)


def report_of(
    text_or_path: str | Path, *, published: str | None = None, outlet: str | None = None
) -> Report:
    """One report from a text, a page's markup, or the path of a file.

    A string is a path if a file of that name exists and it has no line break.

    Raises:
        InputError: there is no report in it, or `published` is no date.
    """
    published = _checked(published)
    if isinstance(text_or_path, Path) or _is_file(text_or_path):
        found = open_reports([text_or_path], published=published, outlet=outlet)
    else:
        source = Source("<text>", None, buffered(io.BytesIO(text_or_path.encode("utf-8", "replace"))))
        found = _finished(source, _reader(source, None), published, outlet)
    for item in found:
        if isinstance(item, Report):
            return item
        if not isinstance(item, Notice):
            raise item
    raise InputError(str(text_or_path)[:40], "there is no report in it", "give the text of a report")


def _checked(published: str | None) -> str | None:
    if not published:
        return None
    found = given_date(published)
    if found is None:
        raise InputError("the date of publication", f"{published[:40]!r} is no date", FORMS)
    return found


def _is_file(text: str) -> bool:
    if len(text) > 4096 or "\n" in text or "\0" in text:
        return False
    try:
        return Path(text).is_file()
    except OSError:
        return False


def _reports(path: Path, kind: str | None, published: str | None, outlet: str | None) -> Iterator[Report | InputError]:
    try:
        with open_source(path) as source:
            yield from _finished(source, _reader(source, kind or _by_ending(path)), published, outlet)
    except InputError as wrong:
        yield wrong


def _by_ending(path: Path) -> str | None:
    name = path.name.lower().removesuffix(".gz")
    return next((kind for kind, endings in FORMATS.items() if name.endswith(endings)), None)


def _reader(source: Source, kind: str | None) -> Reader:
    """The reader of a format; imported when it is needed, as a page's takes a while to load."""
    return cast("Reader", import_module(f"onrecord.intake.{kind or _by_content(source)}").read)


def _by_content(source: Source) -> str:
    head = source.stream.peek(4096)[:4096].removeprefix(MARK)
    if PAGE.match(head):
        return "html"
    return "jsonl" if OBJECT.match(head) else "plain"


def _finished(
    source: Source, reader: Reader, published: str | None, outlet: str | None
) -> Iterator[Report | InputError]:
    """The reader's reports with what the user gives and the text tells, notices before them."""
    for item in reader(source):
        if isinstance(item, InputError):
            yield item
            continue
        report = _completed(item.report, published, outlet)
        yield from _notices(source, report, item.line)
        yield report


def _completed(report: Report, published: str | None, outlet: str | None) -> Report:
    language = language_of(report.text) or report.language or "en"
    known, how = report.published, report.published_from
    if published and how != "given":
        known, how = published, "given"
    elif not known and (known := date_in_head(report.text)):
        how = "text"
    given = report.published_from != "metadata" and report.outlet
    return msgspec.structs.replace(
        report, published=known, published_from=how, language=language, outlet=given or outlet or report.outlet
    )


def _notices(source: Source, report: Report, line: int | None) -> Iterator[Notice]:
    if report.language not in (None, "en"):
        language = language_name(report.language)
        yield Notice(source.name, f"the report is in {language}, which is not read", "give reports in English", line)
    if report.published is None:
        mend = 'add "published" to the line' if line else "give it with --published"
        yield Notice(source.name, "the date of publication is not known, so dates stay open", mend, line)


def language_name(code: str) -> str:
    """A language in English words, from its ISO 639 code of two or three letters."""
    import pycountry  # only for a message that is seldom needed

    language = pycountry.languages.get(**{"alpha_2" if len(code) == 2 else "alpha_3": code})
    return language.name if language else f"the language {code!r}"
