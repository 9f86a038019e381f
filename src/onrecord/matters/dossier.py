"""All that follows from one matter's mentions, in one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from onrecord.matters.forecasts import commitments, forecasts
from onrecord.matters.positions import positions
from onrecord.matters.routes import routes
from onrecord.matters.standing import acting, standings
from onrecord.matters.tracks import tracks
from onrecord.matters.turns import turns
from onrecord.matters.types import (
    Commitment,
    Forecast,
    Matter,
    Mention,
    Position,
    Reading,
    Route,
    Standing,
    Track,
    Turn,
)


class Dossier(msgspec.Struct, frozen=True):
    """A matter with its positions, standings, turns, tracks, routes, forecasts and commitments."""

    matter: Matter
    positions: tuple[Position, ...]
    standings: tuple[Standing, ...]
    turns: tuple[Turn, ...]
    tracks: tuple[Track, ...]
    routes: tuple[Route, ...]
    forecasts: tuple[Forecast, ...]
    commitments: tuple[Commitment, ...]


def dossier(
    matter: Matter, readings: Mapping[str, Reading], today: str, later: Iterable[Mention] = (),
) -> Dossier:
    """The dossier of a matter as of a day; `readings` hold at least the reports of its mentions.

    `later` are mentions of other matters among which the condition of a commitment may have come about.
    """
    reports = {name.rpartition("#")[0] for name in matter.mentions}
    readings = {report: readings[report] for report in sorted(reports)}  # no other has a say
    mentions = {m.id: m for report in reports for m in readings[report].mentions}
    taken = positions(matter, mentions, readings)
    tracked = tracks(matter, mentions, readings)
    actors = acting(matter, mentions)
    return Dossier(
        matter, taken, standings(matter, taken, actors), turns(matter, taken, tracked, actors), tracked,
        routes(matter, mentions), forecasts(matter, mentions, readings, today), commitments(matter, mentions, later),
    )
