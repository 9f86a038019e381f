"""What is found and what derives, in a small part of the room: short numbers for names, reports, mentions, matters.

Facts stay as they are. All other tables are made anew and are filled from the facts by whoever opens the store.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.versions.v0001 import WORDS

revision = "0005"
down_revision = "0002"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OLD = (
    "turn", "party", "member", "matter", "link", "copy", "meeting", "told", "slot", "name", "figure", "event",
    "statement",
)  # fmt: skip
INDEXES = {
    "sqlite": (
        """CREATE VIRTUAL TABLE name_words USING fts5(
            folded, content='name', content_rowid='key', columnsize=0, detail=none,
            tokenize='unicode61 remove_diacritics 0')""",
        """CREATE TRIGGER name_words_follow AFTER INSERT ON name WHEN new.kind NOT IN ('code', 'standing') BEGIN
            INSERT INTO name_words(rowid, folded) VALUES (new.key, new.folded); END""",
    ),
    "postgresql": (
        """CREATE INDEX name_words ON name
            USING gin (to_tsvector('simple', regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g')))
            WHERE kind NOT IN ('code', 'standing')""",
    ),
}
APART = sa.text("kind IN ('country', 'standing')")


def upgrade() -> None:
    """Make the tables, and the indexes of words."""
    here = op.get_bind().dialect.name
    if here == "sqlite":
        op.execute("DROP TABLE statement_words")
    for table in OLD:
        op.drop_table(table)
    _make_findings()
    _make_names()
    _make_links()
    _make_matters()
    for step in (*(one for one in WORDS[here] if "TEXT SEARCH" not in one), *INDEXES[here]):
        op.execute(step)


def _make_findings() -> None:
    """Rows to find statements by."""
    op.create_table(
        "statement",
        sa.Column("key", KEY, nullable=False),
        sa.Column("reading_key", KEY, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("country", TEXT),
        sa.Column("act", sa.SmallInteger(), nullable=False),
        sa.Column("mode", sa.SmallInteger(), nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("cue", TEXT),
        sa.Column("said_from", TEXT),
        sa.Column("said_to", TEXT),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading_key"], ["reading.key"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("statement_reading", "statement", ["reading_key"])


def _make_names() -> None:
    """Names, and the parts that they play."""
    op.create_table(
        "name",
        sa.Column("key", KEY, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=False),
        sa.Column("print", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("name_apart", "name", ["kind", "folded"], sqlite_where=APART, postgresql_where=APART)
    op.create_index("name_print", "name", ["print"])
    op.create_table(
        "slot",
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("role", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("reading_key", KEY, nullable=False),
        sa.Column("finding", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["name_key"], ["name.key"]),
        sa.ForeignKeyConstraint(["reading_key"], ["reading.key"]),
        sa.PrimaryKeyConstraint("name_key", "role", "day", "reading_key", "finding"),
        sqlite_with_rowid=False,
    )


def _make_links() -> None:
    """What is compared, and what was decided."""
    op.create_table(
        "told",
        sa.Column("key", KEY, nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("topic", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("report"),
    )
    op.create_table(
        "tale",
        sa.Column("told_key", KEY, nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("own", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("told_key"),
    )
    op.create_table(
        "meeting",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("told_key", KEY, nullable=False),
        sa.PrimaryKeyConstraint("place", "told_key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copy",
        sa.Column("left", TEXT, nullable=False),
        sa.Column("right", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("left", "right"),
        sqlite_with_rowid=False,
    )
    op.create_index("copy_right", "copy", ["right"])
    op.create_table(
        "link",
        sa.Column("key", KEY, nullable=False),
        sa.Column("left", KEY, nullable=False),
        sa.Column("right", KEY, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("link_left", "link", ["left"])
    op.create_index("link_right", "link", ["right"])
    op.create_table(
        "open_pair",
        sa.Column("link_key", KEY, nullable=False),
        sa.Column("left", sa.BigInteger(), nullable=False),
        sa.Column("right", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("link_key", "left", "right"),
        sqlite_with_rowid=False,
    )


def _make_matters() -> None:
    """What stands at issue."""
    op.create_table(
        "matter",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("type", TEXT),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("standing", TEXT, nullable=False),
        sa.Column("turned", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("members", sa.LargeBinary(), nullable=False),
        sa.Column("parties", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("matter_id", "matter", ["id"], unique=True)
    op.create_index("matter_turned", "matter", ["turned", "last_day"])
    op.create_table(
        "member",
        sa.Column("told_key", KEY, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("matter_key", KEY, nullable=False),
        sa.PrimaryKeyConstraint("told_key", "place"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "party",
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("turned", sa.Integer(), nullable=False),
        sa.Column("matter_key", KEY, nullable=False),
        sa.ForeignKeyConstraint(["name_key"], ["name.key"]),
        sa.PrimaryKeyConstraint("name_key", "part", "turned", "matter_key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "turn",
        sa.Column("matter_key", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("of", TEXT, nullable=False),
        sa.Column("origin", TEXT),
        sa.Column("before", TEXT),
        sa.Column("after", TEXT, nullable=False),
        sa.Column("told_key", KEY),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.PrimaryKeyConstraint("matter_key", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("turn_day", "turn", ["day"])
