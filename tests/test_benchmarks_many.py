"""What benchmarks make many reports of: variants, edited copies, layers of rows."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from made import made
from stores import filled, ledger

from benchmarks.copying import COPY, END, edited
from benchmarks.filling import fill, size
from benchmarks.filling import ledger as opened
from benchmarks.variants import Press, redated
from benchmarks.volume import Layers
from onrecord.matters.copies import compare, sketch
from onrecord.model import Report

SHIPS = ("Albatross", "Cormorant", "Pelican", "Heron", "Kestrel", "Osprey", "Plover", "Curlew")
TALE = " ".join(
    f"The {ship} of the northern fleet left harbour number {n} before dawn, witnesses near the pier said."
    for n, ship in enumerate(SHIPS, 10)
)
TABLES = (
    "report", "reading", "statement", "slot", "told", "tale", "meeting", "link", "matter", "member", "party", "turn",
)  # fmt: skip


def test_an_edition_keeps_lengths_and_tells_of_something_else(monkeypatch):
    monkeypatch.setattr("benchmarks.variants.COMMON", 3)
    press = Press([Report("a", TALE), Report("b", TALE.replace("dawn", "dusk"))])
    first, again, other = list(press.edition(0)), list(press.edition(1)), list(press.edition(2))
    assert [one.text for one in first] == [TALE, TALE.replace("dawn", "dusk")]
    assert len({one.id for one in (*first, *again, *other)}) == 6
    assert all(len(one.text) == len(TALE) for one in (*again, *other))
    assert again == list(press.edition(1))
    assert compare(sketch(again[0]), sketch(again[1])) is not None
    assert set(sketch(first[0]).sentences).isdisjoint(sketch(other[0]).sentences)


def test_an_edited_copy_is_the_same_each_time_and_still_a_copy():
    one = Report("a", TALE)
    copy = edited(one)
    assert copy == edited(one)
    assert (copy.id, copy.text.partition("\n")[0]) == ("a" + COPY, copy.title)
    assert len(END.split(TALE)) == 8
    assert compare(sketch(one), sketch(copy)) is not None


def test_days_are_moved_together():
    first, last = redated([made("a", "2031-03-12"), made("b", "2029-05-02")], date(2040, 1, 1), 10)
    assert (first.report.published, last.report.published) == ("2040-01-01", "2040-01-06")
    assert first.times[0].start == "2039-12-31"
    assert first.report.text == made("a").report.text


def test_many_in_one_transaction_are_as_many_one_by_one(tmp_path):
    records = [made(f"r{n}", f"2031-03-{n + 10}") for n in range(7)]
    with opened(tmp_path / "many.db") as many, filled(tmp_path / "one.db", records) as one:
        fill(many, records, at_once=3)
        assert list(many.matters()) == list(one.matters())
    assert size(tmp_path / "many.db") > 0


@pytest.fixture
def layered(tmp_path):
    records = [made(f"r{n}", f"2031-03-{n + 10}", speaker=f"Speaker {n % 2}") for n in range(6)]
    filled(tmp_path / "base.db", records).close()
    layers = Layers(tmp_path / "base.db", tmp_path / "record.db")
    layers.add(200)
    layers.add(200)
    assert (layers.reports(), layers.statements()) == (18, 18)
    layers.close()
    return tmp_path / "record.db"


def test_layers_weigh_on_every_table_and_leave_the_small_record_as_it_is(layered):
    with sqlite3.connect(layered.with_name("base.db")) as base, sqlite3.connect(layered) as great:
        for table in TABLES:
            count = f"SELECT count(*) FROM {table}"
            assert great.execute(count).fetchone()[0] == 3 * base.execute(count).fetchone()[0], table
        assert great.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with ledger(layered.with_name("base.db")) as base, ledger(layered) as great:
        small, large = list(base.matters()), list(great.matters())
        assert [row for row in large if row.last_day >= "2031"] == small
        assert len(great.search("soldiers")) == 18
        assert len(great.who("Speaker")) == 18


def test_a_layer_is_another_time_and_meets_nothing(layered):
    with ledger(layered) as great:
        before = list(great.matters())
        great.add([made("new", "2031-03-14")])
        assert [row for row in great.matters() if row.last_day < "2031"] == [r for r in before if r.last_day < "2031"]
        assert list(great.matters()) != before
        great.remove("new")
        assert list(great.matters()) == before
