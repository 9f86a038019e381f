"""The date of publication: as metadata write it, and as the head of a text gives it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY_FIRST = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<month>{MONTH})\.?,?[ -](?P<year>\d{{4}}|\d\d)\b"
MONTH_FIRST = rf"(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b"
NUMBERS = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
WRITTEN = [re.compile(p, re.IGNORECASE) for p in (DAY_FIRST, MONTH_FIRST, NUMBERS)]
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
LABEL = r"(?:(?:first |last )?(?:published|posted|updated|dated?|issued|released)(?: on| at)?:? )?"
CLOCK = r"(?:,? (?:at )?\d{1,2}[:.]\d\d.{0,20})?"
PLACE = r"[A-Z][\w.'’()/ -]{1,40}(?:, [A-Z][\w.'’ -]{1,30}){0,2}[,:]? (?:\([^()]{2,40}\)[ ,-]*)?"
HEAD = 600  # characters of a text in which its date may stand
EARLIEST = 1800


FORMS = "write it as 2024-10-28 or 2024-10-28T14:05:00+00:00"


def given_date(text: str) -> str | None:
    """A date as a user gives it, as written where it is ISO 8601, else in that form; None where it is none."""
    found = iso_date(text)
    return text if found and found.startswith(text[:10]) else found


def iso_date(text: str) -> str | None:
    """A date or date-time of metadata in ISO form; None where it is none.

    Read are ISO 8601 in its variants, milliseconds since 1970, and dates in words.
    """
    text = text.strip()
    if text.isdecimal() and len(text) in (10, 13):
        return datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), UTC).isoformat()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _in_words(text)
    if not moment.year > EARLIEST:
        return None
    return moment.date().isoformat() if len(text) <= 10 else moment.isoformat()


def date_in_head(text: str) -> str | None:
    """The date that the first lines of a report give: a line of its own or a dateline; never one without a year."""
    for pattern in HEADS:
        match = pattern.search(text[:HEAD])
        if match and (found := _in_words(match["date"])):
            return found
    return None


def _in_words(text: str) -> str | None:
    for pattern in WRITTEN:
        match = pattern.search(text)
        if match:
            month = match["month"].lower()
            try:
                return date(_year(match["year"]), MONTHS.get(month) or int(month), int(match["day"])).isoformat()
            except ValueError:
                continue
    return None


def _year(digits: str) -> int:
    """A year; one of two digits lies between 1969 and 2068, as in POSIX."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year > 68 else 2000)


def _unnamed(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


_DATE = rf"(?P<date>{'|'.join(map(_unnamed, (DAY_FIRST, MONTH_FIRST, NUMBERS)))})"
ALONE = rf"^[ \t]*(?i:{LABEL}{WEEKDAY}{_DATE}{CLOCK})[ \t.]*$"
AGENCY = r"(?:\([^()]{2,40}\)|\[[^][]{2,40}\])?"
DATELINE = rf"^[ \t]*{PLACE}[-–— ]*(?i:{WEEKDAY}{_DATE})[ \t]*{AGENCY}[ \t]*(?:[-–—:]|$)"
HEADS = (re.compile(ALONE, re.MULTILINE), re.compile(DATELINE, re.MULTILINE))
