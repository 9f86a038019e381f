"""What programs may write: judgements, as a person's on the command line or in the pages. It needs the token."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

import msgspec
from litestar import HttpMethod, Response, post, route
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler
from litestar.params import JSONBody, Parameter

from onrecord.errors import InputError
from onrecord.ledger import Ledger
from onrecord.web.api.asking import Asked, Asking
from onrecord.web.entering import ForbiddenError
from onrecord.web.problems import MeanwhileError, MissingError, UnfitError
from onrecord.web.review import ONE_AT_A_TIME, known_on
from onrecord.web.settings import Settings

MENTION = "^.+#(event|statement|figure):[0-9]+-[0-9]+$"
Mention = Annotated[str, msgspec.Meta(
    pattern=MENTION, max_length=600, description="The id of a mention, as those of a matter are listed.",
)]  # fmt: skip
Who = Annotated[str, msgspec.Meta(max_length=100, description="Who decides; else the name that the server has.")] | None
Why = Annotated[str, msgspec.Meta(max_length=2000, description="For what reason.")]
Known = Annotated[str, msgspec.Meta(
    max_length=16, description="The last judgement on these mentions that was known; a later one is a conflict.",
)] | None  # fmt: skip
JudgementId = Annotated[str, Parameter(pattern="^[0-9a-f]{16}$", description="The id of a judgement.")]
Slot = Literal[
    "act", "actors", "bound", "end", "from", "origin", "place", "said_on", "start", "status", "targets", "to", "type",
    "unit", "value",
]
Parts = dict[str, Any]


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether mentions, or the stories of their matters, belong together: the first and each of the others."""

    ruling: Literal["merge", "split", "accept", "reject", "gather", "part"]
    mentions: Annotated[list[Mention], msgspec.Meta(min_length=2, max_length=50)]
    who: Who = None
    why: Why = ""
    known: Known = None


class Fix(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another value for one slot of a mention."""

    mention: Mention
    slot: Slot
    value: str | int | float | tuple[str | int | float | Parts, ...] | Parts | None
    who: Who = None
    why: Why = ""
    known: Known = None


class Undo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That a judgement is taken back."""

    who: Who = None
    why: Why = ""


class Made(msgspec.Struct, frozen=True):
    """The judgement that was kept."""

    id: str


def may_write(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Let through whoever brings the token, unless nobody may write.

    Raises:
        ForbiddenError: the record is served for reading only.
        NotAuthorizedException: the token is missing or wrong.
    """
    settings: Settings = connection.app.state.settings
    token = settings.token
    if settings.read_only or not token:
        raise ForbiddenError("this record is served for reading only")
    scheme, _, given = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.encode(), token.encode()):
        raise NotAuthorizedException("writing needs the token: Authorization: Bearer …")


@post("/judgements", sync_to_thread=True, guards=[may_write], operation_id="judge")
def judge(request: Asking, present: Asked, data: JSONBody[Pair]) -> Response[Made]:
    """Keep that some mentions belong together, or do not; it holds until it is undone."""
    def act(who: str) -> str:
        return present.judge(data.ruling, data.mentions, who, data.why)

    return _kept(request, present, data.mentions, data, act)


@post("/fixes", sync_to_thread=True, guards=[may_write], operation_id="fix")
def fix(request: Asking, present: Asked, data: JSONBody[Fix]) -> Response[Made]:
    """Keep another value for one slot of a mention; it holds until it is undone."""
    def act(who: str) -> str:
        return present.fix(data.mention, data.slot, data.value, who, data.why)

    return _kept(request, present, [data.mention], data, act)


@post("/judgements/{judgement:str}/undo", sync_to_thread=True, guards=[may_write], operation_id="undo")
def undo(request: Asking, present: Asked, judgement: JudgementId, data: JSONBody[Undo]) -> Response[Made]:
    """Take a judgement back, an undoing too."""
    return _kept(request, present, [], data, lambda who: present.undo(judgement, who, data.why))


def _kept(
    request: Asking, present: Ledger, on: Sequence[str], data: Pair | Fix | Undo, act: Callable[[str], str]
) -> Response[Made]:
    """Keep a judgement, unless somebody else was quicker."""
    who = data.who or request.app.state.settings.who
    with ONE_AT_A_TIME:
        last = known_on(present, on)
        if not isinstance(data, Undo) and data.known is not None and last != data.known:
            raise MeanwhileError(f"the last judgement on this is {last or 'none'}; look at it and decide then")
        try:
            return Response(Made(act(who)), status_code=201)
        except InputError as wrong:
            missing = "there is no mention" in wrong.problem
            raise (MissingError if missing else UnfitError)(str(wrong)) from wrong


@route("/judgements", http_method=HttpMethod.OPTIONS, include_in_schema=False, sync_to_thread=False)
def allowed() -> Response[None]:
    """What can be done with judgements; the server's own answer would know one of the two handlers only."""
    return Response(None, status_code=204, headers={"allow": "GET, OPTIONS, POST"})


HANDLERS = (allowed, judge, fix, undo)
