"""Whole numbers as few bytes: seven bits in each, the lowest first; the eighth says that more follow."""

from __future__ import annotations

from collections.abc import Iterable


def packed(numbers: Iterable[int]) -> bytes:
    """Some numbers, none below nought, in their order."""
    found = bytearray()
    for number in numbers:
        left = number
        while left > 0x7F:
            found.append(left & 0x7F | 0x80)
            left >>= 7
        found.append(left)
    return bytes(found)


def unpacked(body: bytes) -> list[int]:
    """The numbers that `packed` packed."""
    found, number, shift = [], 0, 0
    for byte in body:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            found.append(number)
            number = shift = 0
    return found
