"""What people decide at a terminal: their words made values of slots, the judgement kept, and what came of it told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from getpass import getuser
from typing import Any

import msgspec
import typer

from onrecord.errors import InputError
from onrecord.language.actors import actor
from onrecord.language.gazetteer import sites
from onrecord.ledger import Ledger
from onrecord.matters.fixes import Site, Speaker
from onrecord.matters.types import Party, Ruling
from onrecord.views.ledgers import existing
from onrecord.views.terminal import complain
from onrecord.wording.controls import CONTROLS
from onrecord.wording.naming import fix, standing
from onrecord.wording.words import count

SHORT = 8  # characters of an id that are shown
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_RANGE = re.compile(rf"({_NUMBER.pattern})\s*(?:-|–|to)\s*({_NUMBER.pattern})")


def decide(store: str | None, ruling: Ruling, ends: Sequence[str], who: str | None, why: str) -> None:
    """Keep a judgement on some matters or mentions, and tell what they are now.

    Raises:
        OnrecordError: there is no record, or one of them is not in it.
    """
    with existing(store, complain) as ledger:
        _told(ledger, ledger.judge(ruling, ends, _name(who), why))


def mend(store: str | None, given: tuple[str, str, str], who: str | None, why: str) -> None:
    """Keep a fix, given as mention, slot and the value in words.

    Raises:
        OnrecordError: there is no record, no such mention or slot, or the slot cannot have this value.
    """
    mention, slot, words = given
    with existing(store, complain) as ledger:
        _told(ledger, ledger.fix(mention, slot, value(slot, words), _name(who), why))


def take_back(store: str | None, judgement: str, who: str | None, why: str) -> None:
    """Undo a judgement, by its id or the beginning of it.

    Raises:
        OnrecordError: there is no record, or no such judgement.
    """
    with existing(store, complain) as ledger:
        _told(ledger, ledger.undo(judgement, _name(who), why))


def value(slot: str, words: str) -> Any:  # noqa: ANN401  each slot has a type of its own
    """The value that somebody writes for a slot: plain words, a number with commas or a range of two, null, or JSON.

    Names of places, countries and bodies are looked up, so that they compare as the reader's own do.

    Raises:
        InputError: what begins like JSON is none.
    """
    plain = words.strip()
    if plain == "null":
        return None
    if plain[:1] in ("[", "{", '"'):
        try:
            return msgspec.json.decode(plain)
        except msgspec.DecodeError as wrong:
            raise InputError("judge fix", f"{plain!r} is no JSON ({wrong})", "write plain words, or mend it") from wrong
    return _READ.get(slot, str)(plain)


def _amount(words: str) -> Any:  # noqa: ANN401  a number, two, or what is left to be refused
    if between := _RANGE.fullmatch(words):
        return [_number(between[1]), _number(between[2])]
    return _number(words) if _NUMBER.fullmatch(words) else words


def _number(words: str) -> int | float:
    plain = words.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _parties(words: str) -> list[Any]:
    return [msgspec.to_builtins(_party(name.strip())) for name in words.split(",") if name.strip()]


def _party(name: str) -> Party:
    known = actor(name)
    return Party(name) if known is None else Party(name, known.kind, known.country, known.sector)


def _speaker(name: str) -> Any:  # noqa: ANN401  a struct as plain values
    known = actor(name)
    told = Speaker(name) if known is None else Speaker(
        name, known.kind, known.country, sector=known.sector, code=known.code)
    return msgspec.to_builtins(told)


def _site(name: str) -> Any:  # noqa: ANN401  a struct as plain values
    """The place that a name means first of all."""
    known = next(iter(sites(name)), None)
    told = Site(name) if known is None else Site(
        known.name, known.country, known.lat, known.lon, known.radius_km, known.feature)
    return msgspec.to_builtins(told)


_READ: Mapping[str, Callable[[str], Any]] = {
    "actors": _parties, "from": _site, "origin": _speaker, "place": _site, "targets": _parties, "to": _site,
    "value": _amount,
}  # fmt: skip


def _name(who: str | None) -> str:
    return who or getuser()


def _told(ledger: Ledger, id_: str) -> None:
    """What was decided, and the matters of what it is on as they are now."""
    given = {one.id: one for one in ledger.judgements()}
    kept = on_what = given[id_]
    while on_what.undoes:
        on_what = given[on_what.undoes]
    on = f" of {kept.undoes[:SHORT]}" if kept.undoes else fix(kept.slot, kept.value)
    lines = [f"{kept.ruling}{on}: judgement {id_[:SHORT]} by {kept.who}"]
    for matter in ledger.matters_of(on_what.mentions):
        stands = f": {standing(matter.standing)}" if matter.standing else ""
        lines.append(f"  {matter.id[:SHORT]}  {matter.title} ({count(matter.reports, 'report')}){stands}")
    lines.append(f"take it back with: onrecord judge undo {id_[:SHORT]}")
    typer.echo("\n".join(lines).translate(CONTROLS))
