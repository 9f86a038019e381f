"""What all commands share at a terminal: how they complain, and how they end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import msgspec
import typer

from onrecord.errors import OnrecordError
from onrecord.wording.controls import CONTROLS

INTERRUPTED, BROKEN_PIPE, TERMINATED = 130, 141, 143  # as shells count them: 128 + the signal


def complain(problem: object) -> None:
    """One line on standard error."""
    line = str(problem).translate(CONTROLS)
    mark = typer.style("onrecord:", fg="red", bold=True)
    typer.echo(f"{mark} {line}", err=True)  # the colour is dropped where it is no terminal


def write_json(value: object) -> None:
    """A value on standard output, as JSON that a person can read."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def fail(problem: object, status: int = 1) -> NoReturn:
    """Complain and end."""
    complain(problem)
    raise typer.Exit(status)


def end_on_request() -> None:
    """Let a request to terminate unwind the stack, so that half-written files are removed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))


@contextmanager
def quietly() -> Iterator[None]:
    """A wrong input, an interrupt, a closed pipe and a full disk end a command without a traceback."""
    try:
        yield
        sys.stdout.flush()
    except OnrecordError as wrong:
        fail(wrong)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        _drop_output()
        raise typer.Exit(BROKEN_PIPE) from None
    except OSError as wrong:
        _drop_output()
        fail(f"{wrong.filename or 'the output'}: {wrong.strerror or wrong}")


def _drop_output() -> None:
    """Send what is still buffered nowhere, lest Python complain about it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def printable(value: Any) -> Any:  # noqa: ANN401  walks any part of a record
    """Any part of a record, control characters replaced one for one: no report drives the terminal."""
    if isinstance(value, str):
        return value.translate(CONTROLS)
    if isinstance(value, tuple):
        return tuple(map(printable, value))
    if isinstance(value, msgspec.Struct):
        return type(value)(*(printable(getattr(value, name)) for name in value.__struct_fields__))
    return value
