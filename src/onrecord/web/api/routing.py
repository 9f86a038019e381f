"""The interface put together: its addresses, what each request is given, and its description."""

from __future__ import annotations

from functools import cache
from typing import Any

from litestar import Response, Router, get
from litestar.di import Provide

from onrecord.web.api import deciding, reading
from onrecord.web.api.asking import Conditional, ledger, paging, present
from onrecord.web.api.document import Json, document

PATH = "/api/v1"


def router() -> Router:
    """The interface, to be put into the server."""
    handlers = [*deciding.HANDLERS, *reading.HANDLERS, openapi]  # an answer of its own to OPTIONS must come first
    return Router(PATH, route_handlers=handlers, dependencies=DEPENDENCIES, middleware=[Conditional()])


@get("/openapi.json", sync_to_thread=True, include_in_schema=False)
def openapi() -> Response[dict[str, Any]]:
    """This description."""
    return Response(described())


@cache
def described() -> Json:
    """The OpenAPI document of the interface."""
    return document((*reading.HANDLERS, *deciding.HANDLERS), PATH, DEPENDENCIES)


DEPENDENCIES = {"ledger": Provide(ledger), "present": Provide(present), "paging": Provide(paging)}
