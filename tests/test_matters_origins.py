"""Who is answerable, and how many origins there are."""

from __future__ import annotations

import pytest
from witnesses import Sentence, at, record, ref, sent

from onrecord.matters.mentions import reading
from onrecord.matters.origins import corrected, independent, known, lift, outlet_origin, surnames
from onrecord.matters.types import Origin
from onrecord.model import Entity, Record, Report, Statement, Via


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
