"""What the pages that are read offline share: one template for a matter, one style, nothing that runs or is fetched."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from onrecord.exports.extract import Case, Extract
from onrecord.exports.rows import TurnLine
from onrecord.exports.tables import TABLES, table
from onrecord.matters.turns import named
from onrecord.wording.addresses import key, web
from onrecord.wording.naming import counted, origin, standing
from onrecord.wording.words import STATUSES, capital, count, interval, published

Rows = Mapping[str, Mapping[str, Sequence[msgspec.Struct]]]


def render(template: str, one: Extract, **given: object) -> str:
    """A page of an extract."""
    page = _environment().get_template(f"{template}.html.j2")
    style = _source("style.css")
    return page.render(one=one, about=one.about, style=Markup(style), policy=_policy(style), **given)


def by_matter(one: Extract) -> Rows:
    """The rows of each matter, table by table; matters without any are left out of a table."""
    found: dict[str, dict[str, list[Any]]] = {}
    for name in TABLES.keys() - {"reports"}:
        rows: dict[str, list[Any]] = found.setdefault(name, {})
        for row in table(one, name):
            rows.setdefault(row.matter, []).append(row)  # type: ignore[attr-defined]  # all but reports have one
    return found


def _standings(case: Case) -> list[tuple[str, str, str]]:
    """Since when a matter stands how, and the rule by which it does."""
    return [(s.since, standing(named(s)), s.rule) for s in case.dossier.standings]


def _turned(row: TurnLine, told: str) -> str:
    """What was before a turn or is after it, in words."""
    return standing(told) if row.of == "standing" else told


def _status(code: str) -> str:
    return STATUSES[code].text if code in STATUSES else code


def _policy(style: str) -> str:
    """The content security policy: this style and nothing else."""
    own = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{own}'; base-uri 'none'; form-action 'none'"


def _source(name: str) -> str:
    return (files("onrecord.exports") / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
        loader=FunctionLoader(_source),
    )
    made.globals.update(
        standings=_standings, standing=standing, origin=origin, counted=counted, capital=capital, count=count,
        interval=interval, published=published, key=key, web=web, status=_status,
        turned=_turned,
    )  # fmt: skip
    return made
