"""A PostgreSQL server for the tests alone, where its programs are installed; it listens on a socket in a folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")


def program(name: str) -> str | None:
    """The path of one of the server's programs; distributions keep them out of the PATH."""
    if found := shutil.which(name):
        return found
    paths = (path for folder in FOLDERS for path in Path("/").glob(f"{folder[1:]}/{name}"))
    return next((str(path) for path in sorted(paths, reverse=True)), None)


def missing() -> str | None:
    """Why there can be no server here; None where there can."""
    if program("initdb") is None or program("pg_ctl") is None:
        return "no PostgreSQL server is installed (initdb, pg_ctl)"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed"
    return None if _account() is not None else "PostgreSQL refuses to run as root, and there is no other account"


@contextmanager
def server() -> Iterator[str]:
    """A running server's URL."""
    account, folder = _account(), Path(tempfile.mkdtemp(prefix="pg"))  # short: the path of a socket has 107 bytes
    try:
        if account:
            shutil.chown(folder, account)
        data = folder / "data"
        kind = "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        _as(account, program("initdb"), "-D", data, *kind)
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c shared_buffers=32MB"
        _as(account, program("pg_ctl"), "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            _as(account, program("pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> str | None:
    """The account that the server runs under: "" is our own, unless that is root, under which it refuses to run."""
    if os.getuid():
        return ""
    accounts = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in accounts and shutil.which("runuser")), None)


def _as(account: str | None, *command: object) -> None:
    before = ["runuser", "-u", account, "--"] if account else []
    subprocess.run([*before, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=60)
