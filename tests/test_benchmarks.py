"""The score gate itself, on figures made by hand."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from benchmarks import quality, run, table
from benchmarks.bars import Bar, bars, floors

BAR = Bar("file", "layer", "metric", 0.5, 0.9, peers={"Other": 0.4})
COST = Bar("start", "start", "seconds", 0.5, 0.2, lower_is_better=True)


def told(value: float, **layers: dict[str, float]) -> run.Scores:
    return {"scores": {"file": {"layer": {"metric": value}, **layers}}}


@pytest.fixture
def gate(monkeypatch):
    """One bar with a floor of .6, in place of the real ones."""
    monkeypatch.setattr(run, "bars", lambda: (BAR,))
    monkeypatch.setattr(run, "floors", lambda: {BAR.name: 0.6})


def test_a_figure_below_its_floor_falls(gate):
    assert run.fallen(told(0.59), ["file"]) == ["file/layer/metric: 0.59, floor 0.6"]
    assert run.fallen(told(0.6), ["file"]) == []


def test_a_figure_that_is_gone_falls(gate):
    assert run.fallen({"scores": {"file": {"spans": {"held": 0, "n": 0}}}}, ["file"]) == [
        "file/layer/metric: None, floor 0.6"
    ]


def test_a_span_that_does_not_hold_and_a_report_without_a_record_fall(gate):
    layers = {"spans": {"held": 9, "n": 10}, "records": {"missing": 2}}
    assert run.fallen(told(1.0, **layers), ["file"]) == [
        "file: 1 spans do not hold", "file: 2 reports without a record",
    ]


def test_less_is_better_for_costs():
    assert COST.reaches(0.4, COST.must) and not COST.reaches(0.6, COST.must)
    assert BAR.reaches(0.6, BAR.must) and not BAR.reaches(0.4, BAR.must)


def test_without_gold_the_gate_says_so_and_passes(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(run, "GOLD", tmp_path / "nowhere")
    monkeypatch.setattr("sys.argv", ["benchmarks.run"])
    assert run.main() == 0
    assert "skipped" in capsys.readouterr().err


def test_the_bars_are_sound():
    names = [bar.name for bar in bars()]
    assert len(names) == len(set(names)) > 30
    assert all(bar.reaches(bar.aim, bar.must) for bar in bars()), "an aim is at least what must be"
    assert floors().keys() <= set(names)


def test_linked_files_are_scored_with_the_lines_of_the_link_command(monkeypatch):
    ran, scored = [], []

    def fake(command, **_options):
        ran.append(command[2:4] if command[1] == "-m" else ["score"])
        if "read" in command:
            Path(command[command.index("-o") + 1]).write_bytes(b"record\n")
        if "link" not in command and "read" not in command:
            scored.append(Path(command[3]).read_bytes())
        return subprocess.CompletedProcess(command, 0, b"tie\n" if "link" in command else "{}")

    monkeypatch.setattr(quality.subprocess, "run", fake)
    assert quality.scores("ecbplus", 1) == {}
    assert ran == [["onrecord", "read"], ["onrecord", "link"], ["score"]]
    assert scored == [b"record\ntie\n"]
    assert quality.scores("seed", 1) == {}
    assert scored[1] == b"record\n"


def test_a_row_of_the_table(monkeypatch):
    monkeypatch.setattr(table, "bars", lambda: (BAR,))
    assert table.table(told(0.75)).splitlines()[-1] == "| file | metric | **0.75** | Other 0.4 | 0.5 | 0.9 |"
    assert table.table({"scores": {}}) == table.HEAD


def test_a_readme_without_markers_is_refused():
    with pytest.raises(ValueError, match="lacks the line"):
        table.filled("# onrecord", {"scores": {}})


def test_the_table_of_the_readme_is_up_to_date():
    told = json.loads(run.SCORES.read_text(encoding="utf-8"))
    now = table.README.read_text(encoding="utf-8")
    assert table.filled(now, told) == now, "run python -m benchmarks.table"
