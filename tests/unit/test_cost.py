"""Prices by the hour: a call costs what its moment says."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from shared.flow.cost import Peak, Price, cost_micros
from shared.models.usage import Tokens

PEAK = Peak(
    weekdays=frozenset(range(5)),
    hours=((1, 4), (6, 10)),
    holidays=frozenset({date(2026, 10, 1)}),
)
PRICE = Price(hit=0.02, miss=1, out=4, peak_factor=2)
TOKENS = Tokens(hit=1_000_000, miss=1_000_000, out=1_000_000, reasoning=400_000)


@pytest.mark.parametrize(
    ("moment", "dear"),
    [
        (datetime(2026, 11, 20, 0, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 1, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 3, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 4, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 9, 30, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 10, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 21, 2, 0, tzinfo=UTC), False),
        (datetime(2026, 10, 1, 2, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=8))), True),
    ],
)
def test_peak_hours_double_the_price(moment, dear) -> None:
    assert cost_micros(TOKENS, PRICE, PEAK, moment) == 5_020_000 * (2 if dear else 1)


def test_without_a_peak_rule_there_is_one_price() -> None:
    assert cost_micros(TOKENS, PRICE, None, datetime(2026, 11, 20, 2, tzinfo=UTC)) == 5_020_000


def test_reasoning_is_not_paid_twice() -> None:
    off = datetime(2026, 11, 21, tzinfo=UTC)
    assert cost_micros(Tokens(out=10, reasoning=10), PRICE, None, off) == 40
