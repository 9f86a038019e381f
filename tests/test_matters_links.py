"""Comparing, deciding, connecting: from the two alone, in no order, and with a person's word above all."""

from __future__ import annotations

from itertools import permutations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from witnesses import Sentence, record, sent

from onrecord.matters import block
from onrecord.matters.compare import compare, likeness
from onrecord.matters.components import bonds, groups, matters
from onrecord.matters.decide import OPEN, SAME, decide, verdict, weights
from onrecord.matters.derive import neighbours
from onrecord.matters.mentions import reading, topic
from onrecord.matters.parties import nameless, others, same_party
from onrecord.matters.places import distance, elsewhere, same_place
from onrecord.matters.scene import PART
from onrecord.matters.types import Judgement, Link, Mention, Origin, Party, Spot, Words

SERVICE = Origin("NOR/foreign", "Jon Vik", "NOR/foreign", "NOR", "NOR", True)

CODES = st.sampled_from([None, "NOR", "SWE"])
PARTIES = st.builds(Party, st.sampled_from(["Norland", "Sudmark", "the army"]),
                    st.sampled_from([None, "country", "group"]), CODES)
SPOTS = st.builds(Spot, st.sampled_from(["at", "to"]), st.sampled_from(["Kessel", "Ost", "Marn"]), CODES,
                  st.sampled_from([None, 10.0, 60.0]), st.sampled_from([None, 20.0]))
MENTIONS = st.builds(
    Mention, st.sampled_from(["a#event:0-4", "b#event:2-9", "c#event:1-3"]), st.sampled_from(["a", "b", "c"]),
    st.just("event"), st.just((Words(0, 4, "sent", "a"),)), st.sampled_from(["", "2031-03-01", "2031-06-01"]),
    st.sampled_from(["send", "deploy", "kill"]), st.sampled_from([None, "MOBILIZE", "ASSAULT"]),
    actors=st.tuples(PARTIES), targets=st.tuples(PARTIES), spots=st.tuples(SPOTS),
    start=st.sampled_from([None, "2031-03-01", "2031-09-01"]), terms=st.just(("brigade", "port")),
)


def mention(id: str, **slots) -> Mention:
    words = Words(0, 4, "sent", id.partition("#")[0])
    return Mention(f"{id}#event:0-4", id, "event", (words,), "2031-03-01", "send", "MOBILIZE", "happened", 3.0, **slots)


@given(MENTIONS, MENTIONS, st.floats(0, 1))
def test_a_pair_has_one_decision_whichever_comes_first(a, b, alike):
    one, other = decide(a, b, alike), decide(b, a, alike)
    if a.id != b.id:
        assert one == other
    assert 0 <= one.score <= 1


@given(MENTIONS, MENTIONS)
def test_every_slot_has_a_weight_and_lies_between_its_bounds(a, b):
    slots = compare(a, b, 0.5)
    assert slots.keys() | {"bias"} == weights().keys()
    assert all(-1 <= value <= 1.5 for value in slots.values())


def test_a_link_says_which_slots_agreed():
    norland = (Party("Norland", "country", "NOR"),)
    one, other = mention("a", actors=norland), mention("b", actors=norland)
    agreed = {a.slot: a for a in decide(one, other, 0.9).agreements}
    assert (agreed["actors"].left, agreed["actors"].right) == ("Norland", "Norland")
    assert agreed["actors"].weight > 0 and agreed["same word"].weight > 0


def test_the_margin():
    assert [verdict(s) for s in (SAME, SAME - 0.01, OPEN, OPEN - 0.01)] == ["same", "open", "open", "different"]


def test_who_is_one_party():
    norland = Party("Norland", "country", "NOR")
    assert same_party(norland, norland) == 1
    assert same_party(norland, Party("Sudmark", "country", "SWE")) == -1
    assert same_party(norland, Party("Norland's army", "group", "NOR")) > 0


