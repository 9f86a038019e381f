"""`onrecord judge`: what people decide. Heavy imports stand inside the commands."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from onrecord.settings import load
from onrecord.views.ledger_cli import AS_WRITTEN, Csv, Json, Where, answered
from onrecord.views.terminal import quietly

app = typer.Typer(
    help="Decide what belongs together, mend what was read wrong, and take it back. A decision holds whatever is added "
         "or read again, until it is undone.",
    no_args_is_help=True, rich_markup_mode=None,
)  # fmt: skip

OPEN_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord judge open --limit 5
  onrecord judge open a40bedfe --json"""

TOGETHER_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord judge merge a40bedfe fd67634d --why "one deployment"
  onrecord judge accept a40bedfe fd67634d --who "Ines Okoro\""""

APART_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord judge reject a40bedfe fd67634d --why "another war"
  onrecord judge split wire-12#event:204-212 wire-31#event:90-98"""

FIX_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord judge fix wire-12#figure:310-323 value 3000
  onrecord judge fix wire-12#figure:310-323 value "[11000, 12000]"
  onrecord judge fix wire-12#event:204-212 place Kursk
  onrecord judge fix wire-12#event:204-212 actors "North Korea, Russia"
  onrecord judge fix wire-12#event:204-212 origin Pentagon --why "named in the headline\""""

UNDO_EXAMPLE = f"""{AS_WRITTEN}Example:
  onrecord judge undo 5c1f09a2 --why "read again\""""

LIST_EXAMPLES = f"""{AS_WRITTEN}Examples:
  onrecord judge list
  onrecord judge list --csv > judgements.csv"""

Ends = Annotated[
    list[str], typer.Argument(metavar="A B…", help="Matters or mentions, by their ids or how those begin.")
]
Matter = Annotated[str | None, typer.Argument(metavar="MATTER", help="Only pairs with this matter.")]
Mention = Annotated[
    str, typer.Argument(metavar="MENTION", help="Its id, or how that begins, as in `onrecord show MATTER --mentions`.")
]
Slot = Annotated[
    str, typer.Argument(
        metavar="SLOT", help="act, actors, bound, end, from, origin, place, said_on, start, status, targets, to, type, "
                             "unit or value.")
]  # fmt: skip
Value = Annotated[str, typer.Argument(metavar="VALUE", help="Words, a number, a day, null, or any JSON.")]
Judgement = Annotated[
    str, typer.Argument(metavar="JUDGEMENT", help="Its id, or how that begins, as in `onrecord judge list`.")
]
Who = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; else ONRECORD_WHO, the login name.")]
Why = Annotated[str, typer.Option(metavar="TEXT", help="For what reason.")]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many pairs.")]


@app.command("open", epilog=OPEN_EXAMPLES)
def open_(
    matter: Matter = None, limit: Limit = 10, json: Json = False, csv: Csv = False, store: Where = None
) -> None:
    """List what waits for a person: matters that may be one, those that bring most reports together first."""
    answered(store, json, csv, lambda ledger: ledger.waiting(matter, limit), "waiting")


@app.command(epilog=TOGETHER_EXAMPLES)
def merge(ends: Ends, who: Who = None, why: Why = "", store: Where = None) -> None:
    """Put A together with B and each of the others, whatever the program thinks."""
    _judge("merge", ends, who, why, store)


@app.command(epilog=TOGETHER_EXAMPLES)
def accept(ends: Ends, who: Who = None, why: Why = "", store: Where = None) -> None:
    """Put A and B together, a pair that `onrecord judge open` lists."""
    _judge("accept", ends, who, why, store)


@app.command(epilog=APART_EXAMPLES)
def split(ends: Ends, who: Who = None, why: Why = "", store: Where = None) -> None:
    """Keep A apart from B and each of the others, whatever the program thinks."""
    _judge("split", ends, who, why, store)


@app.command(epilog=APART_EXAMPLES)
def reject(ends: Ends, who: Who = None, why: Why = "", store: Where = None) -> None:
    """Keep A and B apart, a pair that `onrecord judge open` lists; it is not asked again."""
    _judge("reject", ends, who, why, store)


@app.command(epilog=FIX_EXAMPLES)
def fix(mention: Mention, slot: Slot, value: Value, who: Who = None, why: Why = "", store: Where = None) -> None:
    """Give one slot of a mention another value."""
    with quietly():
        from onrecord.views.judging import mend

        mend(store, (mention, slot, value), who or load().who, why)


@app.command(epilog=UNDO_EXAMPLE)
def undo(judgement: Judgement, who: Who = None, why: Why = "", store: Where = None) -> None:
    """Take a judgement back; the undoing can itself be undone."""
    with quietly():
        from onrecord.views.judging import take_back

        take_back(store, judgement, who or load().who, why)


@app.command("list", epilog=LIST_EXAMPLES)
def list_(json: Json = False, csv: Csv = False, store: Where = None) -> None:
    """List all that people decided, in the order in which they did."""
    answered(store, json, csv, lambda ledger: ledger.judgements(), "judgements")


def _judge(
    ruling: Literal["merge", "split", "accept", "reject"], ends: list[str], who: str | None, why: str, store: str | None
) -> None:
    with quietly():
        from onrecord.views.judging import decide

        decide(store, ruling, ends, who or load().who, why)
