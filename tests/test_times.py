"""Times: the table of phrases, what tense and context decide, and what must hold for any text; no model is loaded."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import article
from tables import cases

from onrecord.find.times import find
from onrecord.find.times.amounts import Amount
from onrecord.find.times.dates import holiday
from onrecord.find.times.periods import period, season
from onrecord.find.times.vocabulary import WHICH, count
from onrecord.language.text import Article, Sentence, Token
from onrecord.model import Findings, Report, Time

VERBS = {"may": "MD", "march": "VB", "fall": "VB", "goes": "VBZ", "fled": "VBD"}


def tag(word: str, first: bool) -> str:
    """A tag told from the word alone: a number, a name, a modal, else a noun."""
    if word[0].isdigit():
        return "CD"
    if word[0].isupper() and not first:
        return "NNP"
    return VERBS.get(word, "NN" if word.isalpha() else ".")


def plain(text: str, published: str | None) -> Article:
    """An article of one sentence whose words have tags and no parse."""
    tokens = [
        Token(i, m.start(), m.end(), m[0], m[0].lower(), tag(m[0], i == 0), head=i)
        for i, m in enumerate(re.finditer(r"\d[\d,]*\w*|\w+|[^\w\s]", text))
    ]
    sentences = (Sentence(0, 0, tuple(tokens), text, 0),) if tokens else ()
    return Article(Report("t", text, published=published), sentences)


def times(text: str, published: str | None = "2031-03-12") -> tuple[Time, ...]:
    return find(plain(text, published), Findings()).times


@pytest.mark.parametrize(("published", "text", "kind", "timex", "start", "end"), cases("times"))
def test_phrase(published: str, text: str, kind: str, timex: str, start: str, end: str) -> None:
    bare = text.replace("[", "").replace("]", "")
    found = times(bare, None if published == "." else published)
    if kind == ".":
        assert found == ()
        return
    (time,) = found
    wanted = [None if cell == "." else cell for cell in (timex, start, end)]
    assert [time.timex, time.start, time.end] == wanted
    assert time.kind == kind
    if "[" in text:
        overlap = set(range(text.index("["), text.index("]") - 1)) & set(range(time.span.start, time.span.end))
        assert overlap, time.span.text


def test_ids_and_the_rule_that_read_them() -> None:
    found = times("They met on Monday and again today.")
    assert [(t.id, t.span.text, t.why) for t in found] == [("t1", "Monday", "weekday"), ("t2", "today", "near-day")]


MEET = """
The the DT DET det 2
envoys envoy NNS NOUN nsubj {head}
{verb}
on on IN ADP prep {head}
{day} {day} NNP PROPN pobj {prep}
~. . . PUNCT punct {head}
"""
WILL_MEET = "will will MD AUX aux 4\nmeet meet VB VERB ROOT 0"
PLAN_TO_MEET = "plan plan VBP VERB ROOT 0\nto to TO PART aux 5\nmeet meet VB VERB xcomp 3"
HAD_PLANNED_TO = "meant mean VBD VERB ROOT 0\nto to TO PART aux 5\nmeet meet VB VERB xcomp 3"
MET = "met meet VBD VERB ROOT 0"


def clause(verb: str, day: str) -> str:
    count_of_verbs = verb.count("\n") + 1
    return MEET.format(verb=verb, day=day, head=2 + count_of_verbs, prep=3 + count_of_verbs)


@pytest.mark.parametrize(
    ("verb", "day", "start"),
    [
        (MET, "Monday", "2031-03-10"),
        (WILL_MEET, "Monday", "2031-03-17"),
        (PLAN_TO_MEET, "Monday", "2031-03-17"),
        (HAD_PLANNED_TO, "Monday", "2031-03-10"),
        (MET, "Thursday", "2031-03-13"),  # six days back would be told with its date
        (WILL_MEET, "Wednesday", "2031-03-12"),
    ],
)
def test_tense_decides_which_weekday(verb: str, day: str, start: str) -> None:
    (time,) = find(article(clause(verb, day), published="2031-03-12"), Findings()).times
    assert (time.start, time.end) == (start, start)


@pytest.mark.parametrize(
    ("verb", "start"), [(MET, "2030-11-01"), (WILL_MEET, "2031-11-01")],
)
def test_tense_decides_which_month(verb: str, start: str) -> None:
    block = clause(verb, "November").replace("on on", "in in")
    (time,) = find(article(block, published="2031-03-12"), Findings()).times
    assert time.start == start


def test_since_looks_back_whatever_the_verb() -> None:
    block = clause(WILL_MEET, "Monday").replace("on on", "since since")
    (time,) = find(article(block, published="2031-03-12"), Findings()).times
    assert time.start == "2031-03-10"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The raid of 4 May 2029 failed; the same day the mayor fled.", "2029-05-04", "2029-05-04"),
        ("The raid of 4 May 2029 failed; the following day the mayor fled.", "2029-05-05", "2029-05-05"),
        ("The raid of 4 May 2029 failed; two days later the mayor fled.", "2029-05-06", "2029-05-06"),
        ("The raid of 4 May 2029 failed; that week the mayor fled.", "2029-04-30", "2029-05-06"),
        ("The raid of 4 May 2029 failed; a year earlier the mayor fled.", "2028-01-01", "2028-12-31"),
        ("The raid of May 2029 failed; the previous month the mayor fled.", "2029-04-01", "2029-04-30"),
    ],
)
def test_what_leans_on_the_time_named_last(text: str, start: str, end: str) -> None:
    last = times(text)[-1]
    assert (last.start, last.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It began in May 2029; that morning the mayor fled.", "2029-05-01", "2029-05-31"),
        ("It began in May 2029; two days later the mayor fled.", None, None),
        ("It began in 2029; the following week the mayor fled.", None, None),
    ],
)
def test_what_leans_on_a_longer_time_is_never_moved_to_its_first_day(text: str, start: str, end: str) -> None:
    last = times(text)[-1]
    assert (last.start, last.end) == (start, end)


def test_quarters_of_a_company_report_lean_on_the_quarter_named() -> None:
    found = times("Profit rose in the third quarter from a year earlier, and the latest quarter was better.")
    assert [t.timex for t in found] == ["2030-Q3", "2029-Q3", "2030-Q3"]


def test_an_hour_takes_the_day_of_its_sentence() -> None:
    found = times("The blast came at 10:35 a.m. (0735 GMT) on Monday.")
    assert [t.timex for t in found] == ["2031-03-10T10:35", "2031-03-10T07:35", "2031-03-10"]


def test_the_dateline_tells_the_day_where_nothing_else_does() -> None:
    found = times("ARDEN (March 12, 2031) The envoy left on Monday.", None)
    assert [t.start for t in found] == ["2031-03-12", "2031-03-10"]


@pytest.mark.parametrize(
    "text", ["He told Harbour Today that it was over.", "The Daily Planet said so, and it was right."],
)
def test_names_hold_no_time(text: str) -> None:
    assert times(text) == ()


def test_a_verb_is_no_month() -> None:
    block = """
    Crowds crowd NNS NOUN nsubj 2
    march march VBP VERB ROOT 0
    ~, , , PUNCT punct 2
    they they PRP PRON nsubj 6
    may may MD AUX aux 6
    fall fall VB VERB conj 2
    """
    assert find(article(block), Findings()).times == ()


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2031, date(2031, 12, 25)),
        ("11/3/4", 2031, date(2031, 11, 27)),  # the fourth Thursday of November
        ("-2", 2031, date(2031, 4, 11)),  # Good Friday before Easter, 13 April 2031
    ],
)
def test_holidays(rule: str, year: int, day: date) -> None:
    assert holiday(year, rule) == day


@pytest.mark.parametrize(
    ("unit", "first", "last", "value"),
    [
        ("day", date(2028, 2, 29), date(2028, 2, 29), "2028-02-29"),
        ("week", date(2028, 2, 28), date(2028, 3, 5), "2028-W09"),
        ("weekend", date(2028, 3, 4), date(2028, 3, 5), "2028-W09-WE"),
        ("month", date(2028, 2, 1), date(2028, 2, 29), "2028-02"),
        ("quarter", date(2028, 1, 1), date(2028, 3, 31), "2028-Q1"),
        ("half", date(2028, 1, 1), date(2028, 6, 30), "2028-H1"),
        ("year", date(2028, 1, 1), date(2028, 12, 31), "2028"),
        ("decade", date(2020, 1, 1), date(2029, 12, 31), "202"),
        ("century", date(2000, 1, 1), date(2099, 12, 31), "20"),
    ],
)
def test_periods(unit: str, first: date, last: date, value: str) -> None:
    found = period(unit, date(2028, 2, 29))
    assert (found.first, found.last, found.value) == (first, last, value)
    assert found.shift(1).first == last + timedelta(7 if unit == "weekend" else 1) - timedelta(unit == "weekend")


def test_a_winter_bears_the_year_it_begins_in() -> None:
    winter = season(2030, "WI")
    assert (winter.first, winter.last) == (date(2030, 12, 1), date(2031, 2, 28))


def test_amounts() -> None:
    assert [count(words) for words in ("twenty-one", "a", "several", "2,500")] == [
        (21, 21, False), (1, 1, False), (3, 9, True), (2500, 2500, False)
    ]
    assert [Amount(n, n, unit).timex for n, unit in ((1, "fortnight"), (1.5, "hour"), (3, "century"))] == [
        "P2W", "PT1H30M", "P300Y"
    ]


def check(found: tuple[Time, ...], text: str) -> None:
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for time in found:
        assert text[time.span.start : time.span.end] == time.span.text != ""
        assert (time.start is None) == (time.end is None)
        assert time.start is None or time.start <= (time.end or "")


@pytest.mark.parametrize("which", [*sorted(WHICH), "the last", "the next", "each", "every"])
@pytest.mark.parametrize(
    "named", ["Monday", "Monday night", "January", "summer", "week", "day", "quarter", "year", "morning", "Christmas"]
)
def test_every_word_before_every_name_is_read(which: str, named: str) -> None:
    text = f"The raid of 4 May 2029 came in {which} {named} of war."
    found = times(text)
    check(found, text)
    assert found[0].start == "2029-05-04"


DAYS = st.dates(date(1800, 1, 1), date(2200, 1, 1))
VOCABULARY = """the a last next this past two 2 30 31 1999 2024-02-30 of in ago later week weeks year Monday May march
early mid first second third quarter half century 99th years old fall summer noon 9 p.m. 25:61 now and - , . İ '80s"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=12).map(" ".join), st.none() | DAYS)
def test_any_words_give_spans_that_hold_and_ordered_days(text: str, day: date | None) -> None:
    check(times(text, day and day.isoformat()), text)


@given(st.text(max_size=60), st.text(max_size=10))
def test_no_text_and_no_date_of_publication_breaks_it(text: str, published: str) -> None:
    check(times(text, published), text)


def starts(text: str, published: date) -> list[date]:
    return [date.fromisoformat(t.start or "") for t in times(text, published.isoformat())]


@given(DAYS, st.integers(-2000, 2000))
def test_weekdays_move_with_the_weeks(day: date, weeks: int) -> None:
    text, shift = "They met on Monday, last Friday, yesterday and three days ago.", timedelta(weeks=weeks)
    here, there = starts(text, day), starts(text, day + shift)
    assert len(here) == 4
    assert [start + shift for start in here] == there


def test_long_text_is_read_in_time() -> None:
    words = "one " * 20_000 + "the " * 20_000 + "last " * 20_000 + "week " * 5_000
    assert all(t.why for t in times(words))


def test_find_fills_only_the_times() -> None:
    before = Findings()
    after = find(plain("They met today.", "2031-03-12"), before)
    assert msgspec.structs.replace(after, times=()) == before
