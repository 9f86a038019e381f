"""The commands, run as a user runs them."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from conftest import REPORT
from samples import record

from onrecord.model import Record, Span


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(record().to_json() + "\n", encoding="utf-8")
    return path


def lines(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def reports(count: int) -> list[dict[str, object]]:
    return [
        {"id": f"r{n}", "text": f"Envoy {n} said that {n + 2} soldiers had left.", "published": "2031-03-13"}
        for n in range(count)
    ]


def test_help_names_the_commands_and_starts_fast(run):
    begun = time.perf_counter()
    done = run("--help")
    assert time.perf_counter() - begun < 2  # the bar is half a second; this only catches a heavy import
    assert done.returncode == 0
    assert all(command in done.stdout for command in ("read", "explain", "verify", "demo"))


def test_help_loads_no_model():
    code = "import sys; from onrecord.views import cli; print({'spacy', 'numpy', 'onnxruntime'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


@pytest.mark.parametrize("command", ["read", "explain", "verify"])
def test_each_command_helps_with_examples(run, command):
    done = run(command, "--help")
    assert done.returncode == 0
    assert re.search(r"Examples?:\s+onrecord", done.stdout.replace("\n", " "))


def test_version(run):
    assert re.fullmatch(r"onrecord \d+\.\d+\.\d+\n", run("--version").stdout)


def test_nothing_to_read(run):
    done = run("read")
    assert done.returncode == 2
    assert "name a file" in done.stderr


def test_a_pipe_gets_json_lines(run):
    done = run("read", "-", "--published", "2031-03-13", stdin=REPORT)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert Record.from_json(line).check() == []


def test_bad_input_is_told_and_the_others_are_read(run, tmp_path):
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "cut.html.gz").write_bytes(gzip.compress(b"<html><body><p>Envoys met.</p>" * 200)[:60])
    bad = ["empty.txt", "binary.txt", "cut.html.gz", "missing.txt"]
    done = run("read", *bad, "good.txt", "--published", "2031-03-13")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    told = done.stderr.splitlines()
    assert len(told) == len(bad)
    for name, message in zip(bad, told, strict=True):
        assert re.match(rf"onrecord: \S*{name}.*: .+; .+", message)
    assert "Traceback" not in done.stderr


def test_a_bad_line_is_told_with_its_number(run, tmp_path):
    good = reports(2)
    (tmp_path / "reports.jsonl").write_text(lines(good[0]) + "[1, 2]\n" + "{oops\n" + lines(good[1]))
    done = run("read", "--jsonl", "reports.jsonl")
    assert done.returncode == 1
    assert [json.loads(line)["report"]["id"] for line in done.stdout.splitlines()] == ["r0", "r1"]
    assert ["line 2" in done.stderr, "line 3" in done.stderr] == [True, True]


def test_a_report_without_a_date_is_read_and_told(run):
    done = run("read", "-", stdin="The envoy said that the troops had left.")
    assert done.returncode == 1
    assert "--published" in done.stderr
    assert Record.from_json(done.stdout).report.published is None


def test_the_order_stays_with_several_processes(run, tmp_path):
    rows = reports(40)
    rows.insert(17, {"id": "long", "text": REPORT * 20, "published": "2031-03-13"})
    (tmp_path / "reports.jsonl").write_text(lines(*rows))
    one = run("read", "--jsonl", "reports.jsonl")
    two = run("read", "--jsonl", "reports.jsonl", "--jobs", "2")
    assert [json.loads(line)["report"]["id"] for line in two.stdout.splitlines()] == [row["id"] for row in rows]
    assert one.stdout == two.stdout
    assert (one.returncode, two.returncode) == (0, 0)


@pytest.mark.parametrize(("name", "begins"), [("out.json", "{\n"), ("out.html", "<!doctype html>"), ("out.jsonl", "{")])
def test_the_name_of_the_output_tells_the_format(run, tmp_path, name, begins):
    done = run("read", "-", "-o", name, "--published", "2031-03-13", stdin=REPORT)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [name], "no partial file is left"


def test_json_of_several_is_a_list(run, tmp_path):
    (tmp_path / "reports.jsonl").write_text(lines(*reports(3)))
    done = run("read", "--jsonl", "reports.jsonl", "--format", "json")
    assert [one["report"]["id"] for one in json.loads(done.stdout)] == ["r0", "r1", "r2"]


def test_an_output_may_replace_its_input(run, tmp_path):
    (tmp_path / "same.jsonl").write_text(lines(*reports(3)))
    assert run("read", "--jsonl", "same.jsonl", "-o", "same.jsonl").returncode == 0
    assert len((tmp_path / "same.jsonl").read_text().splitlines()) == 3


def test_a_closed_pipe_ends_quietly(tmp_path):
    (tmp_path / "reports.jsonl").write_text(lines(*reports(400)))
    command = f"{sys.executable} -m onrecord read --jsonl reports.jsonl | head -n 1"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="interrupts work otherwise there")
def test_an_interrupt_ends_quietly(tmp_path):
    command = [sys.executable, "-m", "onrecord", "read", "--jsonl", "-", "-o", "out.jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        process.stdin.write("no report\n")
        process.stdin.flush()
        assert "line 1" in process.stderr.readline(), "it is at work now, and waits for more"
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in told


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes where Linux lists them")
@pytest.mark.parametrize(("sign", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_no_process_outlives_the_command(tmp_path, sign, status):
    (tmp_path / "reports.jsonl").write_text(lines(*reports(400)))
    command = [sys.executable, "-m", "onrecord", "read", "--jsonl", "reports.jsonl", "--jobs", "2", "-o", "out.jsonl"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        until(lambda: len(children(process.pid)) > 2)
        started = children(process.pid)
        process.send_signal(sign)
        _, told = process.communicate(timeout=120)
    assert process.returncode == status
    assert "Traceback" not in told
    until(lambda: not any(Path(f"/proc/{child}").exists() for child in started))
    assert sign == signal.SIGKILL or [path.name for path in tmp_path.iterdir()] == ["reports.jsonl"]


def until(holds):
    for _ in range(2400):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come about in two minutes")


@pytest.mark.parametrize("target", ["no/such/folder/out.jsonl", ".", "/dev/full"])
def test_an_output_that_cannot_be_written_is_told(run, target):
    if target.startswith("/dev") and not Path(target).exists():
        pytest.skip("a full device exists on Linux only")
    done = run("read", "-", "-o", target, "--published", "2031-03-13", stdin="The envoy said that he had left.")
    assert done.returncode == 1
    assert re.fullmatch(r"onrecord: \S+: it cannot be written \([\w ]+\); name another -o FILE\n", done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device exists on Linux only")
@pytest.mark.parametrize("shape", ["text", "jsonl", "json", "html"])
def test_a_full_disk_behind_standard_output_is_told(records, tmp_path, shape):
    command = f"{sys.executable} -m onrecord read - --format {shape} --published 2031-03-13 > /dev/full"
    done = subprocess.run(command, shell=True, input="He said so.", capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "onrecord: the output: No space left on device\n"


@pytest.mark.parametrize("date", ["yesterday", "2024-13-45"])
def test_a_date_that_is_none_is_told(run, date):
    done = run("read", "-", "--published", date, stdin="x")
    assert done.returncode == 1
    assert f"{date!r} is no date; write it as 2024-10-28" in done.stderr


def test_verify_says_that_there_is_nothing_to_verify(run):
    done = run("verify", "-", stdin="")
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no record in it" in done.stderr


def test_explain_says_that_there_is_no_such_report(run, records):
    done = run("explain", records, "s1", "--report", "r99")
    assert done.returncode == 1
    assert "it holds no report r99" in done.stderr


def test_verify_says_that_all_holds(run, records):
    done = run("verify", records)
    assert done.returncode == 0
    assert re.fullmatch(r"1 record, \d+ spans: all hold\n", done.stdout)


def test_verify_lists_what_does_not_hold(run, tmp_path):
    sound = record()
    moved = msgspec.structs.replace(sound.times[0], span=Span(3, 10, "Tuesday"))
    broken = msgspec.structs.replace(sound, times=(moved, *sound.times[1:]))
    lost = msgspec.structs.replace(sound, places=(), times=())
    every = [sound.to_json(), broken.to_json(), "nonsense", lost.to_json()]
    (tmp_path / "records.jsonl").write_text("\n".join(every), encoding="utf-8")
    done = run("verify", "records.jsonl")
    assert done.returncode == 1
    assert "line 2, report sample-1: t1: 'Tuesday' does not stand at 3-10" in done.stdout
    assert "line 4, report sample-1: s1: refers to t1" in done.stdout
    assert "line 3" in done.stderr


def test_explain_by_id(run, records):
    done = run("explain", records, "s1")
    assert done.returncode == 0
    for words in ("statement", "Foreign Minister Lena Ortiz said on Tuesday", "verb, score 0.93", "e1"):
        assert words in re.sub(r"[\s│]+", " ", done.stdout)


def test_explain_by_offset_tells_all_findings_there_the_shortest_first(run, records):
    done = run("explain", records, record().events[0].trigger.start)
    assert re.findall(r"─ (\w\d) ", done.stdout) == ["v1", "s1"]


@pytest.mark.parametrize(("asked", "told"), [("s99", "no finding s99"), ("0", "offset 0"), ("???", "neither an id")])
def test_explain_says_what_is_not_there(run, records, asked, told):
    done = run("explain", records, asked)
    assert done.returncode == 1
    assert told in done.stderr


def test_explain_reads_a_report(run, tmp_path):
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    done = run("explain", "report.txt", "s1", "--published", "2031-03-13")
    assert done.returncode == 0, done.stderr
    assert "rule" in done.stdout


def test_explain_asks_which_report(run, tmp_path):
    other = record(msgspec.structs.replace(record().report, id="sample-2"))
    (tmp_path / "two.jsonl").write_text(f"{record().to_json()}\n{other.to_json()}\n", encoding="utf-8")
    assert "--report" in run("explain", "two.jsonl", "s1").stderr
    assert run("explain", "two.jsonl", "s1", "--report", "sample-2").returncode == 0


def test_settings_come_from_the_environment(run, tmp_path, monkeypatch):
    (tmp_path / "own.toml").write_text('format = "json"\noutlet = "The Arden Post"\n')
    monkeypatch.setenv("ONRECORD_SETTINGS", "own.toml")
    done = run("read", "-", "--published", "2031-03-13", stdin="The envoy said that the troops had left.")
    assert json.loads(done.stdout)["report"]["outlet"] == "The Arden Post"
    monkeypatch.setenv("ONRECORD_JOBS", "none")
    done = run("read", "-", stdin="x")
    assert done.returncode == 1
    assert "own.toml: a setting does not fit" in done.stderr


def test_the_demo_tells_the_story_of_the_examples_and_where_to_go_next(run, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    done = run("demo")
    assert done.returncode == 0, done.stderr
    assert "16 example reports read and kept; 5 of them are one text of Meridian Wire, and count once" in done.stdout
    parts = ("HOW IT STANDS", "WHAT HAS TURNED", "FIGURE: soldiers", "ROUTE of", "FORETOLD", "OWED", "Where to look")
    places = [done.stdout.index(part) for part in parts]
    assert places == sorted(places)
    told = done.stdout.split("\n")
    assert len(told) < 120
    assert max(map(len, told)) <= 100 or max(map(len, told[:-9])) <= 100  # the last lines hold a path
    assert re.search(r"28 Oct .*Kremlin +suggests → declines", done.stdout)
    assert not list(tmp_path.iterdir())
