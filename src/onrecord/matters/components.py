"""Matters: what accepted pairs connect, cut where a chain joins what differs in place, time or actor.

Pairs are taken from the surest down (ties by id). A pair joins two groups unless they exclude each other, or hardly
any other pair between them speaks for it (mean score over all their pairs, one that was not linked counting 0); where
one party answers a claim again, its own pair is enough. So the result follows from the set of mentions, links and
judgements, and not from the order in which they came. People's word comes first: what they merged is joined before
all else, what they split is never joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import shorten
from typing import NamedTuple

from onrecord.matters.compare import APART_DAYS, answers, involved, occasion
from onrecord.matters.days import number
from onrecord.matters.places import NEAR_KM, distance, whole
from onrecord.matters.standing import doers
from onrecord.matters.types import Judgement, Link, Matter, Mention, Ruling, Spot, digest
from onrecord.matters.vocabulary import MOVEMENT, kin, most_telling

SUPPORT = 0.2  # the mean score between two groups from which a sure pair joins them
DAILY_SUPPORT = 0.4  # the same in the news of one conflict, where much is told in like words every day
BETWEEN_STATES = 2  # countries that take part, from which it is told what a matter is about
SHORT = 60  # characters of a statement that stand for it
TOPIC = 24  # stems by which a matter is told
EXACT = 10_000  # scores have four digits: their sums are whole numbers, the same in whatever order
FAR_DAYS = 45  # what happened further apart is not one matter, whatever chain leads from one to the other


Rulings = Mapping[Ruling, bool]


class Bonds(NamedTuple):
    """What people decided that holds: pairs joined, and pairs kept apart; left id < right id."""

    joined: frozenset[tuple[str, str]]
    apart: frozenset[tuple[str, str]]


MENTIONS: Rulings = {"merge": True, "accept": True, "split": False, "reject": False}
STORIES: Rulings = {"gather": True, "part": False}


def bonds(judgements: Iterable[Judgement], rulings: Rulings = MENTIONS) -> Bonds:
    """The pairs that judgements join and keep apart; the later word on a pair holds, an undone one does not.

    `rulings` says which count, and whether they join: those on mentions, or those on the stories of their matters.
    """
    said: dict[tuple[str, str], bool] = {}
    for judgement in held(judgements):
        if judgement.ruling in rulings:
            for pair in _pairs(judgement.mentions):
                said[pair] = rulings[judgement.ruling]
    return Bonds(frozenset(p for p, together in said.items() if together),
                 frozenset(p for p, together in said.items() if not together))


def held(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that hold, in the order in which they were made: those that are not undone."""
    given = sorted(judgements, key=lambda j: (j.when, j.id))
    undone = _undone(given)
    return [judgement for judgement in given if judgement.id not in undone]


def _undone(given: Sequence[Judgement]) -> set[str]:
    """The judgements that are taken back; undoing an undo restores what it took back."""
    undone: set[str] = set()
    for judgement in reversed(given):
        if judgement.ruling == "undo" and judgement.undoes and judgement.id not in undone:
            undone.add(judgement.undoes)
    return undone


