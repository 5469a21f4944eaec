"""Years of experience: the union of the months somebody was employed, so that two jobs at once count once."""

import re
from collections.abc import Iterable
from datetime import date

from shared.models.resume import Employment

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ONGOING = re.compile(r"至今|现在|目前|今$|present|now|current|today|ongoing|to date", re.IGNORECASE)
NUMERIC = re.compile(r"(19[5-9]\d|20\d\d)\s*(?:年|[./\-])\s*(1[0-2]|0?[1-9])(?!\d)")
NUMERIC_LAST = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*[./\-]\s*(19[5-9]\d|20\d\d)(?!\d)")
NAMED = re.compile(
    rf"({'|'.join(MONTHS)})[a-z]*\.?,?\s*(?:\d{{1,2}},\s*)?(19[5-9]\d|20\d\d)", re.IGNORECASE
)
YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")


def experience_years(employments: Iterable[Employment], today: date) -> float | None:
    """Years with one decimal; None when no employment has dates one can read."""
    months: set[int] = set()
    for employment in employments:
        months |= _months(employment, today)
    return round(len(months) / 12, 1) if months else None


def first_month(text: str) -> int | None:
    """Months since year 0 of the date a period begins with; a bare year counts from its middle."""
    return _month(text, bare_year_month=7)


def last_month(text: str | None, today: date) -> int | None:
    """The last month of a period, itself included; no text and words for "until now" mean today."""
    now = today.year * 12 + today.month - 1
    if not text or ONGOING.search(text):
        return now
    month = _month(text, bare_year_month=6)
    return None if month is None else min(month, now)


def _months(employment: Employment, today: date) -> set[int]:
    first = first_month(employment.start or "")
    last = last_month(employment.end, today)
    if first is None or last is None:
        return set()
    if last == first - 1:  # within one bare year
        last = first + 5
    return set(range(first, last + 1))


def _month(text: str, bare_year_month: int) -> int | None:
    if found := NUMERIC.search(text):
        return int(found[1]) * 12 + int(found[2]) - 1
    if found := NAMED.search(text):
        return int(found[2]) * 12 + MONTHS.index(found[1].lower())
    if found := NUMERIC_LAST.search(text):
        return int(found[2]) * 12 + int(found[1]) - 1
    if found := YEAR.search(text):
        return int(found[1]) * 12 + bare_year_month - 1
    return None
