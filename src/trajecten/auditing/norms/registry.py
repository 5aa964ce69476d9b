"""All norms that come along, in the order of their numbers."""

from trajecten.auditing.norms import (
    answering,
    beforehand,
    carrying,
    coursing,
    following,
    hearing,
    involving,
    keeping,
    learning,
)
from trajecten.auditing.norms.norm import Norm

NORMS: tuple[Norm, ...] = tuple(
    sorted(
        (
            *beforehand.NORMS,
            *involving.NORMS,
            *hearing.NORMS,
            *coursing.NORMS,
            *answering.NORMS,
            *learning.NORMS,
            *following.NORMS,
            *carrying.NORMS,
            *keeping.NORMS,
        ),
        key=lambda one: int(one.id.removeprefix("N")),
    )
)
