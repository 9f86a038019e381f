"""The command that serves the record to assistants. Heavy imports stand inside it."""

from __future__ import annotations

import typer

from onrecord.views.ledger_cli import AS_WRITTEN, Where
from onrecord.views.terminal import complain, fail, quietly

MCP_EXAMPLE = f"""{AS_WRITTEN}Example, as an assistant starts it:
  onrecord mcp --store record.db"""


def mcp(store: Where = None) -> None:
    """Serve the record to an assistant (MCP, over standard input and output), for reading only.

    Its tools are search, matters, show, who, turns and figures; their answers carry the exact words to cite.
    """
    with quietly():
        from onrecord.views.ledgers import existing

        try:
            from onrecord.assistants import server
        except ModuleNotFoundError:
            fail("assistants want mcp; pip install 'onrecord[mcp]'", status=2)
        with existing(store, complain) as ledger:
            server(ledger).run()


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command(epilog=MCP_EXAMPLE)(mcp)
