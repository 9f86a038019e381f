"""Names in an address: the id of an origin stands for it, and so does what people call it."""

from __future__ import annotations

from onrecord.language.countries import body, countries
from onrecord.wording.bodies import named


def asked_name(wanted: str) -> tuple[str, str | None]:
    """The name that somebody goes by, and the id of the body that is meant by it."""
    country, _, office = wanted.partition("/")
    if country in countries():
        return named(wanted).removeprefix("the "), wanted if office else None
    known = named(wanted)
    return known, wanted if known != wanted else body(wanted)
