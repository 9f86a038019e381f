"""All that follows from one matter's mentions, in one value; and from the matters of one story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from onrecord.matters.forecasts import commitments, forecasts
from onrecord.matters.origins import lifted
from onrecord.matters.positions import positions
from onrecord.matters.routes import routes
from onrecord.matters.standing import acting, standings
from onrecord.matters.tracks import joined, tracks
from onrecord.matters.turns import in_time, of_figures, turns
from onrecord.matters.types import (
    Commitment,
    Contradiction,
    Forecast,
    Judgement,
    Matter,
    Mention,
    Position,
    Reading,
    Route,
    Standing,
    Story,
    Track,
    Turn,
)


class Dossier(msgspec.Struct, frozen=True):
    """A matter with its positions, standings, turns, tracks, routes, forecasts and commitments.

    The ledger adds who contradicts whom, the ids of the reports that tell of it and of those copies of them that add
    nothing, and what people decided on its mentions.
    """

    matter: Matter
    positions: tuple[Position, ...]
    standings: tuple[Standing, ...]
    turns: tuple[Turn, ...]
    tracks: tuple[Track, ...]
    routes: tuple[Route, ...]
    forecasts: tuple[Forecast, ...]
    commitments: tuple[Commitment, ...]
    contradictions: tuple[Contradiction, ...] = ()
    reports: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def dossier(
    matter: Matter, readings: Mapping[str, Reading], today: str, later: Iterable[Mention] = (),
) -> Dossier:
    """The dossier of a matter as of a day; `readings` hold at least the reports of its mentions.

    `later` are mentions of other matters among which the condition of a commitment may have come about.
    """
    reports = {name.rpartition("#")[0] for name in matter.mentions}
    readings = {report: readings[report] for report in sorted(reports)}  # no other has a say
    mentions = lifted(m for reading in readings.values() for m in reading.mentions)
    taken = positions(matter, mentions, readings)
    tracked = tracks(matter, mentions, readings)
    actors = acting(matter, mentions)
    return Dossier(
        matter, taken, standings(matter, taken, actors), turns(matter, taken, tracked, actors), tracked,
        routes(matter.id, [mentions[name] for name in matter.mentions]), forecasts(matter, mentions, readings, today),
        commitments(matter, mentions, later),
    )


class Brief(msgspec.Struct, frozen=True):
    """A story with the dossiers of its matters, the leading one first.

    `turns` are those of all of them in time, `tracks` and `routes` are joined over them.
    """

    story: Story
    matters: tuple[Dossier, ...]
    turns: tuple[Turn, ...]
    tracks: tuple[Track, ...]
    routes: tuple[Route, ...]


def brief(story: Story, matters: Mapping[str, Matter], readings: Mapping[str, Reading], today: str) -> Brief:
    """The brief of a story as of a day; `matters` and `readings` hold at least its own."""
    own = [matters[name] for name in story.matters]
    mentions = lifted(m for name in sorted(readings) for m in readings[name].mentions)
    told = [mentions[name] for one in own for name in one.mentions]
    made = tuple(dossier(one, readings, today, told) for one in own)
    tracked = joined(story.id, [track for one in made for track in one.tracks])
    turned = [turn for one in made for turn in one.turns if turn.of != "figure"]
    return Brief(story, made, tuple(sorted([*turned, *of_figures(tracked)], key=in_time)), tracked,
                 routes(story.id, told))
