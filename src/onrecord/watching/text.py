"""A digest as text: printed, or the body of a mail."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.watching.digests import Parcel
from onrecord.watching.news import Item
from onrecord.watching.post import Post
from onrecord.wording.controls import CONTROLS
from onrecord.wording.words import published


def send(parcel: Parcel, _to: str, post: Post) -> None:
    """Print it."""
    post.out.write(told(parcel))
    post.out.flush()


def subject(parcel: Parcel) -> str:
    """One line for it."""
    return f"{parcel.watch}: {len(parcel.news)} new"


def told(parcel: Parcel) -> str:
    """The news by matter, each with its words and where these stand; no control character of a report is left."""
    return "\n".join(line.translate(CONTROLS) for line in _lines(parcel)) + "\n"


def _lines(parcel: Parcel) -> Iterator[str]:
    yield f"{subject(parcel)} ({published(parcel.made)} UTC)"
    by_matter: dict[str, list[Item]] = {}
    for item in parcel.news:
        by_matter.setdefault(item.matter, []).append(item)
    for matter, items in by_matter.items():
        yield ""
        yield f"{_line(items[0].title) or matter}  [{matter[:8]}]  {items[0].standing}"
        for item in items:
            yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    yield f"  {item.day}  {item.kind}: {': '.join(filter(None, (item.who, item.told)))}"
    for quote in item.quotes:
        where = " ".join(filter(None, (quote.outlet, published(quote.published))))
        yield f"    “{_line(quote.words)}”"
        yield f"    {where + ', ' if where else ''}{quote.report} {quote.start}-{quote.end}"


def _line(text: str) -> str:
    return " ".join(text.split())
