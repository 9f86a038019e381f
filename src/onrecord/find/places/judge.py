"""Is a name in the text a place there? An ordered table of rules; the first that has an opinion decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.find.places.mentions import KINDS, PLACE_LABELS, Mention
from onrecord.language.countries import by_name
from onrecord.language.lexicon import words

NOT_NAMES = frozenset((
    "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "WORK_OF_ART", "LAW",
))
LOCATIVE = frozenset((
    "in", "at", "near", "from", "to", "outside", "around", "across", "throughout", "into", "via", "toward", "towards",
    "inside", "within", "through", "over", "leaving", "between", "of", "for", "against", "off", "north", "south",
    "east", "west", "northern", "southern", "eastern", "western", "central", "downtown", "neighboring",
    "neighbouring", "nearby", "reach", "visit", "visiting", "leave", "entering", "enter", "reached", "visited", "left",
))
IN_PLACE = frozenset(("in", "at", "near", "outside", "inside", "around", "across", "throughout", "into"))
TITLES = frozenset((
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "president", "senator", "sen.", "rep.", "gov.",
    "judge", "justice", "sgt.", "sergeant", "captain", "capt.", "col.", "gen.", "general", "lt.", "minister", "lord",
    "lady", "coach", "prof.", "professor", "detective", "officer", "chief", "prince", "princess", "king", "queen",
))
KNOWN_TOWN = 100_000  # people from which a town is believed without the tagger's word


@dataclass(frozen=True, slots=True)
class Rule:
    """`holds` asks one thing of a mention; `place` is the verdict where it holds."""

    name: str
    place: bool
    holds: Callable[[Mention], bool]


def verdict(mention: Mention) -> Rule | None:
    """The first rule that holds; None where none does, and the name is then taken for no place."""
    return next((rule for rule in RULES if rule.holds(mention)), None)


def _lower(mention: Mention, steps: int) -> str:
    token = mention.before(steps) if steps > 0 else mention.after(-steps)
    return token.lower if token else ""


def _is_demonym(m: Mention) -> bool:
    return m.label == "NORP" and by_name(m.name) is None


def _is_value(m: Mention) -> bool:
    return m.label in NOT_NAMES and not _listed(m)


def _is_person(m: Mention) -> bool:
    """A surname or first name: inside a longer name of a person, or behind a title."""
    if _lower(m, 1) in TITLES and not _listed(m):
        return True
    return m.label == "PERSON" and (not m.alone or m.entity[1] < m.first)


def _is_common_word(m: Mention) -> bool:
    return m.first == m.last and not _listed(m) and m.name.lower() in words("common_towns")


def _listed(m: Mention) -> bool:
    return any(s.listed for s in m.sites)


def _short(m: Mention) -> bool:
    """Two or three capitals that are no country: a place only behind a comma ("Fresno, CA")."""
    return m.name.isupper() and len(m.name) < 4 and by_name(m.name) is None and _lower(m, 1) != ","


def _in_name(m: Mention) -> bool:
    """Inside the longer name of an organisation, a work or an event."""
    return m.label in ("ORG", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW") and not m.alone


def _runs_on(m: Mention) -> bool:
    """Does a capitalised word go on the name, so that it is a part of some longer name?"""
    after, before = m.after(), m.before()
    follows = after is not None and after.tag in ("NNP", "NNPS") and after.lower not in KINDS
    leads = before is not None and before.tag == "NNP" and before.i > 0
    return follows or leads


def _populous(m: Mention) -> bool:
    return any(s.people >= KNOWN_TOWN and not s.alternate for s in m.sites)


RULES = (
    Rule("demonym", False, _is_demonym),
    Rule("short form", False, _short),
    Rule("value", False, _is_value),
    Rule("person", False, _is_person),
    Rule("common word", False, _is_common_word),
    Rule("in a name", False, lambda m: _in_name(m) and not _listed(m)),
    Rule("tagged place", True, lambda m: m.label in PLACE_LABELS),
    Rule("known region", True, lambda m: _listed(m) and (m.label != "PERSON" or _lower(m, 1) in LOCATIVE)),
    Rule("in a place", True, lambda m: _lower(m, 1) in IN_PLACE and not _runs_on(m)),
    Rule("runs on", False, _runs_on),
    Rule("known town", True, lambda m: _populous(m) and m.label != "PERSON"),
)
