"""When and where events were, what their figures count, who states them; no model is loaded."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sentences import article

from onrecord.find.heads import Heads
from onrecord.find.links import find
from onrecord.find.links.attach import role
from onrecord.language.text import Article, Token
from onrecord.model import Event, Figure, Findings, Place, Record, Report, Span, Statement, Time

RAID = """
Troops troop NNS NOUN nsubj 2
killed kill VBD VERB ROOT 0
three three CD NUM nummod 4
gunmen gunman NNS NOUN dobj 2
in in IN ADP prep 2
a a DT DET det 7
raid raid NN NOUN pobj 5
on on IN ADP prep 7
Monday Monday NNP PROPN pobj 8
"""
DATELINE = """
ARDEN Arden NNP PROPN dep 6 B-GPE
~( ( -LRB- PUNCT punct 3
~May May NNP PROPN appos 1
~) ) -RRB- PUNCT punct 1
Troops troop NNS NOUN nsubj 6
killed kill VBD VERB ROOT 0
three three CD NUM nummod 8
gunmen gunman NNS NOUN dobj 6
"""
ROUTE = """
Borea Borea NNP PROPN nsubj 2 B-GPE
sent send VBD VERB ROOT 0
ships ship NNS NOUN dobj 2
from from IN ADP prep 2
Arden Arden NNP PROPN pobj 4 B-GPE
to to IN ADP prep 2
Cela Cela NNP PROPN pobj 6 B-GPE
"""
REPORTED = """
Envoys envoy NNS NOUN nsubj 2
said say VBD VERB ROOT 0
talks talk NNS NOUN nsubj 4
failed fail VBD VERB ccomp 2
between between IN ADP prep 4
May May NNP PROPN pobj 5
and and CC CCONJ cc 6
June June NNP PROPN conj 6
"""
STANDING = """
Envoys envoy NNS NOUN nsubj 2
said say VBD VERB ROOT 0
troops troop NNS NOUN nsubj 4
were be VBD AUX ccomp 2
in in IN ADP prep 4
Arden Arden NNP PROPN pobj 5 B-GPE
"""
PLAN = """
Rebels rebel NNS NOUN nsubj 2
planned plan VBD VERB ROOT 0
to to TO PART aux 4
march march VB VERB xcomp 2
by by IN ADP prep 4
June June NNP PROPN pobj 5
"""
PURPOSE = """
Borea Borea NNP PROPN nsubj 2 B-GPE
sent send VBD VERB ROOT 0
ships ship NNS NOUN dobj 2
to to IN ADP prep 2
ports port NNS NOUN pobj 4
in in IN ADP prep 5
Cela Cela NNP PROPN pobj 6 B-GPE
to to TO PART aux 9
train train VB VERB advcl 2
"""
JOINED = """
Troops troop NNS NOUN nsubj 2
left leave VBD VERB ROOT 0
and and CC CCONJ cc 2
said say VBD VERB conj 2
so so RB ADV advmod 4
on on IN ADP prep 4
Monday Monday NNP PROPN pobj 6
"""
AGAIN = """
Police police NNS NOUN nsubj 2
killed kill VBD VERB ROOT 0
{count} {count} CD NUM nummod 4
{whom} {whom} NNS NOUN dobj 2
"""
TOTAL = """
Troops troop NNS NOUN nsubj 2
killed kill VBD VERB ROOT 0
ninety ninety CD NUM nummod 4
gunmen gunman NNS NOUN dobj 2
since since IN SCONJ prep 2
May May NNP PROPN pobj 5
"""


def spot(report: Article, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = report.report.text.index(words, start + 1)
    return Span(start, start + len(words), words)


def event(report: Article, key: str, words: str, nth: int = 0) -> Event:
    return Event(key, spot(report, words, nth))


def time(report: Article, words: str, day: str) -> Time:
    return Time("t1", spot(report, words), "date", start=day, end=day)


def count(report: Article, key: str, words: str, value: int, unit: str = "gunman", nth: int = 0) -> Figure:
    return Figure(key, spot(report, words, nth), value=value, unit=unit)


def linked(report: Article, **found: object) -> Findings:
    return find(report, Findings(**found))  # type: ignore[arg-type]  each test names kinds that exist


def test_a_time_inside_a_raid_dates_the_killing_too():
    report = article(RAID)
    out = linked(report, times=(time(report, "Monday", "2031-03-10"),),
                 events=(event(report, "v1", "killed"), event(report, "v2", "raid")))
    assert [e.time for e in out.events] == ["t1", "t1"]


def test_a_count_belongs_to_the_event_whose_object_it_counts():
    report = article(RAID)
    out = linked(report, figures=(count(report, "f1", "three gunmen", 3),),
                 events=(event(report, "v1", "killed"), event(report, "v2", "raid")))
    assert [e.figures for e in out.events] == [("f1",), ()]
    assert out.figures[0].event == "v1"


def test_a_dateline_dates_its_sentence_where_that_states_no_time():
    report = article(DATELINE)
    out = linked(report, times=(time(report, "May", "2031-05-01"),), events=(event(report, "v1", "killed"),))
    assert out.events[0].time == "t1"


def test_a_duration_dates_nothing():
    report = article(RAID)
    lasting = Time("t1", spot(report, "Monday"), "duration")
    assert linked(report, times=(lasting,), events=(event(report, "v1", "raid"),)).events[0].time is None


def test_from_and_to_are_the_ends_of_a_movement():
    report = article(ROUTE)
    places = tuple(Place(f"p{n}", spot(report, name), name) for n, name in enumerate(("Arden", "Cela"), 1))
    (sent,) = linked(report, places=places, events=(event(report, "v1", "sent"),)).events
    assert (sent.place, sent.origin, sent.destination) == (None, "p1", "p2")


def test_a_second_time_of_a_reported_clause_does_not_date_the_report_of_it():
    report = article(REPORTED)
    times = (time(report, "May", "2031-05-01"), replace(time(report, "June", "2031-06-01"), id="t2"))
    events = (event(report, "v1", "said"), event(report, "v2", "failed"))
    said, failed = linked(report, times=times, events=events).events
    assert (said.time, failed.time) == (None, "t1")


def test_where_somebody_is_said_to_be_is_not_where_it_is_said():
    report = article(STANDING)
    arden = Place("p1", spot(report, "Arden"), "Arden")
    assert linked(report, places=(arden,), events=(event(report, "v1", "said"),)).events[0].place is None


def test_the_day_of_what_is_planned_does_not_date_the_planning():
    report = article(PLAN)
    march = replace(event(report, "v2", "march"), status="planned")
    planned, marched = linked(report, times=(time(report, "June", "2031-06-01"),),
                              events=(event(report, "v1", "planned"), march)).events
    assert (planned.time, marched.time) == (None, "t1")


def test_the_day_of_saying_does_not_date_what_is_joined_to_it():
    report = article(JOINED)
    said = Statement("s1", None, spot(report, "said"), (spot(report, "Troops left"),))
    events = (event(report, "v1", "left"), event(report, "v2", "said"))
    found = {"times": (time(report, "Monday", "2031-03-10"),), "events": events}
    assert [e.time for e in linked(report, statements=(said,), **found).events] == [None, "t1"]
    assert [e.time for e in linked(report, **found).events] == ["t1", "t1"]


def test_a_movement_leads_where_its_goal_lies_and_its_purpose_does_not_lie_there():
    report = article(PURPOSE)
    cela = Place("p1", spot(report, "Cela"), "Cela")
    events = (event(report, "v1", "sent"), event(report, "v2", "train"))
    sent, train = linked(report, places=(cela,), events=events).events
    assert (sent.place, sent.destination) == (None, "p1")
    assert (train.place, train.destination) == (None, None)


@pytest.mark.parametrize(
    ("lemma", "preposition", "expected"),
    [("leave", "", "origin"), ("reach", "", "destination"), ("send", "from", "origin"), ("send", "to", "destination"),
     ("arrive", "in", "destination"), ("send", "in", "place"), ("attack", "to", "place"), ("kill", "from", "place")],
)
def test_roles_of_places(lemma: str, preposition: str, expected: str):
    assert role(Token(0, 0, 1, "x", lemma), preposition) == expected


def in_heading(first: str, second: str) -> list[str | None]:
    """The events of two counts of killed, the first of them in a heading, the second in the body."""
    report = article(AGAIN.format(count=first, whom="gunmen"), AGAIN.format(count=second, whom="gunmen"))
    heading, body = report.sentences
    report = Article(report.report, (dataclasses.replace(heading, heading=True), body))
    out = linked(report, events=(event(report, "v1", "killed"), event(report, "v2", "killed", 1)),
                 figures=(count(report, "f1", f"{first} gunmen", 3), count(report, "f2", f"{second} gunmen", 4)))
    return [f.event for f in out.figures]


def test_a_count_in_a_heading_adds_nothing_to_that_of_the_body():
    assert in_heading("three", "four") == [None, "v2"]


def told_twice(first: tuple[str, str, int], second: tuple[str, str, int], unit: str = "gunman") -> list[str | None]:
    report = article(AGAIN.format(count=first[0], whom=first[1]), AGAIN.format(count=second[0], whom=second[1]))
    figures = (
        count(report, "f1", f"{first[0]} {first[1]}", first[2]),
        count(report, "f2", f"{second[0]} {second[1]}", second[2], unit, int(first[:2] == second[:2])),
    )
    events = (event(report, "v1", "killed"), event(report, "v2", "killed", 1))
    return [f.event for f in linked(report, figures=figures, events=events).figures]


def test_a_count_told_again_belongs_to_the_event_that_told_it_first():
    assert told_twice(("three", "gunmen", 3), ("three", "gunmen", 3)) == ["v1", "v1"]


def test_a_smaller_count_is_a_part_of_the_first():
    assert told_twice(("three", "gunmen", 3), ("one", "gunmen", 1)) == ["v1", "v1"]


@pytest.mark.parametrize(
    ("second", "unit"),
    [(("five", "gunmen", 5), "gunman"), (("another", "gunmen", 1), "gunman"), (("three", "soldiers", 3), "soldier")],
)
def test_a_greater_count_another_one_and_other_people_are_a_new_event(second: tuple[str, str, int], unit: str):
    assert told_twice(("three", "gunmen", 3), second, unit) == ["v1", "v2"]


def test_a_running_total_belongs_to_no_event():
    report = article(TOTAL)
    out = linked(report, figures=(count(report, "f1", "ninety gunmen", 90),), events=(event(report, "v1", "killed"),))
    assert out.figures[0].event is None


def test_a_number_inside_a_time_counts_nothing():
    report = article(RAID)
    out = linked(report, times=(time(report, "three gunmen", "2031-03-10"),),
                 figures=(count(report, "f1", "three", 3),), events=(event(report, "v1", "killed"),))
    assert out.figures[0].event is None


def test_the_innermost_statement_says_it():
    report = article(RAID)
    outer, inner = spot(report, "Troops killed three gunmen"), spot(report, "killed three gunmen")
    statements = tuple(Statement(f"s{n}", None, None, (span,)) for n, span in enumerate((outer, inner), 1))
    out = linked(report, statements=statements, events=(event(report, "v1", "killed"), event(report, "v2", "raid")),
                 figures=(count(report, "f1", "three gunmen", 3),))
    assert [e.statement for e in out.events] == ["s2", None]
    assert out.figures[0].statement == "s2"


def test_heads_of_spans():
    report = article(RAID)
    heads = Heads(report.sentences[0])
    assert heads.of(spot(report, "three gunmen")).text == "gunmen"
    assert heads.of(spot(report, "raid on Monday")).text == "raid"
    assert heads.of(Span(6, 6, "")).text == "killed"


WORDS = st.sampled_from(("killed", "Arden", "three", "gunmen", "since", "(", "May", "on"))
DEPS = st.sampled_from(("nsubj", "dobj", "prep", "pobj", "xcomp", "conj", "relcl", "acl", "nummod", "appos", "advcl"))


@st.composite
def findings(draw: st.DrawFn) -> tuple[Article, Findings]:
    """Any tree with events, times, places, figures and a statement at any of its words."""
    size = draw(st.integers(1, 12))
    lines = [f"{draw(WORDS)} kill VBD VERB {draw(DEPS)} {draw(st.integers(0, size))}" for _ in range(size)]
    report = article("\n".join(lines))
    spans = [report.span(t.start, t.end) for t in report.sentences[0].tokens]
    places = st.lists(st.sampled_from(spans), max_size=4)
    return report, Findings(
        events=tuple(Event(f"v{n}", s) for n, s in enumerate(draw(places), 1)),
        times=tuple(Time(f"t{n}", s, "date", start="2031-03-10") for n, s in enumerate(draw(places), 1)),
        places=tuple(Place(f"p{n}", s, s.text) for n, s in enumerate(draw(places), 1)),
        figures=tuple(Figure(f"f{n}", s, value=n) for n, s in enumerate(draw(places), 1)),
        statements=tuple(Statement(f"s{n}", None, None, (s,)) for n, s in enumerate(draw(places), 1)),
    )


@given(findings())
def test_every_link_leads_somewhere_and_back(given_: tuple[Article, Findings]):
    report, found = given_
    out = find(report, found)
    record = Record(1, report.report, (), out.statements, out.events, out.figures, out.times, out.places)
    assert record.check() == []
    assert {(f.id, f.event) for f in out.figures if f.event} == {(f, e.id) for e in out.events for f in e.figures}


def test_an_empty_article():
    assert find(Article(Report("t", ""), ()), Findings()) == Findings()
