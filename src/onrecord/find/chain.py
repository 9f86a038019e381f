"""Which finders run, and in which order: one line for one more kind."""

from __future__ import annotations

from onrecord.find import (
    Finder,
    coding,
    events,
    figures,
    links,
    people,
    places,
    statements,
    status,
    times,
)

FINDERS: tuple[Finder, ...] = (
    times.find,
    places.find,
    people.find,
    figures.find,
    statements.find,
    events.find,
    coding.find,
    status.find,
    links.find,
)
