"""The seal: entries about the ledger as a whole, the order of all entries, and what was signed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, empty, and the fence around those that only grow."""
    op.create_table(
        "trajecten_record",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.String(length=27), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_trajecten_record")),
        sa.UniqueConstraint("hash", name=op.f("uq_trajecten_record_hash")),
    )
    op.create_table(
        "trajecten_record_text",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=100), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["trajecten_record.seq"], name=op.f("fk_trajecten_record_text_seq")
        ),
        sa.PrimaryKeyConstraint("seq", "field", name=op.f("pk_trajecten_record_text")),
    )
    op.create_table(
        "trajecten_leaf",
        sa.Column("index", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_trajecten_leaf")),
        sa.UniqueConstraint("hash", name=op.f("uq_trajecten_leaf_hash")),
    )
    op.create_table(
        "trajecten_checkpoint",
        sa.Column("size", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_trajecten_checkpoint")),
    )
    fence = _fence_postgresql if op.get_bind().dialect.name == "postgresql" else _fence_sqlite
    for table, same in _SAME.items():
        for statement in fence(table, same):
            op.execute(statement)


def downgrade() -> None:
    """Refuse: what was signed is not taken away."""
    raise NotImplementedError("checkpoints may have been signed by now")


_SAME = {
    "trajecten_record": "seq = NEW.seq OR hash = NEW.hash",
    "trajecten_leaf": '"index" = NEW."index" OR hash = NEW.hash',
    "trajecten_checkpoint": "size = NEW.size",
}


def _fence_sqlite(table: str, same: str) -> tuple[str, ...]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    # What replaces an existing row in SQLite passes the delete trigger; hence the third.
    exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 (constants)
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} {exists} {refuse}",
    )


def _fence_postgresql(table: str, _same: str) -> tuple[str, ...]:
    forbid = "EXECUTE FUNCTION trajecten_forbid()"
    each = f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {forbid}"
    whole = f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {forbid}"
    return (
        f"CREATE TRIGGER {table}_append_only {each}",
        f"CREATE TRIGGER {table}_no_truncate {whole}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
    )
