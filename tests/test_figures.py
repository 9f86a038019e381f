import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.figures import find
from onrecord.find.figures.assemble import in_sentence
from onrecord.language.text import Article, Sentence, Token
from onrecord.model import Figure, Findings, Record, Report
from tests.sentences import article
from tests.tables import cases


def untagged(text: str) -> Sentence:
    """A sentence of bare tokens, each its own head: what the rules see where nothing was parsed."""
    found = re.finditer(r"\d+(?:[.,]\d+)*|[^\W\d]+|[^\w\s]", text)
    tokens = [Token(i, m.start(), m.end(), m.group(), m.group().lower(), head=i) for i, m in enumerate(found)]
    return Sentence(0, 0, tuple(tokens), text, 0)


def written(figure: Figure) -> str:
    """A figure as tests/cases/figures.tsv writes it."""
    if figure.bound == "vague":
        value = f"{figure.low}.."
    else:
        value = f"{figure.low}..{figure.high}" if figure.value is None else str(figure.value)
    bound = "=" if figure.bound == "exact" else figure.bound
    return " ".join([value, figure.unit or "-", bound, *([figure.change] if figure.change else [])])


def figures(block: str) -> tuple[Figure, ...]:
    return find(article(block), Findings()).figures


@pytest.mark.parametrize(("text", "wanted"), cases("figures"))
def test_reads_numbers_units_and_bounds(text: str, wanted: str) -> None:
    found = in_sentence(untagged(text), (), {})
    assert (" ; ".join(written(f) for f in found) or "none") == wanted


def test_counts_a_noun_with_its_modifiers_but_not_its_nationality() -> None:
    (figure,) = figures("""
        More more JJR ADJ amod 3
        than than IN ADP quantmod 3
        8,000 8,000 CD NUM nummod 5 B-CARDINAL
        Ardenian ardenian JJ ADJ amod 5 B-NORP
        troops troop NNS NOUN nsubj 6
        fled flee VBD VERB ROOT 0
    """)
    assert (figure.span.text, figure.value, figure.low, figure.bound) == (
        "More than 8,000 Ardenian troops", 8000, 8000, "more_than"
    )
    assert figure.unit == "troop"


def test_a_container_is_counted_with_what_it_holds() -> None:
    (figure,) = figures("""
        They they PRP PRON nsubj 2
        sent send VBD VERB ROOT 0
        millions million NNS NOUN dobj 2 B-CARDINAL
        of of IN ADP prep 3
        rounds round NNS NOUN pobj 4
        of of IN ADP prep 5
        ammunition ammunition NN NOUN pobj 6
    """)
    assert (figure.unit, figure.value, figure.low, figure.bound) == ("round of ammunition", None, 1_000_000, "vague")
    assert figure.span.text == "millions of rounds of ammunition"


BY_AND_TO = """
    The the DT DET det 2
    garrison garrison NN NOUN nsubj 3
    grew grow VBD VERB ROOT 0
    by by IN ADP prep 3
    300 300 CD NUM nummod 6 B-CARDINAL
    men man NNS NOUN pobj 4
    to to IN ADP prep 3
    1,100 1,100 CD NUM pobj 7 B-CARDINAL
"""


def test_tells_an_amount_from_the_level_it_leads_to() -> None:
    by, to = figures(BY_AND_TO)
    assert (by.span.text, by.value, by.unit, by.change) == ("by 300 men", 300, "man", "by")
    assert (to.span.text, to.value, to.change) == ("to 1,100", 1100, "to")
    assert by.of is not None and by.of.text == "garrison"


def test_tells_the_direction_of_a_change_and_what_changes() -> None:
    (figure,) = figures("""
        Wheat wheat NN NOUN compound 2
        exports export NNS NOUN nsubj 3
        fell fall VBD VERB ROOT 0
        sharply sharply RB ADV advmod 3
        by by IN ADP prep 3
        12 12 CD NUM nummod 7 B-PERCENT
        ~% % NN NOUN pobj 5 I-PERCENT
    """)
    assert (figure.value, figure.unit, figure.change) == (12, "percentage", "down")
    assert figure.of is not None and figure.of.text == "Wheat exports"


def test_who_loses_men_does_not_change_by_them() -> None:
    (figure,) = figures("""
        They they PRP PRON nsubj 2
        lost lose VBD VERB ROOT 0
        40 40 CD NUM nummod 4 B-CARDINAL
        men man NNS NOUN dobj 2
    """)
    assert (figure.value, figure.unit, figure.change) == (40, "man", None)


