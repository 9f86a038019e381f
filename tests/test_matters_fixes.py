"""One slot of a mention, given another value by a person: what may be fixed, and what follows."""

from __future__ import annotations

import json

import msgspec
import pytest
from test_matters_standing import AGENCY, PENTAGON, names
from witnesses import record, sent

from onrecord.errors import InputError
from onrecord.matters.derive import derive
from onrecord.matters.dossier import dossier
from onrecord.matters.fixes import SLOTS, checked, fixes
from onrecord.matters.mentions import reading
from onrecord.matters.tracks import shown
from onrecord.matters.types import Judgement, Mention, Spot

FIRST = record("a", "2031-03-01", sent("Vell Service", figure="1,500 soldiers", value=1500, **AGENCY))
SECOND = record("b", "2031-03-04", sent("Ada Lund", figure="3,000 soldiers", value=3000, **PENTAGON))
EVENT, FIGURE = (next(m.id for m in reading(SECOND).mentions if m.kind == kind) for kind in ("event", "figure"))


def fix(mention: str, slot: str, value: object, when: str = "2031-03-05T10:00") -> Judgement:
    return Judgement(f"{slot} {when}", "fix", (mention,), "ines", when, slot=slot, value=checked(mention, slot, value))


def with_fixes(*given: Judgement) -> dict[str, Mention]:
    return {m.id: m for one in derive([FIRST, SECOND], given).readings.values() for m in one.mentions}


@pytest.mark.parametrize(("mention", "slot", "value", "field", "now"), [
    (EVENT, "act", "deny", "act", "deny"), (EVENT, "status", "denied", "status", "denied"),
    (EVENT, "type", None, "type", None), (EVENT, "start", "2031-02-03", "start", "2031-02-03"),
    (EVENT, "end", None, "end", None), (EVENT, "said_on", "2031-03-03", "said_on", "2031-03-03"),
])
def test_plain_slots_take_the_value(mention, slot, value, field, now):
    assert getattr(with_fixes(fix(mention, slot, value))[mention], field) == now


def test_parties_and_places_are_names_or_say_more():
    kellen = {"name": "Kellen", "kind": "country", "country": "FIN"}
    made = with_fixes(fix(EVENT, "actors", [kellen, "some guards"]), fix(EVENT, "targets", []))[EVENT]
    assert [(p.name, p.country) for p in made.actors] == [("Kellen", "FIN"), ("some guards", None)]
    assert made.targets == ()
    marn = {"name": "Marn", "country": "SWE", "lat": 61.0, "lon": 30.0}
    moved = with_fixes(fix(EVENT, "to", marn), fix(EVENT, "from", "Ost"))[EVENT]
    assert moved.spots == (Spot("from", "Ost"), Spot("to", "Marn", "SWE", 61.0, 30.0))
    assert with_fixes(fix(FIGURE, "place", "Kessel"))[FIGURE].spots == (Spot("at", "Kessel"),)
    assert with_fixes(fix(FIGURE, "place", None))[FIGURE].spots == ()


def test_who_says_it_is_lifted_to_the_body_spoken_for():
    made = with_fixes(fix(EVENT, "origin", {"name": "Jon Vik", "country": "NOR", "roles": ["defence minister"]}))
    assert (made[EVENT].origin.id, made[EVENT].origin.root, made[EVENT].origin.official) == ("NOR/defence", "NOR", True)
    assert with_fixes(fix(EVENT, "origin", "Pentagon"))[EVENT].origin.id == "USA/defence"
    assert with_fixes(fix(EVENT, "origin", None))[EVENT].origin is None


@pytest.mark.parametrize(("slot", "value", "words"), [
    ("value", 2500, "2,500"), ("value", [12000, 11000], "11,000 to 12,000"), ("bound", "at_least", "at least 3,000"),
])
def test_a_quantity_is_fixed_in_parts(slot, value, words):
    assert shown(with_fixes(fix(FIGURE, slot, value))[FIGURE].quantity) == words


def test_a_number_in_place_of_a_range_is_exact_and_a_unit_makes_another_track():
    ranged = fix(FIGURE, "value", [1, 2], "2031-03-05T10:00")
    exact = fix(FIGURE, "value", 7, "2031-03-06T10:00")
    assert shown(with_fixes(ranged, exact)[FIGURE].quantity) == "7"
    made = derive([FIRST, SECOND], [fix(FIGURE, "unit", "tank")])
    units = {t.definition.unit for m in made.matters for t in dossier(m, made.readings, "2031-06-01").tracks}
    assert units == {"soldier", "tank"}


def test_what_follows_is_as_if_it_had_been_read_so():
    made = derive([FIRST, SECOND], [fix(EVENT, "act", "deny")])
    (matter,) = made.matters
    assert names(dossier(matter, made.readings, "2031-06-01")) == ["reported", "disputed"]


def test_a_fix_holds_in_the_copies_of_its_report_whichever_leads():
    copied = msgspec.structs.replace(SECOND, report=msgspec.structs.replace(SECOND.report, id="copy"))
    made = derive([FIRST, SECOND, copied], [fix(EVENT.replace("b#", "copy#"), "start", "2031-02-03")])
    (lead,) = (m for one in made.readings.values() for m in one.mentions if m.kind == "event" and m.report != "a")
    assert (lead.id, lead.start) == (EVENT, "2031-02-03")


def test_the_later_word_on_a_slot_holds_and_an_undone_one_does_not():
    first, later = fix(EVENT, "act", "deny"), fix(EVENT, "act", "doubt", "2031-03-06T10:00")
    undo = Judgement("u", "undo", (), "ines", "2031-03-07T10:00", undoes=later.id)
    assert fixes([later, first]) == {EVENT: {"act": '"doubt"'}}
    assert fixes([undo, later, first]) == {EVENT: {"act": '"deny"'}}
    assert fixes([Judgement("m", "merge", (EVENT, FIGURE), "ines", "2031-03-05T10:00")]) == {}


@pytest.mark.parametrize(("mention", "slot", "value", "problem"), [
    (EVENT, "value", 3, "'value' is no slot of this event that may be fixed; fix one of: act, actors, end"),
    (FIGURE, "type", "ASSAULT", "'type' is no slot of this figure"), (EVENT, "colour", "red", "'colour' is no slot"),
    (EVENT, "start", "soon", "start cannot be 'soon'"), (EVENT, "status", "likely", "give a status (denied)"),
    (FIGURE, "value", "many", "give a number, or the two ends"), (EVENT, "actors", "Norland", "give a list of names"),
    (EVENT, "place", {"title": "Marn"}, "give the name of a place, or null"),
])
def test_what_cannot_be_fixed_is_told(mention, slot, value, problem):
    with pytest.raises(InputError) as told:
        checked(mention, slot, value)
    assert problem in str(told.value)


def test_values_are_kept_in_one_way_of_writing():
    assert checked(FIGURE, "value", [11000, 12000]) == "[11000,12000]"
    assert json.loads(checked(EVENT, "start", "2031-02-03")) == "2031-02-03"
    assert all({"event", "statement", "figure"} >= set(slot.kinds.split()) and slot.told for slot in SLOTS.values())
