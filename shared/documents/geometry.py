"""Places on a page: matrices and boxes as PDF writes them."""

import math
from collections.abc import Iterable, Sequence

Matrix = Sequence[float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def chain(inner: Matrix, outer: Matrix) -> Matrix:
    """Both matrices as one: first `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def place(point: Point, matrix: Matrix) -> Point:
    """Where the matrix puts a point."""
    x, y = point
    return (
        x * matrix[0] + y * matrix[2] + matrix[4],
        x * matrix[1] + y * matrix[3] + matrix[5],
    )


def width_scale(matrix: Matrix) -> float:
    """How much the matrix stretches what lies flat."""
    return math.hypot(matrix[0], matrix[1])


def height_scale(matrix: Matrix) -> float:
    """How much the matrix stretches what stands upright."""
    return math.hypot(matrix[2], matrix[3])


def around(points: Iterable[Point]) -> Box:
    """The smallest box around some points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def holds(box: Box, point: Point, margin: float) -> bool:
    """Whether a point lies in a box, or at most `margin` beside it."""
    left, bottom, right, top = box
    x, y = point
    return left - margin <= x <= right + margin and bottom - margin <= y <= top + margin


def meet(one: Box, other: Box) -> Box:
    """What two boxes share; empty boxes have their edges the wrong way round and hold nothing."""
    return (
        max(one[0], other[0]), max(one[1], other[1]),
        min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip


def is_rectangle(points: Sequence[Point]) -> bool:
    """Whether a path is just the outline of its box, so that filling it fills the box."""
    if len(points) not in {4, 5}:
        return False
    left, bottom, right, top = around(points)
    corners = {(x, y) for x in (left, right) for y in (bottom, top)}
    return set(points) == corners
