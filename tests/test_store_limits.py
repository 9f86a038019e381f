"""A question with a limit gives the first rows of the whole answer, however far it has to look for them."""

from __future__ import annotations

import pytest
from made import made
from stores import filled

SPEAKERS = ("Lena Ortiz", "Ivo Brandt", "Ada Ortiz")
STATEMENTS = (
    {"speaker": "Ortiz"}, {"speaker": "Lena Ortiz"}, {"actor": "Brandt", "place": "Kursk"}, {"place": "Kursk"},
    {"speaker": "Ortiz", "since": "2031-05-01"}, {"speaker": "Ortiz", "until": "2031-05-01"}, {"speaker": "nobody"},
    {"speaker": "Ortiz", "as_of": "2031-08-01"}, {"speaker": "Ortiz", "report": "r12"},
)  # fmt: skip
SEARCHES = ({}, {"speaker": "Ortiz"}, {"place": "Kursk", "since": "2031-04-01"})
MATTERS = (
    {}, {"actor": "Ortiz"}, {"place": "Kursk"}, {"actor": "Brandt", "place": "Kursk"}, {"about": "reached kursk"},
    {"standing": "reported"}, {"standing": "denied"}, {"actor": "Ortiz", "since": "2031-06-01"},
    {"about": "soldiers", "standing": "confirmed"},
)  # fmt: skip


@pytest.fixture
def kept(where):
    """Reports of all months, two without a day, one taken out again."""
    records = [
        made(f"r{n:02}", f"2031-{n * 7 % 12 + 1:02}-{n + 1:02}" if n % 9 else None, speaker=SPEAKERS[n % 3],
             country=("RUS", "DEU", "FRA")[n % 3], place=("Kursk", "Vladivostok")[n % 2],
             act=("assert", "deny", "confirm")[n % 3], count=100 + n)
        for n in range(18)
    ]  # fmt: skip
    with filled(where, records) as kept:
        kept.remove("r01")
        yield kept


def test_the_first_rows_are_those_of_the_whole_answer(kept, monkeypatch):
    monkeypatch.setattr("onrecord.store.query.AT_ONCE", 3)  # so that a search looks again, and then everywhere
    for limit in (0, 1, 2, 5, 100):
        for narrowing in STATEMENTS:
            assert list(kept.statements(**narrowing, limit=limit)) == list(kept.statements(**narrowing))[:limit]
        for narrowing in SEARCHES:
            whole = list(kept.search("soldiers", **narrowing))
            assert list(kept.search("soldiers", **narrowing, limit=limit)) == whole[:limit]
        for narrowing in MATTERS:
            assert list(kept.matters(**narrowing, limit=limit)) == list(kept.matters(**narrowing))[:limit]


def test_what_is_found_is_what_is_asked_for(kept):
    everything = list(kept.matters())
    assert list(kept.matters(about="Kursk")) == [row for row in everything if "Kursk" in row.title]
    assert list(kept.matters(about="reached")) == [row for row in everything if "reached" in row.title]
    assert list(kept.matters(standing="denied")) == [row for row in everything if "denied" in row.standing]
    assert list(kept.who("Ortiz")) == [row for row in kept.statements() if "Ortiz" in row.source]
    assert list(kept.events(actor="soldiers", limit=3)) == list(kept.events())[:3]
    assert list(kept.figures(actor="Brandt")) == [row for row in kept.figures() if row.source == "Ivo Brandt"]
