"""What a page says of itself: title, authors, outlet, date, address and language, each from its best witness."""

from __future__ import annotations

import logging
import re
from collections import Counter
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from onrecord.intake.dates import iso_date
from onrecord.intake.html import linked
from onrecord.intake.html.bylines import people, visible_bylines
from onrecord.intake.html.text import key, squeeze

PUBLISHED = (
    "article:published_time", "og:published_time", "published_time", "datepublished", "date_published", "published",
    "published_at", "publishdate", "publish-date", "publish_date", "pubdate", "pub_date", "article.published",
    "parsely-pub-date", "cxenseparse:publishtime", "cxenseparse:recs:publishtime", "sailthru.date", "dc.date.issued",
    "dc.date.created", "dc.date", "dcterms.created", "dcterms.date", "date", "displaydate", "article_date_original",
)
AUTHORS = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "cxenseparse:author", "mrf:authors", "og:author", "article:author", "creator",
)
TITLES = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title", "title")
TAIL = re.compile(r"\s+(?:\||[-–—*•]|::|»)\s+[^|]*$")
LONGEST = 500  # characters of a title
logging.getLogger("htmldate").setLevel(logging.CRITICAL)  # what it does not find is told by the reader


class Metadata(NamedTuple):
    """What a page says of itself; "" and an empty tuple where it does not say."""

    title: str
    authors: tuple[str, ...]
    outlet: str
    published: str
    url: str
    language: str
    description: str
    titles: tuple[str, ...]
    text: str


def metadata(tree: HtmlElement) -> Metadata:
    """The page's data, its head and its visible lines, weighed against each other."""
    meta = meta_tags(tree)
    found = linked.nodes(tree)
    articles = linked.articles(found)
    heads = headings(tree)
    outlet = outlet_of(meta, articles, found)
    url = address(tree, meta)
    titles = title_witnesses(tree, meta, articles, heads, outlet)
    return Metadata(
        title=best_title(titles),
        authors=tuple(authors_of(tree, meta, articles, found, outlet)),
        outlet=outlet or (urlsplit(url).hostname or "").removeprefix("www."),
        published=published(tree, meta, articles),
        url=url,
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower(),
        description=first(meta, "og:description", "description", "twitter:description"),
        titles=(*titles.values(), *heads),
        text=next((t for a in articles if (t := linked.text(a.get("articleBody")))), ""),
    )


def meta_tags(tree: HtmlElement) -> dict[str, list[str]]:
    """Contents of the head's meta elements by lower-case name."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = squeeze(element.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            if content and element.get(attribute):
                found.setdefault(element.get(attribute, "").lower(), []).append(content)
    return found


def first(meta: dict[str, list[str]], *names: str) -> str:
    """The first content of the first name that has one."""
    return next((meta[name][0] for name in names if meta.get(name)), "")


def address(tree: HtmlElement, meta: dict[str, list[str]]) -> str:
    """The canonical address."""
    links = [e.get("href") or "" for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"]
    known = [*links, first(meta, "og:url", "twitter:url")]
    return next((a.strip() for a in known if a.strip().startswith(("http://", "https://"))), "")


def outlet_of(meta: dict[str, list[str]], articles: list[linked.Node], found: list[linked.Node]) -> str:
    """Who publishes the page."""
    publishers = [name for node in articles for name in linked.names(node.get("publisher"), found) if name]
    return first(meta, "og:site_name", "application-name", "dc.publisher") or next(iter(publishers), "")


def headings(tree: HtmlElement) -> list[str]:
    """The texts of the page's first-level headings."""
    return [text for h in tree.iter("h1") if len(text := squeeze(h.text_content())) > 8]


def title_witnesses(
    tree: HtmlElement, meta: dict[str, list[str]], articles: list[linked.Node], heads: list[str], outlet: str
) -> dict[str, str]:
    """The title as the page's data, its heading, its card for other sites and its window give it."""
    window = squeeze(tree.findtext(".//title") or "")
    witnesses = {
        "data": next((t for a in articles if (t := linked.text(a.get("headline")))), ""),
        "heading": next(iter(heads), ""),
        "card": without_outlet(first(meta, *TITLES), outlet),
        "window": without_outlet(window, outlet),
    }
    return {name: title for name, title in witnesses.items() if title}


def without_outlet(title: str, outlet: str) -> str:
    """A title less the name of the outlet behind a bar or a dash."""
    title = title[:LONGEST]
    while (tail := TAIL.search(title)) and len(title[: tail.start()]) > 15 and (
        key(outlet).replace(" ", "") in key(tail.group()).replace(" ", "") or len(tail.group().split()) < 6
    ):
        title = title[: tail.start()]
    return title


def best_title(witnesses: dict[str, str]) -> str:
    """The title that most witnesses give; between two, the one that the reader sees."""
    votes = Counter(key(title) for title in witnesses.values())
    order = ("heading", "data", "card", "window")
    ranked = sorted(order, key=lambda name: (-votes[key(witnesses.get(name, ""))], order.index(name)))
    chosen = next((witnesses[name] for name in ranked if name in witnesses), "")
    data = witnesses.get("data", "")
    return data if key(data) == key(chosen) else chosen


def is_outlet(authors: tuple[str, ...], outlet: str) -> bool:
    """Is nobody named but the outlet, or an account that bears its name?"""
    words = set(key(outlet).split())
    return all(key(author).split()[0] in words for author in authors)


def published(tree: HtmlElement, meta: dict[str, list[str]], articles: list[linked.Node]) -> str:
    """The date of publication in ISO form, with its time and zone where the page gives them."""
    told = [linked.text(node.get(name)) for node in articles for name in ("datePublished", "dateCreated")]
    told += [content for name in PUBLISHED for content in meta.get(name, [])]
    told += [e.get("datetime") or "" for e in tree.iter("time") if e.get("itemprop") == "datePublished"]
    dates = (iso_date(t) for t in told if t)
    return next((d for d in dates if d), None) or guessed_date(tree)


def guessed_date(tree: HtmlElement) -> str:
    """The date as htmldate finds it in the rest of the page."""
    try:
        return find_date(tree, original_date=True, max_date=date.today().isoformat()) or ""
    except (ValueError, TypeError, OverflowError, RecursionError):
        return ""


def authors_of(
    tree: HtmlElement, meta: dict[str, list[str]], articles: list[linked.Node], found: list[linked.Node], outlet: str
) -> list[str]:
    """The authors by the page's data, else by its head, else by its visible line; the outlet only if no other."""
    told = [linked.names(node.get(name), found) for node in articles for name in ("author", "creator")]
    told += [meta.get(name, []) for name in AUTHORS]
    told += [[squeeze(e.text_content()) for e in visible_bylines(tree)]]
    groups = [names for group in told if (names := people(group))]
    persons = [names for names in groups if [key(n) for n in names] != [key(outlet)]]
    return next(iter(persons or groups), [])
