"""What lies on the paper before the text comes: white text on a dark bar is seen, on nothing it is not."""

from dataclasses import dataclass, field
from typing import Any

from shared.documents.colours import WHITE, Colour
from shared.documents.geometry import (
    Box,
    Matrix,
    Point,
    around,
    holds,
    is_rectangle,
    meet,
    place,
    width_scale,
)
from shared.documents.limits import MAX_STATES
from shared.documents.objects import floats
from shared.documents.paint import Paint
from shared.errors import InvalidDocument

EDGE = 2.0
BROAD_STROKE = 5.0
SOLID_ALPHA = 0.9
_UNIT: list[Point] = [(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)]


@dataclass
class Backdrop:
    """Boxes in the order they were painted, and the path under construction."""

    painted: list[tuple[Box, Colour | None]] = field(default_factory=list)
    path: list[Point] = field(default_factory=list)

    def below(self, point: Point) -> Colour | None:
        """The colour under a point: paper is white, None may be anything."""
        for box, colour in reversed(self.painted):
            if holds(box, point, EDGE):
                return colour
        return WHITE

    def extend(self, operator: bytes, operands: Any, matrix: Matrix) -> None:
        """Add to the path."""
        numbers = floats(operands)
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        if operator == b"re" and len(points) == 2:
            (x, y), (width, height) = points
            points = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.path += [place(point, matrix) for point in points]
        if len(self.path) > MAX_STATES:
            raise InvalidDocument("pdf_too_complex")

    def finish(self, operator: bytes, paint: Paint, matrix: Matrix) -> None:
        """Fill or trace the path, and forget it."""
        path, self.path = self.path, []
        if not path:
            return
        box, fills = around(path), operator in FILLING
        solid = is_rectangle(path) and paint.clip_is_box and paint.alpha > SOLID_ALPHA
        if fills and (solid or paint.fill != WHITE):
            self.cover(meet(box, paint.clip), paint.fill if solid else None)
        width = paint.stroke_width * width_scale(matrix)
        if not fills and operator in TRACING and width >= BROAD_STROKE:
            left, bottom, right, top = box
            grown = left - width / 2, bottom - width / 2, right + width / 2, top + width / 2
            self.cover(meet(grown, paint.clip), None)

    def picture(self, paint: Paint, matrix: Matrix) -> None:
        """A picture fills the unit square."""
        self.cover(meet(around([place(corner, matrix) for corner in _UNIT]), paint.clip), None)

    def cover(self, box: Box, colour: Colour | None) -> None:
        """Something is painted; what is empty is not kept."""
        if len(self.painted) >= MAX_STATES:
            raise InvalidDocument("pdf_too_complex")
        if box[0] <= box[2] and box[1] <= box[3]:
            self.painted.append((box, colour))


EXTENDING = frozenset({b"m", b"l", b"c", b"v", b"y", b"re"})
FILLING = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
TRACING = frozenset({b"S", b"s"})
FINISHING = FILLING | TRACING | {b"n"}
CLIPPING = frozenset({b"W", b"W*"})
