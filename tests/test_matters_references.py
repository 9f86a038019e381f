"""What statements point back to, where somebody is said to be, where a leg begins."""

from __future__ import annotations

import pytest
from witnesses import Sentence, at, record, ref, sent

from onrecord.matters.mentions import reading
from onrecord.matters.references import referred, withholds
from onrecord.matters.scene import Scene
from onrecord.matters.types import Mention, Origin, Party, Spot, Words
from onrecord.matters.whereabouts import whereabouts
from onrecord.model import Act, Entity, Event, Place, Record, Report, Statement

NORWAY = Party("Norland", "country", "NOR")
THERE = Spot("to", "Sudmark", "SWE", feature="country")
AGENCY = Origin("KOR/intelligence", "Vell Service", "KOR/intelligence", "KOR", "KOR", True)


def claim(n: int, act: Act = "assert", origin: Origin | None = AGENCY, **more) -> Mention:
    return Mention(f"r#event:{n}", "r", "event", (Words(n, n + 1, "sent", "r"), Words(n, n + 1, "they sent", "r")), "",
                   "send", act=act, origin=origin, actors=(NORWAY,), spots=(THERE,), **more)


def says(n: int, words: str, act: Act = "decline", **more) -> Mention:
    return Mention(f"r#statement:{n}", "r", "statement", (Words(n, n + 1, words, "r"),), "", act=act, **more)


TEXT = "They sent soldiers there. Both armies clashed at Kessel on Monday. The fighting went on; a fighting force came."
LEAD, DENIED, LAST = claim(1), claim(2, "deny"), claim(3)


@pytest.mark.parametrize(("words", "meant"), [
    ("to comment", LEAD), ("it had no information on the matter", LEAD),
    ("she could not confirm the reports", DENIED), ("the alliance had no confirmation yet", DENIED),
    ("the department was looking into them", DENIED),
    ("he was not aware of any fighting", LAST), ("to speculate", LAST),
    ("relations were good", None),
])
def test_a_statement_points_back_to_the_claim_that_it_names(words, meant):
    *_, found = referred([LEAD, DENIED, LAST, says(4, words)], TEXT)
    assert found.about == (meant and meant.id)


def test_a_report_of_a_nation_is_what_somebody_of_it_claimed():
    theirs = claim(2, origin=Origin("UKR/intelligence", "the service", None, "UKR", "UKR", True))
    nation = Party("Ukraine", "country", "UKR")
    *_, found, again = referred([LEAD, theirs, LAST, says(4, "the Ukrainian report", actors=(nation,)),
                                 says(5, "they could not confirm it")], TEXT)
    assert (found.about, again.about) == (theirs.id, theirs.id)


def test_who_goes_on_about_those_of_whom_they_spoke_speaks_of_the_same():
    on = says(4, "they were seen near the front", "assert", origin=AGENCY)
    *_, found = referred([LEAD, on], TEXT)
    assert found.about == LEAD.id
    *_, other = referred([LEAD, says(4, "they were seen near the front", "assert")], TEXT)
    assert other.about is None


def test_who_will_not_confirm_any_losses_speaks_of_what_was_claimed_last():
    words = (Words(9, 10, "losses", "r"), Words(8, 10, "any losses", "r"))
    losses = Mention("r#event:9", "r", "event", words, "", "lose", act="decline")
    *_, found = referred([LEAD, LAST, losses], TEXT)
    assert found.about == LAST.id


@pytest.mark.parametrize(("words", "expected"), [
    ("the alliance could not confirm the report but was in touch", True),
    ("there was contradictory information about the matter", True),
    ("he could not confirm that the soldiers had left", False),
    ("the report was long", False),
])
def test_who_withholds(words, expected):
    assert withholds(words) == expected


def present(content: str, *places: str, group: str = "") -> list[tuple[str, str]]:
    """The clauses that tell where somebody is, each with the place."""
    text = f"Ada Lund said {content}."
    entities = [Entity("e1", "Ada Lund", "person", mentions=(at(text, "Ada Lund"),))]
    if group:
        entities.append(Entity("e2", group, "group", "NOR", mentions=(at(text, group),)))
    one = Statement("s1", ref(at(text, "Ada Lund"), "e1"), at(text, "said"), (at(text, content),))
    there = tuple(Place(f"p{n}", at(text, name), name, feature="city") for n, name in enumerate(places))
    found = whereabouts(Scene(Record(1, Report("r", text), tuple(entities), (one,), places=there)), one)
    return [(span.text, place.name) for span, place in found]


