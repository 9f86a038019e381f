"""The record for assistants: an MCP server with a few tools, the same questions as everywhere, reading only.

Every answer carries the spans that it rests on: report, start, end and the exact words between them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Annotated, Any

import msgspec
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from onrecord.errors import OnrecordError
from onrecord.ledger import Ledger
from onrecord.matters.dossier import Dossier
from onrecord.matters.tracks import shown
from onrecord.matters.types import Words
from onrecord.store.rows import Answer
from onrecord.wording.bodies import meant
from onrecord.wording.naming import counted, origin
from onrecord.wording.words import fullest

MOST = 20  # rows of an answer, where no other number is asked for
CITE = (
    "Cite every claim by its span: quote the words and name the report with start and end (\" … \" in a quote stands"
    " for words left out). What has no span is not on record: say so, and do not fill it in; `show` gives the spans of"
    " a matter. A standing is what follows from the positions by rule, and no judgement of truth."
)
INSTRUCTIONS = (
    "A record of what news reports say about conflict and diplomacy: who asserts, confirms, denies or withholds what,"
    " since when, in which exact words. Start with `matters` or `search`, then `show` a matter. " + CITE
)
READING = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Told = dict[str, Any]
Actor = Annotated[str | None, Field(description="Who says it, acts or is acted on; a country stands for all its own.")]
Place = Annotated[str | None, Field(description="Where it happens, or what place is spoken of.")]
Since = Annotated[str | None, Field(description="Published on this day (YYYY-MM-DD) or later.")]
AsOf = Annotated[str | None, Field(description="What was on record by the end of this day (YYYY-MM-DD).")]
Limit = Annotated[int, Field(ge=1, le=200, description="At most so many rows.")]
About = Annotated[str | None, Field(description="Words in the title of the matter.")]


class Span(msgspec.Struct, frozen=True):
    """Exact characters of a report: `quote` stands there from `start` to `end`, " … " for what another says within."""

    report: str
    start: int
    end: int
    quote: str


class Tools:
    """The tools, each a question to one ledger; their docstrings are what an assistant is told of them."""

    def __init__(self, ledger: Ledger) -> None:
        """Ask a ledger."""
        self.ledger = ledger

    def search(
        self, words: Annotated[str, Field(description='Words, or "quoted words" that stand together.')],
        by_meaning: Annotated[bool, Field(description="Find what means the same, in whatever words.")] = False,
        actor: Actor = None, place: Place = None, since: Since = None, as_of: AsOf = None, limit: Limit = MOST,
    ) -> Told:
        """Find statements by their words or by what they mean, the best match first."""
        ask = self.ledger.like if by_meaning else self.ledger.search
        return _rows(ask(words, actor=actor, place=place, since=since, as_of=as_of, limit=limit + 1), limit)

    def matters(
        self, about: About = None, actor: Actor = None, place: Place = None, since: Since = None,
        standing: Annotated[str | None, Field(description='How it stands: "disputed", "confirmed".')] = None,
        as_of: AsOf = None, limit: Limit = MOST,
    ) -> Told:
        """List what is at issue and how each matter stands, the last to turn first; `show` gives the words."""
        found = self.ledger.matters(
            about=about, actor=actor, place=place, since=since, standing=standing, as_of=as_of, limit=limit + 1
        )
        return _rows(found, limit)

    def show(
        self, matter: Annotated[str, Field(description="Its id, or how that begins.")], as_of: AsOf = None
    ) -> Told:
        """Tell all about one matter: standings, turns, positions, figures, contradictions, forecasts, with words."""
        return _dossier(self.ledger.show(matter, as_of=as_of))

    def who(
        self, name: Annotated[str, Field(description="A speaker, a body, or a country for all its own.")],
        since: Since = None, as_of: AsOf = None, limit: Limit = MOST,
    ) -> Told:
        """Tell what somebody has said, matter by matter, and where they changed."""
        known, body = meant(name)
        return _rows(self.ledger.account(known, body, since=since, as_of=as_of, limit=limit + 1), limit)

    def turns(
        self, actor: Actor = None, place: Place = None, since: Since = None, as_of: AsOf = None, limit: Limit = MOST,
    ) -> Told:
        """Tell what has changed, by day: standings, positions, figures, each with the words that changed it."""
        return _rows(self.ledger.turns(actor=actor, place=place, since=since, as_of=as_of, limit=limit + 1), limit)

    def figures(
        self, about: About = None, actor: Actor = None, place: Place = None, since: Since = None, as_of: AsOf = None,
        limit: Limit = MOST,
    ) -> Told:
        """Follow figures over time: what is counted, who gave which value when, and how it moved; never averaged."""
        found = self.ledger.tracks(about=about, actor=actor, place=place, since=since, as_of=as_of, limit=limit + 1)
        return _rows(found, limit, "track")


def server(ledger: Ledger) -> MCPServer[Any]:
    """The server over a ledger."""
    made: MCPServer[Any] = MCPServer(
        "onrecord", title="On record", instructions=INSTRUCTIONS, version=version("onrecord"), log_level="WARNING"
    )
    tools = Tools(ledger)
    for tool in (tools.search, tools.matters, tools.show, tools.who, tools.turns, tools.figures):
        made.add_tool(_plainly(tool), annotations=READING)
    return made


def _plainly(tool: Callable[..., Told]) -> Callable[..., Told]:
    """A tool that tells what is wrong with a question instead of breaking off."""

    @functools.wraps(tool)
    def asked(*given: Any, **named: Any) -> Told:  # noqa: ANN401  whatever the tool takes
        try:
            return tool(*given, **named)
        except OnrecordError as wrong:
            raise ToolError(str(wrong)) from wrong

    return asked


def _rows(found: Answer[Any], limit: int, by: str | None = None) -> Told:
    """So many rows of an answer to which one more was asked for, each with the span that it rests on where it has one.

    `by` names what is counted where a row is only a part of it.
    """
    names = dict.fromkeys(getattr(row, by) if by else n for n, row in enumerate(found))
    wanted = {*list(names)[:limit]}
    rows = [_row(row) for n, row in enumerate(found.dicts()) if (row[by] if by else n) in wanted]
    return {"cite": CITE, "rows": rows, "more": len(names) > limit}


def _row(row: Mapping[str, Any]) -> Told:
    told = {name: value for name, value in row.items() if value not in (None, "")}
    if row.get("report") is None or row.get("start") is None:
        return told
    span = Span(row["report"], row["start"], row["end"], row["words"])
    kept = {name: value for name, value in told.items() if name not in ("report", "start", "end", "words")}
    return {**kept, "spans": [msgspec.to_builtins(span)]}


def _spans(*words: Sequence[Words]) -> list[Told]:
    """The fullest of each of some words: what is said, and not the verb that says so."""
    most = (fullest(some) for some in words if some)
    return [msgspec.to_builtins(Span(w.report, w.start, w.end, w.text)) for w in most]


def _dossier(found: Dossier) -> Told:
    """What follows on a matter, part by part; a part without anything in it is left out."""
    one = found.matter
    words = {p.id: p.words for p in found.positions}
    parts: dict[str, Iterable[Told]] = {
        "standings": ({
            "standing": s.name, "by": origin(s.by) if s.by else None, "since": s.since, "rule": s.rule,
            "spans": _spans(*(words[name] for name in s.positions if name in words)),
        } for s in found.standings),
        "turns": ({
            "day": t.day, "of": t.of, "who": origin(t.origin) if t.origin else None, "before": t.before,
            "after": t.after, "spans": _spans(t.words),
        } for t in found.turns),
        "positions": ({
            "day": p.day, "who": origin(p.origin.id), "party": p.origin.root, "stand": p.stand,
            "figure": shown(p.quantity) if p.quantity else None, "superseded": p.superseded_by is not None,
            "spans": _spans(p.words),
        } for p in found.positions),
        "figures": ({
            "counted": counted(t.definition.unit, t.definition.of, t.definition.place, t.definition.state),
            "day": s.day, "who": origin(s.origin), "figure": shown(s.quantity), "move": s.move,
            "spans": _spans(s.words),
        } for t in found.tracks for s in t.steps),
        "contradictions": ({
            "reason": c.reason, "claims": origin(c.left), "denies": origin(c.right),
            "spans": _spans(c.left_words, c.right_words),
        } for c in found.contradictions),
        "forecasts": ({
            "made_on": f.made_on, "who": origin(f.origin.id), "expected_from": f.window_start,
            "expected_until": f.window_end, "outcome": f.outcome, "settled_on": f.settled_on, "spans": _spans(f.words),
        } for f in found.forecasts),
    }  # fmt: skip
    told = {name: [_without_nothing(part) for part in of] for name, of in parts.items()}
    return {"cite": CITE, "matter": one.id, "title": one.title, "first_day": one.first_day, "last_day": one.last_day,
            "reports": list(found.reports), "copies": list(found.copies), **{n: of for n, of in told.items() if of}}


def _without_nothing(part: Told) -> Told:
    return {name: value for name, value in part.items() if value is not None}
