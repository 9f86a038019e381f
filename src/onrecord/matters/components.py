"""Matters: what accepted pairs connect, cut where a chain joins what differs in place, time or actor.

Pairs are taken from the surest down (ties by id). A pair joins two groups unless they exclude each other, or hardly any
other pair between them speaks for it (mean score over all their pairs, one that was not linked counting 0). So the
result follows from the set of mentions, links and judgements, and not from the order in which they came. People's word
comes first: what they merged is joined before all else, what they split is never joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.matters.days import number
from onrecord.matters.types import Judgement, Link, Matter, Mention, digest

SUPPORT = 0.2  # the mean score between two groups from which a sure pair joins them
EXACT = 10_000  # scores have four digits: their sums are whole numbers, the same in whatever order
FAR_DAYS = 45  # what happened further apart is not one matter, whatever chain leads from one to the other


class Bonds(NamedTuple):
    """What people decided that holds: pairs joined, and pairs kept apart; left id < right id."""

    joined: frozenset[tuple[str, str]]
    apart: frozenset[tuple[str, str]]


def bonds(judgements: Iterable[Judgement]) -> Bonds:
    """The pairs that judgements join and keep apart; the later word on a pair holds, an undone one does not."""
    given = sorted(judgements, key=lambda j: (j.when, j.id))
    undone = _undone(given)
    said: dict[tuple[str, str], bool] = {}
    for judgement in given:
        if judgement.id not in undone and judgement.ruling in ("merge", "accept", "split", "reject"):
            for pair in _pairs(judgement.mentions):
                said[pair] = judgement.ruling in ("merge", "accept")
    return Bonds(frozenset(p for p, together in said.items() if together),
                 frozenset(p for p, together in said.items() if not together))


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
        self.actors = {p.country for p in mention.actors if p.country}
        self.places = {s.country for s in mention.spots if s.country}
        days = [d for d in (number(mention.start), number(mention.end)) if d is not None]
        self.first: int | None = min(days, default=None)
        self.last: int | None = max(days, default=None)
        self.scores: dict[_Group, int] = {}  # with other groups: the sum over all pairs between the two

    def excludes(self, other: _Group) -> bool:
        """Whether the two groups differ in actor, place or time; the same actor excuses the place, and the reverse."""
        who, where = _agree(self.actors, other.actors), _agree(self.places, other.places)
        if (who is False and not where) or (where is False and not who):
            return True
        if self.first is None or other.first is None or self.last is None or other.last is None:
            return False
        return max(self.first - other.last, other.first - self.last) > FAR_DAYS

    def absorb(self, other: _Group) -> None:
        """Take in another group."""
        self.members += other.members
        self.actors |= other.actors
        self.places |= other.places
        firsts = [d for d in (self.first, other.first) if d is not None]
        lasts = [d for d in (self.last, other.last) if d is not None]
        self.first, self.last = min(firsts, default=None), max(lasts, default=None)
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

    def join(left: str, right: str, sure: bool) -> None:
        one, other = home.get(left), home.get(right)
        if one is None or other is None or one is other or _kept_apart(one, other, apart):
            return
        if not sure and (one.excludes(other) or one.support(other) < SUPPORT):
            return
        if len(one.members) < len(other.members):
            one, other = other, one
        one.absorb(other)
        for member in other.members:
            home[member] = one

    for left, right in sorted(said.joined):
        join(_stand_in(by_id, left), _stand_in(by_id, right), sure=True)
    for made in sorted((x for x in links if x.verdict == "same"), key=lambda x: (-x.score, x.left, x.right)):
        join(made.left, made.right, sure=False)
    return sorted({tuple(sorted(group.members)) for group in home.values()})


def _apart(by_id: Mapping[str, Mention], said: Bonds) -> dict[str, set[str]]:
    """Of each mention those that people keep from it."""
    apart: dict[str, set[str]] = {}
    for left, right in ((_stand_in(by_id, a), _stand_in(by_id, b)) for a, b in said.apart):
        apart.setdefault(left, set()).add(right)
        apart.setdefault(right, set()).add(left)
    return apart


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
        digest(["matter", group[0]]), tuple(sorted({*group, *followers})), title(lead), lead.type,
        tuple(sorted({p.country or p.name for m in core for p in m.actors})),
        tuple(sorted({s.name for m in core for s in m.spots})), days[0] if days else "", days[-1] if days else "",
    )


def _told(mention: Mention) -> int:
    """How many of its slots are filled."""
    return sum(map(bool, (mention.type, mention.actors, mention.targets, mention.spots)))


def title(lead: Mention) -> str:
    """A matter in short, in the words of its first report: who, what, to whom, where."""
    who = ", ".join(p.name for p in lead.actors[:2])
    to = next((p.name for p in lead.targets if p.name not in who), "")
    where = next((s.name for s in reversed(lead.spots) if s.name not in (who, to)), "")
    parts = [who, lead.words[0].text if lead.kind == "event" else "present", to, f"({where})" if where else ""]
    return " ".join(" ".join(parts).split())[:160]
