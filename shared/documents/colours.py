"""Colours of a page as red, green and blue; None is a colour nobody here can tell."""

from collections.abc import Sequence
from typing import Any

from shared.documents.objects import entry, items

Colour = tuple[float, float, float]

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
JUST_VISIBLE = 0.035
_PLAIN = {
    "/DeviceGray",
    "/DeviceRGB",
    "/DeviceCMYK",
    "/CalGray",
    "/CalRGB",
    "/ICCBased",
    "/G",
    "/RGB",
}


def colour_of(numbers: Sequence[float]) -> Colour | None:
    """Grey, RGB or CMYK by the count of its numbers."""
    match [min(1.0, max(0.0, value)) for value in numbers]:
        case [grey]:
            return grey, grey, grey
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            light = 1 - black
            return (1 - cyan) * light, (1 - magenta) * light, (1 - yellow) * light
        case _:
            return None


def is_plain(space: Any, resources: Any) -> bool:
    """Whether the numbers of a colour space mean grey, RGB or CMYK; spot colours and palettes do not."""
    named = entry(entry(resources, "/ColorSpace"), space)
    first = items(named)[:1] or [named or space]
    return str(first[0]) in _PLAIN


def alike(one: Colour, other: Colour) -> bool:
    """Whether an eye cannot tell two colours apart."""
    return all(abs(a - b) < JUST_VISIBLE for a, b in zip(one, other, strict=True))
