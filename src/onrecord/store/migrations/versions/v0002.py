"""What derives from the facts: copies, links, matters, turns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; `Ledger.rebuild` fills them from the facts."""
    _make_links()
    _make_matters()


def _make_links() -> None:
    op.create_table(
        "told",
        sa.Column("report", TEXT, nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("own", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_table(
        "meeting",
        sa.Column("place", TEXT, nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("place", "report"),
        sqlite_with_rowid=False,
    )
    op.create_index("meeting_report", "meeting", ["report"])
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
        sa.Column("left", TEXT, nullable=False),
        sa.Column("right", TEXT, nullable=False),
        sa.Column("left_report", TEXT, nullable=False),
        sa.Column("right_report", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("left", "right"),
    )
    op.create_index("link_left_report", "link", ["left_report"])
    op.create_index("link_right", "link", ["right"])
    op.create_index("link_right_report", "link", ["right_report"])


def _make_matters() -> None:
    op.create_table(
        "matter",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("type", TEXT),
        sa.Column("first_day", TEXT, nullable=False),
        sa.Column("last_day", TEXT, nullable=False),
        sa.Column("standing", TEXT, nullable=False),
        sa.Column("turned", TEXT, nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("matter_last_day", "matter", ["last_day"])
    op.create_index("matter_turned", "matter", ["turned"])
    op.create_table(
        "member",
        sa.Column("mention", TEXT, nullable=False),
        sa.Column("matter", TEXT, nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["matter"], ["matter.id"]),
        sa.PrimaryKeyConstraint("mention"),
    )
    op.create_index("member_matter", "member", ["matter"])
    op.create_index("member_report", "member", ["report"])
    op.create_table(
        "party",
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("matter", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["matter"], ["matter.id"]),
        sa.PrimaryKeyConstraint("folded", "role", "matter"),
        sqlite_with_rowid=False,
    )
    op.create_index("party_matter", "party", ["matter"])
    op.create_table(
        "turn",
        sa.Column("key", KEY, nullable=False),
        sa.Column("matter", TEXT, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("of", TEXT, nullable=False),
        sa.Column("origin", TEXT),
        sa.Column("before", TEXT),
        sa.Column("after", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("report", TEXT),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.ForeignKeyConstraint(["matter"], ["matter.id"]),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("turn_day", "turn", ["day"])
    op.create_index("turn_matter", "turn", ["matter"])
