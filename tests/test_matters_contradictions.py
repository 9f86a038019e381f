"""Who says what cannot both be so, and what the two differ in."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from test_matters_standing import AGENCY
from witnesses import record, sent

from onrecord.matters.contradictions import contradictions, excludes, reach
from onrecord.matters.derive import derive
from onrecord.matters.dossier import dossier
from onrecord.matters.tracks import moves
from onrecord.matters.types import Definition, Matter, Quantity, Step, Track, Words


def between(*records):
    """(of, reason, left, right) of all records' mentions as one matter."""
    made = derive(records)
    mentions = {m.id: m for one in made.readings.values() for m in one.mentions}
    matter = Matter("m", tuple(sorted(mentions)))
    brief = dossier(matter, made.readings, "2031-06-01")
    found = contradictions(matter, brief.positions, brief.tracks, mentions)
    return [(c.of, c.reason, c.left, c.right) for c in found]


CLAIM = record("a", "2031-03-01", sent("Vell Service", **AGENCY))


def denial(day="2031-03-03", id="c", **more):
    return record(id, day, replace(sent("Jon Vik", "NOR", act="deny", cue="denied that"), **more))


def test_a_claim_and_a_denial_of_the_same():
    assert between(CLAIM, denial()) == [("position", "whether", "KOR/intelligence", "NOR")]
    assert between(CLAIM) == []


@pytest.mark.parametrize(("more", "reason"), [
    ({"actor": "Kellen"}, "actor"), ({"target": "Westria"}, "place"), ({"verb": "bombed"}, "scope"),
])
def test_the_slot_in_which_the_two_differ_is_the_reason(more, reason):
    assert between(CLAIM, denial(**more)) == [("position", reason, "KOR/intelligence", "NOR")]


def test_other_days_are_another_time():
    early = record("a", "2031-03-01", sent("Vell Service", when="on 2 February", days=("2031-02-02",) * 2, **AGENCY))
    late = denial(when="on 1 March", days=("2031-03-01",) * 2)
    assert [reason for _, reason, _, _ in between(early, late)] == ["time"]
    assert [reason for _, reason, _, _ in between(early, denial(when="on 4 February", days=("2031-02-04",) * 2))] == [
        "whether"]


def test_who_has_turned_since_has_revised_it():
    admitted = record("d", "2031-03-09", sent("Jon Vik", "NOR", act="confirm", cue="confirmed that"))
    assert [reason for _, reason, _, _ in between(CLAIM, denial(), admitted)] == ["later revision"]


def test_no_origin_contradicts_itself():
    assert between(record("a", "2031-03-01", sent("Jon Vik", "NOR")), denial()) == []


def step(origin, day, value, as_of=None, **more):
    return Step(f"{origin}{day}{value}", origin, day, Quantity(value, **more), (Words(0, 1, "x", "r"),), as_of=as_of)


def of_track(*steps):
    track = Track("t", "m", Definition("soldier"), tuple(moves(steps)))
    found = contradictions(Matter("m", ()), (), [track], {})
    return [(c.reason, c.left, c.left_day, c.right, c.right_day) for c in found]


def test_two_figures_of_one_time_differ_in_count():
    assert of_track(step("KOR", "2031-03-01", 1500), step("USA/defence", "2031-03-02", 3000)) == [
        ("count", "KOR", "2031-03-01", "USA/defence", "2031-03-02")]
    assert of_track(step("KOR", "2031-03-01", 1500), step("USA", "2031-03-02", 1000, bound="at_least")) == []


def test_figures_as_of_other_days_differ_in_time():
    assert of_track(step("KOR", "2031-03-01", 1500), step("USA", "2031-03-20", 3000))[0][0] == "time"
    late = step("USA", "2031-03-20", 3000, as_of="2031-03-01")
    assert of_track(step("KOR", "2031-03-01", 1500), late)[0][0] == "count"


def test_a_figure_that_has_since_been_revised_says_so():
    told = of_track(step("KOR", "2031-03-01", 1500), step("USA", "2031-03-02", 3000), step("KOR", "2031-03-05", 3000))
    assert told == [("later revision", "KOR", "2031-03-01", "USA", "2031-03-02")]


def test_what_one_state_says_is_a_revision_and_what_is_corrected_is_taken_back():
    assert of_track(step("USA/defence", "2031-03-01", 1500), step("USA/foreign", "2031-03-02", 3000)) == []
    gone = replace(step("outlet:a", "2031-03-02", 3000), move="corrects")
    assert of_track(step("KOR", "2031-03-01", 1500), gone) == []


@pytest.mark.parametrize(("one", "other", "apart"), [
    (Quantity(10), Quantity(10), False), (Quantity(10), Quantity(11), True),
    (Quantity(10000, bound="about"), Quantity(10900), False), (Quantity(10000, bound="about"), Quantity(12000), True),
    (Quantity(3000, bound="at_least"), Quantity(3000), False),
    (Quantity(3000, bound="more_than"), Quantity(3000), True),
    (Quantity(3000, bound="at_most"), Quantity(3001), True), (Quantity(3000, bound="less_than"), Quantity(3000), True),
    (Quantity(None, 11000, 12000, "between"), Quantity(11500), False), (Quantity(), Quantity(7), False),
    (Quantity(None, 24, None, "vague"), Quantity(20), True), (Quantity(5, change="by"), Quantity(7), False),
])
def test_quantities_that_exclude_each_other(one, other, apart):
    assert excludes(one, other) is apart
    assert excludes(other, one) is apart


def test_claims_and_denials_with_figures_that_exclude_each_other_differ_in_count():
    many = record("a", "2031-03-01", sent("Vell Service", figure="1,500 soldiers", value=1500, **AGENCY))
    few = denial(figure="9,000 soldiers", value=9000)
    assert ("position", "count", "KOR/intelligence", "NOR") in between(many, few)
    assert reach(Quantity(9000)) == (9000, 9000)
