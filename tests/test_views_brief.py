"""A story as people read it."""

from __future__ import annotations

import pytest
from test_matters_standing import AGENCY, PENTAGON
from witnesses import Sentence, record, sent

from onrecord.matters.components import bonds
from onrecord.matters.derive import derive
from onrecord.matters.dossier import brief
from onrecord.matters.stories import stories
from onrecord.views.brief import lines
from onrecord.wording.bodies import named

COUNTED = {"figure": "3,000 soldiers", "value": 3000}
RECORDS = (
    record("a", "2031-03-01", sent("Vell Service", figure="1,500 soldiers", value=1500, **AGENCY)),
    record("b", "2031-03-02", sent("Jon Vik", "NOR", act="deny", cue="denied that")),
    record("c", "2031-03-04", sent("Vell Service", **COUNTED, **AGENCY), sent("Ada Lund", **PENTAGON)),
    record("d", "2031-03-05", Sentence("The treaty", "Norland", "must deploy soldiers", "Sudmark", act="promise",
                                       cue="says that", when="if Sudmark is attacked")),
)


def shown(width: int = 100) -> list[str]:
    made = derive(RECORDS)
    story = max(stories(made.matters, bonds([])), key=lambda s: len(s.matters))
    told = brief(story, {m.id: m for m in made.matters}, made.readings, "2031-04-01")
    return [line.plain for line in lines(told, width)]


def test_standings_are_told_by_band_with_whom_and_since_when():
    told = "\n".join(shown())
    assert "disputed" in told
    assert "reported by South Korean intelligence 1 Mar; confirmed by the Pentagon 4 Mar" in told
    assert "denied by" in told and "2 Mar" in told


def test_turns_are_told_with_before_after_and_the_words():
    (turn,) = [line for line in shown() if "1,500 → 3,000" in line]
    assert turn.split()[:2] == ["4", "Mar"]
    assert "South Korean intelligence" in turn and "“3,000 soldiers”" in turn


def test_the_figures_stand_in_time():
    told = shown()
    head = next(n for n, line in enumerate(told) if line.startswith("FIGURE: soldiers"))
    assert [line.split()[:3] for line in told[head + 1 : head + 3]] == [["1", "Mar", "1,500"], ["4", "Mar", "3,000"]]


def test_what_is_owed_is_told_with_its_condition():
    told = " ".join(" ".join(shown()).split())
    assert "condition: “if Sudmark is attacked”; no report says that it was met" in told


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_lines_fit(width):
    assert max(map(len, shown(width))) <= width


@pytest.mark.parametrize(("origin", "name"), [
    ("USA/defence", "the Pentagon"), ("KOR/intelligence", "South Korean intelligence"),
    ("PRK/foreign", "the North Korean foreign ministry"), ("UKR", "Ukraine"), ("IGOWSTNAT", "NATO"),
    ("outlet:arden post", "Arden Post"), ("ida roe", "ida roe"),
])
def test_origins_are_named_as_people_name_them(origin, name):
    assert named(origin) == name
