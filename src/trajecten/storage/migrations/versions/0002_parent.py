"""Under which trajectory another was started: its parent."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty: before this version nothing had a parent."""
    op.add_column("trajecten_trajectory", sa.Column("parent", sa.String(length=32), nullable=True))
    op.create_index("ix_trajecten_trajectory_parent", "trajecten_trajectory", ["parent"])


def downgrade() -> None:
    """Refuse: an older program would not see which trajectories belong together."""
    raise NotImplementedError("ledgers may name parents by now")
