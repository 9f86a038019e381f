"""The page's own data in JSON-LD (schema.org): the node that describes its article."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

ARTICLES = ("Article", "BlogPosting", "Report", "Reportage", "Review", "LiveBlog")
DEEPEST = 30  # levels of nested data that are looked at
MOST = 5_000  # objects, and
FEW = 10  # articles on one page: one that has more is no page of one article
Node = dict[str, Any]


def nodes(tree: HtmlElement) -> list[Node]:
    """Every object in the page's JSON-LD, outer before inner."""
    return list(islice((node for data in _scripts(tree) for node in _walk(data, 0)), MOST))


def articles(found: list[Node]) -> list[Node]:
    """The nodes that describe an article, those with a headline or a date first."""
    kind = [n for n in found if any(name in t for t in _texts(n.get("@type")) for name in ARTICLES)]
    return sorted(kind, key=lambda n: not (n.get("headline") and n.get("datePublished")))[:FEW]


def names(value: Any, found: list[Node]) -> list[str]:  # noqa: ANN401  JSON of any shape
    """The names in an author, creator or publisher: texts, objects, lists and references to other nodes."""
    if isinstance(value, str):
        return [text(value)]
    if isinstance(value, list):
        return [name for part in value[:FEW] for name in names(part, found)]
    if isinstance(value, dict):
        if value.get("name"):
            return [name for name in names(value["name"], found) if name]
        other = (n for n in found if n.get("@id") == value.get("@id") is not None and n.get("name"))
        return [text(n["name"]) for n in other if isinstance(n["name"], str)][:1]
    return []


def text(value: Any) -> str:  # noqa: ANN401  JSON of any shape
    """A string of the data, its entities resolved; "" for anything else."""
    return html.unescape(html.unescape(value)).strip() if isinstance(value, str) else ""


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iterfind(".//script[@type]"):
        if script.get("type", "").strip().lower() == "application/ld+json" and script.text:
            try:
                yield json.loads(script.text.strip().removesuffix(";"), strict=False)
            except (ValueError, RecursionError):
                continue


def _walk(data: Any, depth: int) -> Iterator[Node]:  # noqa: ANN401  JSON of any shape
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _walk(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _walk(value, depth + 1)


def _texts(value: Any) -> list[str]:  # noqa: ANN401  JSON of any shape
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]
