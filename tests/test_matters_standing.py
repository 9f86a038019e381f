"""What follows from who says what: positions, standings, turns, each by a rule that it names."""

from __future__ import annotations

from typing import get_args

import pytest
from witnesses import Sentence, record, sent

from onrecord.matters.derive import derive
from onrecord.matters.dossier import Dossier, dossier
from onrecord.matters.positions import stand
from onrecord.matters.tables import rows
from onrecord.matters.turns import named
from onrecord.matters.types import Mention, MentionKind, Stand, Words
from onrecord.model import Act, Record, Status

AGENCY = {"country": "KOR", "sector": "SPY"}
PENTAGON = {"country": "USA", "sector": "MIL", "roles": ("Pentagon spokesperson",)}


def leading(*records: Record, today: str = "2031-06-01") -> Dossier:
    """The dossier of the matter with most mentions."""
    made = derive(records)
    matter = max(made.matters, key=lambda m: (len(m.mentions), m.id))
    return dossier(matter, made.readings, today)


def names(made: Dossier) -> list[str]:
    return [named(s) for s in made.standings]


FIRST = record("a", "2031-03-01", sent("Vell Service", **AGENCY))
SECOND = record("b", "2031-03-04", sent("Ada Lund", **PENTAGON))
DENIAL = record("c", "2031-03-03", sent("Jon Vik", "NOR", act="deny", cue="denied that"))


def test_one_origin_reports():
    made = leading(FIRST)
    assert names(made) == ["reported"]
    (standing,) = made.standings
    assert (standing.since, standing.rule, standing.positions) == (
        "2031-03-01", "one origin asserts it", (made.positions[0].id,))


def test_two_independent_origins_corroborate_and_the_later_body_confirms():
    made = leading(FIRST, SECOND)
    assert names(made) == ["corroborated", "confirmed by USA/defence"]
    assert {s.since for s in made.standings} == {"2031-03-04"}


def test_a_hundred_outlets_that_quote_one_briefing_are_one_origin():
    quoting = [
        record(f"q{i}", "2031-03-02", sent("Vell Service", **AGENCY), Sentence(None, "Kellen", verb), outlet=f"No. {i}")
        for i, verb in enumerate(("paints a bridge", "elects a mayor", "harvests wheat", "celebrates a saint"))
    ]
    assert names(leading(FIRST, *quoting)) == ["reported"]


def test_the_outlets_own_voice_counts_only_where_nobody_else_is_named():
    narrated = [record(f"n{i}", "2031-03-01", sent(None, None), outlet=f"Outlet {i}") for i in range(2)]
    alone = leading(narrated[0])
    assert [p.origin.id for p in alone.positions] == ["outlet:outlet 0"]
    assert [p.origin.id for p in leading(*narrated, FIRST).positions] == ["KOR/intelligence"]


def test_a_denial_by_the_acting_party_disputes():
    made = leading(FIRST, DENIAL)
    assert names(made) == ["reported", "denied by NOR", "disputed"]
    assert [p.stand for p in made.positions] == ["asserts", "denies"]


def test_an_acting_party_acknowledges():
    made = leading(FIRST, record("d", "2031-03-05", sent("Jon Vik", "NOR", act="confirm", cue="confirmed that")))
    assert names(made) == ["corroborated", "acknowledged by NOR"]


def test_who_will_not_say_withholds_and_can_still_confirm():
    declines = record("e", "2031-03-02", sent("Ada Lund", act="decline", cue="would not say whether", **PENTAGON))
    assert "withheld by USA/defence" in names(leading(FIRST, declines))
    made = leading(FIRST, declines, SECOND)
    assert "withheld by USA/defence" not in names(made)
    first, second = [p for p in made.positions if p.origin.id == "USA/defence"]
    assert (first.stand, first.superseded_by, second.stand) == ("declines", second.id, "asserts")


def test_a_turned_origin_no_longer_claims():
    made = leading(FIRST, record("f", "2031-03-09", sent("Vell Service", act="deny", cue="denied that", **AGENCY)))
    assert "reported" not in names(made)
    assert [(t.before, t.after) for t in made.turns if t.of == "position"] == [("asserts", "denies")]


def test_what_is_foretold_is_expected_until_somebody_asserts_it():
    ahead = record("a", "2031-03-01", sent("Vell Service", status="expected", cue="expects that", **AGENCY))
    assert names(leading(ahead)) == ["expected"]
    assert "expected" not in names(leading(ahead, SECOND))


def test_the_first_to_report_confirms_nothing_by_saying_it_again():
    again = record("d", "2031-03-08", sent("Vell Service", **AGENCY))
    assert names(leading(FIRST, SECOND, again)) == ["corroborated", "confirmed by USA/defence"]


