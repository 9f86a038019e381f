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


def of(block: str) -> str | None:
    """What the last figure of a sentence is of."""
    named = figures(block)[-1].of
    return named.text if named else None


def test_the_subject_is_found_where_the_parser_hung_the_number_elsewhere() -> None:
    assert of("""
        It it PRP PRON nsubj 2
        was be VBD AUX ROOT 0
        noted note VBN VERB acomp 2
        life life NN NOUN compound 5
        expectancy expectancy NN NOUN nsubj 8
        in in IN ADP prep 5
        Arden Arden NNP PROPN pobj 6
        is be VBZ AUX ccomp 3
        around around IN ADV advmod 10
        71 71 CD NUM punct 2
    """) == "life expectancy in Arden"


def test_the_subject_is_found_where_the_verb_has_none() -> None:
    assert of("""
        Rain rain NN NOUN nsubj 2
        stopped stop VBD VERB ROOT 0
        and and CC CCONJ cc 2
        the the DT DET det 5
        height height NN NOUN dep 2
        of of IN ADP prep 5
        waves wave NNS NOUN pobj 6
        reached reach VBD VERB conj 2
        5 5 CD NUM nummod 10 B-QUANTITY
        metres metre NNS NOUN dobj 8
    """) == "height of waves"


COST = """
    Rovik Rovik NNP PROPN nsubj 2
    said say VBD VERB ROOT 0
    it it PRP PRON nsubj 4
    cost cost VBD VERB ccomp 2
    visitors visitor NNS NOUN dobj 4
    $ $ $ SYM nmod 7
    ~9 9 CD NUM dobj 4
"""


def test_it_stands_for_nothing_where_it_costs_somebody() -> None:
    assert of(COST) is None
    assert of(COST.replace("visitors visitor NNS NOUN dobj", "altogether altogether RB ADV advmod")) == "Rovik"


SAW = """
    Exports export NNS NOUN nsubj 2
    saw see VBD VERB ROOT 0
    a a DT DET det 6
    4 4 CD NUM nummod 5 B-PERCENT
    ~% % NN NOUN compound 6 I-PERCENT
    drop drop NN NOUN dobj 2
"""


def test_what_undergoes_a_change_is_what_the_figure_is_of() -> None:
    assert of(SAW) == "Exports"
    assert of(SAW.replace("saw see", "needed need")) == "drop"
    assert of(SAW + "in in IN ADP prep 6\nwages wage NNS NOUN pobj 7") == "drop in wages"


def test_a_noun_stands_before_the_word_that_bounds_its_measure() -> None:
    assert of("""
        Arden Arden NNP PROPN nsubj 2 B-GPE
        builds build VBZ VERB ROOT 0
        new new JJ ADJ amod 4
        turbines turbine NNS NOUN dobj 2
        over over IN ADP prep 4
        30 30 CD NUM nummod 7 B-QUANTITY
        metres metre NNS NOUN pobj 5
    """) == "new turbines"


def test_the_name_before_a_measure_is_what_it_is_of() -> None:
    block = """
        Halden Halden NNP PROPN compound 2
        Rover Rover NNP PROPN nmod 4
        18 18 CD NUM nummod 4
        inch inch NN NOUN nsubj 5
        costs cost VBZ VERB ROOT 0
        $ $ $ SYM nmod 7
        ~700 700 CD NUM dobj 5
    """
    assert [f.of.text if f.of else None for f in figures(block)] == ["Halden Rover", "Halden Rover"]


def test_nothing_coordinated_is_drawn_into_a_noun_with_its_own_number() -> None:
    assert of("""
        They they PRP PRON nsubj 2
        pay pay VBP VERB ROOT 0
        a a DT DET det 6
        2 2 CD NUM nummod 5 B-PERCENT
        ~% % NN NOUN compound 6 I-PERCENT
        fee fee NN NOUN dobj 2
        and and CC CCONJ cc 6
        a a DT DET det 9
        deposit deposit NN NOUN conj 6
    """) == "fee"


def test_what_there_is_is_of_the_place_that_holds_it() -> None:
    there = """
        There there EX PRON expl 2
        are be VBP AUX ROOT 0
        300 300 CD NUM nummod 4 B-CARDINAL
        pupils pupil NNS NOUN attr 2
    """
    assert of(there) is None
    assert of(there + "at at IN ADP prep 4\nHalden Halden NNP PROPN compound 7\nSchool School NNP PROPN pobj 5") == (
        "Halden School"
    )
    assert of(there + "on on IN ADP prep 2\nFriday Friday NNP PROPN pobj 5 B-DATE") is None


def test_one_or_two_more_are_of_nothing() -> None:
    (figure,) = figures("""
        They they PRP PRON nsubj 2
        need need VBP VERB ROOT 0
        a a DT DET det 4
        ship ship NN NOUN dobj 2
        or or CC CCONJ cc 6
        two two CD NUM nummod 4 B-CARDINAL
    """)
    assert (figure.value, figure.of) == (2, None)


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


def test_known_persons_count_beside_counted_ones_unless_they_were_counted() -> None:
    known = PAIR.replace("a a DT DET det 4", "the the DT DET det 4")
    total = ("the commander and two fighters", 3)
    assert [(f.span.text, f.value) for f in figures(known)] == [total, ("two fighters", 2)]
    found = find(article(CAPTURE, known), Findings()).figures
    assert [(f.span.text, f.value) for f in found] == [("a commander", 1), ("two fighters", 2)]


def test_two_roles_of_one_person_are_one() -> None:
    both = CAPTURE + "and and CC CCONJ cc 4\ntrader trader NN NOUN conj 4"
    assert [f.span.text for f in figures(both)] == ["a commander"]


RESUMED = """
    Guards guard NNS NOUN nsubj 2
    killed kill VBD VERB ROOT 0
    the the DT DET det 4
    rebels rebel NNS NOUN dobj 2
"""


def test_persons_named_again_are_as_many_as_before() -> None:
    several = """
        Several several JJ ADJ amod 2
        rebels rebel NNS NOUN nsubj 3
        fired fire VBD VERB ROOT 0
    """
    (figure,) = find(article(several, RESUMED), Findings()).figures
    assert (figure.span.text, figure.low, figure.bound, figure.unit) == ("the rebels", 3, "vague", "rebel")
    assert figures(RESUMED) == ()
    assert find(article(several.replace("rebel", "guard"), RESUMED), Findings()).figures == ()


def test_others_are_two_at_least() -> None:
    (figure,) = figures(RESUMED.replace("the the DT DET det", "other other JJ ADJ amod"))
    assert (figure.span.text, figure.low) == ("other rebels", 2)


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
