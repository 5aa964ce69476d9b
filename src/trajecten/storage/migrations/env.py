"""Run the migrations on the connection that `trajecten.storage.schema` hands over."""

from alembic import context

from trajecten.storage.schema import VERSION_TABLE
from trajecten.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transaction_per_migration=False,
)
context.run_migrations()
