"""The first schema: the ledger, the workflow texts, what is personal, and the projections."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, the identity of the ledger, and the fence around it."""
    op.create_table(
        "trajecten_definition",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("workflow", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_trajecten_definition")),
    )
    op.create_table(
        "trajecten_meta",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_trajecten_meta")),
    )
    op.create_table(
        "trajecten_trajectory",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("workflow", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("definition", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", sa.String(length=27), nullable=False),
        sa.Column("recorded_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["definition"],
            ["trajecten_definition.digest"],
            name=op.f("fk_trajecten_trajectory_definition"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trajecten_trajectory")),
        sa.UniqueConstraint("ref", name=op.f("uq_trajecten_trajectory_ref")),
    )
    op.create_table(
        "trajecten_action",
        sa.Column("trajectory", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("finished_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(
            ["trajectory"], ["trajecten_trajectory.id"], name=op.f("fk_trajecten_action_trajectory")
        ),
        sa.PrimaryKeyConstraint("trajectory", "number", name=op.f("pk_trajecten_action")),
    )
    op.create_table(
        "trajecten_artefact",
        sa.Column("trajectory", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["trajectory"],
            ["trajecten_trajectory.id"],
            name=op.f("fk_trajecten_artefact_trajectory"),
        ),
        sa.PrimaryKeyConstraint("trajectory", "number", name=op.f("pk_trajecten_artefact")),
    )
    op.create_table(
        "trajecten_citation",
        sa.Column("trajectory", sa.String(length=32), nullable=False),
        sa.Column("artefact", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trajectory"],
            ["trajecten_trajectory.id"],
            name=op.f("fk_trajecten_citation_trajectory"),
        ),
        sa.PrimaryKeyConstraint(
            "trajectory", "artefact", "contact", name=op.f("pk_trajecten_citation")
        ),
    )
    op.create_index(
        "ix_trajecten_citation_trajectory_contact",
        "trajecten_citation",
        ["trajectory", "contact"],
        unique=False,
    )
    op.create_table(
        "trajecten_contact",
        sa.Column("trajectory", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(length=64), nullable=False),
        sa.Column("group", sa.String(length=64), nullable=True),
        sa.Column("layer", sa.String(length=64), nullable=True),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("recorded_at", sa.String(length=27), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=True),
        sa.Column("spokesperson", sa.String(length=64), nullable=True),
        sa.Column("retracted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trajectory"],
            ["trajecten_trajectory.id"],
            name=op.f("fk_trajecten_contact_trajectory"),
        ),
        sa.PrimaryKeyConstraint("trajectory", "number", name=op.f("pk_trajecten_contact")),
    )
    op.create_index(
        "ix_trajecten_contact_trajectory_at",
        "trajecten_contact",
        ["trajectory", "at"],
        unique=False,
    )
    op.create_table(
        "trajecten_contribution",
        sa.Column("trajectory", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(length=64), nullable=True),
        sa.Column("group", sa.String(length=64), nullable=True),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=True),
        sa.Column("disposition", sa.String(length=64), nullable=True),
        sa.Column("disposed_at", sa.String(length=27), nullable=True),
        sa.Column("disposed_seq", sa.Integer(), nullable=True),
        sa.Column("feedback_at", sa.String(length=27), nullable=True),
        sa.Column("waited", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["trajectory"],
            ["trajecten_trajectory.id"],
            name=op.f("fk_trajecten_contribution_trajectory"),
        ),
        sa.PrimaryKeyConstraint("trajectory", "number", name=op.f("pk_trajecten_contribution")),
    )
    op.create_index(
        "ix_trajecten_contribution_open",
        "trajecten_contribution",
        ["trajectory", "number"],
        unique=False,
        sqlite_where=sa.text("feedback_at IS NULL"),
        postgresql_where=sa.text("feedback_at IS NULL"),
    )
    op.create_index(
        "ix_trajecten_contribution_trajectory_waited",
        "trajecten_contribution",
        ["trajectory", "waited"],
        unique=False,
    )
    op.create_table(
        "trajecten_decision",
        sa.Column("trajectory", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=True),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["trajectory"],
            ["trajecten_trajectory.id"],
            name=op.f("fk_trajecten_decision_trajectory"),
        ),
        sa.PrimaryKeyConstraint("trajectory", "number", name=op.f("pk_trajecten_decision")),
    )
    op.create_table(
        "trajecten_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("trajectory", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=27), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("object", sa.String(length=64), nullable=False),
        sa.Column("result", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=True),
        sa.Column("command", sa.String(length=200), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["trajectory"], ["trajecten_trajectory.id"], name=op.f("fk_trajecten_entry_trajectory")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trajecten_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_trajecten_entry_hash")),
        sa.UniqueConstraint(
            "trajectory", "command", name=op.f("uq_trajecten_entry_trajectory_command")
        ),
        sa.UniqueConstraint("trajectory", "seq", name=op.f("uq_trajecten_entry_trajectory_seq")),
    )
    op.create_index(
        "uq_trajecten_entry_start_command",
        "trajecten_entry",
        ["command"],
        unique=True,
        sqlite_where=sa.text("seq = 1"),
        postgresql_where=sa.text("seq = 1"),
    )
    op.create_index(
        "ix_trajecten_entry_erasing",
        "trajecten_entry",
        ["trajectory", "seq"],
        unique=False,
        sqlite_where=sa.text("action = 'personal.erased'"),
        postgresql_where=sa.text("action = 'personal.erased'"),
    )
    op.create_table(
        "trajecten_lesson",
        sa.Column("trajectory", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("none", sa.Boolean(), nullable=False),
        sa.Column("phases", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["trajectory"], ["trajecten_trajectory.id"], name=op.f("fk_trajecten_lesson_trajectory")
        ),
        sa.PrimaryKeyConstraint("trajectory", "number", name=op.f("pk_trajecten_lesson")),
    )
    op.create_table(
        "trajecten_party",
        sa.Column("trajectory", sa.String(length=32), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=600), nullable=False),
        sa.ForeignKeyConstraint(
            ["trajectory"], ["trajecten_trajectory.id"], name=op.f("fk_trajecten_party_trajectory")
        ),
        sa.PrimaryKeyConstraint("trajectory", "ref", name=op.f("pk_trajecten_party")),
        sa.UniqueConstraint("trajectory", "key", name=op.f("uq_trajecten_party_trajectory_key")),
    )
    op.create_table(
        "trajecten_text",
        sa.Column("trajectory", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=100), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trajectory"], ["trajecten_trajectory.id"], name=op.f("fk_trajecten_text_trajectory")
        ),
        sa.PrimaryKeyConstraint("trajectory", "seq", "field", name=op.f("pk_trajecten_text")),
    )
    op.bulk_insert(
        sa.table("trajecten_meta", sa.column("key", sa.String), sa.column("value", sa.Text)),
        [{"key": "log", "value": f"trajecten/{uuid4()}"}],
    )
    if op.get_bind().dialect.name == "postgresql":
        _fence_postgresql()
    else:
        _fence_sqlite()


def downgrade() -> None:
    """Refuse: a ledger is not taken away."""
    raise NotImplementedError("the first schema holds the ledger")


# What replaces an existing row in SQLite passes the delete trigger; hence the third.
_SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_SAME = {
    "trajecten_entry": "id = NEW.id OR hash = NEW.hash"
    " OR (trajectory = NEW.trajectory AND seq = NEW.seq)"
    " OR (trajectory = NEW.trajectory AND command = NEW.command)"
    " OR (NEW.seq = 1 AND seq = 1 AND command = NEW.command)",
    "trajecten_definition": "digest = NEW.digest OR rowid = NEW.rowid",
}


def _fence_sqlite() -> None:
    for table, same in _SAME.items():
        for statement in _SQLITE.format(table=table, same=same).split(";\nCREATE"):
            begin = "" if statement.lstrip().startswith("CREATE") else "CREATE"
            op.execute(begin + statement)


def _fence_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION trajecten_forbid() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', "
        "ERRCODE = 'insufficient_privilege'; END$$"
    )
    for table in _SAME:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION trajecten_forbid()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION trajecten_forbid()"
        )
        for name in ("append_only", "no_truncate"):
            op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{name}")
