"""Plain text: one report a file, kept as it is but for line ends."""

from __future__ import annotations

from onrecord.errors import InputError
from onrecord.intake.decode import NotText, decode
from onrecord.intake.source import Draft, Drafts, Source, content_hash, whole
from onrecord.model import Report


def read(source: Source) -> Drafts:
    """The report of a file.

    Raises:
        InputError: it is empty, too large or no text.
    """
    try:
        text = decode(whole(source)).replace("\r\n", "\n").replace("\r", "\n")
    except NotText as wrong:
        raise InputError(source.name, str(wrong), "save it as plain text in UTF-8") from wrong
    if not text.strip():
        raise InputError(source.name, "the file is empty", "give a file with a report in it")
    yield Draft(Report(source.stem or content_hash(text), text))
