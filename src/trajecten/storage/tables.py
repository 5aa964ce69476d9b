"""The tables, all named `trajecten_…` so that they can live in a host's database.

`entry` and `definition` are append-only and are the truth; `record` holds the entries about the
ledger as a whole, `leaf` the order in which all entries were sealed, `checkpoint` what was signed.
`party`, `text` and `record_text` hold what is personal and may be erased. All other tables are
projections, rebuilt from the entries. Instants are texts of fixed width in UTC, so that they sort
and compare alike on every database.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

PREFIX = "trajecten_"
MOMENT = String(27)
HASH = String(64)
ID = String(64)

ERASING = "action = 'personal.erased'"
"""Which entries erase: written out, for only so a database sees that they have an index."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

meta = Table(
    "trajecten_meta",
    metadata,
    Column("key", ID, primary_key=True),
    Column("value", Text, nullable=False),
)

definition = Table(
    "trajecten_definition",
    metadata,
    Column("digest", HASH, primary_key=True),
    Column("workflow", ID, nullable=False),
    Column("version", ID, nullable=False),
    Column("text", LargeBinary, nullable=False),
)

trajectory = Table(
    "trajecten_trajectory",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("ref", ID, nullable=False, unique=True),
    Column("workflow", ID, nullable=False),
    Column("version", ID, nullable=False),
    Column("definition", HASH, ForeignKey("trajecten_definition.digest"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("head", HASH, nullable=False),
    Column("state", Text, nullable=False),
    Column("started_at", MOMENT, nullable=False),
    Column("recorded_at", MOMENT, nullable=False),
    Column("parent", String(32)),
    Index("ix_trajecten_trajectory_parent", "parent"),
)


def _of_trajectory() -> Column[str]:
    return Column("trajectory", String(32), ForeignKey("trajecten_trajectory.id"), nullable=False)


entry = Table(
    "trajecten_entry",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    _of_trajectory(),
    Column("seq", Integer, nullable=False),
    Column("recorded_at", MOMENT, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("action", ID, nullable=False),
    Column("object", ID, nullable=False),
    Column("result", ID, nullable=False),
    Column("actor", ID, nullable=False),
    Column("role", ID),
    Column("command", String(200)),
    Column("body", LargeBinary, nullable=False),
    Column("hash", HASH, nullable=False, unique=True),
    UniqueConstraint("trajectory", "seq"),
    UniqueConstraint("trajectory", "command"),
    Index(
        "uq_trajecten_entry_start_command",
        "command",
        unique=True,
        sqlite_where=text("seq = 1"),
        postgresql_where=text("seq = 1"),
    ),
    Index(
        "ix_trajecten_entry_erasing",
        "trajectory",
        "seq",
        sqlite_where=text(ERASING),
        postgresql_where=text(ERASING),
    ),
)

record = Table(
    "trajecten_record",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", MOMENT, nullable=False),
    Column("action", ID, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("hash", HASH, nullable=False, unique=True),
)

leaf = Table(
    "trajecten_leaf",
    metadata,
    Column(
        "index",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("hash", HASH, nullable=False, unique=True),
)

checkpoint = Table(
    "trajecten_checkpoint",
    metadata,
    Column(
        "size",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("note", Text, nullable=False),
    Column("made_at", MOMENT, nullable=False),
)

party = Table(
    "trajecten_party",
    metadata,
    _of_trajectory(),
    Column("ref", ID, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("name", String(200), nullable=False),
    Column("key", String(600), nullable=False),
    PrimaryKeyConstraint("trajectory", "ref"),
    UniqueConstraint("trajectory", "key"),
)

personal = Table(
    "trajecten_text",
    metadata,
    _of_trajectory(),
    Column("seq", Integer, nullable=False),
    Column("field", String(100), nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("trajectory", "seq", "field"),
)

record_text = Table(
    "trajecten_record_text",
    metadata,
    Column("seq", Integer, ForeignKey("trajecten_record.seq"), nullable=False),
    Column("field", String(100), nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("seq", "field"),
)

contact = Table(
    "trajecten_contact",
    metadata,
    _of_trajectory(),
    Column("number", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("domain", ID, nullable=False),
    Column("group", ID),
    Column("layer", ID),
    Column("purpose", ID, nullable=False),
    Column("channel", ID),
    Column("count", Integer, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("recorded_at", MOMENT, nullable=False),
    Column("person", ID),
    Column("spokesperson", ID),
    Column("retracted", Boolean, nullable=False),
    PrimaryKeyConstraint("trajectory", "number"),
    Index("ix_trajecten_contact_trajectory_at", "trajectory", "at"),
)

contribution = Table(
    "trajecten_contribution",
    metadata,
    _of_trajectory(),
    Column("number", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("domain", ID),
    Column("group", ID),
    Column("at", MOMENT, nullable=False),
    Column("person", ID),
    Column("disposition", ID),
    Column("disposed_at", MOMENT),
    Column("disposed_seq", Integer),
    Column("feedback_at", MOMENT),
    Column("waited", Integer),
    PrimaryKeyConstraint("trajectory", "number"),
    Index(
        "ix_trajecten_contribution_open",
        "trajectory",
        "number",
        sqlite_where=text("feedback_at IS NULL"),
        postgresql_where=text("feedback_at IS NULL"),
    ),
    Index("ix_trajecten_contribution_trajectory_waited", "trajectory", "waited"),
)

artefact = Table(
    "trajecten_artefact",
    metadata,
    _of_trajectory(),
    Column("number", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("type", ID, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", HASH),
    Column("at", MOMENT, nullable=False),
    PrimaryKeyConstraint("trajectory", "number"),
)

citation = Table(
    "trajecten_citation",
    metadata,
    _of_trajectory(),
    Column("artefact", Integer, nullable=False),
    Column("contact", Integer, nullable=False),
    PrimaryKeyConstraint("trajectory", "artefact", "contact"),
    Index("ix_trajecten_citation_trajectory_contact", "trajectory", "contact"),
)

action = Table(
    "trajecten_action",
    metadata,
    _of_trajectory(),
    Column("number", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("owner", ID),
    Column("due", String(10)),
    Column("finished_at", MOMENT),
    PrimaryKeyConstraint("trajectory", "number"),
)

lesson = Table(
    "trajecten_lesson",
    metadata,
    _of_trajectory(),
    Column("number", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("none", Boolean, nullable=False),
    Column("phases", Text, nullable=False),
    Column("recorded_at", MOMENT, nullable=False),
    PrimaryKeyConstraint("trajectory", "number"),
)

decision = Table(
    "trajecten_decision",
    metadata,
    _of_trajectory(),
    Column("number", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("body", ID, nullable=False),
    Column("outcome", ID, nullable=False),
    Column("reference", ID),
    Column("at", MOMENT, nullable=False),
    PrimaryKeyConstraint("trajectory", "number"),
)

PROJECTIONS = (contact, contribution, citation, artefact, action, lesson, decision)
"""The tables that are rebuilt from the entries, besides the trajectory's own row."""

APPEND_ONLY = (entry, definition, record, leaf, checkpoint)
"""The tables whose rows the database itself refuses to change or delete."""
