"""What alembic runs: the steps, over the connection that the store gives, in its transaction."""

from __future__ import annotations

from alembic import context

from onrecord.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can, though alembic does not count on it
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
