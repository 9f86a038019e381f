"""Which words name events, and which look as if they did; no model is loaded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import article, sentence

from onrecord.find.events import find
from onrecord.language.lexicon import rows
from onrecord.language.text import Article, Token
from onrecord.model import Findings, Record, Report

RAID = """
The the DT DET det 3
border border NN NOUN compound 3
guards guard NNS NOUN nsubj 4
carried carry VBD VERB ROOT 0
out out RP ADP prt 4
a a DT DET det 7
raid raid NN NOUN dobj 4
including include VBG VERB prep 7
searches search NNS NOUN pobj 8
in in IN ADP prep 9
order order NN NOUN pobj 10
"""

NAMES = """
Three three CD NUM nummod 2
miners miner NNS NOUN nsubj 3
are be VBP AUX ROOT 0
dead dead JJ ADJ acomp 3
after after IN ADP prep 3
the the DT DET det 10
Arden Arden NNP PROPN compound 10 B-ORG
Security Security NNP PROPN compound 10 I-ORG
Trade Trade NNP PROPN compound 10 I-ORG
Conference Conference NNP PROPN pobj 5 I-ORG
"""


def found(block: str) -> list[tuple[str, str | None]]:
    """Trigger and rule of each event of one sentence."""
    return [(e.trigger.text, e.why) for e in find(article(block), Findings()).events]


def test_verbs_with_particles_and_nouns():
    assert found(RAID) == [("carried out", "verb"), ("raid", "event noun"), ("searches", "event noun")]


def test_states_and_named_events():
    assert found(NAMES) == [("dead", "state"), ("Conference", "named event")]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("withdrawal withdrawal NN NOUN ROOT 0", "event noun"),
        ("Fighting fighting NN NOUN ROOT 0", "event noun"),
        ("normalisations normalisation NNS NOUN ROOT 0", "event noun"),
        ("demobilisation demobilisation NN NOUN ROOT 0", "noun of action"),
        ("government government NN NOUN ROOT 0", None),
        ("station station NN NOUN ROOT 0", None),
        ("morning morning NN NOUN ROOT 0", None),
        ("minister minister NN NOUN ROOT 0", None),
        ("Attack Attack NNP PROPN ROOT 0", "named event"),
        ("Attack Attack NNP PROPN ROOT 0 B-PERSON", None),
        ("rising rise VBG VERB amod 1", None),
        ("will will MD AUX aux 1", None),
        ("was be VBD AUX ROOT 0", None),
        ("dead dead JJ ADJ amod 1", None),
        ("dead dead JJ ADJ acomp 1", "state"),
        ("tall tall JJ ADJ acomp 1", None),
        ("Watergate Watergate NNP PROPN ROOT 0 B-EVENT", "named event"),
        ("Ramsgate Ramsgate NNP PROPN ROOT 0 B-GPE", None),
        ("agate agate NN NOUN ROOT 0", None),
        ("pneumonia pneumonia NN NOUN ROOT 0", "event noun"),
        ("thanks thank NNS NOUN ROOT 0", None),
        ("'s have VBZ VERB ROOT 0", None),
    ],
)
def test_one_word(line: str, rule: str | None):
    assert [why for _, why in found(line)] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("The the DT DET det 3|murder murder NN NOUN compound 3|judge judge NN NOUN ROOT 0", [("murder", "modifier")]),
        ("The the DT DET det 3|trade trade NN NOUN compound 3|minister minister NN NOUN ROOT 0", []),
        ("The the DT DET det 3|combat combat NN NOUN compound 3|zone zone NN NOUN ROOT 0", []),
        ("The the DT DET det 3|border border NN NOUN compound 3|judge judge NN NOUN ROOT 0", []),
        ("An an DT DET det 3|arrested arrest VBN VERB amod 3|man man NN NOUN ROOT 0", [("arrested", "participle")]),
        ("An an DT DET det 3|injured injured JJ ADJ amod 3|man man NN NOUN ROOT 0", [("injured", "participle")]),
        ("An an DT DET det 3|estimated estimate VBN VERB amod 3|cost cost NN NOUN ROOT 0", []),
        ("Striking strike VBG VERB amod 2|miners miner NNS NOUN ROOT 0", []),
        ("Two two CD NUM nummod 2|miners miner NNS NOUN ROOT 0|dead dead JJ ADJ amod 2", [("dead", "state")]),
        ("Dead dead JJ ADJ amod 2|miners miner NNS NOUN ROOT 0", []),
    ],
)
def test_what_is_said_before_or_behind_a_noun(block: str, expected: list[tuple[str, str]]):
    assert found(block.replace("|", "\n")) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("They they PRP PRON nsubj 2|held hold VBD VERB ROOT 0|a a DT DET det 4|party party NN NOUN dobj 2",
         ["held", "party"]),
        ("They they PRP PRON nsubj 2|left leave VBD VERB ROOT 0|a a DT DET det 4|party party NN NOUN dobj 2", ["left"]),
        ("Riots riot NNS NOUN ROOT 0|at at IN ADP prep 1|a a DT DET det 4|party party NN NOUN pobj 2",
         ["Riots", "party"]),
        ("Riots riot NNS NOUN ROOT 0|by by IN ADP prep 1|a a DT DET det 4|party party NN NOUN pobj 2", ["Riots"]),
    ],
)
def test_an_occasion_is_one_where_it_is_held_or_something_happens_at_it(block: str, expected: list[str]):
    assert [words for words, _ in found(block.replace("|", "\n"))] == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("The the DT DET det 4|break break NN NOUN nmod 4|~- - HYPH PUNCT punct 4|~ins in NNS NOUN ROOT 0",
         ["break-ins"]),
        ("A a DT DET det 6|hit hit NN NOUN nmod 6|~- - HYPH PUNCT punct 6|~and and CC CCONJ cc 2"
         "|~- - HYPH PUNCT punct 6|~run run NN NOUN ROOT 0", ["hit-and-run"]),
        ("A a DT DET det 4|peace peace NN NOUN nmod 4|~- - HYPH PUNCT punct 4|~loving love VBG VERB amod 1", []),
        ("Talks talk NNS NOUN ROOT 0|~- - HYPH PUNCT punct 1", ["Talks"]),
    ],
)
def test_a_word_with_hyphens_is_one_event(block: str, expected: list[str]):
    assert [words for words, _ in found(block.replace("|", "\n"))] == expected


def test_a_noun_with_a_capital_can_be_the_name_of_a_happening():
    assert found("The the DT DET det 2\nOscars oscar NNS NOUN ROOT 0") == [("Oscars", "named event")]
    assert found("Oscars oscar NNS NOUN ROOT 0") == []


def test_ids_follow_the_text_across_sentences():
    events = find(article(RAID, NAMES), Findings()).events
    assert [e.id for e in events] == ["v1", "v2", "v3", "v4", "v5"]
    assert [e.trigger.start for e in events] == sorted(e.trigger.start for e in events)


def test_nothing_in_nothing():
    assert find(Article(Report("t", ""), ()), Findings()).events == ()


def test_the_lexicon_says_each_word_once():
    keys = [(r["word"], r["pos"]) for r in rows("event_words")]
    assert len(keys) == len(set(keys))


@given(st.lists(st.tuples(st.text("aé—’1 x𝒳", min_size=1, max_size=6).map(str.strip).filter(bool),
                          st.sampled_from(["VERB", "NOUN", "PROPN", "ADJ", "X"]),
                          st.sampled_from(["ROOT", "prt", "dobj", "acomp"])), min_size=1, max_size=8))
def test_spans_hold_on_any_text(parts: list[tuple[str, str, str]]):
    tokens, text = [], ""
    for i, (word, pos, dep) in enumerate(parts):
        tokens.append(Token(i, len(text), len(text) + len(word), word, "attack", "VB", pos, dep, max(i - 1, 0)))
        text += word + " "
    block = sentence("x x NN NOUN ROOT 0")
    report = Article(Report("t", text), (type(block)(0, 0, tuple(tokens), text, 0),))
    record = Record(1, report.report, events=find(report, Findings()).events)
    assert record.check() == []
