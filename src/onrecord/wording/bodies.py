"""Origins as people name them: the Pentagon for "USA/defence", NATO for its code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.language.countries import body, countries
from onrecord.language.lexicon import rows
from onrecord.wording.words import capital

KNOWN_AS: Mapping[str, str] = {
    "USA/defence": "the Pentagon", "USA/presidency": "the White House", "USA/foreign": "the State Department",
    "RUS/presidency": "the Kremlin", "GBR/government": "Downing Street",
}
OFFICES: Mapping[str, str] = {
    "defence": "defence ministry", "foreign": "foreign ministry", "interior": "interior ministry",
}  # fmt: skip
JOINTS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"})
BARE = ("intelligence", "justice")  # offices that are named without an article


def named(origin: str) -> str:
    """An origin's id as people name it; what has no other name stays as it is."""
    if origin.startswith("outlet:"):
        return origin.removeprefix("outlet:").title()
    country, _, office = origin.partition("/")
    known = countries().get(country)
    if origin in KNOWN_AS or known is None:
        return KNOWN_AS.get(origin) or _bodies().get(origin, origin)
    if not office:
        return known.name
    whose = known.demonyms[0] if known.demonyms else known.name
    return f"{'' if office in BARE else 'the '}{whose} {OFFICES.get(office, office)}"


def meant(wanted: str) -> tuple[str, str | None]:
    """The name that somebody goes by, and the id of the body that is meant by it; an origin's id is understood too."""
    country, _, office = wanted.partition("/")
    if country in countries():
        return named(wanted).removeprefix("the "), wanted if office else None
    known = named(wanted)
    return known, wanted if known != wanted else body(wanted)


def title(origin: str) -> str:
    """The same as it stands by itself: "Pentagon"; a person's name, which ids keep in small letters, with capitals."""
    name = named(origin).removeprefix("the ")
    a_name = name.islower() and name.replace(" ", "").isalpha() and JOINTS.isdisjoint(name.split())
    return name.title() if a_name else capital(name)


@cache
def _bodies() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in reversed(rows("bodies"))}
