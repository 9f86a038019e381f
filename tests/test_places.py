"""Places: what is one, which one it is, and what must not be taken for one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.find.places import find
from onrecord.language.gazetteer import distance_km, prefixes, sites
from onrecord.language.text import Article, Sentence, Token
from onrecord.model import Findings, Record, Report
from tests.sentences import article
from tests.tables import cases


def conll(tagged: str) -> str:
    """word_TAG_ENTITY tokens as lines of the sentence helper, all hanging on the first."""
    lines, label = [], ""
    for i, token in enumerate(tagged.split()):
        word, tag, *entity = token.rsplit("_", token.count("_"))
        name = entity[0] if entity else ""
        mark = f" {'I' if name == label else 'B'}-{name}" if name else ""
        lines.append(f"{word} {word.lower()} {tag} X dep {0 if i == 0 else 1}{mark}")
        label = name
    return "\n".join(lines)


def found_in(*tagged: str) -> list[str]:
    places = find(article(*map(conll, tagged)), Findings()).places
    return [f"{p.span.text}={p.country or ''}:{p.feature}" for p in places]


@pytest.mark.parametrize("row", cases("places"), ids=lambda row: row[0] + ": " + row[1][:40])
def test_cases(row):
    _, tagged, *found = row
    assert found_in(tagged) == (found[0].split("; ") if found else [])


def test_a_government_is_no_place_when_it_speaks():
    said = """
    Moscow Moscow NNP PROPN nsubj 2 B-GPE
    said say VBD VERB ROOT 0
    little little JJ ADJ dobj 2
    """
    assert find(article(said), Findings()).places == ()


def test_a_town_named_alone_is_drawn_to_the_towns_of_the_report():
    places = find(article(conll("It_PRP burned_VBD in_IN Springfield_NNP_GPE ._."),
                          conll("Crews_NNS came_VBD from_IN Worcester_NNP_GPE ,_, Massachusetts_NNP_GPE ._.")),
                  Findings()).places
    assert distance_km(places[0].lat, places[0].lon, 42.1, -72.59) < 20


def test_one_sense_in_a_report():
    places = find(article(conll("A_DT mill_NN in_IN Cambridge_NNP_GPE ,_, Ontario_NNP_GPE ,_, closed_VBD ._."),
                          conll("Cambridge_NNP_GPE mourns_VBZ ._.")), Findings()).places
    assert [p.country for p in places] == ["CAN", "CAN", "CAN"]
    assert places[0].geonames == places[2].geonames


def test_a_place_says_how_precise_it_is_and_why():
    place = find(article(conll("They_PRP met_VBD in_IN Vladivostok_NNP_GPE ._.")), Findings()).places[0]
    assert (place.id, place.name, place.country, place.geonames) == ("p1", "Vladivostok", "RUS", 2013348)
    assert 2 <= place.radius_km <= 20
    assert place.why == "tagged place; only one"


def test_old_and_foreign_names_lead_to_the_usual_one():
    places = find(article(conll("From_IN Bombay_NNP_GPE to_IN Kiev_NNP_GPE ._.")), Findings()).places
    assert [p.name for p in places] == ["Mumbai", "Kyiv"]
    assert all(p.geonames for p in places)


def test_a_building_without_a_point_stands_where_its_town_does():
    places = find(article(conll("Guards_NNS stood_VBD at_IN Quorvex_NNP_ORG Prison_NNP_ORG in_IN Leeds_NNP_GPE ._.")),
                  Findings()).places
    assert distance_km(places[0].lat, places[0].lon, 53.8, -1.55) < 15
    assert places[0].radius_km >= 25
    assert "near Leeds" in places[0].why


@pytest.mark.parametrize(("name", "lat", "lon", "country", "feature"), [
    ("Kyiv", 50.45, 30.52, "UKR", "city"),
    ("Vladivostok", 43.1, 131.9, "RUS", "city"),
    ("Bulacan", 15.0, 121.0, "PHL", "region"),
    ("Bavaria", 49.0, 11.5, "DEU", "region"),
    ("Cook County", 41.8, -87.8, "USA", "district"),
    ("Gaza Strip", 31.4, 34.3, "PSE", "region"),
    ("Heathrow Airport", 51.47, -0.45, "GBR", "facility"),
    ("Kenya", 1.0, 38.0, "KEN", "country"),
])
def test_the_gazetteer_knows(name, lat, lon, country, feature):
    assert any(s.country == country and s.feature == feature and distance_km(s.lat, s.lon, lat, lon) < 60
               for s in sites(name))


def test_unknown_names_have_no_sites():
    assert sites("Quorvex") == ()
    assert sites("") == ()
    assert prefixes("quorvex and more") == []


def test_prefixes_run_from_short_to_long():
    assert prefixes("New York City hall")[-1] == "New York City"


def test_distance():
    assert distance_km(0, 0, 0, 180) == pytest.approx(20015, abs=1)
    assert distance_km(52.52, 13.4, 48.86, 2.35) == pytest.approx(878, abs=5)


WORDS = st.sampled_from(["Kyiv", "U.S.", "the", "of", "Paris", ",", "Texas", "’s", "NEW", "YORK", "İstanbul", "ﬀ",
                         "São", "district", "Hospital", "in", "(", "-", "Mr.", "\u200b", "42", "É"])
LABELS = st.sampled_from(["", "GPE", "ORG", "PERSON", "NORP", "FAC", "DATE"])
TAGS = st.sampled_from(["NNP", "NN", "IN", "JJ", "POS", "DT"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(WORDS, TAGS, LABELS, st.booleans()), min_size=1, max_size=25))
def test_spans_hold_on_any_tokens(parts):
    text, tokens = "", []
    for i, (word, tag, label, begins) in enumerate(parts):
        text += " " if text else ""
        tokens.append(Token(i, len(text), len(text) + len(word), word, word.lower(), tag, "X", "dep", 0, label, begins))
        text += word
    report = Report("t", text)
    places = find(Article(report, (Sentence(0, 0, tuple(tokens), text, 0),)), Findings()).places
    assert Record(1, report, places=places).check() == []
    starts = [p.span.start for p in places]
    assert starts == sorted(set(starts))
    assert [p.id for p in places] == [f"p{n}" for n in range(1, len(places) + 1)]


def test_an_empty_article_has_no_places():
    assert find(Article(Report("t", ""), ()), Findings()).places == ()
