"""Countries by name, demonym and seat of government; bodies by their names."""

import pytest

from onrecord.language import countries


@pytest.mark.parametrize(("word", "code"), [
    ("U.S.", "USA"), ("US", "USA"), ("Britain", "GBR"), ("the DPRK", "PRK"), ("North Korea", "PRK"),
    ("NORTH KOREA", "PRK"), ("Turkey's", "TUR"), ("Türkiye", "TUR"), ("Kosovo", "XKX"), ("the USSR", "SUN"),
    ("Côte d’Ivoire", "CIV"), ("The Netherlands", "NLD"), ("Congo", "COD"), ("Congo-Brazzaville", "COG"),
    ("us", None), ("turkey", None), ("chad", None), ("Russian", None), ("Springfield", None),
    ("", None), ("the", None),
])
def test_by_name(word, code):
    assert countries.by_name(word) == code


@pytest.mark.parametrize(("word", "code"), [
    ("Turkish", "TUR"), ("Russians", "RUS"), ("South Korean", "KOR"), ("North Koreans", "PRK"),
    ("Poles", "POL"), ("FRENCH", "FRA"), ("Palestinian", "PSE"), ("Soviet", "SUN"), ("polish", None),
    ("swede", None), ("Turkey", None),
])
def test_by_demonym(word, code):
    assert countries.by_demonym(word) == code


@pytest.mark.parametrize(("word", "code"), [
    ("Moscow", "RUS"), ("the Kremlin", "RUS"), ("Kyiv", "UKR"), ("Kiev", "UKR"), ("the White House", "USA"),
    ("10 Downing Street", "GBR"), ("Beijing", "CHN"), ("Springfield", None), ("Russia", None),
])
def test_by_seat(word, code):
    assert countries.by_seat(word) == code


@pytest.mark.parametrize(("word", "code"), [
    ("U.N.", "IGOUNO"), ("NATO", "IGOWSTNAT"), ("the EU", "IGOEUREEC"), ("who", None), ("Russia", None),
])
def test_body(word, code):
    assert countries.body(word) == code


def test_every_country_has_a_point_and_a_radius():
    for country in countries.countries().values():
        assert -90 <= country.lat <= 90
        assert -180 <= country.lon <= 180
        assert country.radius_km >= 1
        assert countries.by_name(country.name) == country.code


def test_codes_of_two_letters_lead_back():
    assert countries.by_iso2("UA") == "UKR"
    assert countries.by_iso2("CS") == "CSK"
    assert countries.by_iso2("ZZ") is None


def test_point_and_name():
    assert countries.point_of("RUS") == (60.0, 100.0)
    assert countries.name_of("PRK") == "North Korea"
    with pytest.raises(KeyError):
        countries.name_of("ZZZ")
