"""Figures followed over time, movements in order, forecasts against their window, promises and their condition."""

from __future__ import annotations

import pytest
from test_matters_standing import AGENCY, PENTAGON, leading
from witnesses import Sentence, record

from onrecord.matters.components import bonds
from onrecord.matters.derive import derive
from onrecord.matters.dossier import brief
from onrecord.matters.forecasts import outcome
from onrecord.matters.stories import stories
from onrecord.matters.tracks import definitions, moves, shown
from onrecord.matters.types import Matter, Mention, Quantity, Step, Words


def counted(id, day, speaker, who, figure, value, **more):
    told = Sentence(speaker, "Norland", "has deployed", "Sudmark", figure=figure, value=value, **who, **more)
    return record(id, day, told)


def test_one_definition_is_one_track_and_keeps_every_value():
    made = leading(
        counted("a", "2031-03-01", "Vell Service", AGENCY, "1,500 soldiers", 1500),
        counted("b", "2031-03-06", "Ada Lund", PENTAGON, "at least 3,000 soldiers", 3000, bound="at_least"),
        counted("c", "2031-03-11", "Ada Lund", PENTAGON, "about 10,000 soldiers", 10000, bound="about"),
    )
    (track,) = made.tracks
    assert (track.definition.unit, track.definition.of, track.definition.place, track.definition.state) == (
        "soldier", "NOR", "SWE", "present")
    assert [(s.day, s.origin, shown(s.quantity), s.move) for s in track.steps] == [
        ("2031-03-01", "KOR/intelligence", "1,500", "first"),
        ("2031-03-06", "USA/defence", "at least 3,000", "first"),
        ("2031-03-11", "USA/defence", "about 10,000", "raises"),
    ]
    assert [(t.before, t.after) for t in made.turns if t.of == "figure"] == [("at least 3,000", "about 10,000")]


def test_another_place_is_another_track_beside_the_first():
    made = derive([
        counted("a", "2031-03-01", "Vell Service", AGENCY, "1,500 soldiers", 1500),
        record("b", "2031-03-06", Sentence("Ada Lund", "Norland", "has deployed", figure="900 soldiers", value=900,
                                           place="Kessel", **PENTAGON)),
    ])
    (story,) = (s for s in stories(made.matters, bonds([])) if len(s.matters) > 1)
    tracks = brief(story, {m.id: m for m in made.matters}, made.readings, "2031-06-01").tracks
    assert sorted(t.definition.place for t in tracks) == ["Kessel", "SWE"]
    assert all(t.beside == tuple(o.id for o in tracks if o is not t) for t in tracks)


def step(day, origin, value, **more):
    return Step(f"{day}{origin}{value}", origin, day, Quantity(value, **more), (Words(0, 1, "x", "r"),))


def test_moves_are_told_by_state_and_a_days_repeats_once():
    told = moves([
        step("2031-03-03", "USA/defence", 10), step("2031-03-01", "USA/presidency", 3),
        step("2031-03-03", "USA/defence", 10), step("2031-03-02", "KOR/intelligence", 3),
        step("2031-03-04", "USA/defence", 10), step("2031-03-05", "USA", 8),
        step("2031-03-06", "USA", 8, bound="about"),
    ])
    assert [(s.origin, s.quantity.value, s.move) for s in told] == [
        ("USA/presidency", 3, "first"), ("KOR/intelligence", 3, "first"), ("USA/defence", 10, "raises"),
        ("USA/defence", 10, "repeats"), ("USA", 8, "lowers"), ("USA", 8, "refines"),
    ]


@pytest.mark.parametrize(("quantity", "words"), [
    (Quantity(3000, bound="at_least"), "at least 3,000"), (Quantity(None, 11000, 12000, "between"), "11,000 to 12,000"),
    (Quantity(1500), "1,500"), (Quantity(None, 24, None, "vague"), "vague 24"), (Quantity(), "some"),
])
def test_quantities_in_words(quantity, words):
    assert shown(quantity) == words


WINDOW = ("2031-12-01", "2031-12-31")


def foretold(status="expected", start=WINDOW[0], end=WINDOW[1]):
    return Mention("a#event:0-1", "a", "event", (), "2031-03-01", "reach", status=status, start=start, end=end)


