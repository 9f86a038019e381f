"""How a story is told: which matters are worth it, in which band each stands, in what words, which turns count."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from onrecord.matters.dossier import Brief, Dossier
from onrecord.matters.stories import reports
from onrecord.matters.types import Definition, Standing, Turn
from onrecord.wording.bodies import named
from onrecord.wording.words import plural, published

BANDS: Mapping[str, tuple[str, ...]] = {  # a matter is in the first band of which it has a standing
    "disputed": ("disputed",), "denied": ("denied",), "confirmed": ("confirmed", "acknowledged"),
    "owed": ("owed", "condition met"), "unconfirmed": ("corroborated", "reported", "withheld"),
    "ahead": ("expected",),
}
ORDER = ("confirmed", "disputed", "denied", "unconfirmed", "owed", "ahead")


def weighty(one: Dossier) -> bool:
    """Whether a matter is more than one report's word that nobody answers."""
    return bool(one.standings) and (len(reports(one.matter)) > 1 or bool(
        {s.name for s in one.standings} - {"reported", "expected", "corroborated"}
    ))


def band(one: Dossier) -> str:
    """The band that a matter stands in."""
    names = {s.name for s in one.standings}
    return next((name for name, of in BANDS.items() if names & {*of}), "unconfirmed")


def stands(one: Dossier) -> Iterator[str]:
    """Each standing with whom it is told by and since when; that it is disputed is said by who denies it."""
    origins = {p.id: p.origin for p in one.positions}
    by_name: dict[str, list[Standing]] = {}
    for standing in one.standings:
        by_name.setdefault(standing.name, []).append(standing)
    for name, found in by_name.items():
        if name in ("corroborated", "reported"):
            first = min((p for p in one.positions if p.id in found[0].positions), key=lambda p: p.day)
            yield f"reported by {named(first.origin.id)} {short_day(first.day)}"
        elif name == "disputed":
            denier = origins[found[0].positions[-1]].id
            if not any(s.by == denier for s in by_name.get("denied", ())):
                yield f"disputed by {named(denier)} {short_day(found[0].since)}"
        else:
            by = ", ".join(f"{named(s.by)} {short_day(s.since)}" for s in found if s.by)
            yield f"{name} by {by}" if by else name


def worth_telling(brief: Brief, matters: Container[str]) -> Iterator[Turn]:
    """The turns of the matters that are told, what one origin turned on a day once."""
    told = [t for t in brief.turns if t.matter in matters and t.after != "no longer"]
    by_name = {(t.matter, t.day) for t in told if t.of == "standing" and t.origin}
    best: dict[tuple[str, str, str | None], Turn] = {}
    for turn in told:
        if turn.of != "figure":
            key = (turn.matter, turn.day, turn.origin)
            best[key] = max(best.get(key, turn), turn, key=lambda t: (t.before is not None, t.of == "standing"))
    for turn in told:
        implied = turn.after in ("corroborated", "disputed") and (turn.matter, turn.day) in by_name
        if turn.of == "figure" or (not implied and best[turn.matter, turn.day, turn.origin] is turn):
            yield turn


def counted(of: Definition) -> str:
    """What a track counts, in words ("soldiers of North Korea, present in Russia")."""
    owner = f" of {named(of.of)}" if of.of else ""
    where = f" in {named(of.place)}" if of.place else ""
    return f"{plural(of.unit, None)}{owner}{',' if of.state else ''} {of.state}{where}".replace("  ", " ")


def short_day(day: str) -> str:
    """A day without its year."""
    return published(day).rpartition(" ")[0] or day
