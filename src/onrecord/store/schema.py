"""The tables. `report`, `reading` and `judgement` are the facts; `statement` to `meaning` are rows to find them by.

The tables from `told` to `turn` hold what derives from the facts as they are now: each can be emptied and built again.
They name reports and matters by short numbers, which mean nothing outside and are never shown. `watch` to `delivery`
hold what people follow and what they were told of it.

A fact is never changed but in one way: the moment at which it ceased to hold is written where there was none.
Moments are texts in UTC, "2024-10-28T14:05:00.000000Z", days are "2024-10-28": both sort as they stand.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.types import TypeEngine

HEAD = "0008"  # the revision that the tables below describe; opening a store compares it before alembic is loaded
FILLED = "0007"  # the last revision of what derives: an older store is filled again from its facts

APART = "kind IN ('country', 'standing')"  # names that are looked up as a whole, or all together
UNDATED = "9999-15-31"  # where a day stands that is not known, and is to come last

MONTHS, DAYS = 16, 32  # places for the months of a year and the days of a month, nought among them

metadata = MetaData()


class Words(TypeDecorator[str]):
    """Text sorted by code points in both systems; a NUL, which PostgreSQL refuses, is kept as its picture."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """SQLite sorts so by itself."""
        return dialect.type_descriptor(Text(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """On the way in, and wherever it is asked for."""
        return value and value.replace("\0", "\N{SYMBOL FOR NULL}")


class Code(TypeDecorator[str]):
    """One of a few words, kept as its place among them: so a word never moves, and new ones come at the end."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, words: tuple[str, ...]) -> None:
        """Know the words."""
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """On the way in, and wherever it is asked for."""
        return None if value is None else self.words.index(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """On the way out."""
        return None if value is None else self.words[value]


class Day(TypeDecorator[str]):
    """An ISO day as a number of three bytes, which sorts as the day does. "" is 0, and so is what is no day."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """On the way in, and wherever it is asked for; a year or a month alone keeps its noughts."""
        digits = (value or "").replace("-", "")
        if not digits.isdecimal() or len(digits) > 8:
            return None if value is None else 0
        year, rest = divmod(int(digits.ljust(8, "0")), 10_000)
        return (year * MONTHS + min(rest // 100, MONTHS - 1)) * DAYS + min(rest % 100, DAYS - 1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """On the way out."""
        if not value:
            return None if value is None else ""
        months, day = divmod(value, DAYS)
        year, month = divmod(months, MONTHS)
        return "-".join((f"{year:04}", *(f"{part:02}" for part in (month, day) if part)))


class Hash(TypeDecorator[str]):
    """An id of sixteen hexadecimal digits as a number, in the order of ids; a shorter one is filled with noughts."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """On the way in, and wherever it is asked for."""
        return None if value is None else int(value.ljust(16, "0"), 16) - (1 << 63)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """On the way out."""
        return None if value is None else f"{value + (1 << 63):016x}"


ACTS = (
    "assert", "confirm", "deny", "decline", "doubt", "imply", "predict", "promise", "order", "demand", "threaten",
    "ask", "praise", "condemn", "revise", "unknown",
)  # fmt: skip
MODES = ("direct", "indirect", "mixed")
ROLES = ("source", "via", "about", "there")  # "there": the name plays some part in what happened, or in a figure
KINDS = ("event", "statement", "figure")  # of mentions: the place of one in its report tells its kind too
PARTS = ("actor", "place", "standing", "word")

Key = BigInteger().with_variant(Integer, "sqlite")  # only an INTEGER key is SQLite's own row number

report = Table(
    "report",
    metadata,
    Column("key", Key, primary_key=True),
    Column("id", Words, nullable=False),
    Column("digest", Words, nullable=False),  # of the whole report: the same one is not added twice
    Column("published", Words),
    Column("day", Words),  # of publication, as its place of publication writes it
    Column("outlet", Words),
    Column("title", Words),
    Column("url", Words),
    Column("body", LargeBinary, nullable=False),
    Column("ingested", Words, nullable=False),
    Column("removed", Words),
    Index(
        "report_live", "id", unique=True,
        sqlite_where=text("removed IS NULL"), postgresql_where=text("removed IS NULL"),
    ),
    Index("report_day", "day"),
)

reading = Table(
    "reading",
    metadata,
    Column("key", Key, primary_key=True),
    Column("report_key", Key, ForeignKey("report.key"), nullable=False),
    Column("reader", Words, nullable=False),  # its version
    Column("body", LargeBinary, nullable=False),
    Column("since", Words, nullable=False),
    Column("until", Words),
    Index(
        "reading_live", "report_key", unique=True,
        sqlite_where=text("until IS NULL"), postgresql_where=text("until IS NULL"),
    ),
    Index("reading_report", "report_key"),
)

judgement = Table(
    "judgement",
    metadata,
    Column("key", Key, primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("ruling", Words, nullable=False),
    Column("mentions", Words, nullable=False),  # their ids, a list in JSON
    Column("who", Words, nullable=False),
    Column("made", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("slot", Words),
    Column("value", Words),
    Column("undoes", Words),
)

statement = Table(
    "statement",
    metadata,
    Column("key", Key, primary_key=True),
    Column("reading_key", Key, ForeignKey("reading.key"), nullable=False),
    Column("id", Words, nullable=False),
    Column("source", Words, nullable=False),  # the name, empty where nobody is named
    Column("country", Words),
    Column("act", Code(ACTS), nullable=False),
    Column("mode", Code(MODES), nullable=False),
    Column("words", Words, nullable=False),  # the content
    Column("cue", Words),
    Column("said_from", Words),
    Column("said_to", Words),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("statement_reading", "reading_key"),
)

name = Table(
    "name",
    metadata,
    Column("key", Key, primary_key=True),
    Column("folded", Words, nullable=False),  # case, accents and articles taken off
    Column("kind", Words, nullable=False),  # empty where it is not known, as is country
    Column("country", Words, nullable=False),
    Column("print", Integer, nullable=False),  # a hash of the three, by which a name is found again
    Index("name_print", "print"),
    Index(
        "name_apart", "kind", "folded",
        sqlite_where=text(APART), postgresql_where=text(APART),
    ),
)

slot = Table(
    "slot",
    metadata,
    Column("name_key", Key, ForeignKey("name.key"), primary_key=True),
    Column("role", Code(ROLES), primary_key=True),
    Column("day", Day, primary_key=True),  # of publication, by which answers are ordered; UNDATED comes last
    Column("reading_key", Key, ForeignKey("reading.key"), primary_key=True),
    Column("finding", Words, primary_key=True),  # of a statement; "" where the name is there
    sqlite_with_rowid=False,
)

meaning = Table(
    "meaning",
    metadata,
    Column("reading_key", Key, ForeignKey("reading.key"), primary_key=True),
    Column("body", LargeBinary, nullable=False),  # a row of bytes for each statement, in their order
)

told = Table(
    "told",
    metadata,
    Column("key", Key, primary_key=True),
    Column("report", Words, nullable=False, unique=True),
    Column("day", Day, nullable=False),
    Column("topic", Words, nullable=False),  # the stems that it is told by, between blanks
)

tale = Table(  # beside `told`, so that what is compared first lies close together
    "tale",
    metadata,
    Column("told_key", Key, primary_key=True),
    Column("places", LargeBinary, nullable=False),  # where it meets others: what stands in `meeting`
    Column("sketch", LargeBinary, nullable=False),  # what its copies are found by
    Column("body", LargeBinary, nullable=False),  # what it tells
    Column("own", LargeBinary),  # what copies and fixes leave of that, where it is something else
)

meeting = Table(
    "meeting",
    metadata,
    Column("place", Integer, primary_key=True),  # a hash of a key under which reports are compared
    Column("told_key", Key, primary_key=True),
    sqlite_with_rowid=False,
)

copy = Table(
    "copy",
    metadata,
    Column("left", Words, primary_key=True),
    Column("right", Words, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Index("copy_right", "right"),
    sqlite_with_rowid=False,
)

link = Table(  # all that is decided on the mentions of two reports; left = right: on those of one
    "link",
    metadata,
    Column("key", Key, primary_key=True),
    Column("left", Key, nullable=False),
    Column("right", Key, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("link_left", "left"),
    Index("link_right", "right"),
)

open_pair = Table(  # what waits for a person: the pairs of mentions of two reports on which nothing is decided
    "open_pair",
    metadata,
    Column("link_key", Key, primary_key=True),
    Column("left", BigInteger, primary_key=True),  # as `member.place`, of the left report
    Column("right", BigInteger, primary_key=True),
    Column("score", SmallInteger, nullable=False),  # in ten thousandths
    sqlite_with_rowid=False,
)

stem = Table(  # each kept once, as matters have many in common
    "stem",
    metadata,
    Column("key", Key, primary_key=True),
    Column("word", Words, nullable=False, unique=True),
)

matter = Table(
    "matter",
    metadata,
    Column("key", Key, primary_key=True),
    Column("id", Hash, nullable=False),
    Column("title", Words, nullable=False),
    Column("type", Words),
    Column("first_day", Day, nullable=False),
    Column("last_day", Day, nullable=False),
    Column("standing", Words, nullable=False),
    Column("turned", Day, nullable=False),  # the day of its last turn, "" without one
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("members", LargeBinary, nullable=False),  # its mentions: what stands in `member`
    Column("parties", LargeBinary, nullable=False),  # the names in it: what stands in `party`
    Column("topic", LargeBinary, nullable=False),  # the stems that it is told by
    Column("body", LargeBinary, nullable=False),  # what else there is to it
    Index("matter_id", "id", unique=True),
    Index("matter_turned", "turned", "last_day"),
)

member = Table(
    "member",
    metadata,
    Column("told_key", Key, primary_key=True),
    Column("place", BigInteger, primary_key=True),  # kind and span of the mention, as one number
    Column("matter_key", Key, nullable=False),
    sqlite_with_rowid=False,
)

party = Table(
    "party",
    metadata,
    Column("name_key", Key, ForeignKey("name.key"), primary_key=True),
    Column("part", Code(PARTS), primary_key=True),  # "word": it stands in the title, and is no name
    Column("turned", Day, primary_key=True),  # as the matter has it, by which answers are ordered
    Column("matter_key", Key, primary_key=True),
    sqlite_with_rowid=False,
)

turn = Table(
    "turn",
    metadata,
    Column("matter_key", Key, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("day", Day, nullable=False),
    Column("of", Words, nullable=False),
    Column("origin", Words),
    Column("before", Words),
    Column("after", Words, nullable=False),
    Column("told_key", Key),  # the report in which the words stand
    Column("start", Integer),
    Column("end", Integer),
    Index("turn_day", "day"),
    sqlite_with_rowid=False,
)

watch = Table(
    "watch",
    metadata,
    Column("key", Key, primary_key=True),
    Column("name", Words, nullable=False, unique=True),
    Column("body", Words, nullable=False),  # its filters, and where digests go: JSON
    Column("made", Words, nullable=False),
    Column("stamp", Words, nullable=False),  # of the record when it was last looked at
)

noticed = Table(  # what is known to whoever follows: hashes of the words by which news are known again
    "noticed",
    metadata,
    Column("watch_key", Key, ForeignKey("watch.key"), primary_key=True),
    Column("item", Hash, primary_key=True),
    sqlite_with_rowid=False,
)

digest = Table(  # what was new at one time, in the order of time
    "digest",
    metadata,
    Column("watch_key", Key, ForeignKey("watch.key"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("made", Words, nullable=False),
    Column("body", LargeBinary, nullable=False),  # the news, JSON
    sqlite_with_rowid=False,
)

delivery = Table(  # how far the digests have got
    "delivery",
    metadata,
    Column("watch_key", Key, ForeignKey("watch.key"), primary_key=True),
    Column("channel", Words, primary_key=True),
    Column("number", Integer, nullable=False),  # of the last digest that it took
    sqlite_with_rowid=False,
)
