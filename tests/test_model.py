"""The contract: a record survives the way to JSON and back, and check() finds whatever breaks it."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import REPORT, at, record

from onrecord.model import Entity, Event, Figure, Record, Report, Span, Statement, ids_in, spans_in

FIELDS = {  # written down by hand from the contract, field by field
    "report": {"id", "url", "outlet", "title", "authors", "published", "published_from", "language", "text"},
    "entities": {"id", "name", "kind", "country", "roles", "sector", "mentions"},
    "statements": {"id", "source", "via", "cue", "content", "mode", "act", "said_on", "venue", "audience"},
    "events": {
        "id", "trigger", "type", "cameo", "mode", "status", "factuality", "actors", "targets", "place", "origin",
        "destination", "time", "figures", "statement",
    },
    "figures": {
        "id", "span", "value", "low", "high", "bound", "unit", "of", "change", "event", "statement",
    },
    "times": {"id", "span", "kind", "timex", "start", "end"},
    "places": {"id", "span", "name", "lat", "lon", "country", "geonames", "feature", "radius_km"},
}


def test_the_json_has_every_field_of_the_contract():
    told = json.loads(record().to_json())
    assert told["onrecord"] == 1
    assert FIELDS["report"] <= told["report"].keys()
    for kind, fields in FIELDS.items():
        if kind != "report":
            assert told[kind], kind
            assert all(fields <= item.keys() for item in told[kind]), kind


def test_a_span_is_start_end_and_text():
    told = json.loads(record().to_json())
    assert told["statements"][0]["cue"] == {"start": 86, "end": 106, "text": "said on Tuesday that"}
    assert told["statements"][0]["source"]["entity"] == "e1"


def test_round_trip():
    assert Record.from_json(record().to_json()) == record()


def test_the_same_record_gives_the_same_bytes():
    assert record().to_json() == record().to_json()
    assert "\n" not in record().to_json()


@given(st.text())
def test_any_text_survives(text):
    kept = Record(1, Report("x", text))
    assert Record.from_json(kept.to_json()).report.text == text


def test_a_line_that_is_no_record_is_refused():
    for line in ("[]", "{}", '{"onrecord": 1}', '{"onrecord": 1, "report": {"id": 1, "text": "x"}}'):
        with pytest.raises(msgspec.ValidationError):
            Record.from_json(line)


def test_a_sound_record_has_no_problems():
    assert record().check() == []


@pytest.mark.parametrize(
    "span",
    [Span(0, 7, "harbour"), Span(-1, 3, "Har"), Span(5, 3, ""), Span(0, 100_000, "Harbour"), Span(10_000, 10_001, "")],
)
def test_check_finds_a_span_that_does_not_hold(span):
    broken = Record(1, REPORT, events=(Event("v1", span),))
    assert len(broken.check()) == 1
    assert broken.check()[0].startswith("v1: ")


@pytest.mark.parametrize(
    "item",
    [
        Event("v9", at("hit"), time="t9"),
        Event("v9", at("hit"), figures=("f9",)),
        Event("v9", at("hit"), destination="p9"),
        Figure("f9", at("about 1,200 soldiers"), event="v8"),
        Statement("s9", None, None, (at("hit"),), said_on="t9"),
    ],
)
def test_check_finds_an_id_that_leads_nowhere(item):
    kind = {Event: "events", Figure: "figures", Statement: "statements"}[type(item)]
    (problem,) = Record(1, REPORT, **{kind: (item,)}).check()
    assert problem.startswith(f"{item.id}: refers to")


def test_check_finds_an_id_that_two_findings_bear():
    twice = Record(1, REPORT, events=(Event("v1", at("hit")), Event("v1", at("hit"))))
    assert twice.check() == ["v1: 2 findings bear this id"]


def test_check_finds_a_wrong_span_deep_inside_a_finding():
    wrong = Span(0, 3, "xxx")
    broken = Record(1, REPORT, entities=(Entity("e1", "x", "person", mentions=(at("Ortiz"), wrong)),))
    assert broken.check() == ["e1: 'xxx' does not stand at 0-3"]


def test_walkers_reach_every_part():
    first = record().statements[0]
    assert [s.text for s in spans_in(first)] == [
        "Foreign Minister Lena Ortiz", "said on Tuesday that", "about 1,200 soldiers had crossed the Vell river",
        "the Border Watch", "according to a report from",
    ]
    assert list(ids_in(first)) == ["e1", "e3", "t1"]
