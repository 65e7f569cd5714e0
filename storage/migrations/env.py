"""What Alembic runs: write out the SQL of the steps; ``storage.schema`` runs it in one transaction."""

from __future__ import annotations

from alembic import context

context.configure(
    dialect_name=context.config.attributes["dialect"],
    output_buffer=context.config.attributes["output"],
    transactional_ddl=False,
    literal_binds=True,
)
context.run_migrations()
