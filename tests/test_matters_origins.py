"""Who is answerable, and how many origins there are."""

from __future__ import annotations

import msgspec
import pytest
from witnesses import Sentence, at, record, ref, sent

from onrecord.matters.mentions import reading
from onrecord.matters.origins import Origins, corrected, independent, known, lift, outlet_origin, surnames
from onrecord.matters.scene import Scene
from onrecord.matters.types import Origin
from onrecord.model import Entity, Event, Record, Report, Statement, Via


def entity(name, country=None, sector="GOV", roles=(), code=None, kind="person"):
    return Entity("e1", name, kind, country, tuple(roles), sector, code)


@pytest.mark.parametrize(("who", "id", "root"), [
    (entity("Ada Lund", "USA", "MIL", ["Pentagon spokesperson"]), "USA/defence", "USA"),
    (entity("Ben Orr", "USA", "MIL", ["Pentagon press secretary"]), "USA/defence", "USA"),
    (entity("Cy Dell", "USA", "GOV", ["White House spokesman"]), "USA/presidency", "USA"),
    (entity("the Pentagon", None, "MIL", kind="organization"), "USA/defence", "USA"),
    (entity("National Intelligence Service", "KOR", "SPY", kind="organization"), "KOR/intelligence", "KOR"),
    (entity("military intelligence agency", "UKR", "SPY", kind="organization"), "UKR/intelligence", "UKR"),
    (entity("Mia Holt", None, "IGO", ["NATO Secretary General"], "IGOWSTNAT"), "IGOWSTNAT", "IGOWSTNAT"),
    (entity("Norland", "NOR", None, kind="country"), "NOR", "NOR"),
    (entity("Ida Roe", None, None, ["analyst"]), "ida roe", "ida roe"),
])
def test_speakers_are_lifted_to_their_body_and_state(who, id, root):
    found = lift(who)
    assert (found.id, found.root) == (id, root)
    assert found.official is (id != "ida roe")


def test_a_bare_spokesperson_speaks_for_the_body_last_heard():
    body = lift(entity("the Pentagon", None, "MIL", kind="organization"))
    assert lift(entity("Ada Lund", None, "GOV", ["spokesperson"]), body).id == "USA/defence"
    assert lift(entity("Ida Roe", None, None, ["analyst"]), body).id == "ida roe"


def origins(text: str, entities: tuple[Entity, ...], *said: Statement, events: tuple[Event, ...] = ()) -> list[str]:
    """The ids of the origins of some statements."""
    made = Record(1, Report("r", text), entities, said, events)
    found = Origins(Scene(made))
    return [(found.of[s.id] or Origin("", "", None, "")).id for s in said]


def person(text: str, name: str, country: str | None = None, *roles: str, id: str = "e2", **more: str) -> Entity:
    """Somebody named once in a text."""
    kind, sector = more.get("kind", "person"), more.get("sector")
    return Entity(id, name, kind, country, roles, sector, mentions=(at(text, name),))


def says(text: str, who: str, content: str, entity: str, name: str = "s1") -> Statement:
    return Statement(name, ref(at(text, who), entity), None, (at(text, content),))


def test_an_office_without_a_state_is_of_the_state_that_the_sentence_before_begins_with():
    text = "Norland came close to it. Ivo Brandt, a vice foreign minister, knew of no deployment."
    people = (person(text, "Norland", "NOR", id="e1", kind="country"),
              person(text, "Ivo Brandt", None, "vice foreign minister", sector="GOV"))
    assert origins(text, people, says(text, "Ivo Brandt", "knew of no deployment", "e2")) == ["NOR/foreign"]
    gone = (people[0], msgspec.structs.replace(people[1], roles=("former foreign minister",)))
    assert origins(text, gone, says(text, "Ivo Brandt", "knew of no deployment", "e2")) == ["ivo brandt"]


def test_who_heads_a_committee_of_a_parliament_heard_before_speaks_for_it():
    text = "The Norland parliament agreed. Ivo Brandt, who heads the parliament's defence committee, called it nonsense"
    people = (person(text, "Norland parliament", "NOR", id="e1", kind="organization", sector="LEG"),
              person(text, "Ivo Brandt"))
    said = (says(text, "Norland parliament", "agreed", "e1"), says(text, "Ivo Brandt", "nonsense", "e2", "s2"))
    assert origins(text, people, *said) == ["NOR/parliament", "NOR/parliament"]


def test_a_bare_ministry_takes_up_no_envoy():
    text = "A Norland diplomat denied it. The foreign ministry summoned him."
    people = (person(text, "Norland diplomat", "NOR", id="e1", sector="GOV"),
              person(text, "foreign ministry", kind="organization", sector="GOV"))
    said = (says(text, "Norland diplomat", "denied it", "e1"), says(text, "foreign ministry", "summoned", "e2", "s2"))
    assert origins(text, people, *said) == ["NOR/foreign", "foreign ministry"]


