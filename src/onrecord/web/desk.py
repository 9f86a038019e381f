"""Where a request is worked on: the ledger that it asks, what it asks for, who asks, and the page that goes out."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date
from typing import Any

from anyio import to_thread
from litestar import MediaType, Request, Response
from litestar.datastructures import State

from onrecord.errors import InputError
from onrecord.ledger import Ledger
from onrecord.matters.dossier import Brief
from onrecord.store.rows import Counts, StoryRow
from onrecord.web.archive import Archive, Question, T
from onrecord.web.asked import ROWS, Asked
from onrecord.web.entering import Door, ForbiddenError
from onrecord.web.rendering import render
from onrecord.web.settings import Settings
from onrecord.web.telling import STORIES, lead_story

Page = Response[str]
Asking = Request[Any, Any, State]


class Desk:
    """One request, and all that its page needs."""

    def __init__(self, request: Asking, found: tuple[Ledger, Counts], asked: Asked) -> None:
        """Take what `desk` found out."""
        self.request, self.asked = request, asked
        self.ledger, self.counts = found
        self.settings: Settings = request.app.state.settings
        self.door: Door = request.app.state.door
        self.session = request.cookies.get(self.settings.cookie)

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the address; of several with one name the last."""
        return {name: value for name, value in self.request.query_params.multi_items()}

    @property
    def who(self) -> str | None:
        """Who may write here; None for everybody else, and where nobody may."""
        return None if self.settings.read_only else self.door.who(self.session)

    @property
    def today(self) -> str:
        """The day that the page is of: the one asked for, else that of the last report."""
        return self.asked.as_of or self.asked.known_at or self.counts.last_day

    def stories(self, *filters: str) -> Sequence[StoryRow]:
        """The stories that turned last, by some filters."""
        asked = self.asked.narrowing(*filters, limit=STORIES)
        return self._remembered(("stories", *asked.items()), lambda: self.ledger.stories(**asked))

    def story(self, id_: str | None) -> Brief:
        """A story by its id or that of any matter in it, else the greatest of those that turned last.

        Raises:
            OnrecordError: there is no such story, or nothing at issue.
        """
        lead, _ = (None, ()) if id_ else lead_story(self.stories())
        if not id_ and lead is None:
            raise InputError(self.settings.name, "there is nothing at issue in it", "add reports: onrecord add FILE…")
        wanted = id_ or (lead.id if lead else "")
        return self._remembered(("story", wanted), lambda: self.ledger.story(wanted))

    def _remembered(self, question: Question, ask: Callable[[], T]) -> T:
        archive: Archive = self.request.app.state.archive
        clocks = self.asked.as_of, self.asked.known_at, str(date.today())  # forecasts are judged as of today
        return archive.remembered((*clocks, *question), ask)

    def may_write(self, sign: str) -> str:
        """The name to decide under.

        Raises:
            ForbiddenError: nobody may write here, or not this one, or a past day is shown.
        """
        if self.settings.read_only:
            raise ForbiddenError("this record is served for reading only")
        self.door.check(self.session, sign)
        return self.who or self.settings.who

    def page(self, template: str, title: str, filters: tuple[str, ...] = (), status: int = 200, **more: Any) -> Page:  # noqa: ANN401  what a template wants
        """A page; `filters` are those that narrow it. One that the browser has already is not sent again."""
        told = render(template, desk=self, title=title, filters=filters, **self._tools(filters), **more)
        tag = f'"{hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
        if status == 200 and tag in self.request.headers.get("if-none-match", ""):
            return Response("", status_code=304, headers=headers, media_type=MediaType.HTML)
        return Response(
            told.encode("utf-8", "replace").decode(), status_code=status, headers=headers, media_type=MediaType.HTML
        )

    def _tools(self, filters: tuple[str, ...]) -> dict[str, Any]:
        path = self.request.url.path
        own = {n: v for n, v in self.parameters.items() if n not in Asked.__struct_fields__}

        def here(**changes: Any) -> str:  # noqa: ANN401  what can stand in an address
            rows = self.asked.rows if self.asked.rows != ROWS else None
            return self.asked.address(path, filters, **{**own, "rows": rows, **changes})

        return {"href": self.asked.address, "here": here, "path_now": path, "own": own,
                "sign": self.door.sign(self.session) if self.who else ""}


async def desk(request: Asking) -> AsyncIterator[Desk]:
    """The desk of a request, for as long as that takes; a past day is opened in a thread, as that takes a while."""
    asked = Asked.of(dict(request.query_params.multi_items()))
    archive: Archive = request.app.state.archive
    opened = archive.at(asked.as_of, asked.known_at)
    found = await to_thread.run_sync(opened.__enter__)
    try:
        yield Desk(request, found, asked)
    finally:
        opened.__exit__(None, None, None)
