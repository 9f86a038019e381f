"""Opening a store: a file or a server, brought to the present shape, with one writer at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlalchemy import text as sql
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from onrecord.errors import InputError, OnrecordError
from onrecord.store.backends import BACKENDS, Backend
from onrecord.store.schema import FILLED, HEAD

MIGRATIONS = Path(__file__).with_name("migrations")
PATIENCE = 60.0  # seconds that a writer waits for its turn


class StoreError(OnrecordError):
    """The file or the server gave up: the disk is full, the connection was lost, a file is damaged.

    Args:
        where: the file or the server.
        reason: what it says itself.
    """

    def __init__(self, where: str, reason: str) -> None:
        """Keep both, for whoever tells it in other words."""
        self.where, self.reason = where, reason
        super().__init__(f"{where}: {reason}")


class StoreBusyError(StoreError):
    """Another process kept writing for longer than one waits."""


class Store:
    """An open store; `read` and `write` give connections, each in one transaction."""

    def __init__(self, engine: Engine, backend: Backend, on_wait: Callable[[str], None], patience: float) -> None:
        """Made by `open_store`, which brings the tables up to date."""
        self.engine, self.backend = engine, backend
        self._on_wait, self._patience = on_wait, patience

    @property
    def where(self) -> str:
        """The file, or the URL without its password."""
        url = self.engine.url
        return str(url.database) if self.backend.name == "sqlite" else url.render_as_string(hide_password=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees the store as it is now, until the end of the block.

        Raises:
            StoreError: the file or the server gave up.
        """
        with self._named(), self.engine.connect().execution_options(**self.backend.snapshot) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that alone may write; all that the block writes is kept at its end, or nothing of it.

        Raises:
            StoreBusyError: the turn did not come in time.
            StoreError: the file or the server gave up.
        """
        with self._named(), self.engine.connect() as connection:
            self._wait_for_turn(connection)
            yield connection
            connection.commit()

    def alone(self) -> AbstractContextManager[bool]:
        """What one process at a time holds to tell what is new, however it ends; False where another holds it."""
        return self.backend.alone(self.engine)

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as wrong:
            if type(wrong) not in (OperationalError, DatabaseError):
                raise  # a fault of this program
            raise StoreError(self.where, str(wrong.orig).strip().partition("\n")[0]) from wrong

    def _wait_for_turn(self, connection: Connection) -> None:
        begun, told = time.monotonic(), False
        while not self.backend.begin_write(connection):
            if not told:
                self._on_wait(f"{self.where}: another process is writing; waiting for its turn to end")
                told = True
            if time.monotonic() - begun > self._patience:
                raise StoreBusyError(self.where, f"another process kept writing for {self._patience:g} s; try later")


def open_store(
    where: str | Path, *, on_wait: Callable[[str], None] = lambda _message: None, patience: float = PATIENCE,
    on_upgrade: Callable[[Connection], None] = lambda _connection: None,
) -> Store:
    """Open a store, make it where there is none, and bring its tables to the present shape.

    Args:
        where: a file, or a URL: "postgresql://user@host/database".
        on_wait: told once, in a sentence, when a writer has to wait for another.
        patience: seconds that a writer waits for its turn.
        on_upgrade: fills the tables that an older store gets anew, in the transaction that makes them.

    Raises:
        InputError: there can be no store there, or a newer program made it.
        StoreBusyError: another process keeps writing, and the tables have to be made.
    """
    url = _url(where)
    shown = str(where) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    backend = BACKENDS.get(url.get_backend_name())
    if backend is None:
        raise InputError(shown, "this kind of database is not known", "name a file, or a postgresql:// URL")
    try:
        engine = create_engine(url)
        backend.prepare(engine)
        store = Store(engine, backend, on_wait, patience)
        _bring_up_to_date(store, on_upgrade)
    except ModuleNotFoundError as wrong:
        mend = "pip install 'onrecord[postgres]'"
        raise InputError(shown, f"the driver {wrong.name!r} is not installed", mend) from wrong
    except StoreBusyError:
        raise
    except StoreError as wrong:
        raise InputError(shown, f"no store can be opened there ({wrong.reason})", "check the name") from wrong
    return store


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite+pysqlite", database=str(where))
    try:
        url = make_url(where)
    except (ArgumentError, NoSuchModuleError) as wrong:
        raise InputError(str(where).partition("@")[2] or "the store", "this is no URL", "name a file") from wrong
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def _bring_up_to_date(store: Store, on_upgrade: Callable[[Connection], None]) -> None:
    with store.read() as connection:
        found = _revision(connection)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise InputError(store.where, f"a newer version of the program made this store ({found})", "install that one")
    from alembic import command  # here, as it is slow to load and seldom needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.write() as connection:
        found = _revision(connection)  # another process may have been quicker
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if found is not None and found < FILLED:
            on_upgrade(connection)


def _revision(connection: Connection) -> str | None:
    """The step that the tables are at; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sql("SELECT version_num FROM alembic_version")).scalar()
