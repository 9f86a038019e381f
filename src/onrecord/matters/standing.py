"""Standings follow from positions by rule; each names its rule and the positions that it rests on.

The rules are those of the table at the end: each takes the case (a matter's positions up to a day) and gives the
standings that it finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.matters.origins import independent
from onrecord.matters.positions import CLAIMS, WITHHOLDS, current, order
from onrecord.matters.types import Matter, Mention, Party, Position, Standing, StandingName
from onrecord.matters.vocabulary import MUTUAL, kin


class Case(NamedTuple):
    """What the rules look at: all positions in order, the last one of each origin, and the countries that act."""

    matter: str
    positions: Sequence[Position]
    current: Sequence[Position]
    acting: frozenset[str]

    def claims(self) -> list[Position]:
        """The claims that still stand, in order of day: those whose origin has not turned since."""
        turned = {p.origin.id for p in self.current if p.stand == "denies"}
        return [p for p in self.positions if p.stand in CLAIMS and p.origin.id not in turned]

    def denials(self) -> list[Position]:
        """The denials that still stand."""
        return [p for p in self.current if p.stand == "denies"]


Rule = Callable[[Case], Iterator[Standing]]
SHARE = 0.25  # a country acts where it is the actor of this share of the mentions that the leading actor has


def acting(matter: Matter, mentions: Mapping[str, Mention]) -> frozenset[str]:
    """The countries that act in a matter."""
    counts = Counter(
        country for name in matter.mentions if mentions[name].kind == "event" and mentions[name].about is None
        for country in {p.country for p in doers(mentions[name]) if p.country}
    )
    most = max(counts.values(), default=0)
    return frozenset(country for country, n in counts.items() if n >= SHARE * most)


def doers(mention: Mention) -> tuple[Party, ...]:
    """Who does it: where both sides do the same ("clashed with"), both."""
    return (*mention.actors, *mention.targets) if kin(mention.stem) & MUTUAL else mention.actors


def standings(matter: Matter, taken: Sequence[Position], actors: frozenset[str]) -> tuple[Standing, ...]:
    """The standings of a matter, in the order of the rules and then of days."""
    case = Case(matter.id, sorted(taken, key=order), current(taken), actors)
    return tuple(found for rule in RULES for found in rule(case))


def _standing(
    case: Case, name: StandingName, rule: str, on: Iterable[Position], since: str, by: str | None = None,
) -> Standing:
    return Standing(case.matter, name, since, rule, tuple(p.id for p in on), by)


def body(position: Position) -> str:
    """The body whose position it is, else who speaks."""
    return position.origin.body or position.origin.speaker


def _reported(case: Case) -> Iterator[Standing]:
    claims = case.claims()
    seen: list[Position] = []
    for claim in claims:
        seen.append(claim)
        if len(_roots(seen)) > 1:
            yield _standing(case, "corroborated", "two origins that do not rest on one another", seen, claim.day)
            return
    if claims:
        yield _standing(case, "reported", "one origin asserts it", claims, claims[0].day)


def _roots(claims: Sequence[Position]) -> tuple[str, ...]:
    return independent([(p.origin.root, p.rests_on) for p in claims])


def _confirmed(case: Case) -> Iterator[Standing]:
    claims = case.claims()
    told: set[str] = set()
    for claim in claims:
        before = [p for p in claims if p.origin.root != claim.origin.root and order(p) < order(claim)]
        official = claim.origin.official and claim.origin.root not in case.acting
        first = claim.origin.id not in told
        told |= {claim.origin.id} if claim.stand == "asserts" or official else set()
        if official and first and (before or claim.stand == "confirms"):
            own = max((p for p in claims if (p.origin.id, p.day) == (claim.origin.id, claim.day)), key=order)
            yield _standing(case, "confirmed", "a body asserts in its own name what another had reported",
                            [*before[:1], own], claim.day, body(claim))


def _acknowledged(case: Case) -> Iterator[Standing]:
    for claim in case.claims():
        if claim.origin.root in case.acting:
            yield _standing(case, "acknowledged", "the acting party says so itself", [claim], claim.day, body(claim))
            return


def _denied(case: Case) -> Iterator[Standing]:
    for denial in case.denials():
        if denial.origin.root in case.acting:
            yield _standing(case, "denied", "the acting party denies it", [denial], denial.day, body(denial))


def _disputed(case: Case) -> Iterator[Standing]:
    claims, denials = case.claims(), case.denials()
    against = [(c, d) for c in claims for d in denials if c.origin.root != d.origin.root]
    if against:
        claim, denial = against[0]
        yield _standing(case, "disputed", "an assertion and a denial both stand", [claim, denial],
                        max(claim.day, denial.day))


def _withheld(case: Case) -> Iterator[Standing]:
    for position in case.current:
        if position.stand in WITHHOLDS and position.origin.official and not _spoken_since(case, position):
            yield _standing(case, "withheld", "a party that would know neither confirms nor denies", [position],
                            position.day, body(position))


def _spoken_since(case: Case, position: Position) -> bool:
    """Whether it was a state's unnamed officials, and a body of the state has since taken a stand."""
    own = position.origin
    return own.id == own.root and any(
        p.origin.root == own.root and p.origin.id != own.id and order(p) > order(position) for p in case.positions
    )


def _expected(case: Case) -> Iterator[Standing]:
    foretold = [p for p in case.positions if p.stand == "predicts"]
    if foretold and not case.claims():
        yield _standing(case, "expected", "foretold, and asserted by nobody yet", foretold, foretold[0].day)


def _owed(case: Case) -> Iterator[Standing]:
    promised = [p for p in case.positions if p.stand == "promises"]
    if promised:
        yield _standing(case, "owed", "somebody binds themselves to it", promised, promised[0].day)


RULES: tuple[Rule, ...] = (_reported, _confirmed, _acknowledged, _denied, _disputed, _withheld, _expected, _owed)
