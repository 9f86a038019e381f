"""Long paragraphs in parts; no model is loaded."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.paragraphs import Paragraph
from onrecord.language.stretches import LONGEST, stretches


def parts(text: str, longest: int) -> list[str]:
    return [text[p.start : p.end] for p in stretches(text, [Paragraph(0, len(text), heading=False)], longest)]


def test_a_long_paragraph_is_cut_between_sentences():
    found = parts("The road is open. The port is shut. He left.", 24)
    assert found == ["The road is open. ", "The port is shut. ", "He left."]


def test_without_a_sentence_end_it_is_cut_between_words_else_anywhere():
    assert parts("one two three four", 10) == ["one two ", "three four"]
    assert parts("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_other_paragraphs_stay_as_they_are():
    cut = [Paragraph(0, 9, heading=True), Paragraph(10, 10 + LONGEST, heading=False)]
    assert stretches("x" * 30_000, cut) == cut


@given(st.text(alphabet="a. \n!”", max_size=300), st.integers(2, 40))
def test_the_parts_make_up_the_paragraph(text, longest):
    found = parts(text, longest)
    assert "".join(found) == text
    assert all(len(part) <= longest for part in found)
