"""Numbers and dates of an edit against those of the lines it may lean on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shared.flow.facts.agreement import COUNTED, is_same
from shared.flow.facts.amounts import Amount, amounts, unit_names
from shared.flow.facts.arithmetic import LARGE, PLAIN, across, averages, derived, durations, sums
from shared.flow.facts.counting import CHANGES
from shared.flow.facts.dates import Date, is_known_date, take_dates
from shared.flow.facts.places import grams, is_close, tells_the_same
from shared.flow.facts.rhythm import rhythm
from shared.flow.facts.spelled import spelled_out
from shared.flow.facts.words import plain
from shared.models.customize import Violation

SPANS = {1.0: "month", 3.0: "quarter", 12.0: "year"}
ONE = ("1", "1 ", "1年", "1个", "1-", "12")
EXAM = re.compile(
    r"C\+\+[\d/]+|(?:大学)?英语(?:专业)?[四六八]级|CET-?[46]|TEM-?[48]|专业?[四八]级?|\b2:[12]\b|\b\d{1,2}:\d\d(?!\d)"
)  # names, checked as such
YEARS = range(1950, 2050)
TOGETHER = re.compile(r"共|合计|总计|累计|两|in total|altogether|combined|overall|together", re.I)
AVERAGE = re.compile(
    r"平均|均|折合|每[家人个户期]|\baverage|\bper\b|\beach\b|roughly|about|approximately|约", re.I
)
APART = re.compile(
    r"[高低多少]于?|剩|余|remain|above|below|fewer|\bless\b|\bmore\b|ahead|short of", re.I
)
NOTHING = ("zero", "no ", "without", "零", "无", "未", "没有", "never")


Counted = tuple[list[Date], list[Amount]]


def numbers(text: str) -> Counted:
    """The dates and amounts of a text."""
    dates, rest = take_dates(spelled_out(EXAM.sub(" ", plain(text))))
    return dates, amounts(rest)


def new_numbers(
    revised: str, original: str, near: Sequence[tuple[str, Counted]]
) -> Iterator[Violation]:
    """What the edit counts or dates otherwise than its sources, given with what they count."""
    dates, mine = numbers(revised)
    told = [
        (its, [replace(amount, is_borrowed=True) for amount in found])
        for line, (its, found) in near
        if line != original and _tell_of_one_thing(revised, line)
    ]
    own_dates, own = numbers(original)
    known_dates = own_dates + [date for _, read in near for date in _years_too(*read)]
    lines = [line for line, _ in near]
    yield from (
        Violation(kind="date", text=date.text)
        for date in dates
        if not is_known_date(date, known_dates)
    )
    of_line = [*own, *derived(own, of_own_line=True)]
    known = list(_backing(revised, of_line, own, told)) + list(durations(own_dates))
    gone = _gone(own, mine)
    for amount in mine:
        if _is_idle(amount, lines) or _counts_years(amount, [*dates, *own_dates]):
            continue
        is_known = any(is_same(amount, other) for other in known) or _is_year(amount, known_dates)
        wrong_place = _replaces(amount, gone, own, revised) or _is_swapped(amount, mine, own)
        if not is_known or wrong_place or _adds_a_rate(amount, known, revised, original):
            yield Violation(kind="number", text=amount.text)
    if is_close(revised, original) or tells_the_same(revised, original):
        yield from _replaced_years(dates, own_dates)
    yield from _new_rhythm(revised, original)


def _backing(
    revised: str,
    of_line: Sequence[Amount],
    own: Sequence[Amount],
    told: Sequence[Counted],
) -> Iterator[Amount]:
    """Every amount an edit may say: of its line, of lines on the same thing, and what follows from both."""
    changed = CHANGES.search(revised) is not None or APART.search(revised) is not None
    found = [*of_line]
    found += [a for a in sums(own) if a.family == "people" or TOGETHER.search(revised)]
    if AVERAGE.search(revised):
        found += averages([*own, *(amount for _, amounts_of in told for amount in amounts_of)])
    for dates, amounts_of in told:
        found += [*amounts_of, *derived(amounts_of, of_own_line=False), *across(own, amounts_of)]
        found += durations(dates)
    for amount in found:
        is_difference = amount.role == "by" and not amount.text and amount.family != "percent"
        if changed or not is_difference:
            yield amount


def _years_too(dates: list[Date], found: list[Amount]) -> list[Date]:
    """The dates, and the numbers that may be years: a review of 2021 invoices."""
    return dates + [Date(int(a.value), None, a.text) for a in found if a.value in YEARS]


def _is_year(amount: Amount, known: Sequence[Date]) -> bool:
    return amount.value in YEARS and any(date.year == amount.value for date in known)


def _adds_a_rate(amount: Amount, known: Sequence[Amount], revised: str, original: str) -> bool:
    """Eleven people a month, where the sources only say eleven people."""
    if not amount.rates or amount.rates & _rhythm(original) or not is_close(revised, original):
        return False
    return not any(other.rates or other.about for other in known if is_same(amount, other))


def _gone(own: Sequence[Amount], mine: Sequence[Amount]) -> list[Amount]:
    """The numbers of the line the edit leaves out; each of the edit stands for one of the line."""
    gone, left = list(own), list(mine)
    for counts_the_same in (True, False):
        for other in list(gone):
            for one in left:
                if is_same(one, other) and (one.counts == other.counts or not counts_the_same):
                    gone.remove(other)
                    left.remove(one)
                    break
    return gone


def _replaces(amount: Amount, gone: Sequence[Amount], own: Sequence[Amount], revised: str) -> bool:
    """Whether the number stands where its line had another one: true elsewhere, it is false here."""
    is_count = amount.family in PLAIN and not APART.search(revised)
    is_end = amount.role in ("from", "to")  # what follows from both ends is neither of them
    excuse = [*own, *sums(own)]
    if not is_count and not is_end:
        excuse += derived(own, of_own_line=True)
    if any(is_same(amount, other) for other in excuse):
        return False
    if amount.role in ("from", "to") and any(other.role == amount.role for other in gone):
        return True
    return any(
        other.family == amount.family and other.counts and other.counts == amount.counts
        for other in gone
    )


def _is_swapped(amount: Amount, mine: Sequence[Amount], own: Sequence[Amount]) -> bool:
    """Whether the number and another one change places: 3 cars and 5 vans for 5 cars and 3 vans."""
    if amount.family not in PLAIN or amount.value > LARGE or amount.counts in unit_names():
        return False
    if _miscounts(amount, mine, own):
        return True
    told = {(other.value, other.counts) for other in own if other.counts}
    said = {(other.value, other.counts) for other in mine}
    return any(
        (amount.value, thing) in told and (value, amount.counts) in told
        for value, thing in said - told
        if value != amount.value and thing != amount.counts
    )


def _miscounts(amount: Amount, mine: Sequence[Amount], own: Sequence[Amount]) -> bool:
    """Whether the line has the number for another thing, and a number of this thing that is gone."""
    values = {other.value for other in mine}
    its = {other.value for other in own if other.counts and other.counts == amount.counts}
    elsewhere = any(amount.value in (other.value, other.bare) for other in own)
    return elsewhere and amount.value not in its and bool(its - values)


def _replaced_years(mine: Sequence[Date], own: Sequence[Date]) -> Iterator[Violation]:
    """Another year in place of the line's own."""
    years, its = {date.year for date in mine}, {date.year for date in own}
    if its - years:
        for date in mine:
            if date.year not in its:
                yield Violation(kind="date", text=date.text)


