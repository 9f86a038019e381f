"""Bytes as fewer bytes, by Brotli, which knows much of English beforehand; what older revisions kept can be read."""

from __future__ import annotations

import lzma
import zlib
from typing import Any

import brotli  # type: ignore[import-untyped]  # it has no types of its own

MARK = b"\x01"  # before what Brotli made: what the others made begins otherwise
ZLIB = b"\x78"
QUALITY = 10  # the next one is thrice as slow for two hundredths
# what it makes begins with a nought
LZMA: list[dict[str, Any]] = [{"id": lzma.FILTER_LZMA1, "preset": 6, "pb": 0, "dict_size": 1 << 20}]


def compress(plain: bytes) -> bytes:
    """Some bytes, compressed."""
    return MARK + bytes(brotli.compress(plain, quality=QUALITY))


def decompress(body: bytes) -> bytes:
    """What `compress` made, in this revision or an older one."""
    if body.startswith(MARK):
        return bytes(brotli.decompress(body[1:]))
    if body.startswith(ZLIB):
        return zlib.decompress(body)
    return lzma.decompress(body, format=lzma.FORMAT_RAW, filters=LZMA)
