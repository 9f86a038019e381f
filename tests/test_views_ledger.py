"""What the ledger tells at a terminal: codes said in words, and answers laid out at whatever width."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from stores import filled
from test_ledger_questions import DENIAL, FIGHT, RAISED, RYE, SERVICE, STORY, copied
from test_matters_standing import PENTAGON
from witnesses import Sentence, record, sent

from onrecord.errors import InputError
from onrecord.matters.origins import Origin
from onrecord.matters.types import Position
from onrecord.store.judgements import Kept
from onrecord.views import dossiers
from onrecord.views.blocks import BLOCKS
from onrecord.views.judging import value
from onrecord.views.layout import passage
from onrecord.wording import naming


@pytest.mark.parametrize(("id_", "words"), [
    ("KOR/intelligence", "South Korean intelligence"), ("USA/defence", "US defence"), ("PRK", "North Korea"),
    ("CHN/foreign", "Chinese foreign ministry"), ("IGOWSTNAT", "NATO"), ("tom rye", "Tom Rye"),
    ("outlet:arden post", "Arden Post (its own word)"), ("outlet:unnamed outlet", "the report itself"),
])
def test_origins_in_words(id_, words):
    assert naming.origin(id_) == words


def test_standings_of_one_kind_are_told_together():
    told = "corroborated; confirmed by USA/defence; confirmed by IGOWSTNAT; denied by PRK; confirmed by USA/defence"
    assert naming.standing(told) == "corroborated; confirmed by US defence, NATO; denied by North Korea"
    assert naming.standing("") == ""


@pytest.mark.parametrize(("parts", "words"), [
    (("soldier", "PRK", "Kursk", "present"), "North Korean soldiers in Kursk: present"),
    (("soldier", "PRK", "RUS", "expected present"), "North Korean soldiers in Russia: present, expected"),
    (("tank", "", "", ""), "tanks"), (("person", "", "", "killed"), "people: killed"),
])
def test_what_a_track_counts(parts, words):
    assert naming.counted(*parts) == words


@pytest.mark.parametrize(("slot", "words", "given"), [
    ("value", "3,000", 3000), ("value", "11,000 to 12,000", [11000, 12000]), ("value", "11000-12000", [11000, 12000]),
    ("value", "2.5", 2.5), ("value", "[1, 2]", [1, 2]), ("value", "many", "many"), ("start", "null", None),
    ("start", "2031-03-01", "2031-03-01"), ("status", "denied", "denied"), ("actors", "[]", []),
])
def test_values_as_people_write_them(slot, words, given):
    assert value(slot, words) == given


def test_names_in_values_are_looked_up():
    north, guards = value("actors", "North Korea, some guards")
    assert (north["name"], north["country"], north["kind"]) == ("North Korea", "PRK", "country")
    assert (guards["name"], guards["country"]) == ("some guards", None)
    assert value("place", "Kursk")["country"] == "RUS"
    assert value("place", "Nowhereham")["lat"] is None
    assert (value("origin", "NATO")["code"], value("origin", "Lena Ortiz")["kind"]) == ("IGOWSTNAT", "person")
    with pytest.raises(InputError, match="is no JSON"):
        value("actors", "[North Korea")


def test_fixes_in_words():
    assert naming.fix("place", '{"name":"Kursk","country":"RUS"}') == " place = Kursk"
    assert naming.fix("value", "[11000,12000]") == " value = 11,000, 12,000"
    assert (naming.fix("start", "null"), naming.fix(None, None)) == (" start = nothing", "")


def test_a_passage_stands_in_one_pair_of_quotation_marks():
    assert passage('"We will stay,"').plain == "“We will stay,”"
    assert passage("he said “no”").plain == "“he said “no””"


def printed(parts, width):
    console = Console(file=io.StringIO(), width=width, highlight=False)
    for part in parts:
        console.print(part)
    return console.file.getvalue()


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    long = record("p", "2031-03-09", sent("Tom Rye", **PENTAGON), Sentence(None, "Kellen", "paints a bridge"))
    with filled(tmp_path_factory.mktemp("record") / "record.db", [
        *STORY, long, copied(long, "q", "2031-03-10", "The Harbour Post"),
    ]) as one:
        yield one


@pytest.fixture(scope="module")
def dossier(kept):
    return kept.show(kept.matters(about="deployed")[0].id)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("block", sorted(BLOCKS))
def test_no_line_is_wider_than_the_terminal(kept, block, width):
    matter = kept.matters(about="deployed")[0].id
    rows = {
        "account": kept.account("Pentagon"), "tracks": kept.tracks(), "turns": kept.turns(),
        "mentions": kept.mentions(matter), "waiting": kept.waiting(), "reports": kept.reports(),
        "copies": kept.reports(), "judgements": [Kept("1234567890", "fix", ("a#event:1-2",), "ines", "2031-04-01T10:00",
                                                      "misread", "act", '"deny"')],
    }  # fmt: skip
    shown = printed(BLOCKS[block](rows[block]), width)
    assert shown.strip()
    assert all(len(line) <= width for line in shown.splitlines())


def test_tracks_are_blocks_with_their_steps(kept):
    lines = printed(BLOCKS["tracks"](kept.tracks(about="deployed")), 120).splitlines()
    assert lines[0].startswith("Norwegian soldiers in Sweden: present · track ")
    assert "Norland has deployed soldiers (Sudmark)" in lines[1]
    assert " ".join(lines[2].split()) == "1 Mar 2031 South Korean intelligence 1,500 “1,500 soldiers” a"
    assert "about 10,000  raises" in "\n".join(lines)
    assert lines[-1] == "1 track, 3 values"


def test_an_account_marks_what_changed(kept):
    shown = printed(BLOCKS["account"](kept.account("Pentagon")), 120)
    assert shown.startswith("Norland has deployed soldiers (Sudmark) · ")
    assert "▲ changed: declines → asserts" in shown and "▲ changed: 3,000 → about 10,000" in shown
    assert "and in 1 copy" in shown
    assert printed(BLOCKS["account"]([]), 80) == "0 statements\n"


def test_reports_fold_copies_and_list_them_when_asked(kept):
    folded, listed = (printed(BLOCKS[block](kept.reports()), 120) for block in ("reports", "copies"))
    assert "1 copy" in folded and "The Harbour Post" not in folded
    assert folded.endswith("8 reports, 1 of them copies; --copies lists them\n")
    assert "↳ exact" in listed and "The Harbour Post" in listed


def test_a_dossier_has_its_parts_in_order_each_with_words(dossier):
    shown = printed(dossiers.blocks(dossier), 120)
    heads = ["how it stands", "what has changed", "who stands where", "figures", "contradictions"]
    places = [shown.index(f"\n{head}\n") for head in heads]
    assert places == sorted(places)
    assert shown.splitlines()[0].startswith("Norland has deployed soldiers (Sudmark) · ")
    assert "6 reports, 3 origins; 1 copy folded" in shown
    flowing = " ".join(shown.split())
    assert "superseded: asserts, 8 Mar 2031" in flowing, "a position that its origin has left"
    assert "8 Mar 2031 US defence (Tom Rye) asserts 3,000" in flowing, "who of one body it was"
    assert "denies what others say (yes against no)" in shown
    assert "against South Korean" in shown
    assert "what people decided" not in shown and "commitments" not in shown


@pytest.mark.parametrize("width", [80, 120])
def test_a_dossier_fits_the_terminal(dossier, width):
    assert all(len(line) <= width for line in printed(dossiers.blocks(dossier), width).splitlines())


def test_a_dossier_tells_promises_routes_quotes_and_who_judged_what(tmp_path):
    promise = record("a", "2031-03-01", Sentence(
        "The treaty", "Norland", "must deploy soldiers", "Sudmark", act="promise", cue="says that",
        when="if Sudmark is attacked"))
    legs = [record(id_, "2031-03-20", Sentence(
        "Vell Service", "Norland", "deployed soldiers", target, origin=origin, when=when, days=(day, day),
        country="KOR", sector="SPY")) for id_, origin, target, when, day in (
            ("b", "Marn", "Ost", "on 5 March", "2031-03-05"), ("c", "Ost", "Kessel", "on 9 March", "2031-03-09"))]
    with filled(tmp_path / "record.db", [promise, *legs]) as one:
        matters = {row.id: printed(dossiers.blocks(one.show(row.id)), 120) for row in one.matters()}
        told = "".join(matters.values())
        assert "if Sudmark is attacked; not met so far" in told
        assert "Marn → Ost" in told and "Ost → Kessel" in told
        mention = one.mentions(next(iter(matters)))[0].mention
        one.fix(mention, "act", "deny", "Ines Okoro", "misread")
        (again,) = one.matters_of([mention])
        assert "fix act = deny: misread" in printed(dossiers.blocks(one.show(again.id)), 120)


def test_words_in_quotation_marks_are_quoted_once(dossier):
    origin = Origin("tom rye", "Tom Rye", None, "tom rye")
    words = dossier.positions[0].words[0].__class__(0, 9, "“We stay”", "r")
    said = Position("p", "m", origin, "2031-03-01", "asserts", (words, words), ("x",))
    found = dossier.__class__(dossier.matter, (said,), (), (), (), (), (), ())
    assert printed(dossiers.blocks(found), 80).count("“We stay”") == 2, "once as a position, once as a quotation"


def test_nothing_waits_or_what_waits_says_how_to_decide(tmp_path, monkeypatch):
    from onrecord.matters import decide

    monkeypatch.setattr(decide, "SAME", 1.1)
    with filled(tmp_path / "record.db", [SERVICE, DENIAL, RYE, RAISED, FIGHT]) as one:
        (row, *_) = one.waiting()
        shown = printed(BLOCKS["waiting"]([row]), 100)
        assert f"onrecord judge accept {row.matter[:8]} {row.other_matter[:8]}" in shown
        assert "speaks for" in shown and "against" in shown
    assert printed(BLOCKS["waiting"]([]), 80) == "0 pairs left to decide on\n"
