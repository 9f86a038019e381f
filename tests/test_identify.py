import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.identify import language_of

GERMAN = "Die Regierung in Wien hat am Montag erklärt, dass die Gespräche über den Abzug der Truppen weitergehen. " * 2
SPANISH = "El ministro dijo el lunes que las tropas saldrán del puerto antes de fin de mes, según el gobierno. " * 2
SWAHILI = "Waziri alisema siku ya Jumatatu kwamba wanajeshi wataondoka bandarini kabla ya mwisho wa mwezi huu. " * 2


@pytest.mark.parametrize(("text", "expected"), [(GERMAN, "de"), (SPANISH, "es"), (SWAHILI, "sw")])
def test_other_languages_are_named(text, expected):
    assert language_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Monday that the troops will leave the port by the end of the month.",
        "THE MINISTER SAID ON MONDAY THAT THE TROOPS WILL LEAVE THE PORT BY THE END OF THE MONTH.",
        "Talks on the withdrawal of troops began in Geneva, the ministry said.",
    ],
)
def test_english_is_known_in_any_case_of_letters(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["", "Lima.", "Truppen in Wien", "12 34 56 78", "???"])
def test_short_texts_are_not_judged(text):
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Министр заявил во вторник, что солдаты перешли границу.", "ru"),
        ("قال الوزير يوم الثلاثاء إن الجنود عبروا الحدود.", "ar"),
    ],
)
def test_another_alphabet_is_told_from_one_sentence(text, expected):
    assert language_of(text) == expected


def test_a_few_foreign_words_do_not_make_a_text_foreign():
    assert language_of("The minister said in Moscow: «Мы готовы».") in (None, "en")


@given(st.text())
def test_any_text_is_judged(text):
    found = language_of(text)
    assert found is None or len(found) in (2, 3)
