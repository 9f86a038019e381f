"""The rows of the tables: each leads to the exact words that it rests on.

In every row `words` stand from `start` to `end` in the text of `report`, `url` is where that was published. Several
values in one field are joined by "; ".
"""

from __future__ import annotations

import msgspec


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """What every row has: its matter, how that stands, and words of a report."""

    matter: str
    title: str
    standing: str
    report: str
    outlet: str | None
    published: str | None
    url: str | None
    start: int
    end: int
    words: str


class MatterLine(Quoted, frozen=True, kw_only=True):
    """A matter with the words of the first position that it stands by; `statuses` are those of its events.

    `judged` names the people who decided anything on it: what nobody judged is a machine's reading.
    """

    type: str | None
    first_day: str
    last_day: str
    turned: str
    reports: int
    origins: int
    statuses: str
    judged: str


class PositionLine(Quoted, frozen=True, kw_only=True):
    """One origin's stand on one day, with the fullest of its words; `spans` tells where all of them are.

    `origin` is an id, `origin_name` how people say it; `counted` is what the figure counts. `superseded_by` names the
    origin's next position; `judged` the people who decided on what this rests on.
    """

    position: str
    day: str
    origin: str
    origin_name: str
    speaker: str
    country: str | None
    official: bool
    stand: str
    earlier: bool
    figure: str
    value: float | None
    low: float | None
    high: float | None
    bound: str | None
    unit: str | None
    counted: str | None
    rests_on: str
    superseded_by: str | None
    statuses: str
    judged: str
    spans: str


class TurnLine(Quoted, frozen=True, kw_only=True):
    """A change of a standing, or of an origin's position or figure."""

    day: str
    of: str
    origin: str | None
    before: str | None
    after: str


class FigureLine(Quoted, frozen=True, kw_only=True):
    """One value of a figure track as one origin gave it; what is counted, of whom, where, in which state."""

    track: str
    unit: str
    of: str
    place: str
    state: str
    day: str
    origin: str
    value: float | None
    low: float | None
    high: float | None
    bound: str
    figure: str
    move: str
    as_of: str | None
    mention: str
    beside: str


class ContradictionLine(Quoted, frozen=True, kw_only=True):
    """Two origins that say what cannot both be so; the row's own words are the first one's."""

    of: str
    reason: str
    left: str
    left_day: str
    right: str
    right_day: str
    right_report: str
    right_start: int
    right_end: int
    right_words: str
    track: str | None


class EventLine(Quoted, frozen=True, kw_only=True):
    """One event of one report: what that, or whoever it quotes, commits to is `status` and `factuality` (-3 to 3).

    `said_by` is the origin that is answerable, `stand` what it does with the event. A code is a country with a sector.
    """

    event: str
    type: str | None
    mode: str | None
    cameo: str | None
    status: str
    factuality: float
    said_by: str
    stand: str
    actors: str
    actor_codes: str
    targets: str
    target_codes: str
    first_day: str | None
    last_day: str | None
    place: str
    place_country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    judged: str


class LegLine(Quoted, frozen=True, kw_only=True):
    """One leg of a movement, with its own time, status and origin; points are null where they are not known."""

    route: str
    number: int
    mover: str
    origin: str | None
    status: str
    from_place: str | None
    from_lat: float | None
    from_lon: float | None
    to_place: str | None
    to_lat: float | None
    to_lon: float | None
    first_day: str | None
    last_day: str | None


class ForecastLine(Quoted, frozen=True, kw_only=True):
    """What one origin expected, and what became of it by the as-of date."""

    origin: str
    made_on: str
    window_start: str | None
    window_end: str | None
    outcome: str
    settled_on: str | None
    settled_by: str | None


class CommitmentLine(Quoted, frozen=True, kw_only=True):
    """What is promised or owed."""

    bound: str | None
    beneficiary: str | None
    condition: str | None
    made_on: str
    met_by: str | None


class ReportLine(msgspec.Struct, frozen=True):
    """A cited report; `family` names the text that it is a copy of."""

    report: str
    outlet: str | None
    published: str | None
    title: str | None
    authors: str
    url: str | None
    credit: str | None
    family: str
    copy_of: str | None
    copy: str | None
    reader: str
