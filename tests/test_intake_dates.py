import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import cases

from onrecord.intake.dates import date_in_head, iso_date


@pytest.mark.parametrize(("head", "expected"), cases("intake_dates"))
def test_date_in_the_head_of_a_text(head, expected):
    assert date_in_head(head.replace("\\n", "\n")) == (None if expected == "-" else expected)


@pytest.mark.parametrize(("written", "expected"), cases("intake_metadata_dates"))
def test_date_of_metadata(written, expected):
    assert iso_date(written) == (None if expected == "-" else expected)


def test_only_the_head_is_looked_at():
    assert date_in_head("Talks began.\n" * 100 + "28 October 2024\n") is None


@given(st.text())
def test_any_text_has_a_date_or_none(text):
    for found in (iso_date(text), date_in_head(text)):
        assert found is None or found[4] == "-"
