"""What only the ledger can tell: tracks, one origin through all it has said, families of copies, what waits."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace
from stores import dump, filled
from test_matters_standing import AGENCY, PENTAGON
from witnesses import Sentence, record, sent

from onrecord.errors import InputError
from onrecord.ledger.showing import UnknownMatterError
from onrecord.matters import decide
from onrecord.store.judgements import UnknownJudgementError

SERVICE = record("a", "2031-03-01", sent("Vell Service", figure="1,500 soldiers", value=1500, **AGENCY))
LUND = record("b", "2031-03-04", sent("Ada Lund", act="decline", cue="would not say whether", **PENTAGON))
RYE = record("c", "2031-03-08", sent("Tom Rye", figure="3,000 soldiers", value=3000, **PENTAGON))
RAISED = record("d", "2031-03-11", sent(
    "Ada Lund", figure="about 10,000 soldiers", value=10000, bound="about", **PENTAGON))
DENIAL = record("e", "2031-03-06", sent("Jon Vik", "NOR", act="deny", cue="denied that"))
FIGHT = record("f", "2031-03-12", Sentence(
    "Mia Holt", "Kellen", "struck", "Ostia", kind="ASSAULT", country="FIN", figure="40 tanks", value=40))
STORY = (SERVICE, LUND, RYE, RAISED, DENIAL, FIGHT)


def copied(of, id, day, outlet):
    """The same text in another outlet."""
    return replace(of, report=replace(of.report, id=id, published=day, outlet=outlet))


# figure tracks


def test_tracks_are_told_step_by_step(where):
    with filled(where, STORY) as kept:
        rows = kept.tracks()
        soldiers = [r for r in rows if r.unit == "soldiers"]
        assert [(r.unit, r.of, r.place, r.state, r.day, r.origin, r.figure, r.move) for r in soldiers] == [
            ("soldiers", "NOR", "SWE", "present", "2031-03-01", "KOR/intelligence", "1,500", "first"),
            ("soldiers", "NOR", "SWE", "present", "2031-03-08", "USA/defence", "3,000", "first"),
            ("soldiers", "NOR", "SWE", "present", "2031-03-11", "USA/defence", "about 10,000", "raises"),
        ]
        texts = {r.report.id: r.report.text for r in STORY}
        assert all(texts[row.report][row.start : row.end] == row.words for row in rows)
        assert {row.matter for row in rows} <= {matter.id for matter in kept.matters()}
        assert {row.unit for row in kept.tracks(limit=1)} == {"tanks"}, "the matter that turned last comes first"


@pytest.mark.parametrize(("narrowing", "units"), [
    ({"actor": "Vell Service"}, {"soldiers"}), ({"actor": "Kellen"}, {"tanks"}), ({"place": "Sudmark"}, {"soldiers"}),
    ({"since": "2031-03-12"}, {"tanks"}), ({"until": "2031-03-02"}, {"soldiers"}), ({"about": "struck"}, {"tanks"}),
    ({"actor": "Nobody"}, set()), ({"as_of": "2031-03-07"}, {"soldiers"}), ({"limit": 0}, set()),
])
def test_tracks_are_chosen_by_a_step_and_told_whole(where, narrowing, units):
    with filled(where, STORY) as kept:
        rows = kept.tracks(**narrowing)
        assert {row.unit for row in rows} == units
        whole = kept.tracks(as_of=narrowing.get("as_of"))
        assert list(rows) == [row for row in whole if row.unit in units]


# one origin


def test_an_account_is_by_matter_and_marks_where_position_and_figure_changed(where):
    with filled(where, STORY) as kept:
        rows = kept.account("Ada Lund")
        assert [(row.day, row.stand, row.turned) for row in rows] == [
            ("2031-03-04", "declines", ""), ("2031-03-11", "asserts", "3,000 → about 10,000")]
        assert {row.title for row in rows} == {"Norland has deployed soldiers (Sudmark)"}
        assert {(row.report, row.id) for row in rows} == {(row.report, row.id) for row in kept.who("Ada Lund")}


def test_a_body_is_all_who_speak_for_it_and_a_country_all_its_own(where):
    with filled(where, STORY) as kept:
        pentagon = kept.account("Pentagon")
        assert [(row.day, row.source, row.turned) for row in pentagon] == [
            ("2031-03-04", "Ada Lund", ""), ("2031-03-08", "Tom Rye", "declines → asserts"),
            ("2031-03-11", "Ada Lund", "3,000 → about 10,000")]
        assert kept.account("the thing", body="USA/defence") == pentagon
        assert [row.day for row in kept.account("Pentagon", limit=2)] == ["2031-03-04", "2031-03-08"]
        assert kept.account("Nobody") == kept.account("Tom Lund")
        assert len(kept.account("Nobody")) == 0


def test_what_copies_tell_is_on_the_matter_of_the_report_that_they_copy(where):
    long = record("a", "2031-03-01", sent("Vell Service", **AGENCY), Sentence(None, "Kellen", "paints a bridge"))
    with filled(where, [long, copied(long, "z", "2031-03-02", "Another")]) as kept:
        rows = kept.account("Vell Service")
        assert [row.report for row in rows] == ["a", "z"]
        assert len({row.matter for row in rows}) == 1 and rows[0].matter is not None


def test_statements_on_nothing_at_issue_are_told_last(where):
    bare = replace(LUND, events=(), statements=tuple(replace(s, content=()) for s in LUND.statements))
    with filled(where, [bare, RAISED]) as kept:
        assert [row.matter is None for row in kept.account("Ada Lund")] == [False, True]


# copies


def test_reports_name_the_text_that_they_are_copies_of(where):
    told = (sent("Vell Service", **AGENCY), Sentence(None, "Kellen", "paints a bridge"))
    rest = [Sentence(None, "Ostia", verb) for verb in ("elects a mayor", "harvests wheat", "celebrates its saint")]
    long, short = record("a", "2031-03-03", *told, *rest), record("z", "2031-03-01", *told)
    with filled(where, [long, copied(long, "b", "2031-03-04", "Later"), short, FIGHT]) as kept:
        rows = kept.reports()
        assert [(r.id, r.copy_of, r.copy, r.share, r.earliest) for r in rows] == [
            ("z", "a", "edited", 1.0, "z"), ("a", None, None, None, "z"), ("b", "a", "exact", 1.0, "z"),
            ("f", None, None, None, None),
        ]
        assert len({row.family for row in rows}) == 2 and rows[3].family == "f"
        assert [(r.id, r.copy_of) for r in kept.reports(as_of="2031-03-03")] == [("z", "a"), ("a", None)]
        assert [r.family for r in kept.reports(as_of="2031-03-01")] == ["z"]
        assert [r.family for r in kept.reports(known_at="2031-04-02")] == [r.family for r in rows]
        assert [r.copy_of for r in kept.reports(since="2031-03-04")] == ["a", None]


# what waits for a person


@pytest.fixture
def unsure(monkeypatch):
    """Whatever is alike waits."""
    monkeypatch.setattr(decide, "SAME", 1.1)
    monkeypatch.setattr(decide, "OPEN", 0.05)


def test_what_waits_is_told_with_both_sentences_and_what_speaks_for_and_against(where, unsure):
    with filled(where, [SERVICE, DENIAL]) as kept:
        (row,) = kept.waiting()
        assert {row.report, row.other_report} == {"a", "e"}
        assert {row.words, row.other_words} == {SERVICE.report.text, DENIAL.report.text}
        assert row.what == row.other_what == "has deployed"
        assert "same word (has deployed) +" in row.speaks_for and "days between" in row.speaks_against
        assert len(kept.waiting(row.matter[:6])) == 1
        with pytest.raises(UnknownMatterError):
            kept.waiting("nothing")


@pytest.mark.parametrize(("ruling", "together"), [("accept", True), ("reject", False)])
def test_what_is_decided_waits_no_longer_until_it_is_undone(where, unsure, ruling, together):
    with filled(where, [SERVICE, DENIAL]) as kept:
        (row,) = kept.waiting()
        judgement = kept.judge(ruling, (row.matter[:8], row.other_matter[:8]), "a tester")
        assert len(kept.waiting()) == 0
        assert len(kept.matters_of((row.mention, row.other))) == (1 if together else 2)
        kept.undo(judgement[:6], "a tester")
        assert kept.waiting() == kept.waiting(limit=5) and len(kept.waiting()) == 1
        with pytest.raises(UnknownJudgementError):
            kept.undo("none", "a tester")


def test_those_that_bring_most_reports_together_come_first(where, unsure, monkeypatch):
    with filled(where, [SERVICE, LUND, RYE, FIGHT]) as kept:
        first = kept.waiting()[0]
        kept.judge("merge", (first.matter, first.other_matter), "a tester")
        row = kept.waiting()[0]
        assert (row.reports, row.other_reports) == (2, 1)
        assert len(kept.waiting(limit=1)) == 1


# one matter


def test_a_dossier_names_its_reports_copies_contradictions_and_judgements(where):
    with filled(where, [*STORY, copied(RYE, "y", "2031-03-09", "Another")]) as kept:
        matter = next(row.id for row in kept.matters(about="deployed"))
        before = kept.show(matter)
        assert before.reports == ("a", "b", "c", "d", "e") and before.copies == ("y",)
        assert ("position", "whether", "KOR/intelligence", "NOR") in [
            (c.of, c.reason, c.left, c.right) for c in before.contradictions]
        assert before.judgements == ()
        denial = next(row.mention for row in kept.mentions(matter) if row.report == "e")
        fix = kept.fix(denial, "act", "assert", "a tester", "misread")
        after = kept.show(matter)
        assert [(j.ruling, j.slot, j.value, j.who, j.why) for j in after.judgements] == [
            ("fix", "act", '"assert"', "a tester", "misread")]
        assert "denies" not in [p.stand for p in after.positions]
        kept.undo(fix, "a tester")
        assert kept.show(matter) == before


def test_mentions_are_listed_as_they_are_fixed(where):
    with filled(where, [SERVICE]) as kept:
        (matter,) = kept.matters()
        event, figure = kept.mentions(matter.id[:6])
        assert (event.kind, event.stand, event.origin, event.actors, event.places) == (
            "event", "asserts", "KOR/intelligence", "Norland", "to Sudmark")
        assert (figure.figure, figure.words) == ("1,500", "1,500 soldiers")
        kept.fix(figure.mention[:-1], "value", 1600, "a tester")
        assert kept.mentions(matter.id)[1].figure == "1,600"


@pytest.mark.parametrize(("mention", "problem"), [
    ("a#", "can stand for a#event"), ("nothing", "there is no mention and no one matter 'nothing'"),
    ("", "there is no mention"), ("MATTER", "is a matter, and has no slots; name one of its mentions"),
])
def test_what_is_no_one_mention_is_told(where, mention, problem):
    with filled(where, STORY) as kept, pytest.raises(InputError, match=problem):
        kept.fix(mention.replace("MATTER", kept.matters()[0].id), "start", None, "a tester")


def test_the_beginning_of_several_matters_names_them(where):
    """Of seventeen ids two begin with the same of sixteen digits."""
    apart = [record(f"r{n}", f"2031-{n % 12 + 1:02}-01", Sentence(None, f"Actor{n}", f"verb{n}s")) for n in range(17)]
    with filled(where, apart) as kept:
        ids = sorted(row.id for row in kept.matters())
        first = next(one[0] for one, other in pairwise(ids) if one[0] == other[0])
        with pytest.raises(UnknownMatterError, match=f"more than one matter begins with '{first}'"):
            kept.show(first)
        with pytest.raises(UnknownMatterError, match="there is no one matter 'zz'"):
            kept.show("zz")


def test_a_fix_that_says_nothing_new_changes_nothing(where):
    with filled(where, STORY) as kept:
        before = dump(kept)
        event = next(row.mention for m in kept.matters() for row in kept.mentions(m.id) if row.report == "a")
        kept.fix(event, "start", None, "a tester")
        assert dump(kept) == before


def test_names_that_are_like(where):
    with filled(where, STORY) as kept:
        assert kept.names_like("Lundt") == ["ada lund"]
        assert kept.names_like("serv") == ["vell service"]
        assert kept.names_like("zzzz") == []


# how much there is, and as it was


def test_counts_tell_how_much_there_is(where):
    with filled(where, STORY) as kept:
        told = kept.counts()
        assert (told.reports, told.statements, told.judged) == (6, 6, 0)
        assert (told.first_day, told.last_day) == ("2031-03-01", "2031-03-12")
        assert told.matters == sum(bool(row.standing) for row in kept.matters())
        sent_, fought = sorted((row for row in kept.matters() if row.standing), key=lambda row: -row.reports)
        kept.judge("split", [sent_.id, fought.id], "Ines")
        assert kept.counts().judged == 2


def test_the_stamp_changes_with_whatever_is_added_decided_or_removed(where):
    with filled(where, STORY[:3]) as kept:
        stamps = [kept.stamp(), kept.stamp()]
        assert stamps[0] == stamps[1] == kept.counts().stamp
        kept.add(STORY[3:])
        stamps.append(kept.stamp())
        kept.judge("split", [row.id for row in kept.matters() if row.standing], "Ines")
        stamps.append(kept.stamp())
        kept.remove("b")
        stamps.append(kept.stamp())
        assert len(set(stamps)) == 4


def test_the_ledger_as_it_was_answers_as_the_one_of_then(where, tmp_path):
    with filled(where, STORY) as kept, kept.then(as_of="2031-03-04") as past:
        with filled(tmp_path / "young.db", STORY[:2]) as young:
            assert dump(past) == dump(young)
        assert past.counts().last_day == "2031-03-04"
        assert kept.counts().last_day == "2031-03-12"


def test_a_past_that_is_no_day_is_refused(where):
    with filled(where, STORY[:1]) as kept, pytest.raises(InputError, match="is no day"):
        kept.then(as_of="last week")


def test_what_a_report_bears_on(where):
    twin = copied(SERVICE, "z", "2031-03-02", "The Vell Post")
    with filled(where, (*STORY, twin)) as kept:
        rows = kept.bearing("a")
        assert {row.matter for row in rows} == {m.id for m in kept.matters() if m.reports > 1}
        assert all(SERVICE.report.text[row.start : row.end] for row in rows)
        assert not kept.bearing("z") and not kept.bearing("nowhere")
        assert kept.copies(["a", "b"]) == ("z",)


# as it was


def test_the_ledger_of_a_day_answers_as_the_question_with_that_day_does(where):
    with filled(where, STORY) as kept:
        with kept.then(as_of="2031-03-05") as then:
            assert list(then.matters()) == list(kept.matters(as_of="2031-03-05"))
            matter = then.matters()[0].id
            assert then.show(matter) == kept.show(matter, as_of="2031-03-05")
            assert then.evidence(matter) == kept.evidence(matter, as_of="2031-03-05")
            assert len(then.reports()) == 2
        assert len(kept.reports()) == len(STORY)


def test_evidence_is_the_mentions_with_all_their_slots(where):
    with filled(where, STORY) as kept:
        for row in kept.matters():
            told = kept.evidence(row.id)
            assert [m.id for m in told] == [one.mention for one in kept.mentions(row.id)]
        sending = next(m for row in kept.matters() for m in kept.evidence(row.id) if m.report == "a")
        assert [(p.name, p.country) for p in sending.actors] == [("Norland", "NOR")]
        with pytest.raises(UnknownMatterError):
            kept.evidence("zz")
