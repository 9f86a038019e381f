"""Templates: every word of a report is set as text, and none of it turns a line round."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import ChoiceLoader, Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from onrecord.explain import kind, steps
from onrecord.matters.tracks import shown
from onrecord.web.addresses import address as path
from onrecord.web.addresses import fullest, place
from onrecord.wording import arrange, standings, telling, words
from onrecord.wording.bodies import title
from onrecord.wording.controls import CONTROLS
from onrecord.wording.naming import counted
from onrecord.wording.page import KINDS, day_words, outside

LABELS = {
    "about": "title", "actor": "who", "place": "place", "standing": "standing", "since": "since", "until": "until",
}  # fmt: skip
BAND_HEADS = {
    "confirmed": "Confirmed", "disputed": "Disputed", "denied": "Denied", "unconfirmed": "Unconfirmed", "owed": "Owed",
    "ahead": "Ahead",
}  # fmt: skip
SCREENS = (
    "/", "/matters", "/turns", "/timeline", "/map", "/matrix", "/figures", "/contradictions", "/who", "/reports",
    "/review", "/history",
)  # fmt: skip
LONGEST_TITLE = 160  # characters
QUOTES = "\"“”"
ELSEWHERE = {
    "page.css": ("onrecord.wording", "templates/"), "page.js": ("onrecord.wording", "templates/"),
    "pictures.css": ("onrecord.pictures", ""),
}  # what is shipped that others look after


@cache
def environment() -> Environment:
    """The templates of the pages, and those by which a record is shown wherever it is."""
    env = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, finalize=_harmless,
        loader=ChoiceLoader([_folder("onrecord.web"), _folder("onrecord.wording")]),
    )
    env.globals.update(
        words=words, arrange=arrange, telling=telling, standings=standings, kind=kind, steps=steps, kinds=KINDS,
        day_words=day_words, path=path, place=place, fullest=fullest, outside=outside, static=static, shown=shown,
    )
    env.globals.update(
        labels=LABELS, bands=BAND_HEADS, reasons=standings.REASONS, counted=counted, screens=SCREENS,
    )
    env.filters.update(
        heading=_heading, trim_quotes=_bare, named=_named,
        groupby_band=lambda keys: groupby(keys, key=lambda key: key.band),
        day=words.published, capital=words.capital, short=words.shorten, exact=exact,
        origin_path=lambda id_: path("who", id_),
    )
    return env


def render(template: str, **context: Any) -> str:  # noqa: ANN401  what a template wants
    """A page by the name of its template."""
    pages = environment()
    parts = pages.get_template("macros.html.j2").make_module(context) if "desk" in context else None
    return pages.get_template(f"{template}.html.j2").render(context, m=parts)


def exact(text: str) -> Markup:
    """Words of a report character by character, as they stand between marks that hold them apart."""
    return Markup(escape(text))


@cache
def static(name: str) -> str:
    """The address of what is shipped, which changes with it."""
    return f"/static/{name}?v={hashlib.blake2b(content(name), digest_size=6).hexdigest()}"


@cache
def content(name: str) -> bytes:
    """What is shipped to the browser."""
    package, folder = ELSEWHERE.get(name, ("onrecord.web", "static/"))
    return (files(package) / f"{folder}{name}").read_bytes()


def _named(origin: str) -> str:
    return _heading(title(origin))


def _heading(title: str | None) -> str:
    """A title as it stands at a head: with a capital, and no longer than one reads."""
    return words.capital(words.shorten(title or "", LONGEST_TITLE))


def _bare(quoted: str) -> str:
    """Words without the quotation marks around them, which are set again."""
    return quoted[1:-1] if len(quoted) > 1 and quoted[0] in QUOTES and quoted[-1] in QUOTES else quoted


def _harmless(value: Any) -> Any:  # noqa: ANN401  whatever a template shows
    """Plain text without what drives a terminal or turns a line round; what is set as it stands is left alone."""
    return value.translate(CONTROLS) if type(value) is str else value


def _folder(package: str) -> FunctionLoader:
    def source(name: str) -> str | None:
        found = files(package) / "templates" / name
        return found.read_text(encoding="utf-8") if found.is_file() else None

    return FunctionLoader(source)


