"""Places for labels beside points, so that none meets another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

HIGH, AIR = 0.13, 0.05  # inches: a label, and the air after it
_STEPS, _STEP = 14, 0.07


class Spot(NamedTuple):
    """A rectangle in inches; y grows downward."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Spot) -> bool:
        """Whether the rectangles overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: Spot) -> bool:
        """Whether the other rectangle holds this one."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


def around(x: float, y: float) -> Spot:
    """What a marker at a point covers."""
    return Spot(x - 0.03, y - 0.04, x + 0.03, y + 0.04)


def free(x: float, y: float, width: float, taken: list[Spot], room: Spot) -> Spot | None:
    """The nearest place for a label beside a point at which it meets nothing that is taken; None if there is none.

    Examples
    --------
    >>> place = free(1.0, 1.0, 0.5, [], Spot(0.0, 0.0, 1.2, 2.0))
    >>> round(place.right, 2)  # right of the point it would leave the room
    0.94
    """
    for spot in _around(x, y, width + AIR):
        if spot.inside(room) and not any(spot.meets(other) for other in taken):
            return spot
    return None


def _around(x: float, y: float, width: float) -> Iterator[Spot]:
    """Places right and left of a point, ever farther above and below it."""
    for step in range(_STEPS):
        for up in (-1, 1) if step else (1,):
            middle = y + up * step * _STEP
            for left in (x + 0.06, x - 0.06 - width):
                yield Spot(left, middle - HIGH / 2, left + width, middle + HIGH / 2)
