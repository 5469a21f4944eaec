"""What a call costs: a pure function of tokens, prices and the moment it began."""

from datetime import UTC, date, datetime

from shared.models.usage import Tokens
from shared.models.wire import Value


class Price(Value):
    """Money per million tokens outside the peak; `peak_factor` multiplies all three within it."""

    hit: float = 0
    miss: float
    out: float
    peak_factor: float = 1


class Peak(Value):
    """The dear hours, in UTC: [from, to) on these weekdays (Monday is 0), except on the holidays listed."""

    weekdays: frozenset[int]
    hours: tuple[tuple[int, int], ...]
    holidays: frozenset[date] = frozenset()

    def covers(self, moment: datetime) -> bool:
        """Whether `moment` lies within the peak. A year without listed holidays simply has none."""
        utc = moment.astimezone(UTC)
        if utc.weekday() not in self.weekdays or utc.date() in self.holidays:
            return False
        return any(start <= utc.hour < end for start, end in self.hours)


def cost_micros(tokens: Tokens, price: Price, peak: Peak | None, began: datetime) -> int:
    """Millionths of the price's currency: a price per million tokens is a millionth per token."""
    factor = price.peak_factor if peak and peak.covers(began) else 1
    plain = tokens.hit * price.hit + tokens.miss * price.miss + tokens.out * price.out
    return round(plain * factor)
