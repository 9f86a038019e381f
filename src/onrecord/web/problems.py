"""What went wrong, as a page: which part of the question, why, and how to mend it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from litestar import MediaType, Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException

from onrecord.errors import InputError, OnrecordError
from onrecord.ledger.showing import UnknownMatterError
from onrecord.store.engine import StoreError
from onrecord.store.judgements import UnknownJudgementError
from onrecord.web.entering import ForbiddenError
from onrecord.web.rendering import render


class MissingError(OnrecordError):
    """Something is asked for that is not on record."""


class MeanwhileError(OnrecordError):
    """Somebody else has decided on the same meanwhile."""


STATUS: tuple[tuple[type[OnrecordError], HTTPStatus], ...] = (
    (UnknownMatterError, HTTPStatus.NOT_FOUND), (MissingError, HTTPStatus.NOT_FOUND),
    (UnknownJudgementError, HTTPStatus.NOT_FOUND), (ForbiddenError, HTTPStatus.FORBIDDEN),
    (MeanwhileError, HTTPStatus.CONFLICT), (InputError, HTTPStatus.BAD_REQUEST),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE), (OnrecordError, HTTPStatus.INTERNAL_SERVER_ERROR),
)  # fmt: skip


def status_of(problem: OnrecordError) -> HTTPStatus:
    """The status of an answer that tells a problem."""
    return next(status for kind, status in STATUS if isinstance(problem, kind))


def _own(_request: Request[Any, Any, State], problem: OnrecordError) -> Response[str]:
    return _page(status_of(problem), str(problem))


def _http(_request: Request[Any, Any, State], problem: HTTPException) -> Response[str]:
    status = HTTPStatus(problem.status_code)
    told = {HTTPStatus.NOT_FOUND: "there is no such page", HTTPStatus.BAD_REQUEST: "the question cannot be read"}
    return _page(status, told.get(status, status.description or status.phrase))


def _page(status: HTTPStatus, told: str) -> Response[str]:
    page = render("problem", status=status, told=told).encode("utf-8", "replace").decode()
    return Response(page, status_code=status, media_type=MediaType.HTML, headers={"Cache-Control": "no-store"})


HANDLERS: Any = {OnrecordError: _own, HTTPException: _http}