def test_a_bare_spokesperson_speaks_for_the_body_that_the_report_names_most():
    text = "The Pentagon said so. The White House said less. The Pentagon is sure, spokesperson Ada Lund said again."
    twice = (at(text, "Pentagon"), at(text, "Pentagon", 40))
    people = (Entity("e1", "Pentagon", "organization", "USA", (), "MIL", mentions=twice),
              person(text, "White House", "USA", kind="organization", sector="GOV"),
              person(text, "Ada Lund", None, "spokesperson", id="e3", sector="GOV"))
    said = (says(text, "Pentagon", "so", "e1"), says(text, "White House", "less", "e2", "s2"),
            says(text, "Ada Lund", "The Pentagon is sure", "e3", "s3"))
    assert origins(text, people, *said) == ["USA/defence", "USA/presidency", "USA/defence"]


def test_unnamed_people_pass_on_what_the_body_that_they_rest_on_says():
    text = "Lawmakers said after a briefing by the Vell Service that Norland had deployed soldiers."
    people = (person(text, "Lawmakers", id="e1", kind="group"),
              person(text, "Vell Service", "KOR", kind="organization", sector="SPY"))
    assert origins(text, people, says(text, "Lawmakers", "Norland had deployed soldiers", "e1")) == ["KOR/intelligence"]


def test_what_a_speaker_says_that_a_body_expects_is_the_bodys():
    text = "Ida Roe said the agency expects the number to rise."
    people = (person(text, "Ida Roe", id="e1"), person(text, "agency", "KOR", kind="organization", sector="SPY"))
    events = (Event("v1", at(text, "expects"), actors=(ref(at(text, "agency"), "e2"),), statement="s1"),
              Event("v2", at(text, "rise"), status="expected", statement="s1"))
    said = says(text, "Ida Roe", "the agency expects the number to rise", "e1")
    made = Record(1, Report("r", text), people, (said,), events)
    assert [m.origin.id for m in reading(made).mentions if m.stem == "rise"] == ["KOR/intelligence"]


def test_who_is_known_without_an_office_speaks_for_the_one_that_they_are_known_by():
    assert lift(entity("Putin", "RUS")).id == "RUS/presidency"
    assert lift(entity("Rutte", None, None)).id == "IGOWSTNAT"
    assert lift(entity("Rutte", None, None, ["analyst"])).id == "rutte"


def test_the_agency_is_the_one_last_heard():
    first = sent("National Intelligence Service", "KOR", sector="SPY")
    again = Sentence("the agency", "Norland", "has trained", "Sudmark")
    told = [m for m in reading(record("r", "2031-03-01", first, again)).mentions if m.kind == "event"]
    assert [m.origin.id for m in told] == ["KOR/intelligence", "KOR/intelligence"]


def test_who_cites_rests_on_the_cited():
    text = "The minister said, citing Vell intelligence, that Norland had deployed soldiers."
    made = Record(1, Report("r", text), (
        Entity("e1", "minister", "person", "DNK", (), "GOV", mentions=(at(text, "minister"),)),
        Entity("e2", "Vell intelligence", "organization", "KOR", (), "SPY", mentions=(at(text, "Vell intelligence"),)),
    ), (
        Statement("s1", ref(at(text, "minister"), "e1"), at(text, "said"),
                  (at(text, "Norland had deployed soldiers"),)),
    ))
    (told,) = reading(made).mentions
    assert told.origin.root == "DNK"
    assert [o.id for o in told.rests_on] == ["KOR/intelligence"]


def test_a_chain_rests_on_its_far_end():
    text = "Ida Roe said, according to the Vell Watch, that Norland had deployed soldiers."
    watch = Entity("e2", "Vell Watch", "organization", mentions=(at(text, "Vell Watch"),))
    roe = Entity("e1", "Ida Roe", "person", mentions=(at(text, "Ida Roe"),))
    made = Record(1, Report("r", text), (roe, watch), (
        Statement("s1", ref(at(text, "Ida Roe"), "e1"), at(text, "said"), (at(text, "Norland had deployed soldiers"),),
                  via=(Via(ref(at(text, "Vell Watch"), "e2")),)),
    ))
    (told,) = reading(made).mentions
    assert [o.id for o in told.rests_on] == ["vell watch"]


def test_origins_are_counted_by_whom_they_go_back_to():
    assert independent([("KOR", ()), ("USA", ())]) == ("KOR", "USA")
    assert independent([("KOR", ()), ("IGOWSTNAT", ("KOR",))]) == ("KOR",)
    assert independent([("a", ("KOR",)), ("b", ("KOR",))]) == ("KOR",)
    assert independent([("outlet:post", ()), ("KOR", ())]) == ("KOR",)
    assert independent([("outlet:post", ()), ("outlet:mail", ())]) == ("outlet:mail", "outlet:post")


def test_an_outlet_that_prints_an_agency_is_the_agency():
    assert outlet_origin("The Post", "Vell Wire") == outlet_origin("Another", "Vell Wire")
    assert outlet_origin("The Post").id == outlet_origin("Post").id == "outlet:post"


def test_a_bare_surname_speaks_for_the_one_body_that_its_bearer_speaks_for():
    holt = Origin("IGO1", "Mia Holt", "IGO1", "IGO1", official=True)
    other = Origin("NOR/foreign", "Jon Holt", None, "NOR", official=True)
    bare = Origin("holt", "Holt", None, "holt")
    assert known(bare, surnames([holt])) == holt
    assert known(bare, surnames([holt, other])) == bare
    assert known(None, surnames([holt])) is None


def test_what_an_earlier_version_said_is_taken_back():
    assert corrected("An earlier version of this report")
    assert not corrected("The earlier speaker")
