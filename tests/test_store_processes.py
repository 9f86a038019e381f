"""Several processes at one store: one reads while another writes, two write, one is killed in the middle."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import pytest
from made import made
from stores import dump, filled, ledger

from onrecord.model import Record

ROUNDS = int(os.environ.get("ONRECORD_KILLS", "20"))  # of the process that is killed
REBUILT = 10  # rounds after which what derives is built again
FORK = get_context("fork")  # a process of its own, without the time that a new interpreter takes to start
OPEN = "import sys; from onrecord.store.engine import open_store; open_store(sys.argv[1])"


@pytest.fixture
def records():
    return [made(f"r{n:02}", f"2031-03-{n % 28 + 1:02}", count=n + 2) for n in range(40)]


def _add(where: object, records: list[Record], told: Connection) -> None:
    with ledger(where) as kept:
        told.send("ready")
        kept.add(records, lambda done: told.send(done.report))


@contextmanager
def adding(where: object, records: list[Record]) -> Iterator[tuple[BaseProcess, Connection]]:
    """A process that adds records, and where it tells each report that it has kept."""
    heard, told = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_add, args=(where, records, told), daemon=True)
    process.start()
    told.close()
    assert heard.recv() == "ready"
    yield process, heard
    process.join()


def rest(heard: Connection) -> set[str]:
    """All that was told before the end of the process."""
    found = set()
    try:
        while True:
            found.add(heard.recv())
    except EOFError:
        return found


def test_one_reads_while_another_writes(where, records):
    ledger(where).close()
    seen = []
    with ledger(where) as kept, adding(where, records) as (process, _heard):
        while process.is_alive():
            found = {record.report.id for record in kept.records()}
            assert len(kept.statements()) >= len(found)
            seen.append(len(found))
        assert process.exitcode == 0
        assert list(kept.records()) == records
    assert seen == sorted(seen)


def test_two_write_in_turns_and_nothing_is_lost_or_doubled(where, records):
    ledger(where).close()
    with adding(where, records[:30]) as (one, _), adding(where, records[10:]) as (other, _):
        pass
    assert (one.exitcode, other.exitcode) == (0, 0)
    with ledger(where) as kept:
        assert list(kept.records()) == records
        assert len(kept.statements()) == len(records)


def test_two_make_the_same_store_at_once(tmp_path, records):
    path = tmp_path / "new.db"
    command = [sys.executable, "-c", OPEN]
    processes = [subprocess.Popen([*command, str(path)], stderr=subprocess.PIPE) for _ in range(3)]
    assert [process.communicate()[1] for process in processes] == [b""] * 3
    with ledger(path) as kept:
        kept.add(records)
        assert list(kept.records()) == records


def test_killed_at_any_moment_it_keeps_whole_reports_and_can_be_finished(where, records, tmp_path):
    ledger(where).close()
    with filled(tmp_path / "undisturbed.db", records) as kept:
        undisturbed = dump(kept)
    chance = random.Random(7)
    for number in range(1, ROUNDS + 1):
        with adding(where, records) as (process, heard):
            time.sleep(chance.uniform(0, 0.25))
            process.kill()
            told = rest(heard)
        with ledger(where) as kept:
            whole = {record.report.id: record for record in kept.records()}
            assert told <= whole.keys()
            assert all(whole[record.report.id] == record for record in records if record.report.id in whole)
            assert len(kept.statements()) == len(kept.figures()) == len(kept.events()) == len(whole)
            if number % REBUILT == 0:
                before = dump(kept)
                kept.rebuild()
                assert dump(kept) == before
            if len(whole) == len(records):
                for record in records[::2]:
                    kept.remove(record.report.id)
    with ledger(where) as kept:
        kept.add(records)
        assert dump(kept) == undisturbed
