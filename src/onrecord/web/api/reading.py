"""The questions of programs: one address for each noun, answered with the rows that every other view has."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, cast

from litestar import Response, get
from litestar.params import FromPath, Parameter

from onrecord.ledger import Ledger
from onrecord.matters.dossier import Brief, Dossier
from onrecord.model import Record
from onrecord.store.judgements import Kept
from onrecord.store.question import Narrowing
from onrecord.store.rows import (
    AccountRow,
    Answer,
    Counts,
    EventRow,
    FigureRow,
    MatterRow,
    MentionRow,
    ReportRow,
    StatementRow,
    StepRow,
    StoryRow,
    TurnRow,
    WaitingRow,
)
from onrecord.web.api.asking import (
    About,
    Actor,
    Asked,
    Page,
    Pages,
    Paging,
    Place,
    R,
    Since,
    Until,
    narrowing,
    streamed,
)
from onrecord.web.problems import MissingError
from onrecord.wording.bodies import meant

MatterId = Annotated[str, Parameter(pattern="^[0-9a-f]{4,16}$", description="The id of a matter, or how it begins.")]
ReportId = Annotated[str | None, Parameter(min_length=1, max_length=500, description="The id of a report.")]
Words = Annotated[str, Parameter(
    pattern="[A-Za-z0-9]", max_length=200, description='Words; those in "quotation marks" stand together.',
)]  # fmt: skip
Standing = Annotated[str | None, Parameter(min_length=1, max_length=50, description='How it stands: "disputed".')]
Speaker = Annotated[str | None, Parameter(min_length=1, max_length=200, description="Who says it, or through whom.")]


@get("/", sync_to_thread=True, operation_id="counts")
def counts(ledger: Asked) -> Response[Counts]:
    """How much is on record."""
    return Response(ledger.counts())


@get("/reports", sync_to_thread=True, operation_id="reports")
def reports(ledger: Asked, paging: Pages, since: Since = None, until: Until = None) -> Response[Page[ReportRow]]:
    """Reports by day of publication, each with the text that it is a copy of."""
    asked = narrowing(since=since, until=until)
    return paging.page(ledger.reports, asked)


@get("/reports/{report:path}", sync_to_thread=True, operation_id="report")
def report(ledger: Asked, report: FromPath[str]) -> Response[Record]:
    """One report with all that was found in it; offsets are code points into its text."""
    found = next(iter(ledger.records(report=report.removeprefix("/"))), None)
    if found is None:
        raise MissingError(f"there is no report {report.removeprefix('/')!r}")
    return Response(found)


@get("/statements", sync_to_thread=True, operation_id="statements")
def statements(
    ledger: Asked, paging: Pages, actor: Actor = None, speaker: Speaker = None, place: Place = None,
    since: Since = None, until: Until = None, report: ReportId = None,
) -> Response[Page[StatementRow]]:
    """Who says what, by day of publication and in the order of the text."""
    asked = narrowing(actor=actor, speaker=speaker, place=place, since=since, until=until, report=report)
    return _by_report(ledger, paging, ledger.statements, asked)


@get("/events", sync_to_thread=True, operation_id="events")
def events(
    ledger: Asked, paging: Pages, actor: Actor = None, place: Place = None, since: Since = None,
    until: Until = None, report: ReportId = None,
) -> Response[Page[EventRow]]:
    """What is told to have happened or may, by day of publication and in the order of the text."""
    asked = narrowing(actor=actor, place=place, since=since, until=until, report=report)
    return _by_report(ledger, paging, ledger.events, asked)


@get("/figures", sync_to_thread=True, operation_id="figures")
def figures(
    ledger: Asked, paging: Pages, actor: Actor = None, place: Place = None, since: Since = None,
    until: Until = None, report: ReportId = None,
) -> Response[Page[FigureRow]]:
    """The figures that reports give, by day of publication and in the order of the text."""
    asked = narrowing(actor=actor, place=place, since=since, until=until, report=report)
    return _by_report(ledger, paging, ledger.figures, asked)


@get("/tracks", sync_to_thread=True, operation_id="tracks")
def tracks(
    ledger: Asked, paging: Pages, about: About = None, actor: Actor = None, place: Place = None,
    since: Since = None, until: Until = None,
) -> Response[Page[StepRow]]:
    """Figures followed over time, step by step; pages count tracks, and a track is told whole."""
    asked = narrowing(about=about, actor=actor, place=place, since=since, until=until)
    return paging.page(ledger.tracks, asked, by="track")


@get("/search", sync_to_thread=True, operation_id="search")
def search(
    ledger: Asked, paging: Pages, words: Words, like: Annotated[bool, Parameter(
        description="By what they mean, whatever their words.")] = False,
    actor: Actor = None, place: Place = None, since: Since = None, until: Until = None,
) -> Response[Page[StatementRow]]:
    """Statements by their words or their meaning, the best match first."""
    asked = narrowing(actor=actor, place=place, since=since, until=until)
    return paging.page(partial(ledger.like if like else ledger.search, words), asked)


@get("/matters", sync_to_thread=True, operation_id="matters")
def matters(
    ledger: Asked, paging: Pages, about: About = None, actor: Actor = None, place: Place = None,
    since: Since = None, until: Until = None, standing: Standing = None,
) -> Response[Page[MatterRow]]:
    """What is at issue and how it stands, the last to turn first."""
    asked = narrowing(about=about, actor=actor, place=place, since=since, until=until, standing=standing)
    return paging.page(ledger.matters, asked)


@get("/matters/{matter:str}", sync_to_thread=True, operation_id="matter")
def matter(ledger: Asked, matter: MatterId) -> Response[Dossier]:
    """All about one matter: positions, standings, turns, tracks, routes, forecasts, contradictions, and their words."""
    return Response(ledger.show(matter))


@get("/matters/{matter:str}/mentions", sync_to_thread=True, operation_id="mentions")
def mentions(ledger: Asked, paging: Pages, matter: MatterId) -> Response[Page[MentionRow]]:
    """What a matter consists of, by day: the ids that judgements name, and the slots that they fix."""
    return paging.page(partial(_whole, ledger.mentions(matter)), {})


@get("/stories", sync_to_thread=True, operation_id="stories")
def stories(
    ledger: Asked, paging: Pages, about: About = None, actor: Actor = None, place: Place = None,
    since: Since = None, until: Until = None,
) -> Response[Page[StoryRow]]:
    """The stories that matters belong to, the last to turn first."""
    asked = narrowing(about=about, actor=actor, place=place, since=since, until=until)
    return paging.page(ledger.stories, asked)


@get("/stories/{matter:str}", sync_to_thread=True, operation_id="story")
def story(ledger: Asked, matter: MatterId) -> Response[Brief]:
    """The story that a matter is in, with the dossiers of its matters."""
    return Response(ledger.story(matter))


@get("/turns", sync_to_thread=True, operation_id="turns")
def turns(
    ledger: Asked, paging: Pages, actor: Actor = None, place: Place = None, since: Since = None,
    until: Until = None,
) -> Response[Page[TurnRow]]:
    """What has changed, by day: standings, positions, figures."""
    asked = narrowing(actor=actor, place=place, since=since, until=until)
    return paging.page(ledger.turns, asked)


@get("/who", sync_to_thread=True, operation_id="who")
def who(
    ledger: Asked, paging: Pages, name: Annotated[str, Parameter(
        min_length=1, max_length=200, description="A speaker, a body with all who speak for it, a country, or an id.",
    )],
    place: Place = None, since: Since = None, until: Until = None,
) -> Response[Page[AccountRow]]:
    """All that one origin has said, matter by matter, and where it changed."""
    called, body = meant(name)
    asked = narrowing(place=place, since=since, until=until)
    return paging.page(partial(ledger.account, called, body), asked)


@get("/waiting", sync_to_thread=True, operation_id="waiting")
def waiting(ledger: Asked, paging: Pages) -> Response[Page[WaitingRow]]:
    """Pairs of matters that may be one and wait for a person."""
    return paging.page(ledger.waiting, {})


@get("/judgements", sync_to_thread=True, operation_id="judgements")
def judgements(ledger: Asked, paging: Pages) -> Response[Page[Kept]]:
    """All that people decided, in the order in which they did."""
    return paging.page(partial(_whole, ledger.judgements()), {})


def _whole(found: Answer[R], limit: int | None = None) -> Answer[R]:
    """An answer that cannot be asked for in part."""
    return Answer(found.type, found[:limit])


def _by_report(
    ledger: Ledger, paging: Paging, ask: Callable[..., Answer[R]], asked: Narrowing
) -> Response[Page[R]]:
    """A page, or a stream that is asked for report by report, so that it may be of any length."""
    if not paging.stream:
        return paging.page(ask, asked)
    chosen = {name: value for name, value in asked.items() if name in ("since", "until", "report")}
    reports_ = ledger.reports(**cast(Narrowing, chosen))
    return cast(Response[Page[R]], streamed(row for one in reports_ for row in ask(**{**asked, "report": one.id})))


HANDLERS = (
    counts, reports, report, statements, events, figures, tracks, search, matters, matter, mentions, stories, story,
    turns, who, waiting, judgements,
)  # fmt: skip
