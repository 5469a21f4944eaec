"""`python -m tests.documents.coverage`: write down what the fonts cover, after a font has changed."""

import json

from fontTools.ttLib import TTFont

from shared.documents.fonts import FONTS, font_folder
from shared.documents.glyphs import COVERAGE


def covered() -> list[list[int]]:
    """Closed ranges of code points any of the fonts can draw."""
    points: set[int] = set()
    for name in FONTS:
        points |= set(TTFont(font_folder() / name).getBestCmap())
    ranges: list[list[int]] = []
    for point in sorted(points):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return ranges


if __name__ == "__main__":
    COVERAGE.write_text(json.dumps(covered(), separators=(",", ":")) + "\n", encoding="utf-8")
