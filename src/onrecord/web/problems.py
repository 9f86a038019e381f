"""What went wrong: which part of the question, why, and how to mend it; as a page, or as a problem for a program."""

from __future__ import annotations

from collections.abc import Mapping
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

PROGRAMS = "/api/"  # the addresses that programs ask
PROBLEM = "application/problem+json"


class MissingError(OnrecordError):
    """Something is asked for that is not on record."""


class MeanwhileError(OnrecordError):
    """Somebody else has decided on the same meanwhile."""


class UnfitError(OnrecordError):
    """What is to be decided does not fit what it is on: a slot that it has not, a value that it cannot have."""


STATUS: tuple[tuple[type[OnrecordError], HTTPStatus], ...] = (
    (UnknownMatterError, HTTPStatus.NOT_FOUND), (MissingError, HTTPStatus.NOT_FOUND),
    (UnknownJudgementError, HTTPStatus.NOT_FOUND), (ForbiddenError, HTTPStatus.FORBIDDEN),
    (MeanwhileError, HTTPStatus.CONFLICT), (UnfitError, HTTPStatus.CONFLICT), (InputError, HTTPStatus.BAD_REQUEST),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE), (OnrecordError, HTTPStatus.INTERNAL_SERVER_ERROR),
)  # fmt: skip


def status_of(problem: OnrecordError) -> HTTPStatus:
    """The status of an answer that tells a problem."""
    return next(status for kind, status in STATUS if isinstance(problem, kind))


def _own(request: Request[Any, Any, State], problem: OnrecordError) -> Response[Any]:
    return _answer(request, status_of(problem), str(problem))


def _http(request: Request[Any, Any, State], problem: HTTPException) -> Response[Any]:
    status = HTTPStatus(problem.status_code)
    if request.url.path.startswith(PROGRAMS):
        return _problem(request, status, _detail(problem), problem.headers)
    told = {HTTPStatus.NOT_FOUND: "there is no such page", HTTPStatus.BAD_REQUEST: "the question cannot be read"}
    return _page(status, told.get(status, status.description or status.phrase))


def _answer(request: Request[Any, Any, State], status: HTTPStatus, told: str) -> Response[Any]:
    return _problem(request, status, told) if request.url.path.startswith(PROGRAMS) else _page(status, told)


def _page(status: HTTPStatus, told: str) -> Response[str]:
    page = render("problem", status=status, told=told).encode("utf-8", "replace").decode()
    return Response(page, status_code=status, media_type=MediaType.HTML, headers={"Cache-Control": "no-store"})


def _problem(
    request: Request[Any, Any, State], status: HTTPStatus, told: str, headers: Mapping[str, str] | None = None
) -> Response[Any]:
    """A problem document (RFC 9457)."""
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": told,
            "instance": request.url.path}
    own = {"Cache-Control": "no-store", **(headers or {})}
    if status is HTTPStatus.UNAUTHORIZED:
        own["WWW-Authenticate"] = "Bearer"
    return Response(body, status_code=status, media_type=PROBLEM, headers=own)


def _detail(problem: HTTPException) -> str:
    """What is wrong, with the parts of the question that do not fit."""
    parts = problem.extra if isinstance(problem.extra, list) else []
    wrong = "; ".join(f"{part.get('key', 'the body')}: {part.get('message', '')}" for part in parts)
    return wrong or problem.detail or HTTPStatus(problem.status_code).phrase


HANDLERS: Any = {OnrecordError: _own, HTTPException: _http}
