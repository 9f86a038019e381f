"""Records in words: at a terminal and in the words that all views share."""

from __future__ import annotations

import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from samples import REPORT, at, record

from onrecord.model import Event, Figure, Record, Ref, Report, Span, Statement
from onrecord.views.text import show
from onrecord.wording import arrange, words

SPAN = at("soldiers")


def shown(given: Record, width: int = 100, colour: bool = False) -> str:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=colour, highlight=False).print(show(given, width))
    return out.getvalue()


def test_statements_stand_under_their_speaker_with_act_quote_and_date():
    text = shown(record())
    block = text[text.index("Lena Ortiz · Foreign Minister") : text.index("The mayor")]
    assert "says about 1,200 soldiers had crossed the Vell river" in block
    assert "(through Border Watch)" in block
    assert "11 Mar 2031" in block
    assert 'promises "We will not withdraw,"' in block
    assert "✗ denies that shells had hit the port" in text
    assert "declines to say how many people were hurt" in text


def test_events_stand_on_a_timeline_the_undated_last():
    text = shown(record())
    line = text[text.index("TIMELINE") : text.index("FIGURES")]
    assert line.index("11 Mar 2031") < line.index("MOBILIZE") < line.index("undated") < line.index("ASSAULT")
    assert "denied" in line


def telling_record() -> Record:
    text = "The envoy said shells hit the port and declined to comment."
    parts = ("The envoy", "said", "shells hit the port", "declined", "to comment", "hit")
    s = [Span(i := text.index(part), i + len(part), part) for part in parts]
    who = Ref(*msgspec.structs.astuple(s[0]))
    return Record(
        1, Report("r1", text),
        statements=(Statement("s1", who, s[1], (s[2],)), Statement("s2", who, s[3], (s[4],), act="decline")),
        events=(Event("v1", s[1]), Event("v2", s[5]), Event("v3", s[3], "REJECT")),
    )


def test_events_that_only_tell_are_left_to_their_statements():
    shown_first, rest = arrange.timeline(telling_record())
    assert [row.event.id for row in shown_first] == ["v2", "v3"]
    assert [row.event.id for row in rest] == ["v1"]
    assert "and 1 more that only tell" in shown(telling_record())


def test_an_act_reads_on_into_its_content():
    assert "declines to comment" in shown(telling_record())
    assert "declines to say how many people were hurt" in shown(record())


def test_figures_have_their_bounds_in_words():
    text = shown(record())
    assert "about 1,200 soldiers" in text
    assert "3,000 to 5,000 refugees" in text


def test_each_finding_shows_the_id_that_explain_takes():
    text = shown(record())
    assert all(f" {name}\n" in text for name in ("s1", "s5", "v1", "f2", "p1"))


def test_what_turns_the_direction_of_writing_is_not_let_through():
    turned = Report("r1", "The envoy said \u202eyes\u202c and \u2067no\u2069.", title="A \u202etitle")
    assert not set("\u202e\u202c\u2067\u2069") & set(shown(Record(1, turned)))


@pytest.mark.parametrize("width", [30, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(width):
    assert all(len(line) <= width for line in shown(record(), width).splitlines())


def test_colours_only_at_a_terminal():
    assert "\x1b[" not in shown(record())
    assert "\x1b[" in shown(record(), colour=True)


def test_a_report_cannot_drive_the_terminal():
    hostile = msgspec.structs.replace(REPORT, title="\x1b]0;owned\x07\x1b[2J[red]x[/red]", outlet="a\x9bb")
    text = shown(record(hostile))
    assert not {"\x1b", "\x07", "\x9b"} & set(text)
    assert "[red]x[/red]" in text, "markup in a report is text"


def test_an_empty_record_says_so():
    assert "Nothing found." in shown(Record(1, Report("x", "")))


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure("f", SPAN, 10_000, bound="about", unit="soldier"), "about 10,000 soldiers"),
        (Figure("f", SPAN, 3_000, bound="more_than"), "more than 3,000"),
        (Figure("f", SPAN, 1, unit="child"), "1 child"),
        (Figure("f", SPAN, 2, unit="child"), "2 children"),
        (Figure("f", SPAN, 2, unit="city"), "2 cities"),
        (Figure("f", SPAN, 12, unit="percentage", change="up"), "up 12 %"),
        (Figure("f", SPAN, 61_000_000_000, unit="dollar"), "$61 billion"),
        (Figure("f", SPAN, 1_500_000, bound="at_least", unit="dollar"), "at least $1.5 million"),
        (Figure("f", SPAN, None, 3_000, 5_000, "between", "soldier"), "3,000 to 5,000 soldiers"),
        (Figure("f", SPAN, None, 24, None, "vague", "tank"), "at least 24 tanks"),
        (Figure("f", SPAN, None, None, 100, "at_most", "metre"), "up to 100 metres"),
        (Figure("f", SPAN, 90, unit="kilometre per hour"), "90 kilometres per hour"),
        (Figure("f", SPAN, 2.5), "2.5"),
        (Figure("f", SPAN), ""),
    ],
)
def test_amounts(figure, expected):
    assert words.amount(figure) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-10-28", "2024-10-28", "28 Oct 2024"),
        ("2024-10-21", "2024-10-27", "21–27 Oct 2024"),
        ("2024-09-28", "2024-10-04", "28 Sep – 4 Oct 2024"),
        ("2023-12-30", "2024-01-02", "30 Dec 2023 – 2 Jan 2024"),
        ("2024-10-01", "2024-10-31", "Oct 2024"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("1990-01-01", "1999-12-31", "1990–1999"),
        ("2024-10-28", None, "from 28 Oct 2024"),
        (None, "2024-10-28", "until 28 Oct 2024"),
        (None, None, ""),
        ("odd", "odd", "odd"),
    ],
)
def test_intervals(start, end, expected):
    assert words.interval(start, end) == expected


@given(st.text(), st.integers(2, 50))
def test_a_shortened_text_is_short(text, width):
    assert len(words.shorten(text, width)) <= width


def test_context_stays_in_its_sentence():
    before, middle, after = arrange.context(record(), at("hit"))
    assert (before, middle, after) == ("The mayor denied that shells had ", "hit", " the port.")


def test_every_code_of_the_contract_has_words():
    from typing import get_args

    from onrecord.model import Act, Bound, Change, Status

    assert set(words.ACTS) == set(get_args(Act))
    assert set(words.STATUSES) == set(get_args(Status))
    assert set(words.BOUNDS) == set(get_args(Bound))
    assert set(words.CHANGES) == {None, *get_args(Change)}
    assert all(len(word.sign) == 1 for word in (*words.ACTS.values(), *words.STATUSES.values()))


def test_an_act_that_the_content_tells_is_not_told_twice():
    content = (Span(0, 24, "she could not confirm it"),)
    refusal = Statement("s1", None, None, content, act="decline", why="encoder 0.99; cue:not say")
    assert words.telling(refusal) == "declines to say"
    assert words.telling(msgspec.structs.replace(refusal, why="encoder 0.99; cue:say+oneself")) == "says"
