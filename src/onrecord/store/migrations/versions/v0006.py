"""What statements mean, as vectors: a report that was added before is given its own when it is read again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "meaning",
        sa.Column("reading_key", KEY, sa.ForeignKey("reading.key"), nullable=False),
        sa.Column("statements", TEXT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("reading_key"),
    )
