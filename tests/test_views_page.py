"""The page: all of the text, each finding lit, nothing fetched, nothing of the report run."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import REPORT, TEXT, record

from onrecord.model import Entity, Event, Record, Report, Span, Statement
from onrecord.wording.page import page


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, the text of <main>, which marks nest in which."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self.marked: dict[str, str] = {}
        self.open: list[tuple[str, list[str]]] = []
        self.main = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.elements.append((tag, known))
        self.main |= tag == "main"
        if self.main and tag in ("p", "h2"):
            self.paragraphs.append("")
        if tag == "mark":
            self.open.append((tag, known["data-ids"].split()))

    def handle_endtag(self, tag):
        if tag == "main":
            self.main = False
        if tag == "mark":
            self.open.pop()

    def handle_data(self, data):
        if self.main and self.paragraphs:
            self.paragraphs[-1] += data
            for name in {name for _, names in self.open for name in names}:
                self.marked[name] = self.marked.get(name, "") + data

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


def source_of(*records: Record) -> str:
    return "".join(page(records))


def folded(text: str) -> str:
    return "".join(text.split())


def test_the_whole_text_is_there():
    assert folded("".join(Page(source_of(record())).paragraphs)) == folded(TEXT)


def test_every_finding_is_lit_by_its_words():
    marked = Page(source_of(record())).marked
    assert sorted(re.findall(r"crossed|soldiers|Tuesday|1,200", marked["r1-v1"])) == ["crossed", "soldiers"]
    assert "about 1,200 soldiers had crossed the Vell river" in marked["r1-s1"]
    assert marked["r1-t1"] == "Tuesday"
    assert marked["r1-p1"] == "Vladivostok"
    assert set(marked) == {f"r1-{item.id}" for item in record().items()}


def test_telling_is_not_lit_twice():
    text = "The envoy said shells hit the port."
    cue, trigger = Span(10, 14, "said"), Span(22, 25, "hit")
    given = Record(
        1, Report("r1", text), statements=(Statement("s1", None, cue, (Span(15, 34, text[15:34]),)),),
        events=(Event("v1", cue), Event("v2", trigger)),
    )
    classes = {mark["data-ids"].strip(): mark["class"].split() for mark in Page(source_of(given)).all("mark")}
    assert "event" not in classes["r1-s1 r1-v1"] and "cue" in classes["r1-s1 r1-v1"]
    assert "event" in classes["r1-v2"]


def test_every_finding_has_a_card_and_every_mark_leads_to_one():
    seen = Page(source_of(record()))
    cards = {name for card in seen.all("article") for name in card["data-ids"].split()}
    assert cards == {f"r1-{item.id}" for item in record().items()}
    assert {name for mark in seen.all("mark") for name in mark["data-ids"].split()} <= cards


def test_ids_are_unique_even_over_several_reports():
    seen = Page(source_of(record(), record()))
    ids = [attrs["id"] for _, attrs in seen.elements if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_findings_can_be_walked_by_keyboard():
    stops = [mark for mark in Page(source_of(record())).all("mark") if mark.get("tabindex") == "0"]
    assert len(stops) >= len(record().times) + len(record().places) + len(record().events)
    assert all(stop["aria-describedby"] for stop in stops)


def test_nothing_is_fetched():
    seen = Page(source_of(record()))
    assert not {"img", "link", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in seen.elements}
    assert all("src" not in attrs and "style" not in attrs for _, attrs in seen.elements)
    assert not re.search(r"url\(|@import|https?://(?!example\.org/harbour-talks)", source_of(record()))


def test_the_policy_allows_this_script_and_this_style_alone():
    text = source_of(record())
    (policy,) = (m["content"] for m in Page(text).all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy and "unsafe" not in policy
    for tag in ("script", "style"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert f"{tag}-src 'sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}'" in policy


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}</mark></main>'


def test_a_hostile_report_is_text():
    report = Report("x", HOSTILE, title=HOSTILE, outlet=HOSTILE, authors=(HOSTILE,), url="javascript:alert(3)")
    span = Span(0, 10, HOSTILE[:10])
    given_as = Record(1, report, (Entity("e1", HOSTILE, "person", roles=(HOSTILE,), mentions=(span,), why=HOSTILE),))
    seen = Page(source_of(given_as))
    assert len(seen.all("script")) == 1
    assert not seen.all("img") and not seen.all("a")[1:]
    assert all(a["href"].startswith("#") for a in seen.all("a"))
    assert folded("".join(seen.paragraphs)) == folded(HOSTILE)
    assert "49" not in "".join(seen.paragraphs)


ADDRESSES = [("https://example.org/x", True), ("data:text/html,x", False), ("//[", False)]


@pytest.mark.parametrize(("url", "linked"), ADDRESSES)
def test_only_addresses_of_the_web_are_linked(url, linked):
    seen = Page(source_of(record(msgspec.structs.replace(REPORT, url=url))))
    assert any(a["href"] == url for a in seen.all("a")) is linked


def test_what_is_left_unread_is_shown_all_the_same():
    text = "Envoys met in Arden on Monday.\n\nSEE ALSO: Five maps of the border\n\nThey agreed on nothing."
    seen = Page(source_of(Record(1, Report("x", text))))
    assert folded("".join(seen.paragraphs)) == folded(text)
    assert [p.get("class") for p in seen.all("p") if "title" in p] == ["unread"]


def test_an_empty_report_gives_a_page():
    assert "Nothing found." in source_of(Record(1, Report("x", "")))


TEXTS = st.text(st.sampled_from("ab \n<&é"), min_size=1, max_size=40)


@given(st.data())
def test_marks_nest_whatever_the_spans_are(data):
    text = data.draw(TEXTS)
    place = st.integers(0, len(text))
    ends = data.draw(st.lists(st.tuples(place, place), max_size=12))
    spans = [Span(min(pair), max(pair), text[min(pair) : max(pair)]) for pair in ends]
    events = tuple(Event(f"v{n}", span) for n, span in enumerate(spans))
    seen = Page(source_of(Record(1, Report("x", text), events=events)))
    assert not seen.open
    assert folded("".join(seen.paragraphs)) == folded(text)
    for event in events:
        assert folded(seen.marked.get(f"r1-{event.id}", "")) == folded(event.trigger.text)
