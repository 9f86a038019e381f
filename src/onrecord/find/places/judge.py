"""Is a name in the text a place there? An ordered table of rules; the first that has an opinion decides.

Two things can only be told from the other names of the report, and are asked of those that no rule took: is the same
name a place elsewhere in it, and does the name stand in one list with places of its own country.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from onrecord.find.places.mentions import NAMES, PLACE_LABELS, Mention, is_kind
from onrecord.language.countries import body, by_demonym, by_name, by_seat
from onrecord.language.lexicon import words
from onrecord.language.text import Article

NOT_NAMES = frozenset((
    "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "WORK_OF_ART", "LAW",
))
IN_PLACE = frozenset((
    "in", "at", "near", "outside", "inside", "around", "across", "throughout", "into", "from", "to", "towards",
    "toward", "on", "via", "between", "off", "north", "south", "east", "west", "northern", "southern", "eastern",
    "western", "central", "downtown", "neighboring", "neighbouring", "nearby", "reached", "visited", "left",
))
INSIDE = frozenset(("in", "at", "near", "outside", "inside", "into"))  # prepositions that no person follows
FOREIGN_NAME = 7  # letters from which a foreign spelling of a town is believed
KNOWN_TOWN = 100_000  # people from which a town is believed without the tagger's word


@dataclass(frozen=True, slots=True)
class Rule:
    """`holds` asks one thing of a mention; `place` is the verdict where it holds."""

    name: str
    place: bool
    holds: Callable[[Mention], bool]


def judge(article: Article, found: Iterable[Mention]) -> list[tuple[Mention, str]]:
    """The mentions that are places, each with the name of the rule that took it, in text order."""
    mentions, people = list(found), names_of_people(article)
    rules = [
        SURNAME if m.name in people and _may_be_surname(m) else next((r for r in RULES if r.holds(m)), UNDECIDED)
        for m in mentions
    ]
    names = {m.name for m, rule in zip(mentions, rules, strict=True) if rule.place}
    open_ones = [i for i, rule in enumerate(rules) if rule.name in SECOND_CHANCE]
    for i in open_ones:
        if mentions[i].name in names:
            rules[i] = REPEATED
    for i in (*open_ones, *reversed(open_ones)):
        if any(0 <= j < len(rules) and rules[j].place and _listed_with(mentions[i], mentions[j])
               for j in (i - 1, i + 1)):
            rules[i] = IN_LIST
    return [(m, rule.name) for m, rule in zip(mentions, rules, strict=True) if rule.place]


def names_of_people(article: Article) -> frozenset[str]:
    """The words of the longer names of people in the report, and names behind a title."""
    found = set()
    for sentence in article.sentences:
        for before, token in pairwise(sentence.tokens):
            if token.ent == "PERSON" and token.tag in NAMES:
                if before.ent == "PERSON" and not token.ent_start:
                    found |= {before.text, token.text}
                elif before.lower.strip(".") in words("titles_before_names"):
                    found.add(token.text)
    return frozenset(found)


def _may_be_surname(m: Mention) -> bool:
    """No country or large region, not tagged as a place behind a preposition, and no comma and region behind it."""
    if _is_listed(m) or _has_kind(m):
        return False
    return m.label not in PLACE_LABELS or not (m.lower(-1) in INSIDE or m.lower(1) == ",")


def _listed_with(mention: Mention, other: Mention) -> bool:
    """Are two names divided by a comma or "and" alone, and is there a country in which both can lie?"""
    left, right = sorted((mention, other), key=lambda m: m.start)
    if left.sentence.index != right.sentence.index or not 0 < right.first - left.last <= 3:
        return False
    between = left.sentence.tokens[left.last + 1 : right.first]
    if not between or any(t.lower not in (",", "and", "or", "/", ";") for t in between):
        return False
    if any(s.feature == "country" for s in mention.sites) and any(s.feature == "country" for s in other.sites):
        return True
    if not mention.sites:
        return mention.label in PLACE_LABELS
    return bool({s.country for s in mention.sites} & {s.country for s in other.sites[:3]})


def _is_listed(m: Mention) -> bool:
    return any(s.listed for s in m.sites)


def _is_country(m: Mention) -> bool:
    return by_name(m.name) is not None


def _in_place(m: Mention) -> bool:
    """Behind a word that a place follows, or before one that says which kind of place it is."""
    steps = -2 if m.lower(-1) == "the" else -1
    return m.lower(steps) in IN_PLACE and m.lower(steps - 1) not in ("according", "due", "thanks")


def _follows_preposition(m: Mention) -> bool:
    """The same without an article: towns have none, and "in the Lincoln film" is no town."""
    return m.lower(-1) in IN_PLACE and _in_place(m)


def _has_kind(m: Mention) -> bool:
    """"the village of X", "X district"."""
    after, kind = m.near(1), m.near(-2)
    beyond = m.near(2)
    follows = after is not None and after.text.islower() and is_kind(after, "region", "town", "water", "land")
    if beyond is not None and beyond.tag in ("NN", "NNS"):
        follows = False  # "the town hall"
    return follows or (m.lower(-1) == "of" and kind is not None and kind.text.islower()
                       and is_kind(kind, "region", "town", "land"))


def _is_short(m: Mention) -> bool:
    """Two capitals that are no country: a place only behind a comma or a preposition ("Fresno, CA", "in WA")."""
    if len(m.name) > 2 or not m.name.isupper() or _is_country(m) or body(m.name):
        return False
    return m.lower(-1) not in (",", "(") and not (m.label == "GPE" and m.alone and m.lower(-1) in IN_PLACE)


def _is_acronym(m: Mention) -> bool:
    """A word in capitals that only looks like a town's name ("OPEC")."""
    word = m.sentence.tokens[m.first].text
    return m.first == m.last and word.isupper() and 1 < len(word) < 6 and not _is_listed(m) and (
        m.label not in PLACE_LABELS or body(word) is not None)


