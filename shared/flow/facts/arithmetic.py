"""What anybody can work out from the numbers and dates of one line."""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from shared.flow.facts.amounts import Amount
from shared.flow.facts.counting import CODES
from shared.flow.facts.dates import Date

YEAR = 12
LARGE = 1_000
CURRENCY_FAMILIES = ("$", *CODES.split())
PLAIN = ("", "people", "firms", "records", "turns", "machines", "teams", "places")


def derived(known: Sequence[Amount], *, of_own_line: bool) -> Iterator[Amount]:
    """Differences, changes and shares in percent, a share of a count; of another line only what is alike."""
    for one, two in permutations(known, 2):
        alike = _count_alike(one, two) or (of_own_line and not _count_unlike(one, two))
        if alike and _comparable(one, two) and one.value and one.value != two.value:
            yield from _compared(one, two)
        if one.family == "percent" and two.family in (*PLAIN, *CURRENCY_FAMILIES):
            yield _part(one, two)
    for amount in known:
        if amount.family == "percent" and amount.value > 100:
            yield Amount(round(amount.value - 100, 6), "percent", "by")


def across(own: Sequence[Amount], told: Sequence[Amount]) -> Iterator[Amount]:
    """What a number of the line gives with one of another line: the change of a sum of money or a time."""
    for one, two in ((a, b) for a in own for b in told):
        if not (one.value and two.value) or one.value == two.value:
            continue
        if one.family == two.family not in (*PLAIN, "percent", "points", "rank", "grade"):
            yield from _compared(one, two)
            yield from _compared(two, one)
        if one.family in PLAIN and two.family in PLAIN and two.value < one.value:
            yield from _share(two.value / one.value)
        for whole, percent in ((one, two), (two, one)):
            if whole.family in PLAIN and percent.family == "percent":
                yield _part(percent, whole)


def averages(known: Sequence[Amount]) -> Iterator[Amount]:
    """An average or a total over a count: sums of a month for a year, 480 for 15 customers."""
    for one, two in permutations(known, 2):
        if one.family in PLAIN and one.value and two.family not in ("percent", one.family or "-"):
            yield Amount(one.value * two.value, two.family)
            yield Amount(two.value / one.value, two.family)
    for amount in known:
        if "month" in amount.rates:
            yield Amount(amount.value * YEAR, amount.family, rates=frozenset({"year"}))
        if "year" in amount.rates:
            yield Amount(amount.value / YEAR, amount.family, rates=frozenset({"month"}))


def _comparable(one: Amount, two: Amount) -> bool:
    """Two sums, one of which may leave its currency out: $3.4M (2.6M in 2022)."""
    families = {one.family, two.family} - set(CURRENCY_FAMILIES)
    return one.family == two.family or (families == {""} and min(one.value, two.value) >= LARGE)


def _count_alike(one: Amount, two: Amount) -> bool:
    """Not 3 buildings with 210 units."""
    if {one.family, two.family} - set(PLAIN):
        return True
    return bool(one.role or two.role or one.counts == two.counts != "")


def _count_unlike(one: Amount, two: Amount) -> bool:
    """Not 14 lessons less 2 classes."""
    han = not (one.counts.isascii() or two.counts.isascii())
    return han and one.counts != two.counts and not {one.role, two.role} - {""}


def _part(percent: Amount, whole: Amount) -> Amount:
    return Amount(float(round(percent.value * whole.value / 100)), whole.family, about=True)


def _share(share: float) -> Iterator[Amount]:
    yield from (Amount(value, "percent") for value in _rounded(share * 100))


def _compared(one: Amount, two: Amount) -> Iterator[Amount]:
    if one.family == "rank":
        return
    family = "points" if one.family == "percent" else one.family or two.family
    yield Amount(round(abs(one.value - two.value), 6), family, "by")
    change, share = abs(two.value - one.value) / one.value * 100, two.value / one.value * 100
    if one.role != "to":
        yield from (Amount(value, "percent", "by") for value in _rounded(change))
    if share < 100 or one.family in CURRENCY_FAMILIES:
        yield from _share(share / 100)
    if share > 100:
        yield Amount(round(share / 100, 1), "times", about=True)


def _rounded(value: float) -> set[float]:
    return {float(round(value)), round(value, 1), round(value, 2)}


def sums(known: Sequence[Amount]) -> Iterator[Amount]:
    """The counts of a line together: all of them, or any two."""
    parts = [a for a in known if a.role not in ("from", "to")]
    counts = [a for a in parts if a.family in PLAIN]
    for group in (counts, *combinations(parts, 2)):
        families = {amount.family for amount in group} - {""}
        if len(group) > 1 and (len(families) < 2 or families <= set(PLAIN)):
            total = sum(amount.value for amount in group)
            family = families.pop() if len(families) == 1 else ""
            yield Amount(total, family, more=any(amount.more for amount in group))


def durations(dates: Sequence[Date]) -> Iterator[Amount]:
    """Months between any two dates, first and last one counted or not; whole years by their nearest."""
    for one, two in combinations(dates, 2):
        if one.month and two.month:
            months = abs((two.year - one.year) * YEAR + two.month - one.month)
            spans = {months, months + 1, round(months / YEAR) * YEAR}
        else:
            spans = {abs(two.year - one.year) * YEAR}
        yield from (Amount(float(span), "calendar") for span in spans if span)
