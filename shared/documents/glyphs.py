"""Which characters the shipped fonts can draw; the renderer prints boxes for the rest without a word."""

import json
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

COVERAGE = Path(__file__).with_name("coverage.json")


def missing_glyphs(text: str) -> list[str]:
    """Characters that would print as boxes, each once, in order of appearance."""
    starts, ends = _ranges()
    return [
        character
        for character in dict.fromkeys(text)
        if not character.isspace() and not _covers(starts, ends, ord(character))
    ]


@lru_cache
def _ranges() -> tuple[list[int], list[int]]:
    """First and last code points of what the fonts cover."""
    ranges: list[list[int]] = json.loads(COVERAGE.read_text(encoding="utf-8"))
    return [first for first, _ in ranges], [last for _, last in ranges]


def _covers(starts: list[int], ends: list[int], point: int) -> bool:
    """Whether a code point lies in one of the ranges."""
    place = bisect_right(starts, point) - 1
    return place >= 0 and point <= ends[place]
