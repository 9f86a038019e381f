"""The command line. Heavy imports stand inside the commands, so that `onrecord --help` answers at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.settings import Format, load
from onrecord.views.assistant_cli import register as register_assistants
from onrecord.views.export_cli import register as register_export
from onrecord.views.judge_cli import app as judge_app
from onrecord.views.ledger_cli import register
from onrecord.views.serve_cli import register as register_server
from onrecord.views.story_cli import register as register_stories
from onrecord.views.terminal import end_on_request, fail, quietly
from onrecord.views.watch_cli import app as watch_app

app = typer.Typer(
    help="Reads reports of conflict and diplomacy and keeps on record who says what.",
    epilog="New here? Run: onrecord demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

AS_WRITTEN = "\b\n"  # at the head of a paragraph: its lines are not run together
READ_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord read report.html
  onrecord read pages/*.html.gz --jobs 4 > records.jsonl
  onrecord read --jsonl reports.jsonl --format html -o reports.html
  curl -s https://example.org/report | onrecord read - --published 2024-10-28"""

EXPLAIN_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord explain report.txt s3
  onrecord explain records.jsonl 1204 --report r17"""

VERIFY_EXAMPLES = f"""{AS_WRITTEN}Example:
  onrecord read --jsonl reports.jsonl | onrecord verify -"""

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Reports as text or HTML, also .gz; - is standard input."),
]
Jsonl = Annotated[
    list[Path] | None,
    typer.Option(
        "--jsonl",
        metavar="FILE",
        help="A file with one report a line: id, text, published, outlet, title, url, authors.",
    ),
]
Shape = Annotated[
    Format | None, typer.Option("--format", help="Default: text on a terminal, jsonl elsewhere.")
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Date of publication, where the report has none: 2024-10-28."),
]
Outlet = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who published it, where the report does not say.")
]
Jobs = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Processes; the order of the output stays the same.")
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here; the name tells the format.")
]
Explained = Annotated[
    Path, typer.Argument(metavar="FILE", help="A report, or records as `read` wrote them.")
]
Asked = Annotated[
    str, typer.Argument(metavar="ID|OFFSET", help="A finding (s3), or a place in the text (1204).")
]
WhichReport = Annotated[
    str | None, typer.Option("--report", metavar="ID", help="Which report, where the file holds several.")
]
Verified = Annotated[
    Path, typer.Argument(metavar="RECORDS.jsonl", help="Records as `read` wrote them; - is standard input.")
]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True),
]


@app.callback()
def _root(version: Version = False) -> None:
    pass


@app.command(epilog=READ_EXAMPLES)
def read(
    files: Files = None, jsonl: Jsonl = None, shape: Shape = None, published: Published = None,
    outlet: Outlet = None, jobs: Jobs = None, output: Output = None,
) -> None:
    """Read reports and print what is on record in them.

    A report that cannot be read is told on standard error, the others are read, and the exit status is 1.
    """
    with quietly():
        settings = load()
        if not files and not jsonl:
            fail("nothing to read; name a file, --jsonl FILE, or - for standard input", status=2)
        from onrecord.views.reading import Request, run

        request = Request(
            tuple(files or ()), tuple(jsonl or ()), published, outlet or settings.outlet,
            jobs or settings.jobs,
        )
        run(request, shape or settings.format, output)


@app.command(epilog=EXPLAIN_EXAMPLES)
def explain(
    file: Explained, asked: Asked, report: WhichReport = None, published: Published = None,
) -> None:
    """Say why a finding is on record: its sentence, its words, the rule or score."""
    with quietly():
        from onrecord.views.explaining import run

        run(file, asked, report, published)


@app.command(epilog=VERIFY_EXAMPLES)
def verify(records: Verified) -> None:
    """Check every span against its text and every id; exit status 1 and the list if one fails."""
    with quietly():
        from onrecord.views.verifying import run

        run(records)


@app.command()
def demo() -> None:
    """Keep the example reports that come with the program on record, for once, and tell their story."""
    with quietly():
        from onrecord.views.demo import run

        run()


register(app)
register_stories(app)
register_assistants(app)
register_server(app)
register_export(app)
app.add_typer(judge_app, name="judge")
app.add_typer(watch_app, name="watch")


def main() -> None:
    """The entry point of the `onrecord` command."""
    end_on_request()
    app(prog_name="onrecord")
