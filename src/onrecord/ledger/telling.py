"""Stories as they are asked for: worked out from the matters around, and not from the whole record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection

from onrecord.ledger.judging import story_bonds
from onrecord.ledger.linking import Shelf
from onrecord.ledger.packing import unpack_matter
from onrecord.ledger.showing import one_matter
from onrecord.matters.dossier import Brief, brief
from onrecord.matters.stories import SPAN, Ruled, reports, stories, weight
from onrecord.matters.types import Matter, Story
from onrecord.store import derived
from onrecord.store.rows import StoryRow


class Around:
    """The matters around some, read as they are needed.

    Whether a matter leads follows from the weightier ones of its kin, and who is in the story of a leader follows from
    which of the leader's kin have a weightier leader: lighter matters change neither.
    """

    def __init__(self, connection: Connection) -> None:
        """Read through a connection."""
        self._connection = connection
        self._said = story_bonds(connection)
        self._known: dict[str, Matter] = {}
        self._leads: dict[str, bool] = {}
        judged = {name for pair in (*self._said.joined, *self._said.apart) for name in pair}
        self._ruled = Ruled(map(self.matter, derived.matters_with(connection, judged)), self._said)

    def matter(self, id_: str) -> Matter:
        """A matter by its id."""
        self._read({id_})
        return self._known[id_]

    def story(self, id_: str) -> Story:
        """The story that a matter is in."""
        company = {id_, *self._ruled.company(id_)}
        first = min(company, key=lambda name: weight(self.matter(name)))
        around = {id_, first, *self._with_companies(self._kin(self._leader(first)))}
        around |= {self._leader(name) for name in self._firsts(around)}
        around |= self._weightier_leaders(around, self._leader(first))
        found = stories(map(self.matter, around), self._said)
        return next(story for story in found if id_ in story.matters)

    def _leader(self, name: str) -> str:
        """The leader of a matter that no company takes elsewhere: the weightiest of its kin that leads, or itself."""
        above = self._above(name)
        return next((other for other in above if self._lead(other)), name)

    def _lead(self, name: str) -> bool:
        if name not in self._leads:
            mine = weight(self.matter(name))
            follows = any(weight(self.matter(other)) < mine for other in self._ruled.company(name))
            self._leads[name] = not follows and not any(map(self._lead, self._above(name)))
        return self._leads[name]

    def _above(self, name: str) -> list[str]:
        """The weightier ones of a matter's kin, the weightiest first."""
        one = self.matter(name)
        found = self._kin(name, len(reports(one)))
        return sorted((o for o in found if weight(self.matter(o)) < weight(one)), key=lambda o: weight(self.matter(o)))

    def _kin(self, name: str, least: int = 1) -> set[str]:
        """A matter and its kin, of which at least so many reports tell."""
        one = self.matter(name)
        near = self._between([one], SPAN, least)
        return {name, *(other for other in near if self._ruled.kin(one, self._known[other]))}

    def _with_companies(self, names: set[str]) -> set[str]:
        return names | {other for name in names for other in self._ruled.company(name)}

    def _firsts(self, names: set[str]) -> set[str]:
        """The weightiest of the companies of some matters, which the others go with."""
        companies = ({name, *self._ruled.company(name)} for name in names if self._ruled.company(name))
        return {min(company, key=lambda name: weight(self.matter(name))) for company in companies}

    def _weightier_leaders(self, names: set[str], leader: str) -> set[str]:
        """The leaders that are weightier than one and have kin among some matters."""
        lead, own = self.matter(leader), [self.matter(name) for name in names]
        near = self._between(own, SPAN, len(reports(lead)))
        above = [one for one in map(self.matter, near) if weight(one) < weight(lead)]
        return {one.id for one in above if any(self._ruled.kin(one, m) for m in own) and self._lead(one.id)}

    def _between(self, matters: Sequence[Matter], days: int, least: int) -> set[str]:
        """The matters that begin within some days of some, with their countries; all are read."""
        dated = sorted(one.first_day for one in matters if one.first_day)
        countries = {country for one in matters for country in one.countries}
        if not dated or not countries:
            return set()
        first = date.fromisoformat(dated[0]) - timedelta(days)
        last = date.fromisoformat(dated[-1]) + timedelta(days)
        found = derived.matters_between(self._connection, countries, str(first), str(last), least)
        self._read(found)
        return found

    def _read(self, names: set[str]) -> None:
        found = derived.found_matters(self._connection, names - self._known.keys())
        self._known |= {id_: unpack_matter(kept) for id_, kept in found.items()}


def told(connection: Connection, matter: str, today: str) -> Brief:
    """The brief of the story that a matter is in.

    Raises:
        UnknownMatterError: there is none of this id, or more than one begins so.
    """
    around = Around(connection)
    story = around.story(one_matter(connection, matter))
    matters = {name: around.matter(name) for name in story.matters}
    telling = {report for one in matters.values() for report in reports(one)}
    return brief(story, matters, Shelf(connection).take(telling), today)


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
