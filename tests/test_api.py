"""The Python interface: one report, many reports, a notebook."""

from __future__ import annotations

import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from conftest import REPORT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord


def test_a_text_becomes_a_record_with_typed_attributes(read_report):
    assert isinstance(read_report, onrecord.Record)
    assert read_report.report.text == REPORT
    assert (read_report.report.published, read_report.report.published_from) == ("2031-03-13", "given")
    assert read_report.report.outlet == "The Arden Post"


def test_what_a_person_would_find_in_it(read_report):
    said = {s.content[0].text: s for s in read_report.statements}
    promised = next(s for content, s in said.items() if "We will not withdraw" in content)
    assert promised.mode == "direct"
    names = {e.id: e.name for e in read_report.entities}
    assert promised.source is not None
    assert names[promised.source.entity] == "Lena Ortiz"
    assert any(s.act == "deny" and s.source.text == "The Kremlin" for s in read_report.statements)
    (figure,) = (f for f in read_report.figures if f.value == 1200)
    assert (figure.bound, figure.unit) == ("about", "soldier")
    assert [(t.start, t.end) for t in read_report.times if t.span.text.endswith("Tuesday")] == [("2031-03-11",) * 2]
    assert {"Vladivostok"} <= {p.name for p in read_report.places}


def test_the_record_keeps_the_contract(read_report):
    assert read_report.check() == []
    assert onrecord.Record.from_json(read_report.to_json()) == read_report


def test_a_path_a_string_of_a_path_and_a_text_give_the_same_findings(tmp_path, read_report):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    for given_as in (path, str(path)):
        record = onrecord.read(given_as, published="2031-03-13")
        assert list(record.items()) == list(read_report.items())


def test_a_path_that_is_not_there_is_told():
    with pytest.raises(onrecord.InputError, match=r"nowhere\.txt: .*no such file"):
        onrecord.read(Path("nowhere.txt"))


def test_an_empty_text_is_told():
    with pytest.raises(onrecord.OnrecordError, match="empty"):
        onrecord.read("")


def test_read_many_goes_on_behind_an_error_when_asked():
    problems: list[onrecord.OnrecordError] = []
    given_as = ["The minister denied it.", Path("nowhere.txt"), "The envoy agreed."]
    records = onrecord.read_many(given_as, published="2031-03-13", on_error=problems.append)
    assert [r.report.text for r in records] == ["The minister denied it.", "The envoy agreed."]
    assert len(problems) == 1


def test_read_many_raises_without_on_error():
    records = onrecord.read_many(["The minister denied it.", Path("nowhere.txt")], published="2031-03-13")
    assert next(records).report.text == "The minister denied it."
    with pytest.raises(onrecord.InputError):
        next(records)


def test_read_many_never_runs_ahead():
    taken = 0

    def texts():
        nonlocal taken
        while True:
            taken += 1
            yield f"Envoy number {taken} agreed."

    records = onrecord.read_many(texts(), published="2031-03-13")
    for _ in range(3):
        next(records)
    assert taken == 3


def test_a_notebook_shows_the_page_in_a_frame_that_reaches_nothing(read_report):
    shown = read_report._repr_html_()
    assert shown.startswith("<iframe") and 'sandbox="allow-scripts"' in shown
    assert shown.count("<") == 2, "the page inside is escaped whole"
    assert "Lena Ortiz" in unescape(shown)


def test_the_import_is_light():
    heavy = "spacy", "numpy", "onnxruntime", "rich", "jinja2", "trafilatura"
    code = f"import sys, onrecord; print([m for m in {heavy} if m in sys.modules], 'read' in dir(onrecord))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] True"


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        onrecord.nonsense  # noqa: B018  the access is what is tested


ANY = st.text(st.characters(codec="utf-8") | st.sampled_from('“”"\'.,\n\t ’—1234567890%$'), min_size=1, max_size=300)
WORDS = st.lists(
    st.sampled_from(
        [*REPORT.split(), "“", "”", '"', "\n\n", "—", "\u200f", "10,000", "not", "🙂", "said:", "ﬁ", "\r\n"]
    ),
    min_size=1, max_size=60,
).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY | WORDS)
def test_spans_hold_on_any_text(text):
    record = onrecord.read(onrecord.Report("any", text, published="2031-03-13", language="en"))
    assert record.report.text == text
    assert record.check() == []