def test_clauses_that_tell_where_somebody_is():
    whole = "8,000 soldiers are in Kessel"
    assert present(whole, "Kessel") == [(whole, "Kessel")]
    assert present("9,000 are in Ostmark, and 8,000 of them are in Kessel", "Ostmark", "Kessel") == [
        ("9,000 are in Ostmark", "Ostmark"), ("8,000 of them are in Kessel", "Kessel")]
    counts = present("the number in Ostmark at 9,000 and the number in Kessel at 8,000", "Ostmark", "Kessel")
    assert [place for _, place in counts] == ["Ostmark", "Kessel"]
    seen = "there was evidence of Norland soldiers in Kessel"
    assert present(seen, "Kessel", group="Norland soldiers") == [(seen, "Kessel")]
    assert present("talks took place in Kessel", "Kessel") == []


def moved(text: str, trigger: str, before: str = "") -> list[tuple[str, str, str]]:
    """The places of the last movement in a text: role, name, feature."""
    places = [Place("p1", at(text, "Ostmark"), "Ostmark", country="EST", feature="country")]
    events = [Event("v1", at(text, trigger), "MOBILIZE", destination="p1")]
    if before:
        places.append(Place("p2", at(text, "Kessel"), "Kessel", country="EST", feature="city"))
        events.insert(0, Event("v0", at(text, before), "MOBILIZE", destination="p2"))
    told = reading(Record(1, Report("r", text), events=tuple(events), places=tuple(places)))
    return [(s.role, s.name, s.feature or "") for s in max(told.mentions, key=lambda m: m.words[0].start).spots]


def test_a_leg_begins_where_the_words_around_it_say():
    side = "part of a country"
    assert moved("They flew to Kessel. They then moved on to western Ostmark.", "moved", "flew") == [
        ("from", "Kessel", "city"), ("to", "western Ostmark", side)]
    assert moved("They flew to Kessel. A week passed. They moved to Ostmark.", "moved", "flew") == [
        ("to", "Ostmark", "country")]
    assert moved("From camps in the east they were flown to western Ostmark.", "flown") == [
        ("from", "eastern Ostmark", side), ("to", "western Ostmark", side)]


def test_a_verb_that_lends_itself_follows_its_noun():
    text = "They would enter combat."
    made = Record(1, Report("r", text), events=(
        Event("v1", at(text, "enter"), targets=(ref(at(text, "combat"), None),)), Event("v2", at(text, "combat"))))
    found = {m.stem: m for m in reading(made).mentions}
    assert found["enter"].about == found["combat"].id


def test_what_had_been_said_is_marked():
    told = reading(record("r", "2031-03-01", sent("Ada Lund", "USA", cue="had earlier denied", act="deny"),
                          Sentence("Jon Vik", "Norland", "has deployed", "Sudmark", country="NOR")))
    assert [m.earlier for m in told.mentions if m.kind == "event"] == [True, False]


def event(word: str, stem: str, **more) -> Mention:
    start = TEXT.index(word)
    span = Words(start, start + len(word), word, "r")
    return Mention(f"r#event:{start}-{start + len(word)}", "r", "event", (span,), "", stem, status="happened", **more)


def test_what_tells_nothing_itself_takes_up_the_last_of_its_kind():
    clashed = event("clashed", "clash", actors=(NORWAY,))
    again, other = event("fighting went", "fight"), event("fighting force", "fight")
    *_, sent_, _clash, found, beside = referred([LEAD, clashed, again, other], TEXT)
    assert (sent_.about, found.about, beside.about) == (None, clashed.id, None)


def test_what_tells_something_itself_takes_up_nothing():
    at_kessel = event("fighting went", "fight", spots=(THERE,))
    *_, found = referred([event("clashed", "clash", actors=(NORWAY,)), at_kessel], TEXT)
    assert found.about is None