def test_which_places_are_one():
    kessel, ost = Spot("at", "Kessel", "NOR", 60.0, 10.0, 10), Spot("at", "Ost", "NOR", 60.1, 10.1, 10)
    far, land = Spot("at", "Marn", "NOR", 69.0, 20.0, 10), Spot("at", "Norland", "NOR", 62.0, 11.0, 900, "country")
    assert distance(kessel, Spot("at", "x", None, 61.0, 10.0)) == pytest.approx(111.2, abs=0.1)
    assert same_place(kessel, ost) == 1
    assert same_place(kessel, land) == 0.5
    assert same_place(kessel, far) < 0
    assert same_place(kessel, Spot("at", "Elba", "ITA")) == -1


def test_topics_are_like_by_what_is_rare():
    assert likeness(["brigade"], ["brigade"]) == pytest.approx(1)
    assert likeness(["brigade"], ["flood"]) == 0
    assert likeness([], ["flood"]) == 0
    assert topic("Brigade sails", "The brigade sailed on. The year was long.")[0] in ("brigad", "sail")


def test_reports_a_year_apart_do_not_meet():
    near, month, year = (reading(record(i, d, sent("Ada Lund", "DNK"))) for i, d in (
        ("a", "2031-03-01"), ("b", "2031-03-20"), ("c", "2032-03-01")))
    assert block.comparable(near, month) and not block.comparable(near, year)
    assert len(block.keys(near)) <= 3 * block.TELLING


def test_a_report_without_a_day_meets_those_of_any_day():
    undated, day, year = (reading(record(i, d, sent("Ada Lund", "DNK"))) for i, d in (
        ("a", None), ("b", "2031-03-20"), ("c", "2032-03-01")))
    assert all(block.comparable(undated, other) and block.comparable(other, undated) for other in (day, year, undated))
    assert not block.comparable(day, year)
    assert neighbours({r.report: r for r in (undated, day, year)}) == [("a", "b"), ("a", "c")]


def test_reports_are_compared_where_one_looks_where_the_other_stands():
    days = (None, "2031-01-02", "2031-01-30", "2031-03-01", "2031-04-20", "2032-03-01")
    told = [reading(record(f"r{n}", day, sent("Ada Lund", "DNK"))) for n, day in enumerate(days)]
    for one, other in permutations(told, 2):
        met = not set(block.around(one)).isdisjoint(block.keys(other))
        assert block.comparable(one, other) == block.comparable(other, one) == met
    assert all(key.partition("|")[2] != block.ANY for one in told[1:] for key in block.around(one)), (
        "a report with a day never looks through the whole record")


def test_mentions_meet_over_what_they_share():
    a = reading(record("a", "2031-03-01", sent("Ada Lund", "DNK")))
    b = reading(record("b", "2031-03-02", sent("Bo Ek", "FIN")))
    flood = reading(record("c", "2031-03-02", Sentence(None, "Norland", "elects", kind="ELECTION")))
    assert [(x.stem, y.stem) for x, y in block.pairs(a, b)] == [("deploy", "deploy")]
    assert not list(block.pairs(a, flood))


def links(*pairs: tuple[str, str, float]) -> list[Link]:
    return [Link(f"{a}#event:0-4", f"{b}#event:0-4", s, verdict(s)) for a, b, s in pairs]


def together(made: list[tuple[str, ...]]) -> list[str]:
    return ["".join(name[0] for name in group) for group in made]


NOBODY = bonds([])


def test_an_open_pair_joins_nothing():
    assert together(groups([mention("a"), mention("b")], links(("a", "b", SAME - 0.01)), NOBODY)) == ["a", "b"]
    assert together(groups([mention("a"), mention("b")], links(("a", "b", SAME)), NOBODY)) == ["ab"]


def test_a_chain_is_cut_where_places_or_times_differ():
    kessel, elba = (Spot("at", "Kessel", "NOR"),), (Spot("at", "Elba", "ITA"),)
    chain = links(("a", "b", 0.9), ("b", "c", 0.8), ("a", "c", 0.6))
    apart = [mention("a", spots=kessel), mention("b"), mention("c", spots=elba)]
    assert together(groups(apart, chain, NOBODY)) == ["ab", "c"]
    early, late = {"start": "2031-01-01", "end": "2031-01-02"}, {"start": "2031-09-01", "end": "2031-09-02"}
    assert together(groups([mention("a", **early), mention("b"), mention("c", **late)], chain, NOBODY)) == ["ab", "c"]
    assert together(groups([mention("a"), mention("b"), mention("c")], chain, NOBODY)) == ["abc"]


