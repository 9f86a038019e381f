"""One matter for people: how it stands, who stands where, its figures, what has changed."""

from __future__ import annotations

import sys

import msgspec
from rich.console import Console
from rich.text import Text

from onrecord.matters.dossier import Dossier
from onrecord.matters.turns import named
from onrecord.matters.types import Words
from onrecord.views.ledgers import existing
from onrecord.views.terminal import complain, printable
from onrecord.views.words import published


def run(store: str | None, matter: str, as_of: str | None, known_at: str | None, json: bool) -> None:
    """Show a matter.

    Raises:
        OnrecordError: there is no record, or no such matter.
    """
    with existing(store, complain) as ledger:
        found = ledger.show(matter, as_of=as_of, known_at=known_at)
    if json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
        return
    console = Console(highlight=False)
    for line in lines(printable(found)):
        console.print(line)


def lines(found: Dossier) -> list[Text]:
    """The dossier line by line, each with the words that it rests on."""
    out = [Text(found.matter.title or found.matter.id, style="bold")]
    out += _part("how it stands", [f"{published(s.since)}  {named(s)}  ({s.rule})" for s in found.standings])
    stands = [
        f"{published(p.day)}  {p.origin.id} {p.stand}{_quoted(p.words)}" for p in sorted(found.positions, key=_by_day)
    ]
    out += _part("who stands where", stands)
    for track in found.tracks:
        of = " ".join(part for part in msgspec.structs.astuple(track.definition) if part)
        steps = [f"{published(step.day)}  {step.origin}: {step.move}{_quoted(step.words)}" for step in track.steps]
        out += _part(f"figure: {of}", steps)
    changes = [f"{published(t.day)}  {t.origin or ''} {t.before or '–'} → {t.after}" for t in found.turns]
    return out + _part("what has changed", changes)


def _by_day(position: object) -> str:
    return str(getattr(position, "day", ""))


def _quoted(words: tuple[Words, ...]) -> str:
    return f" “{words[-1].text}” ({words[-1].report})" if words else ""


def _part(head: str, rows: list[str]) -> list[Text]:
    return [Text(f"\n{head}", style="cyan"), *(Text(f"  {row}") for row in rows)] if rows else []
