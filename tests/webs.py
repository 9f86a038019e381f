"""Web pages over records that tests keep, and the links that stand on them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

pytest.importorskip("litestar", reason="the web server is not installed; pip install 'onrecord[web]'")

from litestar.testing import TestClient

from onrecord.intake import open_reports
from onrecord.views.demo import examples
from onrecord.views.judging import value
from onrecord.views.ledgers import open as open_ledger
from onrecord.web.app import create
from onrecord.web.entering import Door
from onrecord.web.settings import Settings

BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Path:
    """The record of the bundled examples, read once; tests that decide something copy it."""
    where = tmp_path_factory.mktemp("example") / "example.db"
    with open_ledger(where) as ledger:
        ledger.add(open_reports(examples()))
    return where


@contextmanager
def served(where: object, **options: object) -> Iterator[tuple[TestClient, Door]]:
    """A client of the pages over a record, and the door to it."""
    door = Door()
    settings = Settings(**{"value": value, "who": "Ines Okoro", **options})
    with TestClient(create(lambda: open_ledger(str(where)), settings, door=door), base_url=BASE) as client:
        client.follow_redirects = False
        yield client, door


class Links(HTMLParser):
    """The links of a page, the ids that stand on it, and the fields of its forms."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.fields: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.tags.append((tag, known))
        if "id" in known:
            self.ids.append(known["id"] or "")
        if tag in ("a", "link") and known.get("href"):
            self.links.append(known["href"] or "")
        if tag == "script" and known.get("src"):
            self.links.append(known["src"] or "")
        if tag == "input" and known.get("type") == "hidden":
            self.fields[known["name"] or ""] = known.get("value") or ""


def parameters(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))