def test_to_be_in_a_country_is_not_to_be_in_this_part_of_it():
    def there(id, name, feature, lat=60.0):
        return mention(id, spots=(Spot("to", name, "SWE", lat, 15.0, 10.0, feature),))

    whole, side = there("a", "Sudmark", "country"), there("b", "eastern Sudmark", PART)
    city, far = there("c", "Kessel", "city"), there("d", "Marn", "city", 66.0)
    chain = links(*((x, y, 0.9) for x, y in ("ab", "ac", "ad", "bc", "bd", "cd")))
    assert together(groups([whole, side, city, far], chain, NOBODY)) == ["ab", "c", "d"]
    fights = [msgspec.structs.replace(m, stem="fight") for m in (whole, city)]
    assert together(groups(fights, links(("a", "c", 0.9)), NOBODY)) == ["ac"]


def test_who_answers_a_claim_again_answers_the_same_one():
    answers = [mention(id, act="deny", origin=SERVICE) for id in "ab"]
    assert compare(*answers, 0.5)["answer"] == 1.0
    assert compare(answers[0], mention("c", act="assert", origin=SERVICE), 0.5)["answer"] == 0.0
    many = [mention(id) for id in "cdefgh"]
    sure = Link("a#event:0-4", "b#event:0-4", 0.6, "same")
    bound = links(*((x, y, 0.9) for n, x in enumerate("acdefgh") for y in "acdefgh"[n + 1 :]))
    assert together(groups([*answers, *many], [*bound, sure], NOBODY)) == ["abcdefgh"]


def test_groups_that_one_pair_alone_would_join_stay_apart():
    inside = [(x, y, 0.9) for part in ("abc", "def") for i, x in enumerate(part) for y in part[i + 1:]]
    made = groups([mention(x) for x in "abcdef"], links(*inside, ("c", "d", 0.6)), NOBODY)
    assert together(made) == ["abc", "def"]


def judged(id, ruling, *who, when="2031-03-05T10:00", undoes=None):
    return Judgement(id, ruling, tuple(f"{w}#event:0-4" for w in who), "ines", when, "", undoes=undoes)


def test_a_persons_word_holds_and_can_be_undone():
    mentions = [mention("a"), mention("b"), mention("c")]
    sure = links(("a", "b", 0.9))
    split = judged("1", "split", "a", "b")
    assert together(groups(mentions, sure, bonds([split]))) == ["a", "b", "c"]
    undo = judged("2", "undo", when="2031-03-06T10:00", undoes="1")
    assert together(groups(mentions, sure, bonds([split, undo]))) == ["ab", "c"]
    again = judged("3", "undo", when="2031-03-07T10:00", undoes="2")
    assert together(groups(mentions, sure, bonds([again, undo, split]))) == ["a", "b", "c"]
    merge = judged("4", "merge", "a", "c", "b")
    assert together(groups(mentions, [], bonds([merge]))) == ["abc"]
    later = judged("5", "merge", "a", "b", when="2031-03-09T10:00")
    assert together(groups(mentions, sure, bonds([split, later]))) == ["ab", "c"]


NAMES = st.sampled_from("abcdef")


@given(st.lists(st.tuples(NAMES, NAMES, st.floats(0.3, 1)), max_size=12), st.randoms())
@settings(max_examples=200)
def test_groups_do_not_depend_on_order(found, random):
    made = {(min(a, b), max(a, b)): s for a, b, s in found if a != b}
    told = links(*((a, b, s) for (a, b), s in made.items()))
    mentions = [mention(x) for x in "abcdef"]
    expected = matters(mentions, told, NOBODY)
    random.shuffle(told)
    random.shuffle(mentions)
    assert matters(mentions, told, NOBODY) == expected
    names = [n for m in expected for n in m.mentions]
    assert sorted(names) == sorted(m.id for m in mentions)


