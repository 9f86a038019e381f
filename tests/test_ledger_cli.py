"""The commands that keep and ask a record, run as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

REPORTS = (
    {"id": "a1", "published": "2031-03-12", "outlet": "The Arden Post",
     "text": "Foreign Minister Lena Ortiz said on Tuesday that about 1,200 soldiers had crossed the border."},
    {"id": "a2", "published": "2031-03-14", "text": "The Kremlin denied that its shells had hit the port of Odesa."},
)  # fmt: skip
COMMANDS = (
    "add", "remove", "reread", "link", "reports", "search", "who", "figures", "matters", "turns", "show", "stories",
    "story", "judge",
)  # fmt: skip
JUDGING = ("open", "merge", "accept", "split", "reject", "fix", "undo", "list")


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    return path


@pytest.fixture
def asked(run, lines):
    """`run`, in a folder with a record."""
    done = run("add", "--jsonl", lines)
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 reports added\n", "")
    return run


def test_help_lists_the_commands(run):
    shown = run("--help").stdout
    assert all(re.search(rf"^\W*{command}\s", shown, re.MULTILINE) for command in COMMANDS)


@pytest.mark.parametrize("command", [*[[name] for name in COMMANDS[:-1]], *[["judge", name] for name in JUDGING]])
def test_every_command_has_an_example(run, command):
    shown = run(*command, "--help").stdout
    assert f"    onrecord {' '.join(command)} " in shown.partition("\n  Example")[2].replace("\n", " \n")


@pytest.mark.parametrize("command", [
    ["search", "soldiers"], ["who", "Kremlin"], ["reports"], ["remove", "a1"], ["judge", "list"], ["judge", "open"],
    ["judge", "merge", "a", "b"], ["judge", "fix", "a", "start", "null"], ["judge", "undo", "a"],
])
def test_there_is_nothing_to_ask_before_something_is_added(run, tmp_path, command):
    done = run(*command)
    assert done.returncode == 1
    assert "there is no record here yet" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_adding_wants_something_to_add(run):
    assert run("add").returncode == 2


def test_a_record_is_made_asked_and_changed(asked, lines):
    again = asked("add", "--jsonl", lines)
    assert again.stdout == "2 reports on record before\n"

    found = json.loads(asked("search", "soldier", "--json").stdout)
    assert [(row["report"], row["source"]) for row in found] == [("a1", "Lena Ortiz")]
    text = REPORTS[0]["text"]
    assert text[found[0]["start"] : found[0]["end"]] == found[0]["words"]

    rows = list(csv.DictReader(io.StringIO(asked("who", "Kremlin", "--csv").stdout)))
    assert [(row["report"], row["act"]) for row in rows] == [("a2", "deny")]
    assert "about 1,200" in asked("figures").stdout and "“about 1,200 soldiers”" in asked("figures").stdout
    assert asked("figures", "--flat").stdout.endswith("1 figure\n")
    assert json.loads(asked("figures", "--since", "2031-03-13", "--json").stdout) == []
    (step,) = json.loads(asked("figures", "--about", "crossed", "--json").stdout)
    assert (step["unit"], step["value"], step["bound"], step["move"]) == ("soldier", 1200, "about", "first")
    assert asked("figures", "--flat", "--about", "crossed").returncode == 2

    table = asked("reports").stdout
    assert "The Arden" in table and table.endswith("2 reports\n")
    assert json.loads(asked("reports", "--as-of", "2031-03-13", "--json").stdout)[0]["id"] == "a1"
    assert asked("reread").stdout == "nothing to do\n"

    stands = [row["standing"] for row in json.loads(asked("matters", "--about", "crossed", "--json").stdout)]
    assert [standing.split(";")[0] for standing in stands] == ["reported"]
    assert "turn" in asked("turns", "--since", "2031-03-01").stdout
    assert json.loads(asked("turns", "--since", "2031-03-15", "--json").stdout) == []
    one = json.loads(asked("matters", "--about", "crossed", "--json").stdout)[0]
    told = asked("show", one["id"][:8])
    assert told.stdout.startswith(one["title"]) and "how it stands" in told.stdout
    assert json.loads(asked("show", one["id"], "--json").stdout)["matter"]["id"] == one["id"]
    assert "there is no one matter" in asked("show", "none").stderr
    assert "--csv goes with --mentions" in asked("show", one["id"], "--csv").stderr
    unknown = asked("who", "Kremlim")
    assert (unknown.returncode, unknown.stdout) == (0, "0 statements\n")
    assert "is called 'Kremlim'; there is: kremlin" in unknown.stderr
    assert asked("who", "Kremlim", "--json").stderr == ""

    assert asked("remove", "a1").stdout == "removed a1\n"
    gone = asked("remove", "a1")
    assert (gone.returncode, gone.stdout) == (1, "")
    assert "there is no report 'a1'" in gone.stderr
    assert asked("search", "soldier").stdout == "0 statements\n"


def test_people_decide_and_take_it_back(asked, monkeypatch):
    monkeypatch.setenv("ONRECORD_WHO", "Ines Okoro")
    matters = [row["id"] for row in json.loads(asked("matters", "--json").stdout)]
    merged = asked("judge", "merge", *[matter[:8] for matter in matters[:2]], "--why", "one raid").stdout
    judgement = re.search(r"merge: judgement (\w{8}) by Ines Okoro\n", merged)[1]
    assert f"take it back with: onrecord judge undo {judgement}\n" in merged
    mention = json.loads(asked("show", matters[0][:8], "--mentions", "--json").stdout)[0]
    assert len(json.loads(asked("matters", "--json").stdout)) <= len(matters)
    assert "undo of" in asked("judge", "undo", judgement).stdout
    assert [row["id"] for row in json.loads(asked("matters", "--json").stdout)] == matters

    fixed = asked("judge", "fix", mention["mention"], "place", "Kursk", "--who", "Tom Rye")
    assert "fix place = Kursk: judgement" in fixed.stdout and "by Tom Rye" in fixed.stdout
    rows = list(csv.DictReader(io.StringIO(asked("judge", "list", "--csv").stdout)))
    assert [(row["ruling"], row["who"], row["why"]) for row in rows] == [
        ("merge", "Ines Okoro", "one raid"), ("undo", "Ines Okoro", ""), ("fix", "Tom Rye", "")]
    assert "merge  undone" in asked("judge", "list").stdout
    rows = json.loads(asked("show", matters[0], "--mentions", "--json").stdout)
    assert "at Kursk" in next(row["places"] for row in rows if row["mention"] == mention["mention"])

    wrong = asked("judge", "fix", mention["mention"], "colour", "red")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "'colour' is no slot of this" in wrong.stderr and "fix one of: act, actors" in wrong.stderr
    assert "there are less than two mentions" in asked("judge", "merge", matters[0]).stderr
    assert "`onrecord judge list` shows them all" in asked("judge", "undo", "zz").stderr
    assert asked("judge", "open").stdout.endswith("left to decide on\n")


def test_copies_are_folded_into_one_line(run):
    text = "The envoy said that 12 soldiers had left. Nobody was hurt in the raid on Monday."
    given = ({"id": id_, "published": "2031-03-12", "text": text, "outlet": id_} for id_ in "ab")
    run("add", "-", stdin="".join(json.dumps(report) + "\n" for report in given))
    folded, listed = run("reports").stdout, run("reports", "--copies").stdout
    assert folded.endswith("2 reports, 1 of them copies; --copies lists them\n") and "exact" not in folded
    assert "↳ exact" in listed
    rows = list(csv.DictReader(io.StringIO(run("reports", "--csv").stdout)))
    assert [(row["id"], row["copy_of"]) for row in rows] == [("a", ""), ("b", "a")]
    assert rows[0]["family"] == rows[1]["family"]


def test_what_goes_wrong_with_one_report_is_told_and_the_rest_is_added(run, tmp_path):
    other = {**REPORTS[0], "text": "Another text."}
    given = "".join(json.dumps(report) + "\n" for report in (REPORTS[0], other, {"id": "x"}, REPORTS[1]))
    done = run("add", "-", "--store", tmp_path / "own.db", stdin=given)
    assert done.returncode == 1
    assert "report 'a1': another report has this id" in done.stderr
    assert 'line 3: the object has no "text"' in done.stderr
    assert done.stdout == "2 reports added; 2 reports failed\n"


def test_stories_are_listed_and_told(asked):
    (one,) = json.loads(asked("stories", "--about", "crossed", "--json").stdout)
    assert one["matters"] == 1
    told = asked("story", one["id"][:8]).stdout
    assert told.casefold().startswith(one["title"].casefold()) and "1 matter" in told and "reported by" in told
    whole = json.loads(asked("story", one["id"], "--json").stdout)
    assert whole["story"]["matters"] == [one["id"]]
    assert "story" in asked("stories").stdout and "1 story" in asked("stories", "--limit", "1").stdout
    assert "there is no one matter" in asked("story", "none").stderr
    assert asked("stories", "--json", "--csv").returncode == 2


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--since", "soon"], "'soon' is no day"), (["--json", "--csv"], "cannot go together"),
        (["--limit", "0"], "--limit"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_asked(run, tmp_path, options, problem):
    (tmp_path / "onrecord.db").touch()
    done = run("search", "soldiers", *options)
    assert done.returncode != 0
    assert problem in done.stderr


def test_the_store_is_a_setting(run, tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_STORE", str(tmp_path / "elsewhere.db"))
    assert run("add", "-", stdin="The envoy said that the troops had left.").stdout == "1 report added\n"
    assert (tmp_path / "elsewhere.db").exists()
    assert "envoy" in run("who", "envoy").stdout
    assert "no store can be opened" in run("reports", "--store", tmp_path).stderr


def test_control_characters_of_a_report_do_not_reach_the_terminal(run):
    text = "The envoy \x1b[31m said that 12 soldiers had left."
    run("add", "-", "--published", "2031-03-12", "--outlet", "A\x1b]0;owned\x07", stdin=text)
    assert "\x1b" not in run("reports").stdout + run("search", "soldiers").stdout


QUAKE = "A strong earthquake hit the town of Arden on Monday and killed 12 people, officials said."
COPIES = (
    {"id": "q1", "text": f"{QUAKE} Rescuers searched the ruins of a school.", "published": "2031-03-12"},
    {"id": "q2", "text": f"{QUAKE} Rescuers searched the ruins of a school.", "published": "2031-03-13"},
    {"id": "q3", "text": "The earthquake in Arden on Monday killed 14 people, they said.", "published": "2031-03-14"},
)  # fmt: skip


def test_linking_tells_the_matter_of_each_event_also_in_a_copy(run, tmp_path):
    given = "".join(json.dumps(report) + "\n" for report in COPIES)
    done = run("link", "--jsonl", "-", stdin=given)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(line.keys() == {"report", "event", "matter"} for line in lines)
    records = run("read", "--jsonl", "-", "--format", "jsonl", stdin=given).stdout
    words = {(r["report"]["id"], e["id"]): e["trigger"]["text"] for r in map(json.loads, records.splitlines())
             for e in r["events"]}  # fmt: skip
    of = {(line["report"], words[line["report"], line["event"]]): line["matter"] for line in lines}
    assert len({of[name, "killed"] for name in ("q1", "q2", "q3")}) == 1
    assert of["q1", "searched"] == of["q2", "searched"] != of["q1", "killed"]
    assert list(tmp_path.iterdir()) == []

    (tmp_path / "records.jsonl").write_text(records, encoding="utf-8")
    assert run("link", "--records", "records.jsonl").stdout == done.stdout


def test_linking_wants_something_to_link_and_tells_what_is_no_record(run, tmp_path):
    assert run("link").returncode == 2
    (tmp_path / "records.jsonl").write_text("{}\n", encoding="utf-8")
    done = run("link", "--records", "records.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert "this is no record" in done.stderr
