"""What many tests share: the commands run as a user runs them, and one report read once with the real model."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord

REPORT = (
    "Talks end in Arden\n\n"
    "Foreign Minister Lena Ortiz said on Tuesday that about 1,200 soldiers had crossed the river near Vladivostok. "
    '"We will not withdraw," she told reporters.\n\n'
    "The Kremlin denied that shells had hit the port. Officials in Kyiv could not say how many people were hurt."
)
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def read_report() -> onrecord.Record:
    """The record of REPORT, by the real model."""
    return onrecord.read(REPORT, published="2031-03-13", outlet="The Arden Post")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `onrecord` with some arguments in an empty folder."""

    def ran(*arguments: object, stdin: str | bytes | None = None) -> subprocess.CompletedProcess[str]:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
        done = subprocess.run(command, input=given or b"", capture_output=True, cwd=tmp_path, timeout=300, check=False)
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())

    return ran