def test_what_points_back_follows_its_matter():
    lead = mention("a")
    follower = Mention("a#statement:9-12", "a", "statement", lead.words, "2031-03-01", about=lead.id)
    figure = Mention("a#figure:3-4", "a", "figure", lead.words, "2031-03-01", about=follower.id)
    orphan = Mention("b#figure:3-4", "b", "figure", lead.words, "2031-03-01", about="gone")
    made = matters([figure, follower, lead, orphan], [], NOBODY)
    assert sorted(len(m.mentions) for m in made) == [1, 3]


KESSEL, OST = Spot("at", "Kessel", "NOR", 10.0, 20.0, 5.0, "city"), Spot("at", "Ost", "NOR", 10.4, 20.0, 5.0, "city")
PROVINCE = Spot("at", "Marn", "NOR", 10.2, 20.0, 90.0, "region")
QUARTER, OTHER = (Spot("at", name, "NOR", 10.0, 20.0, 25.0, "area") for name in ("Elm Quarter", "Ash Quarter"))
LAND = Spot("at", "Norland", "NOR", 12.0, 20.0, 300.0, "country")


@pytest.mark.parametrize(("left", "right", "apart"), [
    ((KESSEL,), (OST,), True),  # two towns, 44 km apart
    ((KESSEL,), (PROVINCE,), False),  # a town of the province
    ((QUARTER,), (OTHER,), True),  # no gazetteer has them: the points are those of their town
    ((QUARTER,), (QUARTER,), False), ((KESSEL, OST), (OST,), False),
    ((KESSEL,), (LAND,), False), ((KESSEL,), (), False),
])  # fmt: skip
def test_what_happened_in_two_places_below_a_country_is_elsewhere(left, right, apart):
    one, two = mention("a", spots=left), mention("b", spots=right)
    assert elsewhere(one, two) is elsewhere(two, one) is apart


@pytest.mark.parametrize(("left", "right", "differ"), [
    ([Party("Norland", "country", "NOR")], [Party("Sudmark", "country", "SWE")], True),
    ([Party("Norland", "country", "NOR")], [Party("Norland", "country", "NOR")], False),
    ([Party("rebels", "group")], [Party("Sudmark", "country", "SWE")], False),  # rebels could be anybody
    ([Party("Red Front", "group")], [Party("Blue League", "group")], True),
    ([Party("Red Front", "group")], [Party("the Front", "group")], False),  # by its last word
    ([], [Party("Sudmark", "country", "SWE")], False),
])  # fmt: skip
def test_other_parties_are_others_where_both_are_known(left, right, differ):
    assert others(tuple(left), tuple(right)) is differ


def test_a_party_in_small_letters_of_no_state_could_be_many():
    assert nameless(Party("rebels", "group")) and not nameless(Party("soldiers", "group", "NOR"))
    assert not nameless(Party("Red Front", "organization"))


def killed(id: str, **slots) -> Mention:
    return msgspec.structs.replace(mention(id, **slots), stem="kill", type="ASSAULT")


def test_a_toll_told_twice_is_one_unless_day_place_or_actor_speak_against_it():
    toll = {"counts": (27.0,), "terms": ("raid", "kill")}
    same = compare(killed("a", **toll), killed("b", **toll), 0.3)["same toll"]
    few = compare(killed("a", counts=(2,)), killed("b", counts=(2,)), 0.3)["same toll"]
    other = compare(killed("a", spots=(KESSEL,), **toll), killed("b", spots=(OST,), **toll), 0.3)["same toll"]
    late = compare(killed("a", start="2031-02-20", end="2031-02-20", **toll), killed("b", **toll), 0.3)["same toll"]
    assert (same, few, other, late) == (1, 0, 0, 0)


def test_one_word_said_twice_in_a_sentence_tells_of_two_things():
    words = [Words(at, at + 9, "explosion", "a") for at in (10, 60)]
    one, two = (msgspec.structs.replace(mention("a"), id=f"a#{w.start}", words=(w,), sentence="s") for w in words)
    assert compare(one, two, 1.0)["one sentence"] == 1
    assert compare(one, msgspec.structs.replace(two, sentence="t"), 1.0)["one sentence"] == 0
