"""What derives is packed closer and weighed anew: days and mentions in fewer bytes, stems kept once.

A vector is known by the place of its statement. Whoever opens the store fills what derives.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of stems, and take out what is to be filled anew in another shape."""
    op.create_table(
        "stem",
        sa.Column("key", KEY, nullable=False),
        sa.Column("word", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("word"),
    )
    for table in ("turn", "party", "member", "matter"):  # those that refer to others first
        op.execute(f"DELETE FROM {table}")
    op.add_column("matter", sa.Column("topic", sa.LargeBinary(), nullable=False, server_default=sa.text("''")))
    op.drop_column("meaning", "statements")
