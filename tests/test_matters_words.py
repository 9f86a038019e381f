"""Base forms, sentences, days: what comparing rests on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.matters.days import gap, number
from onrecord.matters.derive import derive
from onrecord.matters.mentions import reading
from onrecord.matters.passages import fingerprint, sentence_at, sentences
from onrecord.matters.stems import stem, terms
from onrecord.matters.vocabulary import is_light, is_telling, kin, near, rarity, state
from onrecord.model import Event, Figure, Record, Report, Span, Statement


@pytest.mark.parametrize(("word", "base"), [
    ("deployed", "deploy"), ("deployment", "deploy"), ("sent", "send"), ("Fought", "fight"), ("Norland's", "norland"),
    ("killings", "kill"),
])
def test_forms_of_one_word_have_one_stem(word, base):
    assert stem(word) == base


def test_empty_words_are_no_terms():
    assert terms("The envoy said that they had crossed the river") == ("envoy", "cross", "river")


@pytest.mark.parametrize(("text", "expected"), [
    ("One came. Two went.", ["One came.", "Two went."]),
    ("Mr. Vale met Gen. Ost. They spoke.", ["Mr. Vale met Gen. Ost.", "They spoke."]),
    ("He met J. Vale in the U.S. embassy.", ["He met J. Vale in the U.S. embassy."]),
    ('"We left." He wept.', ['"We left."', "He wept."]),
    ("A head\nA line.", ["A head", "A line."]),
    ("", []),
])
def test_sentences(text, expected):
    assert [text[a:b] for a, b in sentences(text)] == expected


@given(st.text(max_size=200))
def test_sentences_hold_every_word(text):
    found = sentences(text)
    assert all(0 <= a < b <= len(text) for a, b in found)
    inside = "".join(text[a:b] for a, b in found)
    assert [c for c in inside if c.isalnum()] == [c for c in text if c.isalnum()]
    assert all(sentence_at(found, a) == (a, b) for a, b in found)


def test_a_dateline_and_punctuation_make_no_other_sentence():
    plain = fingerprint("Norland has shipped soldiers abroad.")
    assert fingerprint("ARDEN (Vell Wire) - Norland has shipped soldiers, abroad") == plain
    assert fingerprint("Norland has not shipped soldiers abroad.") != plain
    assert fingerprint("It was over.") == ""


def test_windows():
    assert gap(("2031-01-01", "2031-01-05"), ("2031-01-04", None)) == 0
    assert gap(("2031-01-01", None), ("2031-01-11", "2031-01-12")) == 10
    assert gap((None, None), ("2031-01-11", None)) is None
    assert number("no day") is None


def test_classes_of_happenings():
    assert kin(stem("deployed")) & kin(stem("ships"))
    assert not kin(stem("deployed")) & kin(stem("explosion"))
    assert state(stem("killed")) == "killed"
    assert state(stem("moved")) == "moved"
    assert state(stem("sent")) == "present"
    assert is_telling(stem("denied")) and not is_telling(stem("killed"))
    assert is_light(stem("was")) and not is_light(stem("sent"))


def test_near_words_are_near_both_ways():
    assert near("buy").get("purchas", 0) > 0.6
    assert near("purchas") == {w: s for w, s in near("purchas").items() if near(w)["purchas"] == s}


def test_what_stands_everywhere_tells_nothing():
    assert rarity("zyqx") > rarity("earthquak") > rarity("year") > 0


@given(st.text(max_size=60), st.sampled_from([None, "2031-03-01", "soon", "0000-00-00"]))
def test_any_text_gives_a_reading(text, day):
    span = Span(0, len(text), text)
    made = Record(1, Report("r", text, published=day), statements=(Statement("s1", None, None, (span,)),),
                  events=(Event("v1", span),), figures=(Figure("f1", span, unit="man"),))
    found = reading(made)
    assert all(text[w.start : w.end] == w.text for m in found.mentions for w in m.words)
    assert derive([made]).readings.keys() == {"r"}
