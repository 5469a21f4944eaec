"""Dates on resumes: from when to when, how many months in all."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|fall|autumn|winter)"
)
SEASONS = {"spr": 3, "sum": 6, "fal": 9, "aut": 9, "win": 12}


def _date(side: str) -> str:
    """One end of a period: Mar 2020, 03/2020, 2020.03, 2020年3月, 2020."""
    return (
        rf"(?:(?P<{side}_name>{_NAME})\.?,?\s*|(?P<{side}_first>\d{{1,2}})\s*[/.]\s*)?"
        rf"(?P<{side}_year>(?:19[5-9]|20[0-4])\d)(?!\d)"
        rf"(?:\s*[./年-]\s*(?P<{side}_month>0?[1-9]|1[0-2])(?!\d)(?:\s*[./月-]\s*\d{{1,2}}日?(?!\d))?\s*月?|\s*年)?"
    )


NOW = r"(?P<now>present|now|current(?:ly)?|today|ongoing|至今|现在|今|目前)"
PERIOD = re.compile(
    rf"(?<![\d/.A-Za-z]){_date('from')}\s*(?:-|–|—|−|~|～|至(?!今)|到|to|until|(?=至今))\s*[-–—]*\s*(?:{NOW}|{_date('to')})"
    rf"|(?:since|from)\s+{_date('since')}|(?<![\d]){_date('zh')}\s*至\s*今",
    re.IGNORECASE,
)
SINGLE = re.compile(
    rf"(?<![\d/.A-Za-z$￥¥])(?:class of |expected |graduated |毕业于\s*)?{_date('at')}"
    r"(?![\d%+]|\s*(?:年|多|余|万|users|人))",
    re.IGNORECASE,
)
DURATION = re.compile(
    r"[(（]?\s*\d{1,2}\s*(?:years?|yrs?|年)(?:\s*(?:and\s*)?\d{1,2}\s*(?:months?|mos?|个月))?\s*[)）]?"
    r"|[(（]?\s*\d{1,2}\s*(?:months?|mos?|个月)\s*[)）]?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Period:
    """From one month to another (year * 12 + month), with the words it was read from."""

    first: int
    last: int
    start: str | None
    end: str | None
    span: tuple[int, int]


def period_in(line: str) -> Period | None:
    """The first "from - to" of a line."""
    for found in PERIOD.finditer(line):
        side = next(s for s in ("from", "since", "zh") if found[f"{s}_year"])
        first = _month(found, side, 1)
        if side != "from" or found["now"]:
            end = found["now"] if side == "from" else None
            return Period(first, _today(), _words(found, side), end, found.span())
        last = _month(found, "to", 12)
        if last >= first:
            return Period(first, last, _words(found, "from"), _words(found, "to"), found.span())
    return None


def single_in(line: str) -> Period | None:
    """A lone date, such as the year of a degree."""
    found = SINGLE.search(line)
    if not found:
        return None
    month = _month(found, "at", 6)
    return Period(month, month, None, _words(found, "at"), found.span())


def months(periods: Iterable[Period]) -> int:
    """Months worked: a union, so two jobs at once count once."""
    return len({month for period in periods for month in range(period.first, period.last + 1)})


def _month(found: re.Match[str], side: str, otherwise: int) -> int:
    """One end as year * 12 + month."""
    name = (found[f"{side}_name"] or "")[:3].lower()
    month = NAMES.index(name) + 1 if name in NAMES else SEASONS.get(name, 0)
    digits = found[f"{side}_month"] or found[f"{side}_first"]
    month = month or min(12, int(digits or otherwise))
    return int(found[f"{side}_year"]) * 12 + month


def _words(found: re.Match[str], side: str) -> str:
    """The date as it stands in the line."""
    groups = [f"{side}_{part}" for part in ("name", "first", "year", "month")]
    begins = min(found.start(g) for g in groups if found[g])
    ends = max(found.end(g) for g in groups if found[g])
    tail = re.match(r"\s*[月年]", found.string[ends:])
    return found.string[begins : ends + (tail.end() if tail else 0)]


def _today() -> int:
    today = dt.date.today()
    return today.year * 12 + today.month
