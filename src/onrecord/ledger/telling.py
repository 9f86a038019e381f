"""Stories as they are asked for: worked out from the matters around, and not from the whole record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import Connection

from onrecord.ledger.judging import story_bonds
from onrecord.ledger.linking import own, unpack
from onrecord.ledger.showing import one_matter
from onrecord.matters.components import Bonds
from onrecord.matters.dossier import Brief, brief
from onrecord.matters.stories import SPAN, kin, stories, weight
from onrecord.matters.types import Matter, Story
from onrecord.store import derived
from onrecord.store.rows import StoryRow


class Around:
    """The matters around some, read as they are needed.

    A matter's story follows from the matters that lead up to it: its weightier kin, theirs, and so on; and who is in
    the story of a leader follows from what leads up to each of the leader's kin.
    """

    def __init__(self, connection: Connection) -> None:
        """Read through a connection."""
        self._connection = connection
        self._said: Bonds = story_bonds(connection)
        self._known: dict[str, Matter] = {}
        self._found: dict[str, set[str]] = {}

    def story(self, id_: str) -> Story:
        """The story that a matter is in."""
        leader = self._home(self._leading_up({id_}), id_).id
        return self._home(self._leading_up({leader, *self._kin(leader)}), id_)

    def matter(self, id_: str) -> Matter:
        """A matter by its id."""
        if id_ not in self._known:
            self._read([id_])
        return self._known[id_]

    def _home(self, names: Iterable[str], id_: str) -> Story:
        found = stories([self.matter(name) for name in names], self._said)
        return next(story for story in found if id_ in story.matters)

    def _leading_up(self, names: set[str]) -> set[str]:
        reached, new = set(names), set(names)
        while new:
            new = {up for name in new for up in self._above(name)} - reached
            reached |= new
        return reached

    def _above(self, name: str) -> Iterator[str]:
        """The kin that weigh more, and what people put together with a matter or keep from it."""
        mine = weight(self.matter(name))
        yield from self._ruled(name)
        yield from (other for other in self._kin(name) if weight(self.matter(other)) < mine)

    def _kin(self, name: str) -> set[str]:
        if name not in self._found:
            one = self.matter(name)
            near = derived.matters_between(self._connection, one.countries, *_span(one)) if one.first_day else set()
            self._read(near)
            self._found[name] = {other for other in near if other != name and kin(one, self._known[other])}
        return self._found[name]

    def _ruled(self, name: str) -> set[str]:
        mine = set(self.matter(name).mentions)
        pairs = (pair for pair in (*self._said.joined, *self._said.apart) if mine & {*pair})
        return derived.matters_with(self._connection, {end for pair in pairs for end in pair}) - {name}

    def _read(self, names: Iterable[str]) -> None:
        bodies = derived.bodies(self._connection, set(names) - self._known.keys())
        self._known |= {one.id: one for one in (unpack(body, Matter) for body in bodies)}


def _span(matter: Matter) -> tuple[str, str]:
    """The first and the last day on which kin of a matter can begin."""
    day = date.fromisoformat(matter.first_day)
    return str(day - timedelta(SPAN)), str(day + timedelta(SPAN))


def told(connection: Connection, matter: str, today: str) -> Brief:
    """The brief of the story that a matter is in.

    Raises:
        UnknownMatterError: there is none of this id, or more than one begins so.
    """
    around = Around(connection)
    story = around.story(one_matter(connection, matter))
    matters = {name: around.matter(name) for name in story.matters}
    reports = {name.rpartition("#")[0] for one in matters.values() for name in one.mentions}
    readings = {id_: own(told) for id_, told in derived.found_told(connection, reports).items()}
    return brief(story, matters, readings, today)


def story_rows(connection: Connection, matters: Iterable[str], most: int | None) -> list[StoryRow]:
    """The stories that some matters are in, in the order of these, each once; at most so many."""
    around = Around(connection)
    seen: set[str] = set()
    rows: list[StoryRow] = []
    for name in matters:
        if most is not None and len(rows) >= most:
            break
        if name not in seen:
            story = around.story(name)
            seen |= set(story.matters)
            standing = derived.standing_of(connection, story.id)
            rows.append(StoryRow(story.id, story.title, story.first_day, story.last_day, standing, len(story.matters)))
    return rows
