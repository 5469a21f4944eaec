"""Digits that a font moved to private code points, told by the dates they make."""

import re

_PRIVATE_RUN = re.compile(r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]{2,}")
_MONTH = re.compile(r"(?<!\d)(\d{4})\s*[./年-]\s*(\d{1,2})(?!\d)")
_SPAN = re.compile(r"(?<!\d)(\d{4})\s*[-–—~至]+\s*(\d{4})(?!\d)")
YEARS = range(1950, 2050)


def restore(text: str) -> str:
    """The text with its digits, as far as exactly one reading makes sense of the dates.

    The ten digits of a font lie side by side, only the place of zero is unknown. A file may mix
    several such fonts, so each group of neighbouring code points is judged by itself.
    """
    for group in _groups({ord(code) for run in _PRIVATE_RUN.findall(text) for code in run}):
        known = _dates(text) or 0
        zeros = range(group[-1] - 9, group[0] + 1)
        likely = [r for r in (_read(text, zero) for zero in zeros) if _dates(r, known) > known + 1]
        text = likely[0] if len(likely) == 1 else text
    return text


def _groups(codes: set[int]) -> list[list[int]]:
    """Code points that may be the digits of one font: each group spans at most ten."""
    groups: list[list[int]] = []
    for code in sorted(codes):
        if groups and code - groups[-1][0] < 10:
            groups[-1].append(code)
        else:
            groups.append([code])
    return groups


def _read(text: str, zero: int) -> str:
    """The text if the code point `zero` is the digit 0."""
    return text.translate({zero + digit: str(digit) for digit in range(10)})


def _dates(text: str, at_fault: int = 0) -> int:
    """How many dates the text holds, or `at_fault` if one of its months is impossible."""
    months = [(int(year), int(month)) for year, month in _MONTH.findall(text)]
    if any(year not in YEARS or not 1 <= month <= 12 for year, month in months):
        return at_fault
    spans = [(int(start), int(end)) for start, end in _SPAN.findall(text)]
    return len(months) + sum(
        start in YEARS and end in YEARS and start <= end for start, end in spans
    )
