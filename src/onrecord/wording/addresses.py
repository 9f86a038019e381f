"""Addresses for whatever leaves the record: those of the web, names for what has none; and text that XML may hold."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from onrecord.matters.types import digest

UNFIT = re.compile(r"[^A-Za-z0-9-]+")  # for the key of an entry, or the name of a file
LONG = 40
ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def web(url: str | None) -> str | None:
    """An address where it is one of the web and well formed; "javascript:" and the like become none."""
    try:
        parts = urlsplit(url or "")
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return quote(url or "", safe=":/?#[]@!$&'()*+,;=%~") if good else None


def urn(kind: str, id_: str) -> str:
    """A name for something of the record: "urn:onrecord:report:post-1"."""
    return f"urn:onrecord:{kind}:{quote(id_, safe='')}"


def whole(day: str | None) -> str | None:
    """The day of a date or a moment; None where it is no whole day."""
    return day[:10] if day and DAY.match(day) else None


def key(id_: str) -> str:
    """An id where it can name a file; else what is left of it, with a hash that keeps two apart."""
    kept = UNFIT.sub("-", id_).strip("-")
    return kept if kept == id_ and len(id_) <= LONG else f"{kept[:LONG]}-{digest([id_])}"


def clean(text: str) -> str:
    """Text that XML may hold: what it may not as the sign for what cannot be shown."""
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