def _is_title(m: Mention) -> bool:
    """A short form of a state that is a title here ("Del. Ann Howe")."""
    after = m.near(1)
    return m.name.endswith(".") and not _is_country(m) and after is not None and after.ent == "PERSON"


def _is_person(m: Mention) -> bool:
    """A surname or first name: inside a longer name of a person, or behind a title."""
    if m.lower(-1).strip(".") in words("titles_before_names") and not _is_listed(m):
        return True
    return m.label == "PERSON" and not m.alone


def _is_given_name(m: Mention) -> bool:
    """A country or region that is also a first name ("Jordan"), tagged as a person's."""
    return m.label == "PERSON" and m.name in words("places_as_names")


def _is_common_word(m: Mention) -> bool:
    return m.first == m.last and m.name.lower() in words("common_towns") and not _is_listed(m) and not (
        m.label in PLACE_LABELS and m.alone and _in_place(m))


def _acts(m: Mention) -> bool:
    """A capital or seat that speaks or decides stands for its government, as a union does: no place."""
    token = m.sentence.tokens[m.last]
    head = m.sentence.head(token)
    return (by_seat(m.name) or body(m.name)) is not None and head is not None and token.dep in ("nsubj", "agent") \
        and head.lemma in words("acts_of_governments")


def _is_namesake(m: Mention) -> bool:
    """A newspaper of the town, an illness named after the place."""
    last = m.sentence.tokens[m.last].lower
    return not _is_country(m) and (m.lower(1) in words("named_after_places") or last in words("named_after_places"))


def _in_name(m: Mention) -> bool:
    """Inside the longer name of an organisation, a work or an event."""
    return m.label in ("ORG", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW") and not m.alone


def _runs_on(m: Mention) -> bool:
    """Does a capitalised word go on the name, so that it is a part of some longer name?"""
    after, before = m.near(1), m.near(-1)
    follows = after is not None and after.tag in NAMES and not is_kind(after)
    leads = before is not None and before.tag == "NNP" and before.i > 0
    return follows or leads


def _is_populous(m: Mention) -> bool:
    return any(s.people >= KNOWN_TOWN and not s.alternate for s in m.sites)


def _has_own_name(m: Mention) -> bool:
    """Not only a foreign spelling, of which the short ones are too often something else."""
    return any(not s.alternate for s in m.sites) or (bool(m.sites) and len(m.name) >= FOREIGN_NAME)


def _is_site(m: Mention) -> bool:
    """An unknown name that ends in a kind of street, or in a kind of building and stands behind a preposition."""
    kind = m.sentence.tokens[m.last]
    return not m.sites and m.last > m.first and (
        is_kind(kind, "street", "water", "land") or (is_kind(kind, "site") and _in_place(m)))


RULES = (
    Rule("short form", False, _is_short),
    Rule("acronym", False, lambda m: _is_acronym(m) and not m.dateline),
    Rule("dateline", True, lambda m: m.dateline and bool(m.sites) and m.label != "PERSON"),
    Rule("value", False, lambda m: m.label in NOT_NAMES and not _is_listed(m)),
    Rule("demonym", False, lambda m: not m.sites and (m.label == "NORP" or by_demonym(m.name) is not None)),
    Rule("title", False, _is_title),
    Rule("named after a place", False, _is_namesake),
    Rule("kind of place", True, lambda m: _has_kind(m) and (m.alone or not m.sites)),
    Rule("common word", False, _is_common_word),
    Rule("government", False, _acts),
    Rule("person", False, _is_person),
    Rule("given name", False, _is_given_name),
    Rule("site with a town's name", True, lambda m: bool(m.around)),
    Rule("in a name", False, lambda m: _in_name(m) and not _is_listed(m)),
    Rule("tagged place", True, lambda m: m.label in PLACE_LABELS and bool(m.sites or m.around)),
    Rule("tagged site", True, lambda m: m.label in ("LOC", "FAC")),
    Rule("unknown name", True, lambda m: m.label == "GPE" and _in_place(m)),
    Rule("building", True, _is_site),
    Rule("country", True, _is_country),
    Rule("known region", True, _is_listed),
    Rule("in a place", True, lambda m: _has_own_name(m) and _follows_preposition(m) and not _runs_on(m)),
    Rule("runs on", False, _runs_on),
    Rule("article", False, lambda m: m.lower(-1) in ("the", "a", "an")),
    Rule("known town", True, lambda m: _is_populous(m) and m.label not in ("PERSON", "NORP")),
)
UNDECIDED = Rule("undecided", False, lambda _: True)
SURNAME = Rule("surname", False, lambda _: True)
REPEATED = Rule("a place elsewhere in the report", True, lambda _: True)
IN_LIST = Rule("in a list of places", True, lambda _: True)
SECOND_CHANCE = frozenset(("in a name", "undecided", "given name", "runs on", "article"))
