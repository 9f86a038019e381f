"""Many reports, in order, in constant memory, on one core or several; one that fails costs itself alone."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

from onrecord.errors import InputError, OnrecordError
from onrecord.model import Record, Report

SHARE = 8  # reports that go to the reader at once
AHEAD = 3  # shares in flight for each process: enough to keep it busy, few enough to bound the memory
ENDED = "a process that reads was ended from outside, perhaps for want of memory; take fewer with --jobs"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

Item = Report | InputError
Outcome = Record | OnrecordError


class ReadingError(OnrecordError):
    """The reader itself failed on a report, which is a fault of this program."""

    def __init__(self, where: str, problem: str) -> None:
        """Keep the arguments as they are, so that the error can travel between processes."""
        super().__init__(where, problem)
        self.where, self.problem = where, problem

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.where}: the reader failed ({self.problem}); please report this with the text"


def read_all(items: Iterable[Item], jobs: int = 1) -> Iterator[Outcome]:
    """The record, or what went wrong, of each item, in the order of the items.

    Args:
        items: reports, with the errors of the intake among them.
        jobs: processes; each reads with one thread. At most `jobs` * AHEAD shares are held at a time.
    """
    if jobs <= 1:
        for share in _shares(items, 1):
            yield from _joined(share, iter(read_share(_reports(share))))
        return
    context = get_context("spawn")
    watched, held = context.Pipe(duplex=False)
    with held, ProcessPoolExecutor(jobs, context, _start_worker, (watched,)) as pool:
        try:
            yield from _ordered(pool, _shares(items, SHARE), jobs * AHEAD)
        except BrokenProcessPool as wrong:
            raise OnrecordError(ENDED) from wrong
        except BaseException:
            held.close()  # nobody waits any more for what is being read
            raise


def read_share(reports: Sequence[Report]) -> list[Outcome]:
    """The outcomes of a few reports; reading goes on behind one that fails."""
    from onrecord.reader import read_reports  # here, so that the command line starts without a language model

    done: list[Outcome] = []
    while len(done) < len(reports):
        try:
            for record in read_reports(reports[len(done) :]):
                done.append(record)  # one by one, so that those before a failure are kept
        except Exception as wrong:
            failed = reports[len(done)]
            done.append(ReadingError(failed.url or failed.id, f"{type(wrong).__name__}: {wrong}"))
    return done


def _ordered(pool: Executor, shares: Iterable[list[Item]], ahead: int) -> Iterator[Outcome]:
    waiting: deque[tuple[list[Item], Future[list[Outcome]]]] = deque()
    for share in shares:
        waiting.append((share, pool.submit(read_share, _reports(share))))
        if len(waiting) >= ahead:
            first, future = waiting.popleft()
            yield from _joined(first, iter(future.result()))
    for share, future in waiting:
        yield from _joined(share, iter(future.result()))


def _shares(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    source = iter(items)
    while share := list(islice(source, size)):
        yield share


def _reports(share: list[Item]) -> list[Report]:
    return [item for item in share if isinstance(item, Report)]


def _joined(share: list[Item], outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """Outcomes and the intake's errors in the order of the share."""
    for item in share:
        yield next(outcomes) if isinstance(item, Report) else item


def _start_worker(watched: Connection) -> None:
    """One thread of work a process; an interrupt is left to the parent, and no process outlives it."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(watched,), daemon=True).start()


def _end_with(watched: Connection) -> None:
    """End this process when the other end of the pipe is closed, be it that its holder was killed."""
    watched.poll(None)
    os._exit(0)
