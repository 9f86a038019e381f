"""What every question of a program has: its two clocks, its page, its tag, and how its rows go out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import date
from typing import Annotated, Any, Generic, TypeVar, cast
from urllib.parse import urlencode

import msgspec
from anyio import to_thread
from litestar import Request, Response
from litestar.datastructures import MutableScopeHeaders, State
from litestar.di import NamedDependency
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.params import Parameter
from litestar.response import Stream
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import InputError
from onrecord.ledger import Ledger
from onrecord.matters.types import digest
from onrecord.store.question import Narrowing
from onrecord.store.rows import Answer
from onrecord.web.archive import Archive

NDJSON = "application/x-ndjson"
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DEEPEST = 10_000  # rows that can be passed over; who wants more takes the stream
Asking = Request[Any, Any, State]
R = TypeVar("R", bound=msgspec.Struct)

Text = Annotated[str | None, Parameter(min_length=1, max_length=200)]
Actor = Annotated[str | None, Parameter(
    min_length=1, max_length=200, description="Who says it, acts or is acted on; a country stands for all its own.",
)]  # fmt: skip
Place = Annotated[str | None, Parameter(
    min_length=1, max_length=200, description="Where it happens or what place is spoken of.",
)]  # fmt: skip
About = Annotated[str | None, Parameter(min_length=1, max_length=200, description="Words in the title of a matter.")]
Since = Annotated[str | None, Parameter(pattern=DAY, description="The first day of publication.")]
Until = Annotated[str | None, Parameter(pattern=DAY, description="The last day of publication.")]
Limit = Annotated[int, Parameter(ge=1, le=1000, description="At most so many rows.")]
Offset = Annotated[int, Parameter(ge=0, le=DEEPEST, description="So many rows are passed over.")]
AsOf = Annotated[str | None, Parameter(pattern=DAY, description="As published by the end of this day.")]
KnownAt = Annotated[str | None, Parameter(
    pattern=DAY, description="As this record knew it at the end of this day (UTC).",
)]  # fmt: skip


class Page(msgspec.Struct, Generic[R], frozen=True):
    """Some rows of an answer; `next` is the address of those that follow, null where there are none."""

    rows: list[R]
    offset: int
    limit: int
    next: str | None


class Paging(msgspec.Struct, frozen=True):
    """Which rows of an answer are wanted, and whether all of them as a stream."""

    offset: int
    limit: int
    stream: bool
    request: Any  # a request is no type of JSON

    def page(self, ask: Callable[..., Answer[R]], asked: Narrowing, by: str | None = None) -> Response[Page[R]]:
        """The rows: those of one page, or a stream of all of them.

        Args:
            ask: a question to the ledger.
            asked: what narrows it.
            by: what is counted, where a row is only a part of it.
        """
        if self.stream:
            return cast(Response[Page[R]], streamed(ask(**asked)))
        found = ask(**{**asked, "limit": self.offset + self.limit + 1})
        names = dict.fromkeys(getattr(row, by) if by else n for n, row in enumerate(found))
        wanted = {*list(names)[self.offset : self.offset + self.limit]}
        rows = [row for n, row in enumerate(found) if (getattr(row, by) if by else n) in wanted]
        return Response(Page(rows, self.offset, self.limit, self._next(len(names))))

    def _next(self, found: int) -> str | None:
        after = self.offset + self.limit
        if found <= after or after > DEEPEST:
            return None
        kept = [(n, v) for n, v in self.request.query_params.multi_items() if n not in ("offset", "limit")]
        return f"{self.request.url.path}?{urlencode([*kept, ('offset', after), ('limit', self.limit)])}"


Asked = NamedDependency[Ledger]
Pages = NamedDependency[Paging]


def streamed(rows: Iterable[Any]) -> Any:  # noqa: ANN401  a stream stands for a page where one was asked for
    """Rows as lines of JSON, one after the other."""
    return Stream(_lines(rows), media_type=NDJSON)


def _lines(rows: Iterable[Any]) -> Iterator[bytes]:
    for row in rows:
        yield msgspec.json.encode(row) + b"\n"


async def paging(request: Asking, limit: Limit = 50, offset: Offset = 0) -> Paging:
    """The paging of a request; `Accept: application/x-ndjson` asks for the stream."""
    return Paging(offset, limit, NDJSON in request.headers.get("accept", ""), request)


async def ledger(request: Asking, as_of: AsOf = None, known_at: KnownAt = None) -> AsyncIterator[Ledger]:
    """The ledger as it is, or as it was; a past day is opened in a thread, as that takes a while."""
    archive: Archive = request.app.state.archive
    once(request)
    opened = archive.at(as_of, known_at)
    found, _ = await to_thread.run_sync(opened.__enter__)
    try:
        yield found
    finally:
        opened.__exit__(None, None, None)


async def present(request: Asking) -> Ledger:
    """The ledger as it is, to write to."""
    archive: Archive = request.app.state.archive
    return archive.now


def once(request: Asking) -> None:
    """See that no parameter is given twice.

    Raises:
        InputError: one is, so that it is not clear what is asked for.
    """
    names = [name for name, _ in request.query_params.multi_items()]
    for name in names:
        if names.count(name) > 1:
            raise InputError("the address", f"{name!r} is given more than once", "give it once")


def narrowing(**given: str | None) -> Narrowing:
    """Those filters that are given, as a question takes them."""
    return cast(Narrowing, {name: value for name, value in given.items() if value is not None})


class Conditional(ASGIMiddleware):
    """Each answer bears a tag; who has it already is told so before anything is worked out."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Answer 304 where nothing has changed, else let the answer be made and tag it."""
        request = Request[Any, Any, State](scope)
        if request.method not in ("GET", "HEAD"):
            await next_app(scope, receive, send)
            return
        tag = await to_thread.run_sync(_tag, request)
        if tag in request.headers.get("if-none-match", ""):
            await Response(None, status_code=304, headers={"etag": tag}).to_asgi_response(None, request)(
                scope, receive, send
            )
            return

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableScopeHeaders.from_message(message)
                headers["etag"] = tag
                headers["cache-control"] = "private, no-cache"  # it may be kept, but must be asked for again
                headers["vary"] = "Accept"
            await send(message)

        await next_app(scope, receive, tagged)


def _tag(request: Asking) -> str:
    """Another one whenever the record, the question, the version or the day is another: forecasts look at the day."""
    accept = NDJSON if NDJSON in request.headers.get("accept", "") else ""
    archive: Archive = request.app.state.archive
    parts = (archive.now.stamp(), str(date.today()), request.app.state.settings.version, accept, request.url.path,
             request.url.query or "")
    return f'"{digest(parts)}"'
