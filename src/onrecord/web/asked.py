"""What the address of a page asks for: its filters, its two clocks, how many rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, cast
from urllib.parse import urlencode

import msgspec

from onrecord.errors import InputError
from onrecord.store.question import Narrowing, Question

CLOCKS = ("as_of", "known_at")
FILTERS = ("about", "actor", "place", "standing", "since", "until")
ROWS = 50


class Asked(msgspec.Struct, frozen=True):
    """The filters of a page, each None where it is not asked for; `rows` says how many rows are shown at most."""

    about: str | None = None
    actor: str | None = None
    place: str | None = None
    standing: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    known_at: str | None = None
    rows: Annotated[int, msgspec.Meta(ge=1, le=5000)] = ROWS

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Asked:
        """The filters among the parameters of an address.

        Raises:
            InputError: one of them has a value that it cannot have.
        """
        given = {name: value.strip() for name, value in parameters.items() if name in cls.__struct_fields__}
        try:
            asked = msgspec.convert({name: value for name, value in given.items() if value}, cls, strict=False)
        except msgspec.ValidationError as wrong:
            raise InputError("the address", f"a filter does not fit: {wrong}", "mend it, or leave it out") from wrong
        Question(**asked.narrowing(*FILTERS, *CLOCKS))
        return asked

    def narrowing(self, *names: str, limit: int | None = None) -> Narrowing:
        """Those of some filters that are given, as a question takes them."""
        given = {name: value for name in names if (value := getattr(self, name)) is not None}
        return cast(Narrowing, given if limit is None else {**given, "limit": limit})

    def address(self, path: str, filters: tuple[str, ...] = (), **more: Any) -> str:  # noqa: ANN401  what can stand in an address
        """A path with the clocks of this page, some of its filters, and what else is given; None takes one out."""
        kept: dict[str, Any] = {**self.narrowing(*filters, *CLOCKS), **more}
        path, _, anchor = path.partition("#")
        query = urlencode({name: value for name, value in kept.items() if value not in (None, "")})
        joint = "&" if "?" in path else "?"
        return path + (f"{joint}{query}" if query else "") + (f"#{anchor}" if anchor else "")