def test_a_sum_is_of_what_it_pays_for() -> None:
    (figure,) = figures("""
        Arden Arden NNP PROPN nsubj 2 B-GPE
        paid pay VBD VERB ROOT 0
        a a DT DET det 4
        fine fine NN NOUN dobj 2
        of of IN ADP prep 4
        $ $ $ SYM quantmod 8 B-MONEY
        ~3 3 CD NUM compound 8 I-MONEY
        million million CD NUM pobj 5 I-MONEY
    """)
    assert (figure.value, figure.unit) == (3_000_000, "dollar")
    assert figure.of is not None and figure.of.text == "fine"


def test_an_age_is_a_figure() -> None:
    (figure,) = figures("""
        Ito Ito NNP PROPN nsubj 5 B-PERSON
        ~, , , PUNCT punct 1
        41 41 CD NUM appos 1
        ~, , , PUNCT punct 1
        left leave VBD VERB ROOT 0
    """)
    assert (figure.value, figure.unit) == (41, "year of age")


def test_a_number_in_a_name_is_none() -> None:
    assert figures("""
        The the DT DET det 2
        Halden Halden NNP PROPN compound 4 B-PRODUCT
        90 90 CD NUM nummod 4 I-PRODUCT
        Pro Pro NNP PROPN nsubj 5 I-PRODUCT
        sells sell VBZ VERB ROOT 0
    """) == ()


CAPTURE = """
    Guards guard NNS NOUN nsubj 2
    captured capture VBD VERB ROOT 0
    a a DT DET det 4
    commander commander NN NOUN dobj 2
"""
PAIR = CAPTURE + """
    and and CC CCONJ cc 4
    two two CD NUM nummod 7 B-CARDINAL
    fighters fighter NNS NOUN conj 4
"""


def test_an_article_counts_a_person_who_was_captured() -> None:
    (figure,) = figures(CAPTURE)
    assert (figure.span.text, figure.value, figure.unit, figure.why) == ("a commander", 1, "commander", "one person")


def test_an_article_counts_nobody_else() -> None:
    assert figures(CAPTURE.replace("captured capture", "met meet")) == ()
    assert figures(CAPTURE.replace("commander", "hill")) == ()


def test_a_list_of_persons_has_a_sum() -> None:
    total, two = figures(PAIR)
    assert (total.span.text, total.value, total.unit) == ("a commander and two fighters", 3, "person")
    assert (two.span.text, two.value, two.unit) == ("two fighters", 2, "fighter")


def test_several_persons_are_three_at_least() -> None:
    (figure,) = figures("""
        Several several JJ ADJ amod 3
        suspected suspect VBN VERB amod 3
        rebels rebel NNS NOUN nsubjpass 5
        were be VBD AUX auxpass 5
        killed kill VBN VERB ROOT 0
    """)
    assert (figure.value, figure.low, figure.bound, figure.unit) == (None, 3, "vague", "rebel")


KNOWN = """
    They they PRP PRON nsubj 2
    killed kill VBD VERB ROOT 0
    him he PRP PRON dobj 2
"""


def test_a_known_person_counts_where_no_number_was_told_before() -> None:
    assert [f.span.text for f in figures(KNOWN)] == ["him"]
    one = KNOWN.replace("him he PRP PRON dobj 2", "a a DT DET det 4\nrebel rebel NN NOUN dobj 2")
    found = find(article(one, KNOWN), Findings()).figures
    assert [f.span.text for f in found] == ["a rebel"]


def test_ids_go_by_the_text() -> None:
    assert [f.id for f in figures(PAIR)] == ["f1", "f2"]


WORDS = st.sampled_from([
    "about", "1,200", "$", "3m", "%", "to", "from", "between", "and", "half", "a", "million", "dozens", "of", "-", "(",
    "killed", "him", "one", "km", "½", "rose", "by", "up", ".", "1.5", "2/3", "x10^9", "per", "twenty", "six", "\u2028",
])


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)))
def test_spans_hold_whatever_the_text(text: str) -> None:
    line = untagged(text)
    if not line.tokens:
        return
    found = find(Article(Report("t", text), (line,)), Findings()).figures
    record = Record(1, Report("t", text), figures=found)
    assert record.check() == []
    assert Record.from_json(record.to_json()) == record


@pytest.mark.parametrize("unit", ["1 ", "one ", "$5 to ", "of millions ", "killed him and ", "7/", "1,", "A-1-", "a@"])
def test_a_long_line_takes_no_longer_than_many_short_ones(unit: str) -> None:
    line = untagged(unit * 5_000)
    began = process_time()
    in_sentence(line, (), {})
    assert process_time() - began < 5
