"""What SQLite and PostgreSQL do differently: who may write, and how words are searched. One class for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, ClassVar, Protocol

from sqlalchemy import Connection, Engine, Float, Integer, Subquery, TextualSelect, column, event
from sqlalchemy import text as sql
from sqlalchemy.exc import OperationalError

PATIENCE_MS = 500  # how long SQLite itself waits for a writer, before the user is told who is waited for
PRAGMAS = (
    "page_size=2048",  # of a new file: what is kept of one report fills its pages better than larger ones
    f"busy_timeout={PATIENCE_MS}",
    "journal_mode=WAL",
    "synchronous=FULL",  # what is committed outlives a loss of power too
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-65536",  # KiB
    "mmap_size=268435456",  # bytes
)
TURN = 0x6F6E_7265_636F_7264  # "onrecord": the advisory lock that whoever writes to PostgreSQL holds
TELLING = TURN ^ 1  # the lock of whoever tells what is new
# letter for letter as the indexes have them
VECTOR = "to_tsvector('onrecord', source || ' ' || words)"
NAMES = "kind NOT IN ('code', 'standing')"
NAMING = "to_tsvector('simple', regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g'))"


class Backend(Protocol):
    """One database system."""

    name: str
    snapshot: ClassVar[dict[str, Any]]  # options of a connection that is to see the store standing still

    def prepare(self, engine: Engine) -> None:
        """Make each new connection behave."""

    def begin_write(self, connection: Connection) -> bool:
        """Begin a transaction as the only writer; False where another holds that turn, after a short wait."""

    def alone(self, engine: Engine) -> AbstractContextManager[bool]:
        """What one process at a time holds to tell what is new, however it ends; False where another holds it."""

    def matching(self, phrases: str) -> TextualSelect:
        """`key` of each statement that matches phrases in quotes, and its `rank`: smaller is better."""

    def naming(self, words: Sequence[str]) -> Subquery:
        """`key` of each name in which some words of letters and digits stand, wherever; not of what is no name."""


class Sqlite:
    """One file with a log beside it (WAL): readers never wait, one writes at a time."""

    name = "sqlite"
    snapshot: ClassVar[dict[str, Any]] = {}

    def prepare(self, engine: Engine) -> None:
        """Pragmas; transactions are begun by hand, as the driver would begin them too late."""

        @event.listens_for(engine, "connect")
        def connect(connection, _record) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  the driver's own types
            connection.isolation_level = None
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql(connection.get_execution_options().get("begin_with", "BEGIN"))

    def begin_write(self, connection: Connection) -> bool:
        """Take the one lock that SQLite has for writing."""
        try:
            connection.execution_options(begin_with="BEGIN IMMEDIATE").begin()
        except OperationalError as wrong:
            if "locked" in str(wrong.orig) or "busy" in str(wrong.orig):
                return False
            raise
        return True

    @contextmanager
    def alone(self, engine: Engine) -> Iterator[bool]:
        """A lock on a file beside the store."""
        from filelock import FileLock, Timeout  # here, as it is slow to load and seldom needed

        lock = FileLock(f"{engine.url.database}.watch.lock", blocking=False)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def matching(self, phrases: str) -> TextualSelect:
        """By the FTS5 table beside `statement`; its rank is bm25."""
        rank = "bm25(statement_words) AS rank"  # by its name it is slower
        found = f"SELECT rowid AS key, {rank} FROM statement_words WHERE statement_words MATCH :phrases"
        return _ranked(found, phrases)

    def naming(self, words: Sequence[str]) -> Subquery:
        """By the FTS5 table beside `name`."""
        quoted = " ".join(f'"{word}"' for word in words)
        return _found("SELECT rowid AS key FROM name_words WHERE name_words MATCH :phrases", quoted)


class Postgres:
    """A server; writers wait for one advisory lock, so that linking sees a record that stands still."""

    name = "postgresql"
    snapshot: ClassVar[dict[str, Any]] = {"isolation_level": "REPEATABLE READ"}

    def prepare(self, engine: Engine) -> None:
        """There is nothing to set."""

    def begin_write(self, connection: Connection) -> bool:
        """Take the lock, which the end of the transaction gives back."""
        connection.begin()
        taken = connection.execute(sql("SELECT pg_try_advisory_xact_lock(:turn)"), {"turn": TURN}).scalar_one()
        if not taken:
            connection.rollback()
            connection.execute(sql("SELECT pg_sleep(:seconds)"), {"seconds": 0.05})
            connection.rollback()
        return bool(taken)

    @contextmanager
    def alone(self, engine: Engine) -> Iterator[bool]:
        """An advisory lock of the session, which ends with it."""
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            taken = connection.execute(sql("SELECT pg_try_advisory_lock(:turn)"), {"turn": TELLING}).scalar_one()
            try:
                yield bool(taken)
            finally:
                if taken:
                    connection.execute(sql("SELECT pg_advisory_unlock(:turn)"), {"turn": TELLING})

    def matching(self, phrases: str) -> TextualSelect:
        """By the index over the tsvector; the sign of its rank is turned."""
        found = (
            f"SELECT key, -ts_rank({VECTOR}, query) AS rank "
            f"FROM statement, websearch_to_tsquery('onrecord', :phrases) AS query WHERE {VECTOR} @@ query"
        )
        return _ranked(found, phrases)

    def naming(self, words: Sequence[str]) -> Subquery:
        """By the index over the tsvector of the name."""
        question = f"SELECT key FROM name WHERE {NAMES} AND {NAMING} @@ plainto_tsquery('simple', :phrases)"
        return _found(question, " ".join(words))


def _found(found: str, phrases: str) -> Subquery:
    return sql(found).bindparams(phrases=phrases).columns(column("key", Integer)).subquery()


def _ranked(found: str, phrases: str) -> TextualSelect:
    columns = column("key", Integer), column("rank", Float)
    return sql(found).bindparams(phrases=phrases).columns(*columns)


BACKENDS: dict[str, Backend] = {"sqlite": Sqlite(), "postgresql": Postgres()}
