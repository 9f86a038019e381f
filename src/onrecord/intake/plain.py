"""Plain text: one report a file, kept as it is but for line ends."""

from __future__ import annotations

import re

from onrecord.errors import InputError
from onrecord.intake.dates import iso_date
from onrecord.intake.decode import NotText, decode
from onrecord.intake.source import Draft, Drafts, Source, content_hash, whole
from onrecord.model import Report

_PRESS = (
    r"(?:Agency|Beacon|Chronicle|Courier|Daily|Dispatch|Gazette|Globe|Herald|Independent|Journal|Ledger|Mail|Mercury|"
    r"Monitor|News|Observer|Post|Press|Record|Register|Reporter|Review|Standard|Star|Sun|Telegraph|Times|Tribune|Wire)"
)
_MASTHEAD = re.compile(rf"\s*(?P<name>(?:[A-Z][\w'’&.-]* ){{1,4}}{_PRESS})(?:,? |[ \t]*\n)(?P<date>[^\n]{{6,30}})\n")


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
    yield Draft(Report(source.stem or content_hash(text), text, outlet=masthead(text)))


def masthead(text: str) -> str | None:
    """The paper that a text names over its date ("The Arden Courier, 28 October 2024"); None where it names none."""
    found = _MASTHEAD.match(text)
    return found["name"] if found and iso_date(found["date"]) else None
