"""The commands that keep reports on record and ask the record. Heavy imports stand inside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
  onrecord search '"neither confirm nor deny"' --json
  onrecord search --like "troops were sent to the front" --limit 10"""

WHO_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord who Kremlin
  onrecord who "South Korea" --as-of 2024-10-23 --csv > seoul.csv"""

LINK_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord link --jsonl reports.jsonl > links.jsonl
  onrecord read --jsonl reports.jsonl > records.jsonl; onrecord link --records records.jsonl"""
MATTERS_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord matters --actor Pentagon --since 2024-10-25
  onrecord matters --about "soldiers Kursk" --standing disputed --json"""

SHOW_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord show a40bedfe --as-of 2024-10-23
  onrecord show a40bedfe --mentions"""

TURNS_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord turns --since 2024-10-28
  onrecord turns --actor Kremlin --csv > kremlin.csv"""

FIGURES_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord figures --about soldiers --place Kursk
  onrecord figures --flat --actor Pentagon --csv > pentagon.csv"""

REPORTS_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord reports --since 2024-10-28 --copies
  onrecord reports --csv > reports.csv"""

REMOVE_EXAMPLE = f"""{AS_WRITTEN}Example:
  onrecord remove coast-2024-10-19"""

REREAD_EXAMPLE = f"""{AS_WRITTEN}Example:
  onrecord reread --jobs 4"""

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
Like = Annotated[bool, typer.Option("--like", help="By what they mean, whatever their words.")]
Flat = Annotated[bool, typer.Option("--flat", help="One line for each figure of each report, not followed.")]
Copies = Annotated[bool, typer.Option("--copies", help="List the copies of each report under it.")]
Mentions = Annotated[
    bool, typer.Option("--mentions", help="List what it consists of: the ids and slots that `onrecord judge` takes.")
]
Tracks = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many tracks; with --flat, rows.")]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many rows.")]
Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Reports as text or HTML, also .gz; - is standard input."),
]
Jsonl = Annotated[
    list[Path] | None, typer.Option("--jsonl", metavar="FILE", help="A file with one report a line.")
]
Records = Annotated[
    list[Path] | None, typer.Option("--records", metavar="FILE", help="Records as `read` wrote them: nothing is read.")
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


def link(
    files: Files = None, jsonl: Jsonl = None, records: Records = None, published: Published = None,
    outlet: Outlet = None, jobs: Jobs = None,
) -> None:
    """Tell which events of some reports are one happening: a line of JSON for each event, with its matter.

    Nothing is kept, and what is on record already is not looked at. An event of no line stands alone.
    """
    with quietly():
        settings = load()
        if not files and not jsonl and not records:
            fail("nothing to link; name a file, --jsonl FILE, --records FILE, or - for standard input", status=2)
        from onrecord.views.linking import run
        from onrecord.views.reading import Request

        asked = (tuple(files or ()), tuple(jsonl or ()), published, outlet or settings.outlet, jobs or settings.jobs)
        run(Request(*asked), tuple(records or ()))


def reports(
    copies: Copies = False, since: Since = None, as_of: AsOf = None, known_at: KnownAt = None, limit: Limit = None,
    json: Json = False, csv: Csv = False, store: Where = None,
) -> None:
    """List the reports on record, copies of one text together."""
    narrowing = {"since": since, "as_of": as_of, "known_at": known_at, "limit": limit}
    block = "copies" if copies else "reports"
    answered(store, json, csv, lambda ledger: ledger.reports(**narrowing), block)


def search(
    words: Words, like: Like = False, actor: Actor = None, place: Place = None, since: Since = None,
    as_of: AsOf = None, known_at: KnownAt = None, limit: Limit = 50, json: Json = False, csv: Csv = False,
    store: Where = None,
) -> None:
    """Find statements by their words, or with --like by what they mean; the best match comes first."""
    narrowing = {"actor": actor, "place": place, "since": since, "as_of": as_of, "known_at": known_at, "limit": limit}
    sought = " ".join(words)
    answered(
        store, json, csv, lambda ledger: (ledger.like if like else ledger.search)(sought, **narrowing),
        names=(actor, place),
    )


def who(
    name: Name, place: Place = None, since: Since = None, as_of: AsOf = None, known_at: KnownAt = None,
    limit: Limit = 50, json: Json = False, csv: Csv = False, store: Where = None,
) -> None:
    """Tell all that somebody has said on what, and where they changed.

    NAME is a speaker, a body with all who speak for it, or a country with all its own.
    """
    narrowing = {"place": place, "since": since, "as_of": as_of, "known_at": known_at, "limit": limit}

    def question(ledger: Any) -> Any:  # noqa: ANN401  its type would be loaded for --help
        from onrecord.language.countries import body

        return ledger.account(name, body(name), **narrowing)

    answered(store, json, csv, question, "account", (name, place))


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
    answered(store, json, csv, lambda ledger: ledger.matters(**narrowing), names=(actor, place))


def show(
    matter: Matter, mentions: Mentions = False, as_of: AsOf = None, known_at: KnownAt = None, json: Json = False,
    csv: Csv = False, store: Where = None,
) -> None:
    """Tell all about one matter: how it stands, what has changed, who stands where, its figures, who contradicts whom.

    --csv is there with --mentions.
    """
    if mentions:
        answered(store, json, csv, lambda ledger: ledger.mentions(matter, as_of=as_of, known_at=known_at), "mentions")
        return
    with quietly():
        if csv:
            fail("a matter is no table; --csv goes with --mentions, --json with both", status=2)
        from onrecord.views.dossiers import run

        run(store, matter, as_of, known_at, json)


def turns(
    actor: Actor = None, place: Place = None, since: Since = None, as_of: AsOf = None, known_at: KnownAt = None,
    limit: Limit = None, json: Json = False, csv: Csv = False, store: Where = None,
) -> None:
    """Tell what has changed: standings, positions, figures."""
    narrowing = {"actor": actor, "place": place, "since": since, "as_of": as_of, "known_at": known_at, "limit": limit}
    answered(store, json, csv, lambda ledger: ledger.turns(**narrowing), "turns", (actor, place))


def figures(
    about: About = None, actor: Actor = None, place: Place = None, since: Since = None, as_of: AsOf = None,
    known_at: KnownAt = None, limit: Tracks = None, flat: Flat = False, json: Json = False, csv: Csv = False,
    store: Where = None,
) -> None:
    """Follow figures over time: what is counted, who gave which value when, and how it moved.

    A track with one step that is asked for is shown whole.
    """
    narrowing = {"actor": actor, "place": place, "since": since, "as_of": as_of, "known_at": known_at, "limit": limit}
    if flat and about:
        fail("--about chooses matters, and --flat lists figures of reports; leave one out", status=2)
    if flat:
        answered(store, json, csv, lambda ledger: ledger.figures(**narrowing), names=(actor, place))
    else:
        answered(store, json, csv, lambda ledger: ledger.tracks(about=about, **narrowing), "tracks", (actor, place))


def answered(
    store: str | None, json: bool, csv: bool, question: Callable[[Any], Any], block: str | None = None,
    names: Sequence[str | None] = (),
) -> None:
    """Ask, and write the answer as the options say; `block` names how it is laid out for people, `names` narrow it."""
    with quietly():
        if json and csv:
            fail("--json and --csv cannot go together", status=2)
        from onrecord.views.asking import ask

        ask(store, "json" if json else "csv" if csv else "table", question, block, names)


COMMANDS: dict[Callable[..., None], str | None] = {
    add: ADD_EXAMPLES, remove: REMOVE_EXAMPLE, reread: REREAD_EXAMPLE, link: LINK_EXAMPLES, reports: REPORTS_EXAMPLES,
    search: SEARCH_EXAMPLES, who: WHO_EXAMPLES, figures: FIGURES_EXAMPLES, matters: MATTERS_EXAMPLES,
    show: SHOW_EXAMPLES, turns: TURNS_EXAMPLES,
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """Put the commands on the command line."""
    for command, examples in COMMANDS.items():
        app.command(epilog=examples)(command)
