"""The words of the ledger: frozen values that `matters` gives and takes, `store` keeps and `ledger` carries.

Days are ISO dates ("2024-10-28"). The id of a mention names its report, kind and span, so that a person's judgement
holds when a newer reader numbers its findings otherwise. Ids of derived things are hashes of what they consist of,
so that the order in which reports came leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Literal

import msgspec

from onrecord.model import Act, Bound, Change, Number, Span, Status

MentionKind = Literal["event", "statement", "figure"]
SpotRole = Literal["at", "from", "to"]
CopyKind = Literal["exact", "edited", "excerpt"]
Verdict = Literal["same", "open", "different"]
Ruling = Literal["merge", "split", "accept", "reject", "fix", "gather", "part", "undo"]
Stand = Literal[
    "asserts", "confirms", "denies", "declines", "doubts", "does not know", "suggests", "revises", "predicts",
    "promises", "threatens", "demands", "asks", "praises", "condemns",
]
StandingName = Literal[
    "reported", "corroborated", "confirmed", "acknowledged", "denied", "disputed", "withheld",
    "expected", "came about", "came early", "came late", "did not come about", "overdue",
    "owed", "condition met",
]
Reason = Literal["whether", "count", "time", "place", "scope", "actor", "later revision"]
Move = Literal["first", "repeats", "raises", "lowers", "refines", "corrects"]


def digest(parts: Iterable[str]) -> str:
    """An id for what consists of some parts: the same for the same parts, 16 hexadecimal digits."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Words(Span, frozen=True):
    """Exact characters of a stored report: where a position, a figure or a turn leads back to."""

    report: str


class Party(msgspec.Struct, frozen=True, order=True):
    """Who acts, or who is acted on; `country` is ISO 3166 alpha-3."""

    name: str
    kind: str | None = None
    country: str | None = None
    sector: str | None = None


class Spot(msgspec.Struct, frozen=True):
    """A place with the part it plays in an event; `radius_km` says how precise the point is."""

    role: SpotRole
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    feature: str | None = None


class Quantity(msgspec.Struct, frozen=True):
    """A figure as its report gives it; `of` is what is counted, in the report's words.

    `part` says that it counts some of those counted before ("including three children").
    """

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound = "exact"
    unit: str | None = None
    of: str | None = None
    change: Change | None = None
    part: bool = False


class Origin(msgspec.Struct, frozen=True):
    """Who is answerable: a speaker lifted to the body and the state that they speak for.

    `id` names the body where there is one, else the speaker; `root` is what origins are counted by: the state, or the
    organisation, or the speaker who speaks for none. `official` says that the origin speaks for a state or a body.
    """

    id: str
    speaker: str
    body: str | None
    root: str
    country: str | None = None
    official: bool = False
    outlet: bool = False


class Mention(msgspec.Struct, frozen=True):
    """One finding of one report with its slots filled in, so that two mentions can be compared by themselves.

    `about` is the mention of the same report from which a statement or a figure takes its matter. `stem` is the
    trigger brought to a base form, `terms` are the stems of the content words of its sentence, `names` the names that
    stand there; `counts` are the numbers that its figures tell; `telling` marks the events of saying itself ("said",
    "report"), `earlier` what is told to have been said before ("had dismissed"), on a day that may be unknown. `origin`
    is whoever says it (None: the report itself), `rests_on` whom they name as their source. `sentence` is a hash of the
    sentence, by which copied sentences are known again.
    """

    id: str
    report: str
    kind: MentionKind
    words: tuple[Words, ...]
    published: str
    stem: str = ""
    type: str | None = None
    status: Status = "unknown"
    factuality: float = 0.0
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    spots: tuple[Spot, ...] = ()
    start: str | None = None
    end: str | None = None
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    sentence: str = ""
    origin: Origin | None = None
    rests_on: tuple[Origin, ...] = ()
    act: Act | None = None
    said_on: str | None = None
    quantity: Quantity | None = None
    counts: tuple[Number, ...] = ()
    about: str | None = None
    condition: Words | None = None
    telling: bool = False
    earlier: bool = False


class Reading(msgspec.Struct, frozen=True):
    """What linking needs to know of one report; `topic` are its most telling stems, in order.

    `credit` is the agency that the text names as its maker ("Reuters"), None where it names none.
    """

    report: str
    published: str
    outlet: str | None
    topic: tuple[str, ...]
    mentions: tuple[Mention, ...]
    credit: str | None = None


class Copy(msgspec.Struct, frozen=True):
    """Two reports that are one text; `share` is the part of the shorter one's sentences that stand in the other."""

    left: str
    right: str
    kind: CopyKind
    share: float


class Family(msgspec.Struct, frozen=True):
    """Reports that are copies of one text.

    `lead` is the fullest of them, whose words count; `earliest` came first; `credit` is the agency that any of them
    names ("Reuters"), None where none does.
    """

    id: str
    reports: tuple[str, ...]
    lead: str
    earliest: str
    first_day: str
    credit: str | None = None


class Agreement(msgspec.Struct, frozen=True):
    """How two mentions compare in one slot; `weight` is what it adds to the score."""

    slot: str
    left: str
    right: str
    weight: float


