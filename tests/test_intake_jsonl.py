import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError, Notice
from onrecord.intake import open_reports, report_of
from onrecord.intake.source import LARGEST
from onrecord.model import Report

GOOD = '{"id": "a", "text": "The troops left the port.", "published": "2024-10-28"}'


@pytest.fixture
def read(tmp_path):
    def read(data: bytes | str, name: str = "reports.jsonl", **options):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(open_reports(jsonl=[path], **options))

    return read


def test_all_fields(read):
    row = {
        "id": 7, "text": " The troops left. ", "published": "2024-10-28T14:05:00-04:00", "outlet": "Example Post",
        "title": "Troops leave", "url": "https://example.org/a", "authors": ["Jane Roe"], "gold": {"more": [1]},
    }
    (report,) = read(json.dumps(row))
    assert report == Report(
        "7", " The troops left. ", "https://example.org/a", "Example Post", "Troops leave", ("Jane Roe",),
        "2024-10-28T14:05:00-04:00", "given", "en",
    )


def test_options_fill_in_what_a_line_does_not_give(read):
    first, second = read(f'{GOOD}\n{{"text": "They went north."}}\n', published="2024-11-01", outlet="Example Post")
    assert (first.published, first.outlet) == ("2024-10-28", "Example Post")
    assert (second.published, second.published_from) == ("2024-11-01", "given")
    assert len(second.id) == 16


@given(st.text(min_size=1).filter(str.strip))
def test_the_text_is_kept_exactly(text):
    assert report_of(json.dumps({"text": text})).text == text
    assert report_of(json.dumps({"text": text}, ensure_ascii=False)).text == text


def test_only_a_line_feed_ends_a_line(read):
    text = "One\u2028two\u0085three\x0cfour\rfive"
    items = read(json.dumps({"text": text, "published": "2024-10-28"}, ensure_ascii=False) + "\r\n\n" + GOOD)
    assert [item.text for item in items] == [text, "The troops left the port."]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "not JSON"),
        ('{"text": "The troops', "not JSON"),
        ("[1, 2]", "a list and not an object"),
        ('"text"', "a string and not an object"),
        ("null", "null"),
        ("{}", 'no "text"'),
        ('{"id": "b"}', 'no "text"'),
        ('{"text": 12}', '"text" is a number and not a string'),
        ('{"text": ["a"]}', '"text" is a list and not a string'),
        ('{"text": null}', '"text" is null and not a string'),
        ('{"text": " \\n "}', '"text" is blank'),
        ('{"text": "a", "title": 3}', '"title" is a number'),
        ('{"text": "a", "published": "soon"}', "soon"),
        ("[" * 100_000, "a list and not an object"),
        ('{"a":' * 100_000, "not JSON"),
        ('{"text": "\\ud800"}', "not JSON"),
        ("\x00\x01\x02" * 10, "not"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_rest_is_read(read, line, said):
    items = read(f"{GOOD}\n{line}\n{GOOD}\n")
    assert [type(item) for item in items] == [Report, InputError, Report]
    assert said in items[1].problem
    assert items[1].line == 2
    assert "line 2" in str(items[1])
    assert items[1].mend


def test_a_line_without_a_date_is_told_with_its_number(read):
    notice, report = read('\n{"text": "The troops left the port."}')
    assert isinstance(notice, Notice)
    assert (notice.line, report.published) == (2, None)


def test_a_line_of_fifty_megabytes_is_passed_over(read):
    items = read(b'{"text": "' + b"a" * (5 * LARGEST) + b'"}\n' + GOOD.encode())
    assert [type(item) for item in items] == [InputError, Report]
    assert "longer than 10 MB" in items[0].problem
    assert items[0].line == 1


def test_windows_encoding(read):
    (report,) = read('{"text": "The café’s owner left.", "published": "2024-10-28"}'.encode("cp1252"))
    assert report.text == "The café’s owner left."


def test_broken_gzip_gives_what_comes_before_the_break(read):
    rows = [{"text": f"The troops left port {n} {n**9} {n**7}.", "published": "2024-10-28"} for n in range(5000)]
    data = gzip.compress("\n".join(map(json.dumps, rows)).encode())
    items = read(data[: len(data) // 2], "reports.jsonl.gz")
    assert len(items) > 100
    assert "gzip" in items[-1].problem
    assert {type(item) for item in items[:-1]} <= {Report, InputError}


@pytest.mark.parametrize("data", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_told(read, data):
    (wrong,) = read(data)
    assert "empty" in wrong.problem
