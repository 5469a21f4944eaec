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
LATER_YEAR = r"((?:19[5-9]|20[0-4])\d)"
YEAR = rf"(?<!\d)(?:(?<!\d[.,])|(?=\d{{4}}年))(?<![$¥€£]){LATER_YEAR}"
ONE_YEAR = (  # a range that says its year, or its century, once
    (re.compile(r"(?<!\d)(19|20)(\d\d)\s*[-~/]\s*(1[3-9]|[2-4]\d)(?![\d.,%])"), r"\1\2 - \1\3"),
    (
        re.compile(r"((?:19|20)\d\d)年(\d{1,2})月?\s*[-~至到]\s*(\d{1,2})月(?!\d)"),
        r"\1年\2月-\1年\3月",
    ),
    (
        re.compile(
            rf"\b({MONTH_NAMES})\.?\s*(?:-|to|until|through)\s*({MONTH_NAMES})\.?,?\s+{LATER_YEAR}\b",
            re.IGNORECASE,
        ),
        r"\1 \3 - \2 \3",
    ),
)
PATTERNS = (
    re.compile(rf"(?<![\d/.])(?P<day>\d{{1,2}})[/.](?P<month>0?[1-9]|1[0-2])[/.]{LATER_YEAR}(?!\d)"),
    re.compile(rf"(?<![\d/.])(?P<month>0?[1-9]|1[0-2])[/.]{LATER_YEAR}(?!\d)"),
    re.compile(rf"{YEAR}\s*(?:年|[./-])\s*(0?[1-9]|1[0-2])(?![\d%]|,\d\d\d|\s?[等个名次人台位家项])(?:\s*月(?:\s*\d{{1,2}}\s*日)?|[./-]\d{{1,2}}(?!\d))?"),
    re.compile(rf"\b(?P<name>{MONTH_NAMES})\.?,?[\s-]+{YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"{YEAR}(?!\d|[.,]\d|\s?[%万亿千]|\+)(?:\s*年(?!级)|(?!\s*[-\s]?(?:[a-z]{{3,}}s\b|[个名人家次笔元台份场张条件位届])))"),
)  # fmt: skip


@dataclass(frozen=True)
class Date:
    """A year, with its month when one is given."""

    year: int
    month: int | None
    text: str
    day: int | None = None  # of 01/08/2022: in some countries that is the month


def take_dates(text: str) -> tuple[list[Date], str]:
    """The dates of a text, and the text without them."""
    found: list[Date] = []
    for range_of_months, both_dated in ONE_YEAR:
        text = range_of_months.sub(both_dated, text)
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            day = match.groupdict().get("day")
            found.append(
                Date(_year(match), _month(match), match[0].strip(), int(day) if day else None)
            )
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return found, text


PERIOD = re.compile(
    r"\x00\W{0,2}(?:(?:-|~|/|to|until|till|through|至|到)\W{0,2})+(?:\x00|今|present|now|current|today|date|ongoing)"
    r"|\x00\W{0,3}(?:present|now|current|ongoing)|\x00\s?起",
    re.IGNORECASE,
)


def says_a_period(text: str) -> bool:
    """Whether a text says from when to when, or since when until now."""
    for range_of_months, both_dated in ONE_YEAR:
        text = range_of_months.sub(both_dated, text)
    for pattern in PATTERNS:
        text = pattern.sub("\x00", text)
    return PERIOD.search(text) is not None


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


def is_known_date(date: Date, known: list[Date]) -> bool:
    """Whether the sources have that year, and that month of it if a month is said."""
    return any(
        other.year == date.year
        and (date.month is None or bool({date.month, date.day} & {other.month, other.day} - {None}))
        for other in known
    )
