"""What many tests share: the commands run as a user runs them, and one report read once with the real model."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from postgres import missing, server

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


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server, where one is installed."""
    if why := missing():
        pytest.skip(why)
    with server() as url:
        yield url


NUMBERS = count()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty store of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    from sqlalchemy import create_engine, text

    url, name = request.getfixturevalue("postgres"), f"store{next(NUMBERS)}"
    with create_engine(url.replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    return f"{url}&options=-csearch_path%3D{name}"
