"""The check of the chains, one trajectory after the other."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection

from trajecten.core.text import Text
from trajecten.engine.views import VerifiedTrajectory
from trajecten.ledger.chain import Breach, Damage, Head, check_chain
from trajecten.ledger.erasure import Place
from trajecten.storage import reading
from trajecten.storage.erasing import erased, erasing_chains
from trajecten.storage.kindred import parent_differs


def verified(
    connection: Connection, heads: Iterable[tuple[str, Head]]
) -> Iterator[VerifiedTrajectory]:
    """Recompute the chains of trajectories, one after the other, each with its reference."""
    definitions = reading.definitions(connection)
    erasing = {trajectory for _ref, trajectory in erasing_chains(connection, None)}
    for ref, head in heads:
        gone = erased(connection, head.trajectory) if head.trajectory in erasing else frozenset()
        yield _verified(connection, ref, head, definitions, gone)


def headless(connection: Connection) -> tuple[VerifiedTrajectory, ...]:
    """Return the trajectories of which there are entries, and nothing else."""
    words = Text(
        "Er zijn regels van een traject dat zelf ontbreekt.",
        "There are entries of a trajectory that is itself missing.",
    )
    return tuple(
        VerifiedTrajectory(
            ref=one,
            trajectory=one,
            entries=0,
            head="",
            damage=Damage.TRUNCATED.value,
            seq=1,
            message=words,
        )
        for one in reading.orphans(connection)
    )


# Private

_PARENT = b'"parent":'
"""What stands in a first entry that names a parent, and in hardly any other."""


def _verified(
    connection: Connection,
    ref: str,
    head: Head,
    definitions: Mapping[str, bytes],
    gone: frozenset[Place],
) -> VerifiedTrajectory:
    """Recompute the chain of one trajectory; name its first broken entry."""
    chain = reading.StoredChain(connection, head.trajectory)
    number, breach = check_chain(head, chain, definitions, gone)
    breach = breach or _beside(connection, head.trajectory, chain)
    return VerifiedTrajectory(
        ref=ref,
        trajectory=head.trajectory,
        entries=number,
        head=head.hash,
        damage=breach.damage.value if breach else None,
        seq=breach.seq if breach else None,
        message=breach.message if breach else None,
    )


def _beside(
    connection: Connection, trajectory_id: str, chain: reading.StoredChain
) -> Breach | None:
    """Return what is wrong beside a chain that is itself in order."""
    if chain.stray is not None:
        return Breach(trajectory=trajectory_id, seq=chain.stray, damage=Damage.PERSONAL)
    if _PARENT in chain.first and parent_differs(connection, trajectory_id):
        return Breach(trajectory=trajectory_id, seq=1, damage=Damage.PARENT)
    return None