@pytest.mark.parametrize(("settled", "when", "today", "became"), [
    ("happened", "2031-10-28", "2031-11-01", "came early"), ("happened", "2031-12-05", "2032-01-01", "came about"),
    ("happened", "2032-01-05", "2032-02-01", "came late"), ("denied", "2032-01-05", "2032-02-01", "did not come about"),
    (None, None, "2031-12-31", "expected"), (None, None, "2032-01-01", "overdue"),
])
def test_forecasts_are_measured_against_their_window(settled, when, today, became):
    assert outcome(foretold(), settled and foretold(settled), when, today) == became


def test_a_figure_foretold_is_settled_by_one_that_reaches_it():
    ahead = counted("a", "2031-03-01", "Vell Service", AGENCY, "about 10,000 soldiers", 10000, bound="about",
                    status="expected", when="in December", days=WINDOW)
    less = counted("b", "2031-03-06", "Ada Lund", PENTAGON, "3,000 soldiers", 3000)
    reached = counted("c", "2031-03-20", "Ada Lund", PENTAGON, "11,000 soldiers", 11000)

    def figure_outcomes(*records, today="2031-04-01"):
        return [f.outcome for f in leading(*records, today=today).forecasts if "#figure" in f.mention]

    assert figure_outcomes(ahead, less) == ["expected"]
    assert figure_outcomes(ahead, less, today="2032-02-01") == ["overdue"]
    assert figure_outcomes(ahead, less, reached) == ["came early"]


def test_legs_stand_in_order():
    def leg(id, day, origin, target, when):
        return record(id, "2031-03-20", Sentence("Vell Service", "Norland", "deployed soldiers", target, origin=origin,
                                                 when=when, days=(day, day), **AGENCY))

    later = leg("a", "2031-03-09", "Ost", "Kessel", "on 9 March")
    made = leading(later, leg("b", "2031-03-05", "Marn", "Ost", "on 5 March"))
    assert [[(x.start.name, x.end.name, x.first_day) for x in route.legs] for route in made.routes] == [
        [("Marn", "Ost", "2031-03-05"), ("Ost", "Kessel", "2031-03-09")]]


def test_a_promise_names_who_is_bound_and_on_what_condition():
    promise = record("a", "2031-03-01", Sentence(
        "The treaty", "Norland", "must deploy soldiers", "Sudmark", act="promise", cue="says that",
        when="if Sudmark is attacked"))
    attacked = record("b", "2031-03-09", Sentence(
        "Ada Lund", "Kellen", "attacked", "Sudmark", kind="ASSAULT", **PENTAGON))
    (owed,) = leading(promise).commitments
    assert (owed.bound, owed.beneficiary, owed.condition.text, owed.met_by) == (
        "Norland", "Sudmark", "if Sudmark is attacked", None)
    assert "owed" in [s.name for s in leading(promise).standings]
    assert met_by(promise, attacked) == "b"


def met_by(*records):
    from onrecord.matters.derive import derive
    from onrecord.matters.dossier import dossier

    made = derive(records)
    later = [m for r in made.readings.values() for m in r.mentions]
    owed = [c for m in made.matters for c in dossier(m, made.readings, "2031-06-01", later).commitments]
    return owed[0].met_by.partition("#")[0]


def test_a_correction_takes_a_figure_back():
    made = leading(
        counted("a", "2031-03-01", "Vell Service", AGENCY, "1,500 soldiers", 1500),
        counted("b", "2031-03-02", "An earlier version of this report", {}, "2,500 soldiers", 2500),
    )
    assert [(s.quantity.value, s.move) for t in made.tracks for s in t.steps] == [(1500, "first"), (2500, "corrects")]


def hurt(id, day, speaker, figure, value, **more):
    told = Sentence(speaker, "Norland", "has killed", figure=figure, value=value, kind="ASSAULT", **PENTAGON, **more)
    return record(id, day, told)


def test_a_toll_is_one_track_whatever_those_killed_are_called():
    made = leading(
        hurt("a", "2031-03-01", "Ada Lund", "27 people", 27, place="Kessel"),
        hurt("b", "2031-03-01", "Tom Rye", "27 civilians", 27, place="Kessel"),
    )
    (track,) = made.tracks
    assert (track.definition.unit, track.definition.place, track.definition.state) == ("person", "Kessel", "killed")


def test_a_part_of_a_toll_is_a_quantity_of_its_own():
    told = [("a#figure:0-9", Quantity(27, unit="victim")), ("a#figure:20-29", Quantity(5, unit="civilian", part=True))]
    there = {id: Mention(id, "a", "figure", (), "2031-03-01", "killed", quantity=counts) for id, counts in told}
    found = definitions(Matter("m", tuple(there)), there)
    assert [found[id].unit for id in there] == ["person", "civilian"]
