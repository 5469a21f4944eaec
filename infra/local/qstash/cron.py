"""Cron expressions: five fields, minute granularity, an optional CRON_TZ= in front."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
SHORTCUTS = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
}
RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))  # 7 is Sunday, too
FIVE_YEARS = 366 * 5


@dataclass(frozen=True)
class Cron:
    """The times an expression names."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either_day: bool  # day of month and weekday both restricted: one of them suffices
    zone: tzinfo

    def after(self, moment: float) -> float:
        """The first time later than `moment`, both as unix seconds."""
        start = datetime.fromtimestamp(moment, self.zone).replace(second=0, microsecond=0)
        start += timedelta(minutes=1)
        for offset in range(FIVE_YEARS):
            day = (start + timedelta(days=offset)).replace(hour=0, minute=0) if offset else start
            found = self._first_of_day(day) if self._matches_day(day) else None
            if found is not None:
                return found.timestamp()
        raise ValueError("invalid cron expression: it names no time")

    def _matches_day(self, day: datetime) -> bool:
        if day.month not in self.months:
            return False
        by_date, by_weekday = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return by_date or by_weekday if self.either_day else by_date and by_weekday

    def _first_of_day(self, day: datetime) -> datetime | None:
        times = (
            day.replace(hour=hour, minute=minute)
            for hour in sorted(self.hours)
            for minute in sorted(self.minutes)
        )
        return next((time for time in times if time >= day), None)


def parse_cron(text: str) -> Cron:
    """Read an expression, or say that it is none."""
    zone: tzinfo = UTC
    words = text.split()
    if words and words[0].startswith(("CRON_TZ=", "TZ=")):
        zone = _zone(words.pop(0).split("=", 1)[1])
    if len(words) == 1:
        words = SHORTCUTS.get(words[0], "").split()
    if len(words) != len(RANGES):
        raise ValueError(f"invalid cron expression: {text}")
    names: tuple[list[str], ...] = ([], [], [], MONTHS, DAYS)
    fields = [
        _field(word, low, high, known)
        for word, (low, high), known in zip(words, RANGES, names, strict=True)
    ]
    weekdays = frozenset(day % 7 for day in fields[4])
    either = not words[2].startswith("*") and not words[4].startswith("*")
    return Cron(fields[0], fields[1], fields[2], fields[3], weekdays, either, zone)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"invalid cron expression: unknown time zone {name}") from error


def _field(text: str, low: int, high: int, names: list[str]) -> frozenset[int]:
    values: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, last = _span(span, low, high, names, bool(step))
        if not low <= first <= last <= high or (step and not step.isdigit()) or step == "0":
            raise ValueError(f"invalid cron expression: {text}")
        values.update(range(first, last + 1, int(step or 1)))
    return frozenset(values)


def _span(text: str, low: int, high: int, names: list[str], open_end: bool) -> tuple[int, int]:
    if text == "*":
        return low, high
    first, dash, last = text.partition("-")
    start = _number(first, low, names)
    if dash:
        return start, _number(last, low, names)
    return start, high if open_end else start


def _number(text: str, low: int, names: list[str]) -> int:
    if text.lower() in names:
        return names.index(text.lower()) + low
    if not text.isdigit():
        raise ValueError(f"invalid cron expression: {text}")
    return int(text)
