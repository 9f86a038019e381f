import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from onrecord.language.boilerplate import furniture, is_boilerplate
from onrecord.language.paragraphs import paragraphs


@pytest.mark.parametrize(("expected", "paragraph"), cases("boilerplate"))
def test_paragraphs_of_the_page_and_of_the_report(expected, paragraph):
    assert is_boilerplate(paragraph) == (expected == "yes")


def test_boilerplate_is_left_out_and_offsets_hold():
    text = "Troops left Lima.\nSEE ALSO: What comes next\nThey went north."
    assert [text[p.start : p.end] for p in paragraphs(text)] == ["Troops left Lima.", "They went north."]


@pytest.mark.parametrize(("kept", "text"), [
    (["Shells hit the port."], "Date of publication 3 October 2031 Shells hit the port."),
    (["Shells hit the port."], "Published April 29, 2031 Shells hit the port."),
    (["Shells hit the port."], "Shells hit the port. Reporting by Ada Lund; Editing by Tom Rye and Lena Ortiz"),
    (["Shells hit", "the port."], "Shells hit Get short URL the port."),
    (["Shells hit the port."], "Shells hit the port. Privacy Policy Terms of Use Contact Us"),
    (["Shells hit the port."], "Shells hit the port. Related News King dissolves government Rain in Lima"),
    (["The report was published April 29 and follows us."], "The report was published April 29 and follows us."),
    (["Reporting by night is hard."], "Reporting by night is hard."),
    (["The privacy policy was signed."], "The privacy policy was signed."),
])  # fmt: skip
def test_what_stands_inside_a_paragraph_and_belongs_to_the_page_is_cut_out(kept, text):
    assert [text[p.start : p.end] for p in paragraphs(text)] == kept


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


@pytest.mark.parametrize("piece", ["Editing by A", "Reporting by A and ", "Privacy Policy | ", "Follow us on A", "A'"])
def test_no_pattern_of_furniture_backtracks_without_end(piece):
    begun = time.perf_counter()
    list(furniture(text := f"Editing by {piece * 4000}x", 0, len(text)))
    assert time.perf_counter() - begun < 2
