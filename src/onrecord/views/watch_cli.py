"""`onrecord watch`. Heavy imports stand inside the commands."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.settings import load
from onrecord.views.ledger_cli import AS_WRITTEN, About, Actor, Csv, Json, Place, Since, Standing, Where, answered
from onrecord.views.terminal import quietly

EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord watch add kremlin --actor Kremlin --mail desk@example.org --feed kremlin.atom
  onrecord watch --once
  onrecord watch --every 300"""

app = typer.Typer(no_args_is_help=False, invoke_without_command=True, epilog=EXAMPLES)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits, dots and hyphens.")]
Webhook = Annotated[list[str] | None, typer.Option(metavar="URL", help="Post each digest there, as JSON.")]
Mail = Annotated[list[str] | None, typer.Option(metavar="TO", help="Send each digest there; see ONRECORD_SMTP.")]
Feed = Annotated[list[str] | None, typer.Option(metavar="FILE", help="Keep the last digests there, as an Atom feed.")]
Once = Annotated[bool, typer.Option("--once", help="Tell what is new and leave; for cron.")]
Every = Annotated[int | None, typer.Option(min=1, metavar="SECONDS", help="Tell what is new again and again.")]


@app.callback()
def watch(context: typer.Context, once: Once = False, every: Every = None, store: Where = None) -> None:
    """Be told what is new: positions, turns, revised figures, contradictions, each with its words.

    What was told is not told again. A watch without a channel is printed.
    """
    if context.invoked_subcommand is not None:
        return
    if not once and every is None:
        typer.echo(context.get_help())
        raise typer.Exit
    with quietly():
        from onrecord.views.watches import run

        run(store, every, load())


@app.command()
def add(
    name: Name, about: About = None, actor: Actor = None, place: Place = None, since: Since = None,
    standing: Standing = None, webhook: Webhook = None, mail: Mail = None, feed: Feed = None, store: Where = None,
) -> None:
    """Save a filter under a name; what is on record already is no news."""
    filters = {"about": about, "actor": actor, "place": place, "since": since, "standing": standing}
    with quietly():
        from onrecord.views.watches import save

        channels = {"webhook": webhook or [], "mail": mail or [], "feed": feed or []}
        save(store, name, {key: value for key, value in filters.items() if value is not None}, channels)


@app.command("list")
def listed(json: Json = False, csv: Csv = False, store: Where = None) -> None:
    """List what is watched, and where digests go."""

    def question(ledger):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  its type would be loaded for --help
        from onrecord.views.watches import rows

        return rows(ledger)

    answered(store, json, csv, question)


@app.command()
def remove(name: Name, store: Where = None) -> None:
    """Watch no longer; what was found and not yet sent is dropped."""
    with quietly():
        from onrecord.views.watches import drop

        drop(store, name)
