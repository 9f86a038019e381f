"""What questions are answered with: frozen rows, which lead to exact characters of a report, and lists of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

import msgspec

from onrecord.errors import OnrecordError


class ReportRow(msgspec.Struct, frozen=True):
    """A report; `ingested` is the moment at which the store got it, `reader` the version that read it.

    `family` names the text that it is a copy of, which is the report's own id where there is no other. Of a copy,
    `copy_of` is the fullest report of that text, `copy` says how ("exact", "edited", "excerpt") and `share` which part
    of the shorter one stands in the other. `credit` is the agency that the text names, `earliest` the family's first.
    """

    id: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    ingested: str
    reader: str
    family: str = ""
    copy_of: str | None = None
    copy: str | None = None
    share: float | None = None
    credit: str | None = None
    earliest: str | None = None


class StatementRow(msgspec.Struct, frozen=True):
    """A statement of `report`: its `words` are the content, which reaches from `start` to `end` in the text."""

    report: str
    published: str | None
    outlet: str | None
    id: str
    source: str
    country: str | None
    act: str
    mode: str
    words: str
    cue: str | None
    said_from: str | None
    said_to: str | None
    start: int
    end: int


class EventRow(msgspec.Struct, frozen=True):
    """An event of `report`; several actors or targets are joined by "; "."""

    report: str
    published: str | None
    outlet: str | None
    id: str
    type: str | None
    mode: str | None
    status: str
    factuality: float
    words: str
    actors: str
    targets: str
    place: str | None
    origin: str | None
    destination: str | None
    first_day: str | None
    last_day: str | None
    start: int
    end: int


class FigureRow(msgspec.Struct, frozen=True):
    """A figure of `report`; `source` says it, "" where nobody is named."""

    report: str
    published: str | None
    outlet: str | None
    id: str
    value: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str | None
    counted: str | None
    change: str | None
    words: str
    source: str
    start: int
    end: int


class MatterRow(msgspec.Struct, frozen=True):
    """A matter: how it stands, since when it has stood so (`turned`), and how many reports and origins tell of it."""

    id: str
    title: str
    type: str | None
    first_day: str
    last_day: str
    standing: str
    turned: str
    reports: int
    origins: int


class StoryRow(msgspec.Struct, frozen=True):
    """A story, with the id and the title of its leading matter: how that stands, and how many matters belong to it."""

    id: str
    title: str
    first_day: str
    last_day: str
    standing: str
    matters: int


class TurnRow(msgspec.Struct, frozen=True):
    """A change in a matter; `words` stand from `start` to `end` in the text of `report`."""

    day: str
    matter: str
    title: str
    of: str
    origin: str | None
    before: str | None
    after: str
    words: str
    report: str | None
    start: int | None
    end: int | None


class MentionRow(msgspec.Struct, frozen=True):
    """One mention of a matter with its slots, as people's fixes leave them; several names are joined by "; "."""

    mention: str
    kind: str
    day: str
    origin: str
    stand: str
    type: str | None
    status: str
    actors: str
    targets: str
    places: str
    first_day: str | None
    last_day: str | None
    figure: str
    words: str
    report: str
    start: int
    end: int


class StepRow(msgspec.Struct, frozen=True):
    """One value of a figure track, as `origin` gave it on `day`.

    The definition of the track is `unit`, `of` whom (a country's code), `place` and `state`; `beside` holds the ids of
    the tracks that count the same otherwise, joined by "; ". `move` says how the value stands to the last one of the
    same state or body; `words` stand from `start` to `end` in the text of `report`.
    """

    matter: str
    title: str
    track: str
    unit: str
    of: str
    place: str
    state: str
    day: str
    origin: str
    value: float | None
    low: float | None
    high: float | None
    bound: str
    figure: str
    move: str
    as_of: str | None
    words: str
    report: str
    start: int
    end: int
    mention: str
    beside: str


class AccountRow(StatementRow, frozen=True):
    """A statement of somebody with the matter that it is on; `matter` is None where it is on none that is at issue.

    `origin` is whoever is answerable for it, `stand` the position that it takes there, on `day`. `turned` says what
    changed with it: "declines → asserts" for the position, "3,000 → about 10,000" for a figure, joined by "; ", ""
    where nothing did.
    """

    matter: str | None
    title: str
    standing: str
    day: str
    origin: str
    stand: str
    turned: str


class WaitingRow(msgspec.Struct, frozen=True):
    """Two matters that may be one, with the likeliest of the `pairs` of mentions that wait for a person.

    `mention` and `other` are that pair, `what` and `other_what` their own words, `words` and `other_words` the
    sentences in which they stand. What speaks for and against is told slot by slot: "place (Kursk) +0.5", joined by
    "; ".
    """

    matter: str
    title: str
    reports: int
    other_matter: str
    other_title: str
    other_reports: int
    pairs: int
    score: float
    mention: str
    report: str
    published: str
    what: str
    words: str
    other: str
    other_report: str
    other_published: str
    other_what: str
    other_words: str
    speaks_for: str
    speaks_against: str


class BearingRow(msgspec.Struct, frozen=True):
    """A mention of a report with the matter that it bears on; its words stand from `start` to `end` in the text."""

    mention: str
    kind: str
    start: int
    end: int
    matter: str
    title: str
    standing: str


class Counts(msgspec.Struct, frozen=True):
    """How much is on record; `matters` are those at issue, `judged` are those among them that a person decided on.

    `first_day` and `last_day` are those of publication, `stamp` changes whenever anything is added, read again, removed
    or decided.
    """

    reports: int
    statements: int
    matters: int
    judged: int
    first_day: str
    last_day: str
    stamp: str


T = TypeVar("T", bound=msgspec.Struct)


class MissingArrowError(OnrecordError):
    """A table was asked for, and pyarrow is not installed."""


class Answer(Sequence[T], Generic[T]):
    """The rows of an answer, in order; `arrow()` gives them as a table for dataframes."""

    def __init__(self, type_: type[T], rows: Sequence[T]) -> None:
        """Hold the rows; the type says which columns there are, also where there is no row."""
        self.type, self._rows = type_, tuple(rows)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """One row, or some."""
        return self._rows[index]

    def __len__(self) -> int:
        """How many rows."""
        return len(self._rows)

    def __iter__(self) -> Iterator[T]:
        """Row by row."""
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        """The same rows in the same order."""
        return isinstance(other, Answer) and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]  # rows may hold lists of rows

    def __repr__(self) -> str:
        """How many of what; the rows themselves are for a table."""
        return f"<{len(self)} × {self.type.__name__}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """Their names."""
        return self.type.__struct_fields__

    def dicts(self) -> list[dict[str, Any]]:
        """Each row as plain values."""
        return [msgspec.to_builtins(row) for row in self._rows]

    def arrow(self) -> Any:  # noqa: ANN401  pyarrow is optional, so its types cannot stand here
        """The rows as a `pyarrow.Table`, which pandas and polars take over.

        Raises:
            MissingArrowError: pyarrow is not installed.
        """
        try:
            import pyarrow  # type: ignore[import-untyped]  # it has no types of its own
        except ModuleNotFoundError as wrong:
            raise MissingArrowError("tables want pyarrow; pip install 'onrecord[arrow]'") from wrong
        rows = self.dicts()
        return pyarrow.table({name: [row[name] for row in rows] for name in self.columns})
