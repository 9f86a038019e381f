"""Bytes to text, whatever the encoding, as long as they are text."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that no encoding of text uses: tab, line feed, form feed, return and escape are left out.
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
HIGH = re.compile(rb"[\x80-\xff]")
BINARY = 0.01  # share of such characters above which a file is no text
LATIN = 0.15  # share of bytes above 127 below which a text is in the Latin alphabet
SAMPLE = 50_000  # bytes that decide


class NotText(ValueError):
    """The bytes are no text in any encoding that is tried."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of some bytes.

    Tried in turn: the byte order mark, UTF-8, the encoding that the file declares, Windows-1252 for a text that is
    mostly ASCII, and what charset-normalizer finds.

    Raises:
        NotText: none of them fits, or the bytes are a program, a picture or the like.
    """
    for mark, marked in BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], marked)
    head = data[:SAMPLE]
    if len(CONTROLS.findall(head)) > BINARY * len(head) or head.startswith(b"%PDF-"):
        raise NotText("the file is not text")
    likely = ("utf-8", declared, "cp1252" if len(HIGH.findall(head)) < LATIN * len(head) else None)
    for encoding in filter(None, likely):
        try:
            return _strict(data, encoding)
        except NotText:
            continue
    best = from_bytes(head).best()
    if best is None:
        raise NotText("the encoding cannot be told")
    return _strict(data, best.encoding)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError) as wrong:
        raise NotText(f"the text is not valid {encoding}") from wrong
