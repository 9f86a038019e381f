"""How the gazetteer's index is built: spellings, names of regions, middles of districts."""

import pytest

from tools.gazetteer import Entry, is_latin, region_names, resembles, spellings, spread_km, towns_near


@pytest.mark.parametrize(("name", "other"), [
    ("São Paulo", "Sao Paulo"),
    ("Saint Lucia", "St. Lucia"),
    ("Al Minya", "al-Minya"),
    ("Nuku‘alofa", "Nuku'alofa"),
    ("Fort Worth", "Ft. Worth"),
])
def test_a_name_has_the_spellings_of_reports(name, other):
    assert {name, other} <= spellings(name)


def test_a_plain_name_has_one_spelling():
    assert spellings("Leeds") == {"Leeds"}


def test_english_names_come_first_and_nicknames_are_dropped():
    row = {"name": "Sachsen", "localOtherName": "Sakska (hsb), Saxony (eng), Engine of the East (eng)"}
    assert region_names(row) == ["Saxony", "Sachsen"]


def test_the_kind_of_region_is_taken_off():
    row = {"name": "Kurskaja oblast'", "localOtherName": "Kursk (eng)"}
    assert region_names(row)[0] == "Kursk"
    assert "Kurskaja" in region_names(row)


def test_resemblance():
    assert resembles("Bavaria", "Bayern")
    assert not resembles("Granite City", "Aberdeen")


def test_latin_letters():
    assert is_latin("Łódź-2")
    assert not is_latin("Київ")


def test_towns_go_to_the_nearest_point():
    north, south = (Entry((name,), lat, 10.0, "XX", 5, "city") for name, lat in (("North", 20.0), ("South", 1.0)))
    assert towns_near([(0.0, 10.0), (19.0, 10.0)], [north, south]) == [[south], [north]]


def test_spread():
    assert spread_km(0.0, 0.0, []) == 0
    assert spread_km(0.0, 0.0, [(0.0, 1.0), (0.0, -1.0)]) == 111
