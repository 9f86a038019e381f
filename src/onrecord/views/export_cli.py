"""`onrecord export`. Heavy imports stand inside it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.settings import load
from onrecord.views.ledger_cli import AS_WRITTEN, About, Actor, AsOf, KnownAt, Place, Since, Standing, Where
from onrecord.views.terminal import quietly

EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord export a40bedfe --to xlsx -o matter.xlsx
  onrecord export --actor Kremlin --since 2024-10-25 --to csv --rows turns -o kremlin.csv
  onrecord export --about soldiers --as-of 2024-10-31 --to folder -o soldiers/"""

Matter = Annotated[
    str | None, typer.Argument(metavar="MATTER", help="Its id, or how that begins; without it all that is asked for.")
]
To = Annotated[
    str,
    typer.Option(
        "--to", metavar="FORMAT",
        help="csv, xlsx, jsonl, parquet, geojson, kml, plover, cameo, stix, claimreview, annotations, csl, bibtex, "
        "print, pdf, folder.",
    ),
]
Story = Annotated[
    str | None, typer.Option(metavar="STORY", help="All matters of a story, by its id or that of any matter in it.")
]
Rows = Annotated[
    str,
    typer.Option(
        metavar="TABLE",
        help="For csv and parquet: matters, positions, turns, figures, contradictions, events, legs, forecasts, "
        "commitments, reports.",
    ),
]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Write here; - is standard output.")]
Licence = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The licence that the file states; else ONRECORD_LICENCE.")
]


def export(
    to: To, output: Output, matter: Matter = None, story: Story = None, rows: Rows = "positions", about: About = None,
    actor: Actor = None, place: Place = None, since: Since = None, standing: Standing = None, as_of: AsOf = None,
    known_at: KnownAt = None, licence: Licence = None, store: Where = None,
) -> None:
    """Write what is on record to a file of another program's format.

    Each file states the filters, the as-of date, the version, the method and the licence; each row leads to its words.
    """
    narrowing = {
        "about": about, "actor": actor, "place": place, "since": since, "standing": standing, "as_of": as_of,
        "known_at": known_at,
    }  # fmt: skip
    with quietly():
        from onrecord.exports.extract import LICENCE, Wanted
        from onrecord.views.exporting import Asked, run

        wanted = Wanted(matter, story, rows, licence=licence or load().licence or LICENCE)
        run(Asked(to, wanted, narrowing), output, store)


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command(epilog=EXAMPLES)(export)
