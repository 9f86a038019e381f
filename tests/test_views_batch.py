"""Many reports in a row: order, bounded look-ahead, and what a failing finder costs."""

from __future__ import annotations

import pickle

import pytest

import onrecord.reader
from onrecord.errors import InputError
from onrecord.model import Findings, Record, Report
from onrecord.views.batch import ReadingError, read_all, read_share


@pytest.fixture
def failing_finder(monkeypatch):
    """A chain with one finder that fails on one report, in place of the real reader."""

    def read(reports):
        for report in reports:
            if "crash" in report.text:
                raise RecursionError("too deep")
            yield Record(1, report)

    monkeypatch.setattr(onrecord.reader, "read_reports", read)


def report(n: int, text: str = "fine") -> Report:
    return Report(f"r{n}", text)


def test_a_failing_finder_costs_its_report_alone(failing_finder):
    reports = [report(0), report(1, "crash"), report(2), report(3, "crash"), report(4)]
    outcomes = read_share(reports)
    assert [type(o) for o in outcomes] == [Record, ReadingError, Record, ReadingError, Record]
    assert [o.report.id for o in outcomes if isinstance(o, Record)] == ["r0", "r2", "r4"]
    assert "r1: the reader failed (RecursionError: too deep)" in str(outcomes[1])


def test_errors_of_the_intake_keep_their_place(failing_finder):
    wrong = InputError("x", "is bad", "mend it")
    outcomes = list(read_all([report(0), wrong, report(1)]))
    assert outcomes[1] is wrong
    assert [o.report.id for o in outcomes if isinstance(o, Record)] == ["r0", "r1"]


def test_one_report_is_taken_at_a_time(failing_finder):
    taken = []

    def reports():
        for n in range(100):
            taken.append(n)
            yield report(n)

    outcomes = read_all(reports())
    next(outcomes)
    assert taken == [0]


def test_a_reading_error_travels_between_processes():
    error = pickle.loads(pickle.dumps(ReadingError("r1", "KeyError: 'x'")))
    assert str(error) == "r1: the reader failed (KeyError: 'x'); please report this with the text"


def test_a_chain_runs_every_finder_in_order(monkeypatch):
    from onrecord.language.text import Article

    seen = []
    finders = tuple((lambda article, found, n=n: (seen.append(n), found)[1]) for n in range(3))
    monkeypatch.setattr(onrecord.reader, "FINDERS", finders)
    record = onrecord.reader.record_of(Article(report(1), ()))
    assert seen == [0, 1, 2]
    assert record == Record(1, report(1), **{name: () for name in Findings.__struct_fields__})
