"""The painting state of a page, as far as it decides whether text is seen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.documents.colours import BLACK, Colour, colour_of, is_plain
from shared.documents.geometry import Box
from shared.documents.objects import entry, floats


@dataclass(slots=True)
class Paint:
    """What `q` saves and `Q` brings back; changed in place, because pages change it all the time."""

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

    def saved(self) -> "Paint":
        """The state as it is now; spelt out because copying is seven times slower and every page does it often."""
        return Paint(
            self.clip, self.clip_is_box, self.size, self.stretch, self.rise, self.leading,
            self.mode, self.fill, self.plain_fill, self.alpha, self.stroke_width,
        )  # fmt: skip

    def change(self, operator: bytes, operands: Any, resources: Any) -> None:
        """Follow one of the CHANGING steps."""
        if operator in _SETTING_NUMBERS:
            if numbers := floats(operands):
                name, value = _SETTING_NUMBERS[operator]
                setattr(self, name, value(numbers))
        elif operator in _FILLS:
            self.fill, self.plain_fill = colour_of(floats(operands)), True
        elif operator in _SPACED_FILLS:
            self.fill = colour_of(floats(operands)) if self.plain_fill else None
        elif operator == b"cs":
            self.plain_fill = is_plain(operands[0] if operands else "", resources)
            self.fill = BLACK if self.plain_fill else None
        else:
            looks = entry(entry(resources, "/ExtGState"), operands[0] if operands else "")
            alpha = entry(looks, "/ca")
            self.alpha = float(alpha) if isinstance(alpha, int | float) else self.alpha


_FILLS = {b"g", b"rg", b"k"}
_SPACED_FILLS = {b"sc", b"scn"}
_SETTING_NUMBERS: dict[bytes, tuple[str, Callable[[list[float]], float]]] = {
    b"Tf": ("size", lambda numbers: numbers[-1]),
    b"Tz": ("stretch", lambda numbers: numbers[0] / 100),
    b"Ts": ("rise", lambda numbers: numbers[0]),
    b"TL": ("leading", lambda numbers: numbers[0]),
    b"TD": ("leading", lambda numbers: -numbers[-1]),
    b"Tr": ("mode", lambda numbers: int(numbers[0])),
    b"w": ("stroke_width", lambda numbers: numbers[0]),
}
CHANGING = frozenset({b"gs", b"cs", *_FILLS, *_SPACED_FILLS, *_SETTING_NUMBERS})
