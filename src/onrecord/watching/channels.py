"""The channels: what sends a digest to each kind of place. Each raises a DeliveryError where it is not taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.watching import feed, mail, text, webhook
from onrecord.watching.digests import Parcel
from onrecord.watching.post import Post

SENDERS: Mapping[str, Callable[[Parcel, str, Post], None]] = {
    "webhook": webhook.send, "mail": mail.send, "feed": feed.send, "print": text.send,
}
