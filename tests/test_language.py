"""The language room without its model: paragraphs, quotations, the rule engine, lexicons, sentences by hand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import sentence

from onrecord.language.lexicon import rows, table, words
from onrecord.language.paragraphs import paragraphs
from onrecord.language.quotes import quotations
from onrecord.language.rules import Rule, search
from onrecord.language.text import Article
from onrecord.model import Report

TEXTS = st.text(st.sampled_from('ab Z.,“”"\n\r\t\u2028\u200f’—é🙂'), max_size=200) | st.text(max_size=200)


def cut(text: str) -> list[str]:
    return [text[p.start : p.end] for p in paragraphs(text)]


@given(TEXTS)
def test_paragraphs_stand_in_order_without_overlap_or_blank_ends(text):
    here = 0
    for part in paragraphs(text):
        assert here <= part.start < part.end <= len(text)
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        here = part.end


@given(st.lists(st.sampled_from(["The envoy left for Arden on Monday.", "Nobody was hurt.", "“We wait,” he said."])))
def test_paragraphs_lose_nothing_of_plain_prose(given_as):
    assert cut("\n\n".join(given_as)) == given_as


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Talks fail in Arden\n\nThe envoys left.", [True, False]),
        ("The envoys left.\nThey will be back.", [False, False]),
        ("Talks fail", [False]),
        ("- a point of the list\nThe envoys left.", [False, False]),
        ("They will meet,\nthe envoy said.", [False, False]),
    ],
)
def test_headings(text, headings):
    assert [p.heading for p in paragraphs(text)] == headings


def test_text_broken_at_a_margin_is_joined():
    line = "The envoys of both countries met again in the harbour town of"
    text = "\n".join([line] * 5 + ["Arden."]) + "\n\n" + "\n".join([line] * 3 + ["Arden."])
    assert len(paragraphs(text)) == 2


@given(TEXTS)
def test_quotations_stand_inside_their_paragraphs_and_hold(text):
    blocks = [(p.start, p.end) for p in paragraphs(text)]
    here = 0
    for span in quotations(text, blocks):
        assert text[span.start : span.end] == span.text
        assert here <= span.start < span.end
        assert any(start <= span.start and span.end <= end for start, end in blocks)
        here = span.end


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We wait,” he said. “Then we go.”", ["“We wait,”", "“Then we go.”"]),
        ('"We wait," he said. "Then we go."', ['"We wait,"', '"Then we go."']),
        ("“We wait. He said nothing more", ["“We wait. He said nothing more"]),
        ("It’s the envoys’ own word", []),
        ("``We wait,'' he said", ["``We wait,''"]),
        ("The ” alone opens nothing", []),
    ],
)
def test_quotations(text, quoted):
    assert [q.text for q in quotations(text, [(0, len(text))])] == quoted


def test_a_quotation_ends_with_its_paragraph():
    text = "“We wait.\n\n“Then we go,” he said."
    blocks = [(p.start, p.end) for p in paragraphs(text)]
    assert [q.text for q in quotations(text, blocks)] == ["“We wait.", "“Then we go,”"]


RULES = (
    Rule("number", re.compile(r"\d+"), lambda m: int(m[0])),
    Rule("thousands", re.compile(r"\d+ thousand"), lambda m: 1000 * int(m[0].split()[0])),
    Rule("year", re.compile(r"20\d\d"), lambda m: -int(m[0])),
    Rule("never", re.compile(r"\d+ apples"), lambda m: None),
    Rule("empty", re.compile(r"x*"), lambda m: 0),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 thousand men", [("thousands", 12_000)]),
        ("12 men and 3 dogs", [("number", 12), ("number", 3)]),
        ("in 2024", [("number", 2024)]),
        ("5 apples", [("number", 5)]),
        ("", []),
        ("xx", [("empty", 0)]),
    ],
)
def test_the_longest_match_wins_then_the_first_rule(text, found):
    assert [(hit.rule, hit.value) for hit in search(RULES, text)] == found


@given(st.text(st.sampled_from("0123 thousandaples2"), max_size=80))
def test_hits_stand_in_order_and_never_overlap(text):
    here = 0
    for hit in search(RULES, text):
        assert here <= hit.start < hit.end <= len(text)
        here = hit.end


def test_every_lexicon_is_a_sound_table():
    from importlib.resources import files

    for path in sorted((files("onrecord.language") / "lexicons").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".tsv"):
            found = rows(path.name.removesuffix(".tsv"))
            assert found, f"{path.name} is empty"
            columns = found[0].keys()
            assert all(row.keys() == columns and None not in row.values() for row in found), path.name


def test_lookups(monkeypatch):
    from onrecord.language import lexicon

    rows_by_hand = ({"word": "a", "kind": "x"}, {"word": "b", "kind": "y"}, {"word": "a", "kind": "z"})
    monkeypatch.setattr(lexicon, "rows", lambda name: rows_by_hand)
    assert table.__wrapped__("t", "word", "kind") == {"a": "x", "b": "y"}
    assert words.__wrapped__("t", kind="y") == {"b"}


LINES = """
Envoys  envoy  NNS NOUN nsubj 2
said    say    VBD VERB ROOT  0
they    they   PRP PRON nsubj 4
left    leave  VBD VERB ccomp 2
~.      .      .   PUNCT punct 2
"""


def test_a_sentence_knows_its_tree():
    said = sentence(LINES, start=10)
    envoys, root, they, left, stop = said.tokens
    assert (said.text, said.start, said.end) == ("Envoys said they left.", 10, 32)
    assert said.root is root
    assert said.children(root) == [envoys, left, stop]
    assert said.child(root, "ccomp") is left
    assert said.child(root, "obj") is None
    assert said.head(they) is left and said.head(root) is None
    assert list(said.ancestors(they)) == [left, root]
    assert said.subtree(left) == [they, left]
    assert said.phrase(left).text == "they left"
    assert said.at(17, 18) == [root]


def test_an_article_finds_the_sentence_of_an_offset():
    first, second = sentence(LINES), sentence(LINES, start=23, index=1)
    article = Article(Report("x", f"{first.text} {second.text}"), (first, second))
    assert article.sentence_at(0) is first
    assert article.sentence_at(21) is first
    assert article.sentence_at(22) is None, "the blank between them"
    assert article.sentence_at(23) is second
    assert article.sentence_at(1000) is None
    assert article.span(7, 11).text == "said"
