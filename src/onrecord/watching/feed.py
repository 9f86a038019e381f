"""The last digests as an Atom feed, a file that any server can offer and any feed reader reads."""

from __future__ import annotations

import os
from datetime import datetime
from html import escape
from pathlib import Path

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]  # it has no types of its own

from onrecord.matters.types import digest
from onrecord.watching.digests import Parcel
from onrecord.watching.news import Item
from onrecord.watching.post import DeliveryError, Post
from onrecord.wording.addresses import clean, urn, web


def send(parcel: Parcel, to: str, _post: Post) -> None:
    """Write the file anew; it takes its name only when it is complete.

    Raises:
        DeliveryError: it cannot be written.
    """
    target = Path(to)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(written(parcel))
        partial.replace(target)
    except OSError as wrong:
        raise DeliveryError(f"watch {parcel.watch}: {to} cannot be written ({wrong.strerror or wrong})") from wrong
    finally:
        partial.unlink(missing_ok=True)


def written(parcel: Parcel) -> bytes:
    """The feed, the latest news first; ids of entries stay, so that no reader shows one twice."""
    name = urn("watch", parcel.watch)
    feed = Atom1Feed(
        title=f"onrecord: {parcel.watch}", link=name, description="", language="en", feed_guid=name,
        author_name="onrecord", subtitle="What is new on record",
    )  # fmt: skip
    for moment, item in reversed(parcel.lately):
        at = datetime.fromisoformat(moment)
        link = next((url for quote in item.quotes if (url := web(quote.url))), urn("matter", item.matter))
        feed.add_item(
            title=clean(f"{item.title}: {': '.join(filter(None, (item.who, item.told)))}"), link=link,
            description=_html(item), unique_id=urn("news", digest([parcel.watch, item.id, moment])), pubdate=at,
            updateddate=at, categories=[item.kind],
        )  # fmt: skip
    made: bytes = feed.writeString("utf-8").encode()
    return made


def _html(item: Item) -> str:
    """Its day, its standing, and its words; text of reports is text."""
    head = f"<p>{escape(clean(item.day))}, {item.kind}. How it stands: {escape(clean(item.standing))}.</p>"
    quotes = (
        f"<blockquote><bdi>{escape(clean(quote.words))}</bdi></blockquote>"
        f"<p>{escape(clean(quote.outlet or ''))} {escape(clean(quote.report))}, {quote.start}–{quote.end}</p>"
        for quote in item.quotes
    )
    return head + "".join(quotes)
