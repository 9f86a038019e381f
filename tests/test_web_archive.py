"""The ledger with its pasts, for many who ask at once."""

from __future__ import annotations

from made import made
from stores import filled
from webs import open_ledger

from onrecord.web.archive import MOST, Archive


def test_slow_answers_are_remembered_until_the_record_changes(tmp_path):
    with filled(tmp_path / "r.db", [made("one")]):
        pass
    asked = []
    archive = Archive(open_ledger(tmp_path / "r.db"))

    def ask():
        asked.append(archive.now.counts().reports)
        return asked[-1]

    assert [archive.remembered(("how many",), ask) for _ in range(3)] == [1, 1, 1]
    archive.now.add([made("two", speaker="Ada Lund", country="NOR")])
    assert archive.remembered(("how many",), ask) == 2
    assert archive.remembered(("how many", "2031-01-01"), ask) == 2
    assert asked == [1, 2, 2]
    archive.close()


def test_a_past_day_is_opened_once_and_closed_when_nobody_asks_it(tmp_path):
    with filled(tmp_path / "r.db", [made(f"r{n}", f"2031-03-{n:02}") for n in range(1, 10)]):
        pass
    archive = Archive(open_ledger(tmp_path / "r.db"))
    with archive.at("2031-03-04", None) as (ledger, counts):
        assert counts.reports == 4
        with archive.at("2031-03-04", None) as (again, _):
            assert again is ledger
        for n in range(1, 10):
            with archive.at(f"2031-03-{n:02}", None) as (_, other):
                assert other.reports == n
        assert len(ledger.reports()) == 4  # it is asked, so it is not closed
    assert len(archive._pasts) <= MOST + 1
    archive.close()