class Link(msgspec.Struct, frozen=True):
    """A decision about two mentions, from the two alone; left.id < right.id.

    `score` is a probability. "open" stands between the thresholds: it waits for a person and joins nothing.
    """

    left: str
    right: str
    score: float
    verdict: Verdict
    agreements: tuple[Agreement, ...] = ()


class Judgement(msgspec.Struct, frozen=True):
    """What a person decided; an undo is a judgement too, and names the one that it takes back.

    merge and accept put `mentions` together, split and reject keep them apart; gather and part do the same with their
    matters in a story; fix gives `slot` of each of them another `value` (JSON). `when` is an ISO date and time.
    """

    id: str
    ruling: Ruling
    mentions: tuple[str, ...]
    who: str
    when: str
    why: str = ""
    slot: str | None = None
    value: str | None = None
    undoes: str | None = None


class Matter(msgspec.Struct, frozen=True):
    """One thing at issue: the mentions that are connected, in order of id; `title` is its words in short.

    `countries` are all that are involved, `topic` the most telling stems of what is said of it, the first first.
    """

    id: str
    mentions: tuple[str, ...]
    title: str = ""
    type: str | None = None
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    first_day: str = ""
    last_day: str = ""
    countries: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()


class Story(msgspec.Struct, frozen=True):
    """The matters that belong together: the leading one first, the others in order of their first day.

    A story has the id and the title of its leading matter.
    """

    id: str
    title: str
    matters: tuple[str, ...]
    first_day: str = ""
    last_day: str = ""


class Position(msgspec.Struct, frozen=True):
    """One origin's stand on one matter on one day; `superseded_by` is the id of its next one, both are kept.

    One taken `earlier`, on a day before that of the report that tells it, supersedes none that has its own day.
    """

    id: str
    matter: str
    origin: Origin
    day: str
    stand: Stand
    words: tuple[Words, ...]
    mentions: tuple[str, ...]
    rests_on: tuple[str, ...] = ()
    quantity: Quantity | None = None
    superseded_by: str | None = None
    earlier: bool = False


class Standing(msgspec.Struct, frozen=True):
    """What follows from positions by `rule`; `by` is the origin's name where it is told with one ("confirmed by X")."""

    matter: str
    name: StandingName
    since: str
    rule: str
    positions: tuple[str, ...]
    by: str | None = None


class Turn(msgspec.Struct, frozen=True):
    """A change of a standing, or of one origin's position or figure."""

    matter: str
    day: str
    of: Literal["standing", "position", "figure"]
    before: str | None
    after: str
    words: tuple[Words, ...]
    origin: str | None = None


class Definition(msgspec.Struct, frozen=True, order=True):
    """What a figure counts: another unit, owner, place or state is another track."""

    unit: str
    of: str = ""
    place: str = ""
    state: str = ""


class Step(msgspec.Struct, frozen=True):
    """One value of a track as one origin gave it on one day; nothing is averaged and nothing dropped."""

    mention: str
    origin: str
    day: str
    quantity: Quantity
    words: tuple[Words, ...]
    move: Move = "first"
    as_of: str | None = None


class Track(msgspec.Struct, frozen=True):
    """One quantity with one definition over time; `beside` are tracks of the same matter with another definition."""

    id: str
    matter: str
    definition: Definition
    steps: tuple[Step, ...]
    beside: tuple[str, ...] = ()


class Contradiction(msgspec.Struct, frozen=True):
    """Two origins that say what cannot both be so, by their ids; of positions the claim is left, the denial right.

    `reason` is what they differ in: "whether" it is so at all, how many ("count"), as of when ("time"), where
    ("place"), what exactly ("scope"), who ("actor"), or that one has since revised it ("later revision").
    """

    matter: str
    of: Literal["position", "figure"]
    reason: Reason
    left: str
    left_day: str
    left_words: tuple[Words, ...]
    right: str
    right_day: str
    right_words: tuple[Words, ...]
    track: str | None = None


class Leg(msgspec.Struct, frozen=True):
    """One leg of a movement, with its own time, status and origin."""

    mention: str
    start: Spot | None
    end: Spot | None
    status: Status
    words: tuple[Words, ...]
    first_day: str | None = None
    last_day: str | None = None
    origin: str | None = None


class Route(msgspec.Struct, frozen=True):
    """The legs of a movement in order."""

    id: str
    matter: str
    mover: str
    legs: tuple[Leg, ...]


class Forecast(msgspec.Struct, frozen=True):
    """What one origin expected, and what became of it; the window is null on the side that was left open."""

    id: str
    matter: str
    mention: str
    origin: Origin
    made_on: str
    window_start: str | None
    window_end: str | None
    outcome: StandingName
    words: tuple[Words, ...]
    settled_by: str | None = None
    settled_on: str | None = None


class Commitment(msgspec.Struct, frozen=True):
    """What is promised or owed; `met_by` is the mention that says that the condition came about."""

    id: str
    matter: str
    mention: str
    bound: str | None
    beneficiary: str | None
    condition: Words | None
    words: tuple[Words, ...]
    made_on: str
    met_by: str | None = None
