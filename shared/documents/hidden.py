"""What of a page's text a person sees: followed step by step as the page paints."""

from enum import StrEnum
from typing import Any

from shared.documents.backdrop import CLIPPING, EXTENDING, FINISHING, Backdrop
from shared.documents.colours import WHITE, alike
from shared.documents.geometry import (
    IDENTITY,
    Box,
    Matrix,
    Point,
    around,
    chain,
    height_scale,
    holds,
    is_rectangle,
    meet,
    place,
    width_scale,
)
from shared.documents.layers import is_off
from shared.documents.limits import MAX_STATES, MIN_POINTS
from shared.documents.objects import entry, floats
from shared.documents.paint import CHANGING, Paint
from shared.errors import InvalidDocument

OUTSIDE_TOLERANCE = 1.0
MIN_LETTER_WIDTH = 0.5
MIN_ALPHA = 0.05
INVISIBLE_MODES = {3, 7}
OUTLINED_MODES = {1, 2}
SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_DOWN_FIRST = frozenset({b"'", b'"'})


class Sight(StrEnum):
    """Whether a person sees a piece of text; pale is white on something that may be dark."""

    SEEN = "seen"
    PALE = "pale"
    HIDDEN = "hidden"


class Eye:
    """Follows one page and judges each piece of text at the moment it is shown."""

    def __init__(self, paper: Box, resources: Any, layers_off: frozenset[int]) -> None:
        self.paper, self.resources, self.layers_off = paper, resources, layers_off
        self.base: Matrix = IDENTITY
        self.paint = Paint(clip=paper)
        self.saved: list[Paint] = []
        self.callers: list[tuple[Any, Matrix, Paint, list[Paint]]] = []
        self.marks: list[bool] = []
        self.backdrop = Backdrop()
        self.sights: set[Sight] = set()

    def see(self, operator: bytes, operands: Any, cm: Matrix) -> None:
        """Follow one step of the page; `cm` is its matrix before the step."""
        if operator in CHANGING:
            self.paint.change(operator, operands, self.resources)
        elif operator in EXTENDING:
            self.backdrop.extend(operator, operands, chain(cm, self.base))
        elif operator in FINISHING:
            self.backdrop.finish(operator, self.paint, chain(cm, self.base))
        elif operator in CLIPPING:
            self._clip()
        elif operator in {b"Do", b"INLINE IMAGE", b"sh"}:
            self._draw(operator, operands, chain(cm, self.base))
        else:
            self._nest(operator, operands)

    def drawn(self, operands: Any) -> Any:
        """The picture or form that a step draws."""
        return entry(entry(self.resources, "/XObject"), operands[0] if operands else "")

    def leave(self, operator: bytes) -> None:
        """Come back from a form: its states are none of the page's."""
        if operator == b"Do" and self.callers:
            self.resources, self.base, self.paint, self.saved = self.callers.pop()

    def judge(self, operator: bytes, cm: Matrix, tm: Matrix) -> Sight:
        """Whether a person sees the text that is shown now."""
        matrix = chain(tm, chain(cm, self.base))
        sight = Sight.HIDDEN if self._is_unseen(operator, matrix) else self._contrast(matrix)
        self.sights.add(sight)
        return sight

    def _is_unseen(self, operator: bytes, matrix: Matrix) -> bool:
        """Whether mode, transparency, layer, size or place keep the text from every eye."""
        paint = self.paint
        if paint.mode in INVISIBLE_MODES or paint.alpha < MIN_ALPHA or any(self.marks):
            return True
        tall = abs(paint.size) * height_scale(matrix)
        wide = abs(paint.size * paint.stretch) * width_scale(matrix)
        down = paint.leading if operator in _DOWN_FIRST else 0.0
        start = place((0.0, paint.rise - down), matrix)
        outside = not holds(self.paper, start, OUTSIDE_TOLERANCE)
        return tall < MIN_POINTS or wide < MIN_LETTER_WIDTH or outside

    def _contrast(self, matrix: Matrix) -> Sight:
        """Whether the text stands out from what lies below its first letter."""
        paint = self.paint
        if paint.fill is None or paint.mode in OUTLINED_MODES:
            return Sight.SEEN
        below = self.backdrop.below(place((paint.size * 0.1, paint.size * 0.3), matrix))
        if below is not None and alike(paint.fill, below):
            return Sight.HIDDEN
        return Sight.PALE if alike(paint.fill, WHITE) else Sight.SEEN

    def _clip(self) -> None:
        """From here on only what lies inside the path is painted."""
        path: list[Point] = self.backdrop.path
        if path:
            self.paint.clip = meet(self.paint.clip, around(path))
            self.paint.clip_is_box = self.paint.clip_is_box and is_rectangle(path)

    def _draw(self, operator: bytes, operands: Any, matrix: Matrix) -> None:
        """A shading or a picture lies on the page, or a form begins."""
        if operator == b"sh":
            self.backdrop.cover(self.paint.clip, None)
        elif operator == b"INLINE IMAGE":
            self.backdrop.picture(self.paint, matrix)
        else:
            drawn = self.drawn(operands)
            if entry(drawn, "/Subtype") == "/Image":
                self.backdrop.picture(self.paint, matrix)
            self._enter(drawn, matrix)

    def _enter(self, form: Any, matrix: Matrix) -> None:
        """Go into a form, which has its own place and its own names."""
        self.callers.append((self.resources, self.base, self.paint.saved(), self.saved))
        own = floats(entry(form, "/Matrix"))
        self.base = chain(own, matrix) if len(own) == 6 else matrix
        self.resources, self.saved = entry(form, "/Resources") or self.resources, []

    def _nest(self, operator: bytes, operands: Any) -> None:
        """Save and restore the state, begin and end marked content."""
        if operator == b"q":
            self.saved.append(self.paint.saved())
        elif operator == b"Q" and self.saved:
            self.paint = self.saved.pop()
        elif operator in {b"BDC", b"BMC"}:
            self.marks.append(is_off(operands, self.resources, self.layers_off))
        elif operator == b"EMC" and self.marks:
            self.marks.pop()
        if len(self.saved) + len(self.marks) > MAX_STATES:
            raise InvalidDocument("pdf_too_complex")