def test_what_a_state_says_by_nobody_is_what_its_body_says_that_day():
    state = record("d", "2031-03-04", sent("Vale", "USA", cue="confirmed that", act="confirm"))
    made = leading(FIRST, SECOND, state)
    assert [(p.origin.id, p.stand) for p in made.positions if p.origin.root == "USA"] == [("USA/defence", "confirms")]


def test_unnamed_officials_withhold_only_until_a_body_of_theirs_speaks():
    unnamed = record("d", "2031-03-02", sent("Vale", "USA", cue="would not say whether", act="decline"))
    assert "withheld by USA" in names(leading(FIRST, unnamed))
    made = leading(FIRST, unnamed, SECOND)
    assert "withheld by USA" not in names(made)
    assert ("withheld by USA", "confirmed by USA/defence") in [(t.before, t.after) for t in made.turns]


def test_what_is_only_supposed_is_nobodys_position():
    supposed = record("d", "2031-03-05", sent("Ada Lund", status="conditional", act="predict", **PENTAGON))
    assert [p.origin.id for p in leading(FIRST, supposed).positions] == ["KOR/intelligence"]


def test_what_had_been_said_before_supersedes_nothing_that_has_its_day():
    before = record("d", "2031-03-06", sent("Jon Vik", "NOR", act="deny", cue="had denied"))
    now = record("e", "2031-03-05", sent("Jon Vik", "NOR", act="unknown", cue="did not know whether"))
    made = leading(FIRST, now, before)
    assert "denied by NOR" not in names(made)
    assert "withheld by NOR" in names(made)
    assert "denied by NOR" in names(leading(FIRST, before))


def test_who_goes_on_to_foretell_has_taken_nothing_back():
    ahead = record("d", "2031-03-05", sent("Vell Service", status="expected", cue="expects that", **AGENCY))
    assert [t for t in leading(FIRST, ahead).turns if t.of == "position"] == []


def test_both_sides_of_a_fight_act_in_it():
    fight = Sentence("Jon Vik", "Norland", "has fought", "Sudmark", kind="ASSAULT", country="SWE")
    assert names(leading(record("a", "2031-03-01", fight))) == ["reported", "acknowledged by SWE"]


def test_turns_tell_what_changed_on_which_day():
    made = leading(FIRST, SECOND, DENIAL)
    told = [(t.day, t.before, t.after) for t in made.turns if t.of == "standing"]
    assert told == [
        ("2031-03-01", None, "reported"), ("2031-03-03", None, "disputed"), ("2031-03-03", None, "denied by NOR"),
        ("2031-03-04", "reported", "corroborated"), ("2031-03-04", None, "confirmed by USA/defence"),
    ]


def test_everything_leads_to_exact_words_of_a_report():
    reports = {r.report.id: r.report.text for r in (FIRST, SECOND, DENIAL)}
    made = leading(FIRST, SECOND, DENIAL)
    words = [w for item in (*made.positions, *made.turns) for w in item.words]
    assert words
    assert all(reports[w.report][w.start : w.end] == w.text for w in words)
    known = {p.id for p in made.positions}
    assert all(set(s.positions) <= known and s.positions for s in made.standings)


def mention(act: Act | None, status: Status, kind: MentionKind = "event", words: str = "it") -> Mention:
    return Mention("a#event:0-1", "a", kind, (Words(0, 1, words, "a"),), "", status=status, act=act)


@pytest.mark.parametrize("act", [None, *get_args(Act)])
@pytest.mark.parametrize("status", get_args(Status))
def test_every_act_and_status_gives_a_stand(act, status):
    assert stand(mention(act, status)) in get_args(Stand)


def test_the_table_of_stands_names_stands_only():
    assert {row["stand"] for row in rows("stands")} <= set(get_args(Stand))


@pytest.mark.parametrize(("words", "expected"), [
    ("the department could not confirm the reports", "declines"),
    ("he was not aware of any deployment", "does not know"),
    ("the same reports as fake news", "denies"), ("they had no confirmation yet", "declines"),
    ("relations were good", "asserts"),
])
def test_a_statement_without_an_event_is_read_by_its_words(words, expected):
    assert stand(mention("assert", "unknown", "statement", words)) == expected


def test_who_does_not_deny_asserts_nothing():
    made = leading(FIRST, record("d", "2031-03-05", sent("Jon Vik", "NOR", cue="did not deny")))
    assert names(made) == ["reported"]
    assert [p.stand for p in made.positions] == ["asserts", "suggests"]