def _new_rhythm(revised: str, original: str) -> Iterator[Violation]:
    """A month where the line says a day."""
    mine, its = _rhythm(revised), _rhythm(original)
    if mine and its and not mine & its:
        yield Violation(kind="number", text="/".join(sorted(mine)))


def _rhythm(text: str) -> frozenset[str]:
    return rhythm(take_dates(spelled_out(plain(text)))[1]) - {"second"}


def _tell_of_one_thing(revised: str, line: str) -> bool:
    """A number may come from another line only with some of the words it stood among."""
    return bool(grams(revised) & grams(line))


def _counts_years(amount: Amount, dates: Sequence[Date]) -> bool:
    """Two years in a row, where two years are named."""
    years = {date.year for date in dates}
    spans = {len(years), max(years) - min(years) if years else 0}
    value = amount.value / 12 if amount.family == "calendar" else amount.value
    return amount.family in ("", "calendar", "turns") and value in spans - {0, 1}


def _is_idle(amount: Amount, near: Sequence[str]) -> bool:
    """Whether the number says nothing new: a name's, an enumeration's, a single thing's."""
    if amount.code and any(amount.code in line.casefold() for line in near):
        return True  # ASC 740
    span = SPANS.get(amount.value)
    if (
        amount.family == "calendar"
        and amount.text[:2] in ONE
        and any(
            span in rhythm(line) or re.search(rf"first {span}|首年|第一年", line) for line in near
        )
    ):
        return True  # "in one year" for a yearly figure
    if 1 < amount.value == amount.listed and not amount.family:
        return True  # "A, B and C, three modules": it counts what stands before it
    if amount.value == 1 and amount.family in COUNTED - {"rank", "grade"} | {""}:
        return True
    return amount.value == 0 and any(word in line.casefold() for line in near for word in NOTHING)
