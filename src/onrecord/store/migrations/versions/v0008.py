"""What people follow, and what they were told of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "watch",
        sa.Column("key", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("stamp", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("name"),
    )
    _of_watch("noticed", "item", sa.Column("item", sa.BigInteger(), nullable=False))
    _of_watch(
        "digest", "number",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )  # fmt: skip
    _of_watch(
        "delivery", "channel",
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
    )  # fmt: skip


def _of_watch(name: str, by: str, *columns: sa.Column[object]) -> None:
    """A table of which the rows belong to a watch."""
    op.create_table(
        name,
        sa.Column("watch_key", KEY, sa.ForeignKey("watch.key"), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("watch_key", by),
        sqlite_with_rowid=False,
    )
