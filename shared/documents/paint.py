"""The painting state of a page, as far as it decides whether text is seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from shared.documents.colours import BLACK, Colour, colour_of, is_plain
from shared.documents.geometry import Box
from shared.documents.objects import entry, floats


@dataclass(frozen=True, slots=True)
class Paint:
    """What `q` saves and `Q` brings back."""

    clip: Box
    clip_is_box: bool = True
    size: float = 12.0
    stretch: float = 1.0
    rise: float = 0.0
    leading: float = 0.0
    mode: int = 0
    fill: Colour | None = BLACK
    plain_fill: bool = True
    alpha: float = 1.0
    stroke_width: float = 1.0


def change(paint: Paint, operator: bytes, operands: Any, resources: Any) -> Paint:
    """The state after one step; steps that do not concern it leave it alone."""
    if operator == b"gs":
        alpha = entry(entry(entry(resources, "/ExtGState"), operands[0] if operands else ""), "/ca")
        return replace(paint, alpha=float(alpha)) if isinstance(alpha, int | float) else paint
    if operator == b"cs":
        plain = is_plain(operands[0] if operands else "", resources)
        return replace(paint, fill=BLACK if plain else None, plain_fill=plain)
    numbers = floats(operands)
    if operator in _FILLS:
        return replace(paint, fill=colour_of(numbers), plain_fill=True)
    if operator in _SPACED_FILLS:
        return replace(paint, fill=colour_of(numbers) if paint.plain_fill else None)
    return _CHANGES[operator](paint, numbers) if numbers and operator in _CHANGES else paint


_FILLS = {b"g", b"rg", b"k"}
_SPACED_FILLS = {b"sc", b"scn"}
_CHANGES: dict[bytes, Callable[[Paint, list[float]], Paint]] = {
    b"Tf": lambda paint, numbers: replace(paint, size=numbers[-1]),
    b"Tz": lambda paint, numbers: replace(paint, stretch=numbers[0] / 100),
    b"Ts": lambda paint, numbers: replace(paint, rise=numbers[0]),
    b"TL": lambda paint, numbers: replace(paint, leading=numbers[0]),
    b"TD": lambda paint, numbers: replace(paint, leading=-numbers[-1]),
    b"Tr": lambda paint, numbers: replace(paint, mode=int(numbers[0])),
    b"w": lambda paint, numbers: replace(paint, stroke_width=numbers[0]),
}
CHANGING = frozenset({b"gs", b"cs", *_FILLS, *_SPACED_FILLS, *_CHANGES})
