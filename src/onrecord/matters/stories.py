"""Stories: the matters that belong together, each around the one that leads it.

Whether two matters are kin is decided on the two alone: they begin within some weeks of each other, countries take
part in both, and both are told in like words or by the same reports. A matter leads a story unless a weightier one
leads it, and one that does not lead belongs to the weightiest leader among its kin. So no chain makes a story: all in
it are kin to its leader, and a war of years is many stories. People's word comes first: what they gathered goes
together, what they parted never does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.matters.compare import likeness
from onrecord.matters.components import Bonds
from onrecord.matters.days import number
from onrecord.matters.types import Matter, Story

SPAN = 45  # days between the beginnings of two matters of one story
# How alike the words of two matters are that share one country, or two and more.
ALIKE_IN_ONE, ALIKE_IN_TWO = 0.2, 0.12


def near(one: Matter, other: Matter) -> bool:
    """Whether two matters begin at about the same time; one without a day is near none."""
    left, right = number(one.first_day), number(other.first_day)
    return left is not None and right is not None and abs(left - right) <= SPAN


def kin(one: Matter, other: Matter) -> bool:
    """Whether two matters can belong together; the order of the two is no matter."""
    shared = len({*one.countries} & {*other.countries})
    if not shared or not near(one, other):
        return False
    alike = likeness(one.topic, other.topic)
    if shared == 1:
        return alike >= ALIKE_IN_ONE
    return alike >= ALIKE_IN_TWO or _told_together(one, other)


def _told_together(one: Matter, other: Matter) -> bool:
    """Whether all reports of the one tell of the other too."""
    left, right = reports(one), reports(other)
    return left <= right or right <= left


def reports(matter: Matter) -> set[str]:
    """The reports that tell of a matter."""
    return {name.rpartition("#")[0] for name in matter.mentions}


def weight(matter: Matter) -> tuple[int, int, str, str]:
    """By what matters are put in order, the weightiest first: the reports and mentions that tell of them, then age."""
    return -len(reports(matter)), -len(matter.mentions), matter.first_day or "9999", matter.id


def stories(matters: Iterable[Matter], said: Bonds) -> tuple[Story, ...]:
    """The stories of some matters, in order of id; every matter is in one."""
    ordered = sorted(matters, key=weight)
    ruled = Ruled(ordered, said)
    leaders: list[Matter] = []
    led: dict[str, list[Matter]] = {}
    home: dict[str, str] = {}
    for matter in ordered:
        company = ruled.company(matter.id)
        leader = next((home[name] for name in home if name in company), None) if company else None
        if leader is None:
            leader = next((one.id for one in leaders if ruled.kin(one, matter)), None)
            leaders += [matter] if leader is None else []
        alone = leader is None or any(ruled.parted(matter.id, other.id) for other in led[leader])
        home[matter.id] = matter.id if alone or leader is None else leader
        led.setdefault(home[matter.id], []).append(matter)
    return tuple(sorted(map(_story, led.values()), key=lambda story: story.id))


class Ruled:
    """What people's judgements on mentions say of the matters that hold these mentions."""

    def __init__(self, matters: Iterable[Matter], said: Bonds) -> None:
        """Look up the matters of the mentions that were judged."""
        named = {name for pair in (*said.joined, *said.apart) for name in pair}
        home = {name: m.id for m in matters for name in m.mentions if name in named} if named else {}
        self._joined = _pairs(said.joined, home)
        self._apart = _pairs(said.apart, home)

    def company(self, name: str) -> set[str]:
        """The matters that were gathered with one, so that all go where the weightiest goes."""
        reached, new = {name}, {name}
        while new:
            new = {other for one in new for other in self._joined.get(one, ())} - reached
            reached |= new
        return reached - {name}

    def parted(self, one: str, other: str) -> bool:
        """Whether two matters are never to stand in one story."""
        return other in self._apart.get(one, ())

    def kin(self, one: Matter, other: Matter) -> bool:
        """Whether two matters can belong together, and nobody parted them."""
        return kin(one, other) and not self.parted(one.id, other.id)


def _pairs(pairs: Iterable[tuple[str, str]], home: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for left, right in pairs:
        one, other = home.get(left), home.get(right)
        if one is not None and other is not None and one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found


def _story(led: Sequence[Matter]) -> Story:
    """A story of matters of which the first leads."""
    lead, *rest = led
    rest.sort(key=lambda m: (m.first_day or "9999", m.id))
    days = sorted(day for m in led for day in (m.first_day, m.last_day) if day) or [""]
    return Story(lead.id, lead.title, (lead.id, *(m.id for m in rest)), days[0], days[-1])
