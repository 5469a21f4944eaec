"""Months are counted once, in every way people write dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.flow.years import experience_years
from shared.models.resume import Employment

TODAY = date(2026, 11, 21)


def jobs(*periods: tuple[str | None, str | None]) -> list[Employment]:
    return [Employment(employer="x", start=start, end=end) for start, end in periods]


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2021.07", "2022.06", 1),
        ("2021年7月", "2022年6月", 1),
        ("2021-07", "2022/06", 1),
        ("2021/7", "2022.6", 1),
        ("Jul 2021", "June 2022", 1),
        ("July 1, 2021", "Jun. 2022", 1),
        ("07/2021", "06/2022", 1),
        ("2025.11", "至今", 1.1),
        ("2025.11", "Present", 1.1),
        ("2025.11", None, 1.1),
        ("2025.11", "2030.01", 1.1),
        ("2019", "2021", 2),
        ("2020", "2020", 0.5),
        ("Sept 2020", "2020.09", 0.1),
    ],
)
def test_periods_in_chinese_and_english(start, end, years) -> None:
    assert experience_years(jobs((start, end)), TODAY) == years


def test_two_jobs_at_once_count_once() -> None:
    assert experience_years(jobs(("2020.01", "2021.12"), ("2021.01", "2022.12")), TODAY) == 3


@pytest.mark.parametrize(
    "periods",
    [(), ((None, None),), (("soon", "2021.01"),), (("2022.01", "2020.01"),), (("2021.01", "?"),)],
)
def test_without_dates_nothing_is_claimed(periods) -> None:
    assert experience_years(jobs(*periods), TODAY) is None


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_survived(start, end) -> None:
    assert (experience_years(jobs((start, end)), TODAY) or 0) >= 0
