"""The server: the ledger opened once, each screen a module of its own, strict about who asks and what may run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Router
from litestar.config.allowed_hosts import AllowedHostsConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ControllerRouterHandler, Message, Scope

from onrecord.ledger import Ledger
from onrecord.web import (
    brief,
    contradictions,
    drawn,
    figures,
    history,
    leaving,
    matrix,
    matter,
    matters,
    problems,
    report,
    review,
    search,
    shipped,
    turns,
    who,
)
from onrecord.web.archive import Archive
from onrecord.web.desk import desk
from onrecord.web.entering import Door
from onrecord.web.settings import Settings

SCREENS = (
    brief, matters, matter, report, turns, who, matrix, contradictions, drawn, figures, search, history, leaving,
    review, shipped,
)  # fmt: skip
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=(), payment=()",
}  # fmt: skip
LONGEST_FORM = 64 * 1024  # bytes


def create(
    opening: Callable[[], Ledger], settings: Settings, *, door: Door | None = None,
    more: Sequence[ControllerRouterHandler] = (),
) -> Litestar:
    """The server as an ASGI application.

    Args:
        opening: opens the ledger when the server starts; it is closed when the server ends.
        settings: where it is served, and whether people may decide.
        door: lets in whoever may write; without it one whose token nobody knows.
        more: further routers, such as the interface for programs.
    """

    @asynccontextmanager
    async def open_for_life(app: Litestar) -> AsyncIterator[None]:
        app.state.archive = Archive(opening())
        try:
            yield
        finally:
            app.state.archive.close()

    pages = Router(
        "/", route_handlers=[handler for screen in SCREENS for handler in screen.HANDLERS], include_in_schema=False,
        exception_handlers=problems.HANDLERS,
    )
    return Litestar(
        [pages, *more], dependencies={"desk": Provide(desk)}, lifespan=[open_for_life],
        state=State({"settings": settings, "door": door or Door()}), before_send=[_strictly], openapi_config=None,
        logging_config=None, allowed_hosts=AllowedHostsConfig(allowed_hosts=settings.allowed),
        exception_handlers=problems.HANDLERS, request_max_body_size=LONGEST_FORM,
    )


async def _strictly(message: Message, _scope: Scope) -> None:
    """What a browser may do with an answer, said with each."""
    if message["type"] == "http.response.start":
        told: Any = message.setdefault("headers", [])
        given = {name.lower() for name, _ in told}
        told.extend((k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in given)
