"""A digest posted to an address of the web, as JSON."""

from __future__ import annotations

from importlib.metadata import version

import httpx
import msgspec

from onrecord.watching.digests import Parcel
from onrecord.watching.post import DeliveryError, Post

PATIENCE = 20.0  # seconds
FIELDS = ("watch", "number", "made", "news")


def send(parcel: Parcel, to: str, _post: Post) -> None:
    """Post it; whatever answers with a status of success has taken it.

    Raises:
        DeliveryError: nobody answers, or the answer is another one.
    """
    body = msgspec.json.encode({name: getattr(parcel, name) for name in FIELDS})
    head = {
        "Content-Type": "application/json", "Idempotency-Key": parcel.key,
        "User-Agent": f"onrecord/{version('onrecord')}",
    }  # fmt: skip
    try:
        answer = httpx.post(to, content=body, headers=head, timeout=PATIENCE)
    except (httpx.HTTPError, httpx.InvalidURL) as wrong:
        raise DeliveryError(f"watch {parcel.watch}: {to} does not answer ({wrong})") from wrong
    if not answer.is_success:
        told = f"{answer.status_code} {answer.reason_phrase}".strip()
        raise DeliveryError(f"watch {parcel.watch}: {to} did not take it ({told})")
