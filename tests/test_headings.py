"""Headings in title case: what becomes small, what stays a name; the parser only in the last test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.headings import is_titled, sentence_case
from onrecord.language.paragraphs import paragraphs
from onrecord.language.parse import parse

BODY = (
    "\n\nA judge in Port Arden released two miners on Monday. The miners had been held since a strike, said Lena Will, "
    "who works for the White House. Lena Will denied it. The house will be searched."
)


def shown(heading: str) -> str:
    """A heading as the parser sees it above the body."""
    text = heading + BODY
    return sentence_case(text, paragraphs(text))[: len(heading)]


@pytest.mark.parametrize(
    ("heading", "small"),
    [
        ("Judge Releases Two Miners After Strike", "Judge releases two miners after strike"),
        ("Miners Held at White House Strike", "Miners held at White House strike"),
        ("Judge Searched the House of Lena Will", "Judge searched the house of Lena Will"),
        ("Zorn Attacks Port Arden Miners", "Zorn attacks Port Arden miners"),
        ("Two Miners Attack Quux in Strike", "Two miners attack Quux in strike"),
        ("Judge releases two miners in Port Arden", "Judge releases two miners in Port Arden"),
        ("JUDGE RELEASES TWO MINERS AFTER STRIKE", "JUDGE RELEASES TWO MINERS AFTER STRIKE"),
        ("Port Arden Morning Strike Update March 8, 2031", "Port Arden Morning Strike Update March 8, 2031"),
    ],
)
def test_common_words_become_small_and_names_stay(heading: str, small: str):
    assert shown(heading) == small


def test_the_body_is_left_as_it_is():
    text = "Judge Releases Two Miners After Strike" + BODY
    assert sentence_case(text, paragraphs(text)).endswith(BODY)


@pytest.mark.parametrize(
    ("heading", "titled"),
    [("Fire Kills Three Miners", True), ("Fire kills three miners", False), ("Fire Kills", False), ("", False)],
)
def test_what_is_title_case(heading: str, titled: bool):
    assert is_titled(heading) is titled


@given(st.text("Ab é𝒳İ.\n", max_size=60), st.text("Abcd Efg", max_size=40))
def test_offsets_hold_on_any_text(body: str, heading: str):
    text = f"{heading}\n\n{body}"
    small = sentence_case(text, paragraphs(text))
    assert len(small) == len(text) and small.lower() == text.lower()


def test_the_parser_reads_the_verb_of_a_heading_in_title_case():
    text = "Judge Releases Two Miners After Strike" + BODY
    heading, *_ = parse(text, paragraphs(text))
    assert [(t.text, t.lemma) for t in heading.tokens if t.pos == "VERB"] == [("Releases", "release")]
