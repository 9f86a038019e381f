"""The commands that keep reports on record and ask the record. Heavy imports stand inside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.settings import load
from onrecord.views.terminal import fail, quietly

AS_WRITTEN = "\b\n"  # at the head of a paragraph: its lines are not run together
ADD_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord add pages/*.html.gz --jobs 4
  onrecord add --jsonl reports.jsonl --store postgresql://me@host/record"""

SEARCH_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord search soldiers Kursk --since 2024-10-20
  onrecord search '"neither confirm nor deny"' --json"""

WHO_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord who Kremlin
  onrecord who "South Korea" --as-of 2024-10-23 --csv > seoul.csv"""

Where = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="STORE", help="The record: a file or a postgresql:// URL; else ONRECORD_STORE, onrecord.db."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Actor = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who says it, acts or is acted on; a country stands for all its own.")
]
Place = Annotated[str | None, typer.Option(metavar="NAME", help="Where it happens or what place is spoken of.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or later.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="As published by the end of this day.")]
KnownAt = Annotated[
    str | None, typer.Option("--known-at", metavar="DATE", help="As this record knew it at the end of this day (UTC).")
]
About = Annotated[str | None, typer.Option(metavar="WORDS", help="Words in the title of the matter.")]
Standing = Annotated[str | None, typer.Option(metavar="WORD", help='How it stands: "disputed", "confirmed".')]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many rows.")]
Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Reports as text or HTML, also .gz; - is standard input."),
]
Jsonl = Annotated[
    list[Path] | None, typer.Option("--jsonl", metavar="FILE", help="A file with one report a line.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Date of publication, where a report has none: 2024-10-28.")
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it, where a report does not say.")]
Jobs = Annotated[int | None, typer.Option(min=1, metavar="N", help="Processes that read.")]
Id = Annotated[str, typer.Argument(metavar="REPORT", help="The id of a report, as `onrecord reports` shows it.")]
Matter = Annotated[str, typer.Argument(metavar="MATTER", help="Its id, or how that begins, as in `onrecord matters`.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name, a part of it, or a country.")]
Words = Annotated[
    list[str], typer.Argument(metavar="WORD", help='Inflected as may be; \'"quoted words"\' stand together.')
]


def add(
    files: Files = None, jsonl: Jsonl = None, published: Published = None, outlet: Outlet = None, jobs: Jobs = None,
    store: Where = None,
) -> None:
    """Read reports and keep them on record.

    Each report is kept as soon as it is read. What is on record already is passed over, so an adding that was cut
    off is finished by starting it again.
    """
    with quietly():
        settings = load()
        if not files and not jsonl:
            fail("nothing to add; name a file, --jsonl FILE, or - for standard input", status=2)
        from onrecord.views.adding import Adding, run

        given = Adding(
            tuple(files or ()), tuple(jsonl or ()), published, outlet or settings.outlet, jobs or settings.jobs
        )
        run(given, store)


def remove(report: Id, store: Where = None) -> None:
    """Take a report out of the record.

    What the record said before can still be asked for with --known-at.
    """
    with quietly():
        from onrecord.views.adding import take_out

        take_out(report, store)


def reread(jobs: Jobs = None, store: Where = None) -> None:
    """Read again what another version of the reader has read."""
    with quietly():
        from onrecord.views.adding import run_again

        run_again(store, jobs or load().jobs)


def reports(
    since: Since = None, as_of: AsOf = None, known_at: KnownAt = None, limit: Limit = None, json: Json = False,
    csv: Csv = False, store: Where = None,
) -> None:
    """List the reports on record."""
    narrowing = {"since": since, "as_of": as_of, "known_at": known_at, "limit": limit}
    _ask(store, json, csv, lambda ledger: ledger.reports(**narrowing))


def search(
    words: Words, actor: Actor = None, place: Place = None, since: Since = None, as_of: AsOf = None,
    known_at: KnownAt = None, limit: Limit = 50, json: Json = False, csv: Csv = False, store: Where = None,
) -> None:
    """Find statements by their words; the best match comes first."""
    narrowing = {"actor": actor, "place": place, "since": since, "as_of": as_of, "known_at": known_at, "limit": limit}
    _ask(store, json, csv, lambda ledger: ledger.search(" ".join(words), **narrowing))


def who(
    name: Name, place: Place = None, since: Since = None, as_of: AsOf = None, known_at: KnownAt = None,
    limit: Limit = 50, json: Json = False, csv: Csv = False, store: Where = None,
) -> None:
    """Tell all that somebody has said, in time."""
    narrowing = {"place": place, "since": since, "as_of": as_of, "known_at": known_at, "limit": limit}
    _ask(store, json, csv, lambda ledger: ledger.who(name, **narrowing))


def matters(
    about: About = None, actor: Actor = None, place: Place = None, since: Since = None, standing: Standing = None,
    as_of: AsOf = None, known_at: KnownAt = None, limit: Limit = 50, json: Json = False, csv: Csv = False,
    store: Where = None,
) -> None:
    """List what is at issue and how it stands, the last to turn first."""
    narrowing = {
        "about": about, "actor": actor, "place": place, "since": since, "standing": standing, "as_of": as_of,
        "known_at": known_at, "limit": limit,
    }  # fmt: skip
    _ask(store, json, csv, lambda ledger: ledger.matters(**narrowing))


def show(
    matter: Matter, as_of: AsOf = None, known_at: KnownAt = None, json: Json = False, store: Where = None
) -> None:
    """Tell all about one matter: how it stands, who stands where, its figures, what has changed."""
    with quietly():
        from onrecord.views.dossiers import run

        run(store, matter, as_of, known_at, json)


def turns(
    actor: Actor = None, place: Place = None, since: Since = None, as_of: AsOf = None, known_at: KnownAt = None,
    limit: Limit = None, json: Json = False, csv: Csv = False, store: Where = None,
) -> None:
    """Tell what has changed: standings, positions, figures."""
    narrowing = {"actor": actor, "place": place, "since": since, "as_of": as_of, "known_at": known_at, "limit": limit}
    _ask(store, json, csv, lambda ledger: ledger.turns(**narrowing))


def figures(
    actor: Actor = None, place: Place = None, since: Since = None, as_of: AsOf = None, known_at: KnownAt = None,
    limit: Limit = None, json: Json = False, csv: Csv = False, store: Where = None,
) -> None:
    """List figures and who tells them."""
    narrowing = {"actor": actor, "place": place, "since": since, "as_of": as_of, "known_at": known_at, "limit": limit}
    _ask(store, json, csv, lambda ledger: ledger.figures(**narrowing))


def _ask(store: str | None, json: bool, csv: bool, question: Callable[[Any], Any]) -> None:
    with quietly():
        if json and csv:
            fail("--json and --csv cannot go together", status=2)
        from onrecord.views.asking import ask

        ask(store, "json" if json else "csv" if csv else "table", question)


COMMANDS: dict[Callable[..., None], str | None] = {
    add: ADD_EXAMPLES, remove: None, reread: None, reports: None, search: SEARCH_EXAMPLES, who: WHO_EXAMPLES,
    figures: None, matters: None, show: None, turns: None,
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """Put the commands on the command line."""
    for command, examples in COMMANDS.items():
        app.command(epilog=examples)(command)
