"""The facts, and rows to find what was read in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIVE, NOW = sa.text("removed IS NULL"), sa.text("until IS NULL")
WORDS = {
    "sqlite": (
        """CREATE VIRTUAL TABLE statement_words USING fts5(
            source, words, content='statement', content_rowid='key',
            tokenize='porter unicode61 remove_diacritics 2')""",
        """CREATE TRIGGER statement_words_follow AFTER INSERT ON statement BEGIN
            INSERT INTO statement_words(rowid, source, words) VALUES (new.key, new.source, new.words); END""",
    ),
    "postgresql": (
        # stems without a list of stop words, as in SQLite, so that both find the same
        "CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, LANGUAGE = english)",
        "CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple)",
        """ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR asciiword, word, numword, asciihword, hword,
            numhword, hword_asciipart, hword_part, hword_numpart WITH onrecord_stem""",
        "CREATE INDEX statement_words ON statement USING gin (to_tsvector('onrecord', source || ' ' || words))",
    ),
}


def upgrade() -> None:
    """Make the tables and the index of words."""
    _make_facts()
    _make_findings()
    _make_slots()
    for step in WORDS[op.get_bind().dialect.name]:
        op.execute(step)


def _make_facts() -> None:
    op.create_table(
        "report",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("published", TEXT),
        sa.Column("day", TEXT),
        sa.Column("outlet", TEXT),
        sa.Column("title", TEXT),
        sa.Column("url", TEXT),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("ingested", TEXT, nullable=False),
        sa.Column("removed", TEXT),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("report_day", "report", ["day"])
    op.create_index("report_live", "report", ["id"], unique=True, sqlite_where=LIVE, postgresql_where=LIVE)
    op.create_table(
        "reading",
        sa.Column("key", KEY, nullable=False),
        sa.Column("report_key", KEY, nullable=False),
        sa.Column("reader", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("since", TEXT, nullable=False),
        sa.Column("until", TEXT),
        sa.ForeignKeyConstraint(["report_key"], ["report.key"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("reading_live", "reading", ["report_key"], unique=True, sqlite_where=NOW, postgresql_where=NOW)
    op.create_index("reading_report", "reading", ["report_key"])
    op.create_table(
        "judgement",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ruling", TEXT, nullable=False),
        sa.Column("mentions", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("slot", TEXT),
        sa.Column("value", TEXT),
        sa.Column("undoes", TEXT),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )


def _make_findings() -> None:
    op.create_table(
        "statement",
        sa.Column("key", KEY, nullable=False),
        sa.Column("reading_key", KEY, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("country", TEXT),
        sa.Column("act", TEXT, nullable=False),
        sa.Column("mode", TEXT, nullable=False),
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
    op.create_table(
        "event",
        sa.Column("key", KEY, nullable=False),
        sa.Column("reading_key", KEY, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT),
        sa.Column("mode", TEXT),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("factuality", sa.Float(), nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("actors", TEXT, nullable=False),
        sa.Column("targets", TEXT, nullable=False),
        sa.Column("place", TEXT),
        sa.Column("origin", TEXT),
        sa.Column("destination", TEXT),
        sa.Column("first_day", TEXT),
        sa.Column("last_day", TEXT),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading_key"], ["reading.key"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("event_reading", "event", ["reading_key"])
    op.create_table(
        "figure",
        sa.Column("key", KEY, nullable=False),
        sa.Column("reading_key", KEY, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("value", sa.Float()),
        sa.Column("low", sa.Float()),
        sa.Column("high", sa.Float()),
        sa.Column("bound", TEXT, nullable=False),
        sa.Column("unit", TEXT),
        sa.Column("counted", TEXT),
        sa.Column("change", TEXT),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reading_key"], ["reading.key"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("figure_reading", "figure", ["reading_key"])


def _make_slots() -> None:
    op.create_table(
        "name",
        sa.Column("key", KEY, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("name_country", "name", ["country"])
    op.create_index("name_once", "name", ["folded", "kind", "country"], unique=True)
    op.create_table(
        "slot",
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("reading_key", KEY, nullable=False),
        sa.Column("finding", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["name_key"], ["name.key"]),
        sa.ForeignKeyConstraint(["reading_key"], ["reading.key"]),
        sa.PrimaryKeyConstraint("name_key", "reading_key", "finding", "role"),
        sqlite_with_rowid=False,
    )
