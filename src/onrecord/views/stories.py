"""`onrecord story`: one story told at a terminal."""

from __future__ import annotations

from rich.console import Console

from onrecord.views.brief import lines
from onrecord.views.ledgers import existing
from onrecord.views.terminal import complain, printable, write_json


def run(store: str | None, story: str, as_of: str | None, known_at: str | None, json: bool) -> None:
    """Tell a story.

    Raises:
        OnrecordError: there is no record, or no such matter.
    """
    with existing(store, complain) as ledger:
        found = ledger.story(story, as_of=as_of, known_at=known_at)
    if json:
        write_json(found)
        return
    console = Console(highlight=False)
    for line in lines(printable(found), console.width):
        console.print(line, soft_wrap=True)
