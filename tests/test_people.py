"""People and entities: the table of cases, what joins and what stays apart, and what must hold of any text.

No model is loaded: the sentences are annotated by hand.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import article
from tables import cases

from onrecord.find.mentions import Mentions
from onrecord.find.people import find
from onrecord.language.actors import actor, first_name_gender, leader
from onrecord.language.lexicon import rows
from onrecord.language.text import Article, Sentence, Token
from onrecord.model import Entity, Findings, Place, Record, Report, Span

TAGS = ("NNP", "NNPS", "NN", "NNS", "PRP", "PRP$", "VBD", "DT", "IN", "CC", "JJ", "POS", ",", ":", "WP")
POS = ("PROPN", "NOUN", "PRON", "VERB", "DET", "ADP", "ADJ", "PUNCT", "NUM", "PART")
DEPS = ("nsubj", "compound", "amod", "poss", "appos", "conj", "pobj", "prep", "relcl", "attr", "ROOT", "det", "nmod")
ENTS = ("", "PERSON", "ORG", "GPE", "NORP", "DATE")
WORDS = ("Mr.", "Ana", "the", "Chad", "'s", "NATO", "officials", "she", "who", "-", "of", "said", "CHIEF", "İ", "al")


def annotated(cell: str) -> Article:
    """The article of a cell of the table."""
    return article(*(part.replace(" ", "\n").replace("|", " ") for part in cell.split(" // ")))


def entities(cell: str) -> tuple[Entity, ...]:
    return find(annotated(cell), Findings()).entities


def meant(cell: str, words: str) -> Entity | None:
    """The entity that the words mean where they stand last."""
    report = annotated(cell).report
    found = entities(cell)
    start = report.text.rindex(words)
    key = next((e.id for e in found for m in e.mentions if m.start == start and m.text == words), None)
    return next((e for e in found if e.id == key), None)


@pytest.mark.parametrize(
    ("words", "name", "kind", "country", "sector", "annotation"), cases("people"),
    ids=[f"{row[0]}-{n}" for n, row in enumerate(cases("people"))],
)
def test_case(words: str, name: str, kind: str, country: str, sector: str, annotation: str):
    entity = meant(annotation, words)
    if name == "-":
        assert entity is None
    else:
        assert entity is not None
        assert (entity.name, entity.kind, entity.country or "-", entity.sector or "-") == (name, kind, country, sector)


RUIZ = (
    "Navy|Navy|NNP|PROPN|compound|2|B-ORG spokeswoman|spokeswoman|NN|NOUN|compound|4 "
    "Ana|Ana|NNP|PROPN|compound|4|B-PERSON Ruiz|Ruiz|NNP|PROPN|nsubj|5|I-PERSON "
    "left|leave|VBD|VERB|ROOT|0 ~.|.|.|PUNCT|punct|5"
)
SOURCE = "A|a|DT|DET|det|2 source|source|NN|NOUN|nsubj|3 spoke|speak|VBD|VERB|ROOT|0 ~.|.|.|PUNCT|punct|3"


def test_roles_are_the_words_before_the_name():
    assert [e.roles for e in entities(RUIZ) if e.name == "Ana Ruiz"] == [("Navy spokeswoman",)]


def test_a_source_without_a_name_is_another_one_each_time():
    assert [e.name for e in entities(f"{SOURCE} // {SOURCE}")] == ["source", "source"]


def test_the_same_person_is_one_entity():
    assert [e.name for e in entities(f"{RUIZ} // {RUIZ}") if e.kind == "person"] == ["Ana Ruiz"]


def test_codes_are_country_and_sector_or_the_body_s_own():
    words = {"Pentagon": "USAMIL", "Kremlin": "RUSGOV", "NATO": "IGOWSTNAT", "Islamic State": "---UAF"}
    known = {name: actor(name) for name in words}
    assert {name: found and found.code for name, found in known.items()} == words


def test_a_place_lends_its_country():
    rebels = "Rebels|rebel|NNS|NOUN|nsubj|4 in|in|IN|ADP|prep|1 Tarn|Tarn|NNP|PROPN|pobj|2|B-GPE"
    cell = f"{rebels} left|leave|VBD|VERB|ROOT|0"
    place = Place("p1", Span(10, 14, "Tarn"), "Tarn", country="FRA")
    found = find(annotated(cell), Findings(places=(place,))).entities
    assert {(e.name, e.country, e.code) for e in found} == {("Rebels in Tarn", "FRA", "FRAREB"), ("Tarn", "FRA", None)}


def test_the_finding_keeps_what_others_found():
    place = Place("p1", Span(0, 1, "A"), "A")
    assert find(annotated(SOURCE), Findings(places=(place,))).places == (place,)


def test_first_names_and_leaders():
    assert (first_name_gender("Maria"), first_name_gender("Boris"), first_name_gender("Zzz")) == ("f", "m", None)
    assert leader(("macron",)) == leader(("emmanuel", "macron"))
    assert leader(("john", "macron")) is None


@st.composite
def sentences(draw: st.DrawFn) -> Article:
    """Articles of one sentence with any tags and any tree."""
    n = draw(st.integers(1, 12))
    tokens, at = [], 0
    for i in range(n):
        word = draw(st.sampled_from(WORDS))
        tokens.append(Token(i, at, at + len(word), word, word.lower(), draw(st.sampled_from(TAGS)),
                            draw(st.sampled_from(POS)), draw(st.sampled_from(DEPS)), draw(st.integers(0, n - 1)),
                            draw(st.sampled_from(ENTS)), draw(st.booleans())))
        at += len(word) + draw(st.integers(0, 1))
    text = ""
    for token in tokens:
        text = text.ljust(token.start) + token.text
    return Article(Report("t", text), (Sentence(0, 0, tuple(tokens), text, 0),))


@given(sentences())
def test_any_tree_is_read_and_every_span_holds(report: Article):
    found = find(report, Findings()).entities
    record = Record(1, report.report, found)
    assert record.check() == []
    assert all(e.name and e.mentions for e in found)
    index = Mentions(found)
    assert all(index.at(m.start, m.end) for e in found for m in e.mentions)
    assert find(report, Findings()).entities == found


LEXICONS = ("names", "titles", "roles", "groups", "sectors", "organizations", "leaders")


@pytest.mark.parametrize("name", LEXICONS)
def test_each_entry_of_a_lexicon_stands_once(name: str):
    entries = [next(iter(row.values())) for row in rows(name)]
    assert len(entries) == len(set(entries)) > 0
    assert all(None not in row and None not in row.values() for row in rows(name)), "a row has too few or many cells"


def test_an_empty_report():
    assert find(Article(Report("t", ""), ()), Findings()).entities == ()
