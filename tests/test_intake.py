"""Files, packed files and standard input; what is wrong with one of them does not keep the others from being read."""

import gzip
import io
import sys
from pathlib import Path

import pytest

from onrecord.errors import InputError, Notice
from onrecord.intake import language_name, open_reports, report_of
from onrecord.intake.source import LARGEST
from onrecord.model import Report

TEXT = "KYIV, Oct. 28, 2024 - The troops left the port on Sunday, the ministry said.\n\nThey went to the north.\n"


def read(*paths, **options):
    return list(open_reports(paths, **options))


def reports(items):
    return [item for item in items if isinstance(item, Report)]


def problem(items):
    """The one thing that is wrong."""
    (wrong,) = (item for item in items if isinstance(item, InputError))
    assert wrong.problem in str(wrong)
    assert wrong.mend in str(wrong)
    assert wrong.where in str(wrong)
    return wrong


@pytest.fixture
def write(tmp_path):
    def write(name: str, data: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


def test_plain_text_is_kept_and_dated_by_its_head(write):
    (report,) = read(write("talks.txt", TEXT))
    assert report.id == "talks"
    assert report.text == TEXT
    assert (report.published, report.published_from) == ("2024-10-28", "text")
    assert report.language == "en"


@pytest.mark.parametrize(("head", "outlet"), [
    ("The Arden Courier\nOctober 28, 2024\n", "The Arden Courier"),
    ("Arden Monitor, October 28, 2024\n", "Arden Monitor"),
    ("Troops leave the port\nOctober 28, 2024\n", None), ("The Arden Courier\nTroops leave the port\n", None),
    ("Troops leave, says the Arden Courier\nOctober 28, 2024\n", None),
])
def test_a_paper_that_a_text_names_over_its_date_is_the_outlet(write, head, outlet):
    (report,) = read(write("talks.txt", f"{head}\n{TEXT}"), published="2024-10-28")
    assert report.outlet == outlet


def test_options_win_over_the_text(write):
    (report,) = read(write("talks.txt", TEXT), published="2024-11-01", outlet="Example Post")
    assert (report.published, report.published_from, report.outlet) == ("2024-11-01", "given", "Example Post")


@pytest.mark.parametrize("name", ["talks.txt", "talks.txt.gz", "talks", "talks.gz"])
def test_gzip_is_transparent_whatever_the_name(write, name):
    (report,) = read(write(name, gzip.compress(TEXT.encode())))
    assert (report.id, report.text) == ("talks", TEXT)


def test_line_ends_and_byte_order_mark(write):
    (report,) = read(write("talks.txt", b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()))
    assert report.text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1252", "utf-8-sig"])
def test_encodings(write, encoding):
    text = "KYIV, Oct. 28, 2024 – The minister said “no” to the café’s owner, and the troops left the port."
    (report,) = read(write("talks.txt", text.encode(encoding)))
    assert report.text == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (bytes(range(256)) * 40, "not text"),
        (b"%PDF-1.7\n" + b"stream of the document\n" * 20, "not text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), "not text"),
        (gzip.compress(TEXT.encode() * 100)[:-40], "gzip"),
        (b"\x1f\x8b\x08\x00nothing of the kind", "gzip"),
        (b"\xff\xfe\x00\xd8A", "not valid utf-16"),
    ],
)
def test_bad_files_are_told_and_the_rest_is_read(write, data, said):
    items = read(write("bad.txt", data), write("good.txt", TEXT))
    assert said in problem(items).problem
    assert [r.id for r in reports(items)] == ["good"]


def test_other_alphabets_are_decoded_and_told(write):
    text = "Министр сказал в понедельник, что войска покинут порт до конца месяца. " * 5
    notice, report = read(write("odd.txt", text.encode("koi8-r")), published="2024-10-28")
    assert report.text == text
    assert "Russian" in notice.problem


def test_too_large_a_report_is_refused(write):
    items = read(write("large.txt", b"The troops left. " * (LARGEST // 16)), write("good.txt", TEXT))
    assert "larger than 10 MB" in problem(items).problem
    assert len(reports(items)) == 1


@pytest.mark.parametrize(("code", "name"), [("de", "German"), ("kab", "Kabyle"), ("zzz", "the language 'zzz'")])
def test_languages_have_names(code, name):
    assert language_name(code) == name


def test_a_given_date_must_be_one(write):
    for wrong in ("yesterday", "2024-13-45"):
        with pytest.raises(InputError, match="is no date; write it as 2024-10-28"):
            list(open_reports([write("talks.txt", TEXT)], published=wrong))
    with pytest.raises(InputError, match="is no date"):
        report_of(TEXT, published="soon")
    assert report_of(TEXT, published="28 October 2024").published == "2024-10-28"


def test_a_gzip_bomb_is_refused_unopened(write):
    items = read(write("bomb.txt.gz", gzip.compress(bytes(30 * LARGEST), 9)))
    assert "larger than 10 MB" in problem(items).problem


def test_folder_missing_file_and_closed_file(write, tmp_path, monkeypatch):
    items = read(tmp_path, tmp_path / "none.txt", write("good.txt", TEXT))
    assert [type(item) for item in items] == [InputError, InputError, Report]
    assert "folder" in items[0].problem
    assert "no such file" in items[1].problem

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # as root may read anything
    assert "may not be read" in problem(read("secret.txt")).problem


def test_other_languages_are_told_and_kept(write):
    german = "Die Regierung in Wien hat am Montag erklärt, dass die Gespräche über den Abzug der Truppen weitergehen. "
    notice, report = read(write("wien.txt", german * 3), published="2024-10-28")
    assert isinstance(notice, Notice)
    assert "German" in notice.problem
    assert report.language == "de"


def test_a_missing_date_is_told_and_the_report_read(write):
    notice, report = read(write("talks.txt", "The troops left the port on Sunday, the ministry said."))
    assert isinstance(notice, Notice)
    assert "date of publication" in notice.problem
    assert "--published" in notice.mend
    assert report.published is None
    assert report.published_from is None


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT, TEXT),
        ('{"text": "The troops left the port.", "published": "2024-10-28"}\n', "The troops left the port."),
        (f"<!doctype html><title>Talks</title><article><p>{TEXT}</p></article>", None),
    ],
)
def test_standard_input_is_told_by_its_content(monkeypatch, data, text):
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data.encode())))
    monkeypatch.setattr(sys, "stdin", stdin)
    (report,) = reports(read("-"))
    assert "troops left the port" in report.text
    assert "<p>" not in report.text
    assert text in (None, report.text)
    assert len(report.id) == 16
    assert not stdin.buffer.closed


def test_the_same_text_has_the_same_id():
    assert report_of(TEXT).id == report_of(TEXT).id != report_of(TEXT + "x").id


def test_report_of_a_path_and_of_a_text(write):
    path = write("talks.txt", TEXT)
    assert report_of(path) == report_of(str(path))
    assert report_of(TEXT, published="2024-11-01", outlet="Example Post").published == "2024-11-01"
    with pytest.raises(InputError, match="empty"):
        report_of("")
    with pytest.raises(InputError, match="no such file"):
        report_of(Path("no/such/file.txt"))


def test_reports_come_one_at_a_time(write):
    found = open_reports([write("good.txt", TEXT), "never/opened.txt"])
    assert isinstance(next(found), Report)
