"""Pictures of made-up values: where the marks are, what they lead to, that nothing is lost and nothing runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from onrecord.matters.dossier import Dossier
from onrecord.matters.types import (
    Definition,
    Leg,
    Matter,
    Mention,
    Origin,
    Position,
    Quantity,
    Spot,
    Standing,
    Step,
    Track,
    Words,
)  # fmt: skip
from onrecord.model import Status
from onrecord.pictures import map as maps
from onrecord.pictures import matrix, timeline, track
from onrecord.pictures.geography import clipped, fitted, points, world
from onrecord.pictures.markup import fit
from onrecord.pictures.picture import NARROW, WIDE, Picture
from onrecord.pictures.scales import Days, days, numbers
from onrecord.wording.stands import STANDS

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert(1)</script> " onload="x" \x00\x1b ‮ javascript:alert(1)'
SEOUL = Origin("KOR/intelligence", "A spy", "KOR/intelligence", "KOR", "KOR", True)
PENTAGON = Origin("USA/defence", "A spokesman", "USA/defence", "USA", "USA", True)
WHITE_HOUSE = Origin("USA/presidency", "A speaker", "USA/presidency", "USA", "USA", True)


def href(report: str, start: int, end: int) -> str:
    return f"/reports/{report}?at={start}-{end}"


def words(report: str = "r1", start: int = 10, text: str = "they went") -> Words:
    return Words(start, start + len(text), text, report)


def position(
    origin: Origin, day: str, stand: str, said: Words | None = None, mentions: tuple[str, ...] = ()
) -> Position:
    return Position(f"{origin.id} {day} {stand}", "m1", origin, day, stand, (said or words(),), mentions)


def dossier(*taken: Position, title: str = "soldiers went east", standings: tuple[str, ...] = ()) -> Dossier:
    mentions = tuple(sorted({name for p in taken for name in p.mentions}))
    stands = tuple(Standing("m1", name, "2031-04-01", "", ()) for name in standings)
    return Dossier(Matter("m1", mentions, title), taken, stands, (), (), (), (), ())


def step(origin: str, day: str, quantity: Quantity, move: str = "first", said: Words | None = None) -> Step:
    return Step("r1#figure:10-19", origin, day, quantity, (said or words(),), move)


def spot(name: str, lon: float | None, lat: float | None, km: float, role: str = "at", **more: str) -> Spot:
    return Spot(role, name, lat=lat, lon=lon, radius_km=km, **more)


def tree(picture: Picture) -> etree._Element:
    return etree.fromstring(picture.svg)


def marks(picture: Picture, drawn: str | None = None) -> list[etree._Element]:
    """The links of a picture, or those of them in which a shape of a class is drawn."""
    found = tree(picture).iter(f"{SVG}a")
    return [a for a in found if drawn is None or any(drawn in (n.get("class") or "").split() for n in a.iter())]


def numbers_in(path: str | None) -> list[float]:
    return [float(n) for n in re.findall(r"-?[\d.]+", path or "")]


def place_of(mark: etree._Element) -> list[float]:
    """Where the point of a step stands."""
    return numbers_in(next(path.get("transform") for path in mark.iter(f"{SVG}path") if path.get("transform")))


# --- scales


def test_days_stand_in_proportion_and_beyond_the_edge_at_the_edge():
    scale = Days(date(2031, 4, 1).toordinal(), date(2031, 4, 11).toordinal(), 100, 200)
    assert [scale.x(day) for day in ("2031-04-01", "2031-04-06", "2031-04-11", "2031-12-31", "2030-01-01")] == [
        100, 150, 200, 200, 100,
    ]
    assert scale.x("some day") is None


def test_a_day_far_off_does_not_squeeze_the_others():
    scale = days(["2031-04-01", "2031-04-11"], ["2031-04-20", "2024-01-01"], 0, 100)
    assert date.fromordinal(scale.last) >= date(2031, 4, 20)
    assert date.fromordinal(scale.first) > date(2031, 3, 1)
    assert scale.beyond(("2024-01-01", "2024-01-01")) and not scale.beyond(("2024-01-01", None))


def test_ticks_are_mondays_then_months_then_years():
    def written(*ends: str) -> list[str]:
        first, last = (date.fromisoformat(end).toordinal() for end in ends)
        return [words for _, words in Days(first, last, 0, 700).ticks()]

    assert written("2031-04-01", "2031-05-20") == ["7 Apr", "14 Apr", "21 Apr", "28 Apr", "5 May", "12 May", "19 May"]
    assert written("2030-11-15", "2031-04-20") == ["Dec 2030", "Jan 2031", "Feb 2031", "Mar 2031", "Apr 2031"]
    assert written("2001-06-01", "2031-05-20") == ["2005", "2010", "2015", "2020", "2025", "2030"]


def test_numbers_begin_at_nought_with_round_ticks():
    scale = numbers([1500, 12000], 200, 0)
    assert scale.y(0) == 200 and scale.ticks() == [0, 5000, 10000]


# --- the timeline


def moments() -> tuple[timeline.Moment, ...]:
    vague = Mention("e1", "r1", "event", (words("r1", 5, "went"),), "2031-04-12", start="2031-04-01", end="2031-04-10")
    exact = Mention("e2", "r2", "event", (words("r2", 7, "left"),), "2031-04-14", start="2031-04-05", end="2031-04-05")
    found = dossier(
        position(SEOUL, "2031-04-11", "asserts", words("r1", 0, "that they went"), ("e1",)),
        position(PENTAGON, "2031-04-14", "denies", words("r2", 3, "no such thing"), ("e2",)),
    )
    return timeline.moments(found, [vague, exact])


def test_a_timeline_keeps_the_three_times_apart():
    picture = timeline.draw(moments(), "soldiers went east", href)
    assert [cell.text for cell in picture.table.rows[0]] == [
        "11 Apr 2031", "South Korean intelligence", "asserts", "1–10 Apr 2031", "12 Apr 2031", "that they went",
    ]
    (bar,), (point,) = marks(picture, "vague"), [a for a in marks(picture, "event") if not a.findall(f"{SVG}rect")]
    said, ticks = marks(picture, "sign"), marks(picture, "publication")
    assert bar.get("href") == "/reports/r1?at=5-9" and point.get("href") == "/reports/r2?at=7-11"
    assert [a.get("href") for a in said] == ["/reports/r1?at=0-14", "/reports/r2?at=3-16"]
    assert len(ticks) == 2
    disc, tick = said[0].find(f".//{SVG}circle"), ticks[0].find(f"{SVG}path")
    assert disc is not None and tick is not None
    assert float(disc.get("cx") or 0) < numbers_in(tick.get("d"))[0]  # said on the 11th, published on the 12th


def test_a_vague_day_has_soft_ends_and_an_exact_one_is_a_point():
    picture = timeline.draw(moments(), "soldiers went east", href)
    rect = marks(picture, "vague")[0].find(f"{SVG}rect")
    assert rect is not None and (rect.get("mask") or "").startswith("url(#")
    said = marks(picture, "sign")[0].find(f".//{SVG}circle")
    assert said is not None
    left, width = float(rect.get("x") or 0), float(rect.get("width") or 0)
    assert left < left + width - timeline.SOFT < float(said.get("cx") or 0)  # it ended on the 10th, told on the 11th


def test_lanes_of_one_party_stand_together():
    found = dossier(position(PENTAGON, "2031-04-01", "denies"), position(SEOUL, "2031-04-02", "asserts"),
                    position(WHITE_HOUSE, "2031-04-03", "confirms"))
    picture = timeline.draw(timeline.moments(found, ()), "x", href)
    names = [n.text for n in tree(picture).iter(f"{SVG}text") if n.get("class") == "name"]
    assert names == ["Pentagon", "White House", "South Korean intelligence"]


# --- the figure track


RUSSIA = Definition("soldier", "PRK", "RUS", "present")


def tracks() -> list[Track]:
    return [
        Track("t1", "m1", RUSSIA, (
            step("KOR/intelligence", "2031-04-01", Quantity(1500)),
            step("KOR/intelligence", "2031-04-05", Quantity(3000, bound="about"), "raises",
                 words("r2", 4, "about 3,000")),
            step("USA/defence", "2031-04-09", Quantity(low=11000, high=12000, bound="between")),
            step("USA/defence", "2031-04-10", Quantity(10000, bound="at_least"), "lowers"),
        )),
        Track("t2", "m1", Definition("soldier", "PRK", "Kursk", "present"), (
            step("USA/defence", "2031-04-10", Quantity(8000)),
        )),
    ]  # fmt: skip


def test_a_track_has_a_mark_for_each_step_and_breaks_at_another_definition():
    picture = track.draw(tracks(), "soldiers", href)
    assert len(marks(picture)) == 5 and len(picture.table.rows) == 5
    panels = [g for g in tree(picture).iter(f"{SVG}g") if g.get("class") == "panel"]
    heads = [next(n.text for n in g.iter(f"{SVG}text")) for g in panels]
    assert heads == ["North Korean soldiers in Russia: present", "North Korean soldiers in Kursk: present"]
    assert [len([p for p in g.iter(f"{SVG}path") if "holds" in (p.get("class") or "")]) for g in panels] == [2, 0]
    assert [cell.text for cell in picture.table.rows[1]] == [
        "North Korean soldiers in Russia: present", "5 Apr 2031", "South Korean intelligence", "about 3,000", "raises",
        "about 3,000",
    ]
    assert picture.table.rows[1][3].href == "/reports/r2?at=4-15"


def test_more_stands_higher_and_later_stands_farther_right():
    picture = track.draw(tracks(), "soldiers", href)
    first, second = map(place_of, marks(picture)[:2])
    assert first[0] < second[0] and first[1] > second[1]


def test_a_step_stands_on_its_day_however_many_there_are():
    steps = tuple(step("KOR", f"2031-04-{n:02}", Quantity(1000)) for n in range(1, 31))
    picture = track.draw([Track("t", "m1", RUSSIA, steps)], "soldiers", href)
    xs = [place_of(a)[0] for a in marks(picture)]
    gaps = [b - a for a, b in pairwise(xs)]
    assert len(xs) == 30 and max(gaps) - min(gaps) < 0.3


def test_steps_of_one_day_stand_side_by_side():
    steps = (step("KOR", "2031-04-01", Quantity(1000)), step("USA", "2031-04-01", Quantity(1000)))
    first, second = marks(track.draw([Track("t", "m1", RUSSIA, steps)], "soldiers", href))
    left, right = place_of(first), place_of(second)
    assert (right[0] - left[0], right[1]) == (pytest.approx(track.APART), left[1])


def test_a_range_is_a_bar_and_an_open_side_an_arrow():
    _, about, between, least, _ = marks(track.draw(tracks(), "soldiers", href))
    (bar,) = [p for p in between.iter(f"{SVG}path") if "bound" in (p.get("class") or "")]
    assert re.fullmatch(r"M[\d.]+ [\d.]+V[\d.]+", bar.get("d") or "")
    assert any("about" in (n.get("class") or "") for n in about.iter())
    (arrow,) = [p for p in least.iter(f"{SVG}path") if "bound" in (p.get("class") or "")]
    assert f"v-{track.ARM}" in (arrow.get("d") or "")


# --- the matrix


def test_the_matrix_groups_origins_by_party_and_shows_what_each_says_last():
    one = dossier(position(PENTAGON, "2031-04-01", "does not know"), position(SEOUL, "2031-04-01", "asserts"),
                  position(PENTAGON, "2031-04-03", "confirms", words("r3", 1, "yes")))
    two = dossier(position(WHITE_HOUSE, "2031-04-02", "denies"), title="ships left")
    picture = matrix.draw([one, two], "who says what", href)
    assert picture.table.head == ("Matter", "Pentagon", "White House", "South Korean intelligence")
    assert [cell.text for cell in picture.table.rows[0]] == [
        "Soldiers went east", "✓ confirms 3 Apr 2031; before that does not know 1 Apr 2031", "· silent",
        "• asserts 1 Apr 2031",
    ]
    assert [cell.text for cell in picture.table.rows[1]][1:] == ["· silent", "✗ denies 2 Apr 2031", "· silent"]
    assert picture.table.rows[0][1].href == "/reports/r3?at=1-4"
    assert len(marks(picture)) == 3


def test_a_matrix_of_many_origins_grows_wider_than_it_was_asked_for():
    many = [position(Origin(f"o{n}", f"o{n}", None, f"o{n}"), "2031-04-01", "asserts") for n in range(40)]
    assert float(tree(matrix.draw([dossier(*many)], "x", href, NARROW)).get("width") or 0) > 40 * matrix.LEAST


# --- the map


def place(name: str, lon: float | None, lat: float | None, how: maps.How = "claimed", km: float = 10.0) -> maps.Site:
    return maps.Site(spot(name, lon, lat, km), how, ("USA/defence",), words())


def test_a_place_farther_east_stands_farther_right_and_farther_north_higher():
    west, east = place("Here", 30, 50), place("There", 40, 52)
    first, second = (a.find(f"{SVG}circle") for a in marks(maps.draw([west, east], [], "x", href)))
    assert first is not None and second is not None
    assert float(first.get("cx") or 0) < float(second.get("cx") or 0)
    assert float(first.get("cy") or 0) > float(second.get("cy") or 0)


@pytest.mark.parametrize(("status", "standings", "how"), [
    ("happened", ("confirmed",), "established"), ("happened", ("reported",), "claimed"),
    ("happened", ("confirmed", "disputed"), "claimed"), ("planned", ("confirmed",), "expected"),
    ("denied", ("confirmed",), "denied"),
])  # fmt: skip
def test_how_a_place_is_drawn_follows_from_how_its_matter_stands(status: Status, standings: tuple[str, ...], how: str):
    told = Mention("e1", "r1", "event", (words(),), "2031-04-01", status=status, spots=(spot("Here", 30.0, 50.0, 9.0),))
    matter = dossier(position(SEOUL, "2031-04-01", "asserts", None, ("e1",)), standings=standings)
    (site,) = maps.sites([matter], [told])
    assert site.how == how
    assert marks(maps.draw([site], [], "x", href), f"area-{how}")


def test_a_wide_area_is_as_wide_as_its_point_is_sure():
    picture = maps.draw([place("Here", 30, 0, km=500), place("There", 40, 0)], [], "x", href)
    (area,) = tree(picture).iter(f"{SVG}polygon")
    xs = numbers_in(area.get("points"))[::2]
    here, there = (float(a.find(f"{SVG}circle").get("cx")) for a in marks(picture))
    assert (max(xs) - min(xs)) / (there - here) == pytest.approx(1000 / 1112, rel=0.01)  # ten degrees of the equator


def test_the_side_of_a_country_lies_on_that_side():
    east = spot("eastern Russia", 100.0, 60.0, 2333.0, feature="part of a country", country="RUS")
    west = spot("western Russia", 100.0, 60.0, 2333.0, feature="part of a country", country="RUS")
    at_east, at_west = maps.point(east), maps.point(west)
    assert at_east and at_west and at_west[0] < 100 < at_east[0] and at_east[2] == pytest.approx(1166.5)


def test_a_leg_is_told_by_number_and_what_has_no_point_by_the_table_alone():
    leg = Leg("e1", spot("Here", 30, 50, 9, "from"), spot("There", 40, 50, 9, "to"), "happened", (words(),), None, None,
              "USA/defence")
    lost = Leg("e2", spot("There", 40, 50, 9, "from"), spot("Nowhere", None, None, 0, "to"), "happened", (words(),))
    picture = maps.draw([], [maps.Stretch(leg, "claimed", "PRK"), maps.Stretch(lost, "claimed", "PRK")], "x", href)
    assert len(marks(picture)) == 1 and len(picture.table.rows) == 2
    assert picture.table.rows[0][0].text == "leg 1: Here → There"
    assert picture.table.rows[1][2].text == "There ±9 km; Nowhere no point known, not on the map"


@pytest.mark.parametrize(("country", "lon", "lat"), [
    ("UKR", 34.1, 45.2), ("ESH", -13.0, 24.5), ("UKR", 38.5, 48.0), ("PRK", 127.0, 40.0),
])  # fmt: skip
def test_the_atlas_draws_land_where_the_policy_says(country: str, lon: float, lat: float):
    found = world().country(country)
    assert found and any(within(lon, lat, points(ring).tolist()) for ring in found.rings)


@pytest.mark.parametrize(("name", "lon", "lat"), [
    ("Crimea", 34.1, 45.2), ("Kashmir", 75.5, 34.5), ("Golan Heights", 35.8, 33.0), ("Western Sahara", -13.0, 24.5),
])  # fmt: skip
def test_disputed_land_is_marked(name: str, lon: float, lat: float):
    (found,) = [one for one in world().disputed if one.name == name]
    assert any(within(lon, lat, points(ring).tolist()) for ring in found.rings)
    titles = tree(maps.draw([place("Here", lon, lat)], [], "x", href)).iter(f"{SVG}title")
    assert [n.text for n in titles if (n.text or "").startswith(f"{name}: disputed (")]


def within(lon: float, lat: float, ring: list[tuple[float, float]]) -> bool:
    """Whether a point lies within a ring (a ray to the east crosses it an odd number of times)."""
    crossed = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1):
            crossed += 1
    return crossed % 2 == 1


def test_a_view_across_the_180th_meridian_is_no_wider_than_it_must_be():
    view = fitted([(179.0, 65.0), (-179.0, 66.0)], WIDE, 100, 900)
    assert view.width / view.narrow / view.k < 20
    left, right = view.xy(179.0, 65.0), view.xy(-179.0, 66.0)
    assert 0 < left[0] < right[0] < WIDE


def test_a_ring_is_cut_at_the_edge():
    cut = clipped([(-50, -50), (150, -50), (150, 50), (-50, 50)], 100, 100)
    assert {x for x, _ in cut} == {-4, 104} and {y for _, y in cut} == {-4, 50}


# --- what holds of all


NAMES = st.text(max_size=30)
DAYS = st.dates(date(2020, 1, 1), date(2032, 1, 1)).map(str)
ORIGINS = st.builds(lambda name, root: Origin(name, name, None, root), NAMES, NAMES)
SAID = st.builds(lambda r, start, text: Words(start, start + len(text), text, r), NAMES, st.integers(0, 999), NAMES)
TAKEN = st.builds(lambda o, d, s, w, n: Position(f"{n}", "m1", o, d, s, (w,), ("e1", "e2")), ORIGINS,
                  DAYS | st.just(""), st.sampled_from(sorted(STANDS)), SAID, st.integers())
QUANTITIES = st.builds(Quantity, st.integers(-10**12, 10**12) | st.floats(-1e9, 1e9), bound=st.sampled_from(
    ["exact", "about", "at_least", "more_than", "at_most", "less_than", "vague"])) | st.builds(
    lambda low, more: Quantity(None, low, low + more, "between"), st.integers(0, 10**6), st.integers(0, 10**6)
) | st.just(Quantity(bound="vague"))
STEPS = st.builds(lambda o, d, q, w: Step("f", o, d, q, (w,)), NAMES, DAYS | st.just(""), QUANTITIES, SAID)
SITES = st.builds(lambda n, lon, lat, km, how, w: maps.Site(spot(n, lon, lat, km), how, (n,), w), NAMES,
                  st.floats(-180, 180), st.floats(-90, 90), st.floats(0, 5000), st.sampled_from(maps.HOWS), SAID)


def sound(draw: Callable[[], Picture]) -> Picture:
    """A picture that is well formed, has no style and no script of its own, and comes out the same again."""
    picture = draw()
    assert picture == draw()
    root = tree(picture)
    for node in root.iter():
        assert node.tag in {SVG + name for name in NODES}, node.tag
        assert not any(name == "style" or name.startswith("on") for name in node.attrib)
    ids = [n.get("id") for n in root.iter() if n.get("id")]
    assert len(ids) == len(set(ids)) and root.get("aria-labelledby") in ids
    return picture


NODES = (
    "svg", "title", "desc", "g", "a", "text", "path", "rect", "circle", "polygon", "defs", "mask", "linearGradient",
    "stop", "pattern", "clipPath",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(TAKEN, min_size=1, max_size=12), st.sampled_from([WIDE, NARROW]))
def test_every_position_has_its_mark_and_its_row_on_the_timeline(taken: list[Position], width: int):
    one = timeline.moments(dossier(*taken), [Mention("e1", "r", "event", (words(),), "2031-01-01", start="2031-01-01")])
    picture = sound(lambda: timeline.draw(one, HOSTILE, href, width))
    assert len(marks(picture, "sign")) == len(picture.table.rows) == len(taken)
    wanted = sorted(href(p.words[0].report, p.words[0].start, p.words[0].end) for p in taken)
    assert sorted(a.get("href") or "" for a in marks(picture, "sign")) == sorted(map(fit, wanted))


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=12), st.sampled_from([WIDE, NARROW]))
def test_every_step_has_its_mark_and_its_row(steps: list[Step], width: int):
    half = len(steps) // 2
    shown = [Track("a", "m1", RUSSIA, tuple(steps[:half])), Track("b", "m1", Definition(HOSTILE), tuple(steps[half:]))]
    picture = sound(lambda: track.draw(shown, HOSTILE, href, width))
    assert len(marks(picture)) == len(picture.table.rows) == len(steps)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(TAKEN, min_size=1, max_size=6), min_size=1, max_size=4), st.sampled_from([WIDE, NARROW]))
def test_every_origin_has_its_cell_in_every_row(matters: list[list[Position]], width: int):
    picture = sound(lambda: matrix.draw([dossier(*taken, title=HOSTILE) for taken in matters], HOSTILE, href, width))
    origins = {p.origin.id for taken in matters for p in taken}
    assert {len(row) for row in picture.table.rows} == {len(origins) + 1}
    assert len(marks(picture)) == sum(len({p.origin.id for p in taken}) for taken in matters)


@settings(max_examples=20, deadline=None)
@given(st.lists(SITES, min_size=1, max_size=6), st.sampled_from([WIDE, NARROW]))
def test_every_place_has_its_mark_and_its_row(places: list[maps.Site], width: int):
    picture = sound(lambda: maps.draw(places, [], HOSTILE, href, width))
    assert len(marks(picture)) == len(picture.table.rows) == len(places)


@pytest.mark.parametrize("draw", [
    lambda: timeline.draw(timeline.moments(dossier(position(SEOUL, "2031-04-01", "asserts", words(HOSTILE, 0, HOSTILE)),
                                                   title=HOSTILE), ()), HOSTILE, href),
    lambda: track.draw([Track("t", "m", Definition(HOSTILE), (step(HOSTILE, HOSTILE, Quantity(1)),))], HOSTILE, href),
    lambda: matrix.draw([dossier(position(SEOUL, "2031-04-01", "asserts"), title=HOSTILE)], HOSTILE, href),
    lambda: maps.draw([place(HOSTILE, 30, 50)], [], HOSTILE, href),
])  # fmt: skip
def test_what_a_report_holds_is_shown_and_never_run(draw: Callable[[], Picture]):
    picture = sound(draw)
    assert "<script" not in picture.svg


def test_without_anything_to_show_there_is_no_drawing():
    nothing = (timeline.draw((), "x"), track.draw([], "x"), matrix.draw([], "x"), maps.draw([], [], "x"))
    assert all(picture.svg == "" and picture.table.rows == () for picture in nothing)


def test_a_drawing_without_addresses_is_an_image_and_one_with_them_is_none():
    assert tree(timeline.draw(moments(), "x")).get("role") == "img"
    assert tree(timeline.draw(moments(), "x", href)).get("role") == "group"
