"""What derives is packed closer and weighed anew: no table changes; whoever opens the store fills them."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Leave the tables as they are."""
