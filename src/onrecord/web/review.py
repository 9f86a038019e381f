"""Review: what waits for a person, one pair after another, and the acts by which people decide.

Every act is a judgement, with who, when and why. A form tells which judgement on its mentions it knew last; where there
is a later one, somebody else has decided meanwhile, and nothing is kept until that was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Annotated, Literal

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromQuery
from litestar.response import Redirect

from onrecord.errors import InputError
from onrecord.ledger import Ledger
from onrecord.matters.types import Ruling
from onrecord.store.judgements import Kept
from onrecord.web.desk import Asking, Desk, Page
from onrecord.web.problems import MeanwhileError

RULINGS: tuple[Ruling, ...] = ("accept", "reject", "merge", "split", "gather", "part")
ONE_AT_A_TIME = Lock()  # between looking what is known and keeping a judgement
MONTH = 30 * 24 * 3600  # seconds
SEE_OTHER: Literal[303] = 303


class Form(msgspec.Struct, frozen=True):
    """What a form of review sends; `known` is the last judgement that it knew on what it decides on."""

    sign: str = ""
    ruling: str = ""
    one: str = ""
    other: str = ""
    slot: str = ""
    value: str = ""
    judgement: str = ""
    who: str = ""
    why: str = ""
    known: str = ""
    back: str = "/review"


Sent = Annotated[Form, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/enter", sync_to_thread=True)
def enter(request: Asking, token: FromQuery[str] = "") -> Redirect:
    """Let in whoever brings the token that the server printed, once."""
    settings, door = request.app.state.settings, request.app.state.door
    session = door.enter(token, settings.who)
    answer = Redirect("/review", status_code=SEE_OTHER)
    answer.set_cookie(settings.cookie, session, max_age=MONTH, path="/", httponly=True, samesite="strict")
    return answer


@get("/review", sync_to_thread=True)
def review(desk: NamedDependency[Desk]) -> Page:
    """The queue: those that bring most reports together first, then the likeliest."""
    at = int(given) if (given := desk.parameters.get("at", "0")).isdecimal() else 0
    rows = desk.ledger.waiting(limit=desk.asked.rows)
    pair = rows[at] if at < len(rows) else None
    last = next(iter(reversed(desk.ledger.judgements())), None)
    known = known_on(desk.ledger, [pair.mention, pair.other]) if pair else ""
    return desk.page("review", "Review", rows=rows, pair=pair, at=at, last=last, known=known)


@post("/review/decide", sync_to_thread=True)
def decide(desk: NamedDependency[Desk], data: Sent) -> Redirect:
    """Put two together, or keep them apart."""
    ruling = next((one for one in RULINGS if one == data.ruling), None)
    if ruling is None:
        raise InputError("the form", f"{data.ruling!r} is no ruling", f"choose one of: {', '.join(RULINGS)}")
    ends = [end.strip() for end in (data.one, data.other) if end.strip()]
    return _kept(desk, data, ends, lambda who: desk.ledger.judge(ruling, ends, who, data.why))


@post("/review/fix", sync_to_thread=True)
def fix(desk: NamedDependency[Desk], data: Sent) -> Redirect:
    """Give one slot of a mention another value."""
    value = desk.settings.value(data.slot, data.value)
    return _kept(desk, data, [data.one], lambda who: desk.ledger.fix(data.one, data.slot, value, who, data.why))


@post("/review/undo", sync_to_thread=True)
def undo(desk: NamedDependency[Desk], data: Sent) -> Redirect:
    """Take a judgement back."""
    return _kept(desk, data, [], lambda who: desk.ledger.undo(data.judgement, who, data.why))


def known_on(ledger: Ledger, mentions: Sequence[str]) -> str:
    """The id of the last judgement on some mentions; "" where there is none."""
    last = _last_on(ledger, mentions)
    return last.id if last else ""


def _last_on(ledger: Ledger, mentions: Sequence[str]) -> Kept | None:
    return next((row for row in reversed(ledger.judgements()) if set(row.mentions) & set(mentions)), None)


def _kept(desk: Desk, form: Form, on: Sequence[str], act: Callable[[str], str]) -> Redirect:
    """Keep a judgement under a name, unless somebody else was quicker; then back to where the form was."""
    who = desk.may_write(form.sign)
    if desk.asked.as_of or desk.asked.known_at:
        raise InputError("the form", "a past day is shown, and nothing is decided there", "go to the present first")
    if form.who.strip() and form.who.strip() != who:
        who = form.who.strip()
        desk.door.rename(desk.session or "", who)
    with ONE_AT_A_TIME:
        last = _last_on(desk.ledger, on)
        if last is not None and last.id != form.known:
            raise MeanwhileError(
                f"{last.who} decided on this at {last.made[:16].replace('T', ' ')}: {last.ruling}"
                f"{f' ({last.why})' if last.why else ''}. Nothing of yours was kept; look at it again and decide then"
            )
        act(who)
    local = form.back.startswith("/") and not form.back.startswith(("//", "/\\"))
    return Redirect(form.back if local else "/review", status_code=SEE_OTHER)


HANDLERS = (enter, review, decide, fix, undo)
