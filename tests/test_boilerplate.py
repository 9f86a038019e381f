import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from onrecord.language.boilerplate import is_boilerplate
from onrecord.language.paragraphs import paragraphs


@pytest.mark.parametrize(("expected", "paragraph"), cases("boilerplate"))
def test_paragraphs_of_the_page_and_of_the_report(expected, paragraph):
    assert is_boilerplate(paragraph) == (expected == "yes")


def test_boilerplate_is_left_out_and_offsets_hold():
    text = "Troops left Lima.\nSEE ALSO: What comes next\nThey went north."
    assert [text[p.start : p.end] for p in paragraphs(text)] == ["Troops left Lima.", "They went north."]


def test_the_only_paragraph_is_kept():
    assert len(paragraphs("John Doe contributed to this report.")) == 1


REPEATED = ["share on on ", "Reporting by A.A", "A (AP ", "Follow Ab ", "Photo by A,A/", "Ab/"]


@pytest.mark.parametrize("piece", REPEATED)
def test_no_pattern_backtracks_without_end(piece):
    begun = time.perf_counter()
    is_boilerplate((piece * 300)[:590])
    is_boilerplate(piece + (piece.split()[-1] * 300)[:500] + "!")
    assert time.perf_counter() - begun < 0.5


@given(st.text())
def test_any_text_is_judged(text):
    assert is_boilerplate(text) in (True, False)