def _pairs(mentions: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The first mention with each of the others."""
    return (((mentions[0], other) if mentions[0] < other else (other, mentions[0])) for other in mentions[1:])


class _Group:
    """Mentions that are together, and what they say of where, when and who."""

    def __init__(self, mention: Mention) -> None:
        self.members = [mention.id]
        self.actors = {p.country for p in doers(mention) if p.country}
        self.ends = {s for s in mention.spots if s.role != "from"} if MOVEMENT in kin(mention.stem) else set()
        self.places = {s.country for s in mention.spots if s.country}
        days = [d for d in (number(mention.start), number(mention.end)) if d is not None]
        self.first: int | None = min(days, default=None)
        self.last: int | None = max(days, default=None)
        times = occasion(mention) or (None, None)
        self.begins, self.ends_on = number(times[0]), number(times[1])
        daily = mention.published and mention.kind == "event" and len(involved(mention)) < BETWEEN_STATES
        self.needed = DAILY_SUPPORT if daily else SUPPORT
        self.scores: dict[_Group, int] = {}  # with other groups: the sum over all pairs between the two

    def excludes(self, other: _Group) -> bool:
        """Whether the two groups differ in actor, place or time; the same actor excuses the place, and the reverse."""
        who, where = _agree(self.actors, other.actors), _agree(self.places, other.places)
        if (who is False and not where) or (where is False and not who):
            return True
        if self._elsewhere(other) or self._another_time(other):
            return True
        if self.first is None or other.first is None or self.last is None or other.last is None:
            return False
        return max(self.first - other.last, other.first - self.last) > FAR_DAYS

    def _another_time(self, other: _Group) -> bool:
        """Whether no day is near all times of what happens in days that the two tell."""
        begins = [d for d in (self.begins, other.begins) if d is not None]
        ends = [d for d in (self.ends_on, other.ends_on) if d is not None]
        return bool(begins and ends) and max(begins) - min(ends) > APART_DAYS

    def _elsewhere(self, other: _Group) -> bool:
        """Whether those who move or stay are in other places: to be in a country is not to be in this part of it."""
        one, two = (min(g.ends, key=_breadth, default=None) for g in (self, other))
        if one is None or two is None:
            return False
        if whole(one) or whole(two):
            return whole(one) != whole(two)
        return (distance(one, two) or 0.0) > NEAR_KM + (one.radius_km or 0.0) + (two.radius_km or 0.0)

    def absorb(self, other: _Group) -> None:
        """Take in another group."""
        self.members += other.members
        self.actors |= other.actors
        self.places |= other.places
        self.ends |= other.ends
        self.needed = min(self.needed, other.needed)
        firsts = [d for d in (self.first, other.first) if d is not None]
        lasts = [d for d in (self.last, other.last) if d is not None]
        self.first, self.last = min(firsts, default=None), max(lasts, default=None)
        self.begins = max((d for d in (self.begins, other.begins) if d is not None), default=None)
        self.ends_on = min((d for d in (self.ends_on, other.ends_on) if d is not None), default=None)
        self.scores.pop(other, None)
        for beside, score in other.scores.items():
            if beside is not self:
                del beside.scores[other]
                self.add_score(beside, score)

    def add_score(self, other: _Group, score: int) -> None:
        """Count a score between two groups."""
        self.scores[other] = other.scores[self] = self.scores.get(other, 0) + score

    def support(self, other: _Group) -> float:
        """The mean score over all pairs between two groups."""
        return self.scores.get(other, 0) / (EXACT * len(self.members) * len(other.members))


def _breadth(spot: Spot) -> tuple[bool, float, str]:
    return whole(spot), spot.radius_km or 0.0, spot.name


def _agree(one: set[str], other: set[str]) -> bool | None:
    return bool(one & other) if one and other else None


def groups(mentions: Iterable[Mention], links: Sequence[Link], said: Bonds) -> list[tuple[str, ...]]:
    """The mentions that are together, each group in order of id, the groups in order of their first."""
    by_id = {m.id: m for m in mentions}
    home = {name: _Group(by_id[name]) for name in sorted(by_id) if by_id[name].about not in by_id}
    apart = _apart(by_id, said)
    for made in links:
        if (one := home.get(made.left)) and (other := home.get(made.right)):
            one.add_score(other, round(made.score * EXACT))

    def join(left: str, right: str, *, bound: bool = False, sure: bool = False) -> None:
        one, other = home.get(left), home.get(right)
        if one is None or other is None or one is other or _kept_apart(one, other, apart):
            return
        if not bound and (one.excludes(other) or (not sure and one.support(other) < min(one.needed, other.needed))):
            return
        if len(one.members) < len(other.members):
            one, other = other, one
        one.absorb(other)
        for member in other.members:
            home[member] = one

    for left, right in sorted(said.joined):
        join(_stand_in(by_id, left), _stand_in(by_id, right), bound=True)
    for made in sorted((x for x in links if x.verdict == "same"), key=lambda x: (-x.score, x.left, x.right)):
        join(made.left, made.right, sure=_sure(by_id, made))
    return sorted({tuple(sorted(group.members)) for group in home.values()})


def _sure(by_id: Mapping[str, Mention], made: Link) -> bool:
    return made.left in by_id and made.right in by_id and answers(by_id[made.left], by_id[made.right])


def _apart(by_id: Mapping[str, Mention], said: Bonds) -> dict[str, set[str]]:
    """The mentions that people keep apart from each."""
    found: dict[str, set[str]] = {}
    for left, right in ((_stand_in(by_id, a), _stand_in(by_id, b)) for a, b in said.apart):
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return found


def _stand_in(by_id: Mapping[str, Mention], name: str) -> str:
    """The mention that a statement or figure is about, which stands for it in its group; else itself."""
    about = by_id[name].about if name in by_id else None
    return about if about in by_id and about is not None else name


def _kept_apart(one: _Group, other: _Group, apart: Mapping[str, set[str]]) -> bool:
    if not apart:
        return False
    small, large = sorted((one, other), key=lambda g: len(g.members))
    members = set(large.members)
    return any(apart.get(member, set()) & members for member in small.members)


def matters(mentions: Sequence[Mention], links: Sequence[Link], said: Bonds) -> tuple[Matter, ...]:
    """The matters of some mentions, in order of id; statements and figures follow the mention that they are about."""
    by_id = {m.id: m for m in mentions}
    about: dict[str, list[str]] = {}
    for mention in by_id.values():
        if mention.about in by_id:
            about.setdefault(str(mention.about), []).append(mention.id)
    found = [_matter(group, by_id, about) for group in groups(by_id.values(), links, said)]
    return tuple(sorted(found, key=lambda m: m.id))


def _matter(group: tuple[str, ...], by_id: Mapping[str, Mention], about: Mapping[str, list[str]]) -> Matter:
    core = [by_id[name] for name in group]
    lead = min(core, key=lambda m: (m.telling, -_told(m), m.published or "9999", m.id))
    followers, ahead = [], list(group)
    while ahead:
        ahead = [name for one in ahead for name in about.get(one, ())]
        followers += ahead
    days = sorted(m.published for m in core if m.published)
    return Matter(
        digest(["matter", group[0]]), tuple(sorted({*group, *followers})),
        title(lead, _unit(by_id[name] for name in about.get(lead.id, ()))), lead.type,
        tuple(sorted({p.country or p.name for m in core for p in m.actors})),
        tuple(sorted({s.name for m in core for s in m.spots})), days[0] if days else "", days[-1] if days else "",
        tuple(sorted({country for m in core if not m.telling for country in involved(m)})),
        most_telling((term for m in core if not m.telling for term in m.terms), TOPIC),
    )


def _told(mention: Mention) -> int:
    """How many of its slots are filled."""
    return sum(map(bool, (mention.type, mention.actors, mention.targets, mention.spots)))


def _unit(figures: Iterable[Mention]) -> str | None:
    """What is counted in a matter."""
    units = sorted(m.quantity.unit for m in figures if m.quantity and m.quantity.unit)
    return f"{units[0].removesuffix('s')}s" if units else None


def title(lead: Mention, counted: str | None = None) -> str:
    """A matter in short, in the words of its first report: who, what, to whom (else what is `counted`), where."""
    where = next((s.name for s in reversed(lead.spots)), "")
    who = ", ".join(p.name for p in lead.actors[:2])
    if lead.kind != "event":
        words = [who if lead.stem else shorten(lead.words[0].text, SHORT, placeholder=" …")]
    else:
        to = next((p.name for p in lead.targets if p.name not in (who, where)), counted or "")
        words = [who, lead.words[0].text, to] if who else [to, lead.words[0].text]
    parts = [*words, f"({where})" if where and where not in " ".join(words) else ""]
    return " ".join(" ".join(parts).split())[:160]
