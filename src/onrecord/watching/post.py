"""By which way digests leave, and what can go wrong with it."""

from __future__ import annotations

from typing import NamedTuple, TextIO

from onrecord.errors import OnrecordError


class DeliveryError(OnrecordError):
    """A channel did not take a digest, which stays due."""


class Post(NamedTuple):
    """What sending needs besides the digest: `smtp` is a URL, `sender` an address, `out` where digests are printed."""

    out: TextIO
    smtp: str | None = None
    sender: str | None = None
