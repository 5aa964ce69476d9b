"""All norms that come along, in the order of their numbers."""

from trajecten.auditing.norms import beforehand, involving
from trajecten.auditing.norms.norm import Norm

NORMS: tuple[Norm, ...] = tuple(
    sorted(
        (*beforehand.NORMS, *involving.NORMS),
        key=lambda one: int(one.id.removeprefix("N")),
    )
)
