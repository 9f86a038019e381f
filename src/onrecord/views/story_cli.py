"""The commands that tell stories. Heavy imports stand inside them."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.views.ledger_cli import (
    AS_WRITTEN,
    About,
    Actor,
    AsOf,
    Csv,
    Json,
    KnownAt,
    Limit,
    Place,
    Since,
    Where,
)
from onrecord.views.terminal import fail, quietly

STORY_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord stories --place Kursk --since 2024-10-20
  onrecord story a40bedfe --as-of 2024-10-25"""

Story = Annotated[
    str, typer.Argument(metavar="STORY", help="Its id, or that of any matter in it, or how the id begins.")
]


def stories(
    about: About = None, actor: Actor = None, place: Place = None, since: Since = None, as_of: AsOf = None,
    known_at: KnownAt = None, limit: Limit = 20, json: Json = False, csv: Csv = False, store: Where = None,
) -> None:
    """List the stories that matters belong to, the last to turn first; each is named by its leading matter."""
    narrowing = {
        "about": about, "actor": actor, "place": place, "since": since, "as_of": as_of, "known_at": known_at,
        "limit": limit,
    }  # fmt: skip
    with quietly():
        if json and csv:
            fail("--json and --csv cannot go together", status=2)
        from onrecord.views.asking import ask

        ask(store, "json" if json else "csv" if csv else "table", lambda ledger: ledger.stories(**narrowing))  # type: ignore[arg-type]  # typed by name


def story(
    story: Story, as_of: AsOf = None, known_at: KnownAt = None, json: Json = False, store: Where = None
) -> None:
    """Tell one story: how its matters stand, what has turned, figures, routes, what was foretold and what is owed."""
    with quietly():
        from onrecord.views.stories import run

        run(store, story, as_of, known_at, json)


def register(app: typer.Typer) -> None:
    """Put the commands on the command line."""
    app.command(epilog=STORY_EXAMPLES)(stories)
    app.command(epilog=STORY_EXAMPLES)(story)
