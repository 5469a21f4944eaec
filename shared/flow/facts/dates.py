"""Years and months: 2019.03, 2019年3月, Mar 2020, 05/2016, 2018."""

import re
from dataclasses import dataclass

SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONG_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {name: n for names in (SHORT_MONTHS, LONG_MONTHS) for n, name in enumerate(names, start=1)}
MONTHS["sept"] = 9
MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
YEAR = r"(?<!\d)(?<!\d[.,])(?<![$¥€£])((?:19[5-9]|20[0-4])\d)"
PATTERNS = (
    re.compile(rf"{YEAR}\s*(?:年|[./-])\s*(0?[1-9]|1[0-2])(?![\d%])(?:\s*月(?:\s*\d{{1,2}}\s*日)?|[./-]\d{{1,2}}(?!\d))?"),
    re.compile(rf"\b(?P<name>{MONTH_NAMES})\.?,?\s+{YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<![\d/])(?P<month>0?[1-9]|1[0-2])/{YEAR}(?!\d)"),
    re.compile(rf"{YEAR}(?!\d|[.,]\d|\s?[%万亿千]|\+)(?:\s*年(?!级)|(?!\s*[-\s]?(?:[a-z]{{3,}}s\b|[个名人家次笔元台份场张条件位])))"),
)  # fmt: skip


@dataclass(frozen=True)
class Date:
    """A year, with its month when one is given."""

    year: int
    month: int | None
    text: str


def take_dates(text: str) -> tuple[list[Date], str]:
    """The dates of a text, and the text without them."""
    found: list[Date] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            found.append(Date(_year(match), _month(match), match[0].strip()))
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return found, text


def _year(match: re.Match[str]) -> int:
    return int(
        next(part for part in match.groups() if part and re.fullmatch(r"(?:19|20)\d{2}", part))
    )


def _month(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("name"):
        return MONTHS[groups["name"].lower()]
    if groups.get("month"):
        return int(groups["month"])
    return int(match[2]) if match.re.groups >= 2 and not groups else None


def is_known(date: Date, known: list[Date]) -> bool:
    """Whether the sources have that year, and that month of it if a month is said."""
    return any(
        other.year == date.year and (date.month is None or date.month == other.month)
        for other in known
    )
