"""A record as one self-contained page: the report with every finding lit by kind, the record beside it.

Nothing is fetched and nothing inline may run but the one script whose hash the page itself declares; what a
report holds is shown as text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from onrecord.explain import kind, steps
from onrecord.language.paragraphs import Paragraph, paragraphs
from onrecord.model import Record, Time
from onrecord.wording import arrange, words
from onrecord.wording.arrange import Names
from onrecord.wording.marks import Mark, Piece, marks, pieces, spread

KINDS = (
    ("statement", "Statements"), ("event", "Events"), ("figure", "Figures"), ("time", "Dates"),
    ("place", "Places"), ("entity", "People and bodies"),
)


class Block(NamedTuple):
    """One stretch of the report as text and marks: a paragraph ("p"), a heading ("h2"), or what is left unread."""

    kind: Literal["p", "h2", "unread"]
    start: int
    end: int
    pieces: list[Piece]


def page(records: Iterable[Record]) -> Iterator[str]:
    """The page of some records in pieces, so that a long list of reports is never held whole."""
    yield _template("head").render(style=_asset("page.css"), script=_asset("page.js"), policy=_policy())
    for number, record in enumerate(records, 1):
        yield body(record, number)
    yield _template("foot").render(script=_asset("page.js"))


def body(record: Record, number: int) -> str:
    """One report with its record; `number` keeps its anchors apart from those of other reports."""
    return _template("report").render(
        record=record, report=record.report, prefix=f"r{number}-", blocks=blocks(record), names=Names(record),
        speakers=arrange.speakers(record), timeline=arrange.timeline(record), rest_words=arrange.REST,
        figures=arrange.figures(record), spots=arrange.spots(record),
        times=sorted(record.times, key=lambda t: t.span.start), link=outside(record.report.url),
    )


def blocks(record: Record, asked: tuple[int, int] | None = None) -> list[Block]:
    """The whole report with the marks inside each block; `asked` are words to be lit besides, by start and end."""
    text = record.report.text
    cut = list(_cut(text))
    own = [Mark(*asked, ("asked",), (), ())] if asked else []
    lit = spread([*own, *marks(record)], [(block.start, block.end) for block in cut])
    return [b._replace(pieces=pieces(text, own, b.start, b.end)) for b, own in zip(cut, lit, strict=True)]


def _cut(text: str) -> Iterator[Block]:
    """The blocks of a text, not yet filled: its paragraphs, and what stands between them."""
    here = 0
    for part in [*paragraphs(text), Paragraph(len(text), len(text), heading=False)]:
        between = text[here : part.start]
        if between.strip():
            yield Block("unread", part.start - len(between.lstrip()), here + len(between.rstrip()), [])
        if part.start < part.end:
            yield Block("h2" if part.heading else "p", part.start, part.end, [])
        here = part.end


def outside(url: str | None) -> str | None:
    """The address where it is one of the web; "javascript:" and the like are shown, never linked."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def day_words(time: Time | None) -> str:
    """The days that a time can mean, as people write them."""
    return words.interval(time.start, time.end) if time else ""


def _template_source(name: str) -> str:
    return (files("onrecord.wording") / "templates" / name).read_text(encoding="utf-8")


@cache
def _asset(name: str) -> Markup:
    """A file of the templates folder, to be set into the page as it stands."""
    return Markup(_template_source(name))


def _policy() -> str:
    """The content security policy: this style and this script and nothing else."""
    style, script = (f"'sha256-{_hash(_asset(name))}'" for name in ("page.css", "page.js"))
    return f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    env = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
        loader=FunctionLoader(_template_source),
    )
    env.globals.update(
        words=words, arrange=arrange, kind=kind, steps=steps, kinds=KINDS, day_words=day_words,
    )
    return env


def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html.j2")
