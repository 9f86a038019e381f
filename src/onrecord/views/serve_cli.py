"""`onrecord serve`: the record as web pages. Heavy imports stand inside the command."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.views.ledger_cli import AS_WRITTEN, Where
from onrecord.views.terminal import quietly

SERVE_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord serve --open
  onrecord serve --store record.db --port 8080 --read-only"""

Host = Annotated[str, typer.Option(metavar="HOST", help="The address to serve at; the default is this machine alone.")]
Port = Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="The port; 0 takes any that is free.")]
Open = Annotated[bool, typer.Option("--open", help="Open the page in a browser.")]
ReadOnly = Annotated[bool, typer.Option("--read-only", help="Nobody decides anything on these pages.")]


def serve(
    store: Where = None, host: Host = "127.0.0.1", port: Port = 8000, open_: Open = False, read_only: ReadOnly = False,
) -> None:
    """Serve the record as web pages, on this machine; where there is no record yet, the example that comes with it.

    To decide in the pages, open the second link that is printed: it works once.
    """
    with quietly():
        from onrecord.views.serving import Serving, run

        run(Serving(host, port, open_, read_only), store)


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command(epilog=SERVE_EXAMPLES)(serve)
