"""Stories: which matters belong together, whatever the order, and what people say of it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.matters.components import Bonds
from onrecord.matters.stories import kin, stories, weight
from onrecord.matters.types import Matter, Story

NONE = Bonds(frozenset(), frozenset())
TOPICS = (
    ("soldier", "send", "deploy", "front"), ("soldier", "send", "combat", "clash"), ("bank", "rate", "inflat", "loan"),
)  # fmt: skip


def matter(
    name: str, reports: int = 1, countries: tuple[str, ...] = ("NOR", "DNK"), topic: tuple[str, ...] = TOPICS[0],
    first: str = "2031-03-01", report: str = "r",
) -> Matter:
    mentions = tuple(f"{report}{n}#event:{name}" for n in range(reports))
    return Matter(name, mentions, name, first_day=first, last_day=first, countries=countries, topic=topic)


def told(found: tuple[Story, ...]) -> list[tuple[str, ...]]:
    return [story.matters for story in found]


def test_kin_share_days_and_countries_and_words():
    one = matter("a")
    assert kin(one, matter("b", topic=TOPICS[1], report="q"))
    assert not kin(one, matter("b", topic=TOPICS[2], report="q"))
    assert not kin(one, matter("b", countries=("SWE", "FIN"), report="q"))
    assert not kin(one, matter("b", first="2031-06-01"))
    assert not kin(matter("a", first=""), matter("b", first=""))


def test_matters_of_two_countries_that_the_same_reports_tell_are_kin_in_whatever_words():
    assert kin(matter("a", reports=3), matter("b", topic=TOPICS[2]))
    assert not kin(matter("a", reports=3), matter("b", topic=TOPICS[2], countries=("NOR",)))


def test_a_story_is_led_by_the_matter_of_most_reports():
    (story,) = stories([matter("a", first="2031-03-09"), matter("b", reports=3), matter("c", first="2031-03-05")], NONE)
    assert story == Story("b", "b", ("b", "c", "a"), "2031-03-01", "2031-03-09")


def test_a_war_of_years_is_many_stories():
    days = [f"203{year}-{month:02}-01" for year in (1, 2) for month in range(1, 13)]
    found = stories([matter(day, first=day) for day in days], NONE)
    assert len(found) > 6
    assert all(len(story.matters) <= 3 for story in found)


def test_no_chain_makes_a_story():
    links = [matter("a", 3), matter("b", 2, first="2031-04-10"), matter("c", 1, first="2031-05-20")]
    assert kin(links[0], links[1]) and kin(links[1], links[2])
    assert told(stories(links, NONE)) == [("a", "b"), ("c",)]


def pair(one: Matter, other: Matter) -> tuple[str, str]:
    left, right = sorted((one.mentions[0], other.mentions[0]))
    return left, right


def test_people_gather_what_no_rule_joins_and_part_what_one_does():
    one, other, far = matter("a", 2), matter("b"), matter("c", countries=("FIN",), first="2031-09-01", report="q")
    assert told(stories([one, other, far], NONE)) == [("a", "b"), ("c",)]
    assert told(stories([one, other, far], Bonds(frozenset({pair(one, far)}), frozenset()))) == [("a", "b", "c")]
    parted = Bonds(frozenset(), frozenset({pair(one, other)}))
    assert told(stories([one, other, far], parted)) == [("a",), ("b",), ("c",)]


@dataclass
class Choice:
    matters: list[Matter]
    said: Bonds


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    found = [
        matter(
            name, draw(st.integers(1, 4)), tuple(draw(st.sets(st.sampled_from(("NOR", "DNK", "SWE")), max_size=3))),
            draw(st.sampled_from(TOPICS)), f"2031-{draw(st.integers(1, 6)):02}-01", report=draw(st.sampled_from("rq")),
        )
        for name in draw(st.sets(st.sampled_from("abcdefgh"), min_size=1))
    ]
    pairs = st.frozensets(st.tuples(st.sampled_from(found), st.sampled_from(found)), max_size=3)
    joined, apart = ({pair(*p) for p in draw(pairs) if p[0] is not p[1]} for _ in range(2))
    return Choice(found, Bonds(frozenset(joined - apart), frozenset(apart)))


@settings(max_examples=300, deadline=None)
@given(choices(), st.randoms(use_true_random=False))
def test_the_order_of_matters_leaves_no_trace_and_each_is_in_one_story(choice, chance):
    found = stories(choice.matters, choice.said)
    assert stories(chance.sample(choice.matters, len(choice.matters)), choice.said) == found
    assert sorted(m for story in found for m in story.matters) == sorted(m.id for m in choice.matters)


@settings(max_examples=300, deadline=None)
@given(choices())
def test_all_of_a_story_are_kin_to_its_leader_or_were_gathered(choice):
    by_id = {m.id: m for m in choice.matters}
    gathered = {name for p in choice.said.joined for name in p}
    for story in stories(choice.matters, choice.said):
        lead, *rest = (by_id[name] for name in story.matters)
        assert all(kin(lead, m) or gathered & {*m.mentions} for m in rest)
        assert gathered or all(weight(lead) < weight(m) for m in rest)


@settings(max_examples=300, deadline=None)
@given(choices())
def test_what_people_parted_is_in_two_stories(choice):
    home = {m: story.id for story in stories(choice.matters, choice.said) for m in story.matters}
    of = {name: m.id for m in choice.matters for name in m.mentions}
    assert all(home[of[a]] != home[of[b]] for a, b in choice.said.apart if of[a] != of[b])


@pytest.mark.parametrize("gone", ["a", "b"])
def test_a_matter_that_goes_leaves_the_stories_that_never_had_it(gone):
    matters = [matter("a", 3), matter("b", 2), matter("c")]
    left = [m for m in matters if m.id != gone]
    assert stories(left, NONE) == stories([m for m in reversed(matters) if m.id != gone], NONE)
    assert told(stories(left, NONE)) == [tuple(m.id for m in left)]
