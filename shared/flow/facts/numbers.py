"""Numbers and dates of an edit against those of the lines it may lean on."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from shared.flow.facts.amounts import Amount, amounts, rhythm
from shared.flow.facts.dates import Date, is_known, take_dates
from shared.flow.facts.places import NOW, grams
from shared.flow.facts.spelled import spelled_out
from shared.flow.facts.words import plain
from shared.models.customize import Violation

THIRDS = (33.33, 66.67)
SPANS = {1.0: "month", 3.0: "quarter", 12.0: "year"}
ONE = ("1", "1 ", "1年", "1个", "1-")
LOOSE = {
    "firms",
    "records",
    "turns",
    "machines",
    "people",
    "teams",
    "places",
    "rank",
    "grade",
    "times",
}
NOTHING = ("zero", "no ", "without", "零", "无", "未", "没有", "never")


def numbers(text: str) -> tuple[list[Date], list[Amount]]:
    """The dates and amounts of a text."""
    dates, rest = take_dates(spelled_out(plain(text)))
    return dates, amounts(rest)


def new_numbers(revised: str, original: str, near: Sequence[str]) -> Iterator[Violation]:
    """What the edit counts or dates otherwise than its sources."""
    dates, mine = numbers(revised)
    read = [(line, *numbers(line)) for line in near]
    known_dates = [
        date
        for line, found, _ in read
        if len(found) > 1 or NOW.search(line) or _tell_of_one_thing(revised, line)
        for date in found
    ] + numbers(original)[0]
    yield from (
        Violation(kind="date", text=date.text) for date in dates if not is_known(date, known_dates)
    )
    own = numbers(original)[1]
    known = [*own, *_derived(own)]
    known += [
        amount for line, _, found in read if _tell_of_one_thing(revised, line) for amount in found
    ]
    for amount in mine:
        if not _is_idle(amount, near) and not any(_same(amount, other) for other in known):
            yield Violation(kind="number", text=amount.text)
    mine_often, often = (
        rhythm(take_dates(plain(text))[1]) - {"second"} for text in (revised, original)
    )
    if mine_often and often and not mine_often & often:
        yield Violation(kind="number", text="/".join(sorted(mine_often)))


def _tell_of_one_thing(revised: str, line: str) -> bool:
    """A number may come from another line only with some of the words it stood among."""
    return bool(grams(revised) & grams(line))


def _is_idle(amount: Amount, near: Sequence[str]) -> bool:
    if (
        amount.family == "calendar"
        and amount.text[:2] in ONE
        and any(SPANS.get(amount.value) in rhythm(line) for line in near)
    ):
        return True  # "in one year" for a yearly figure
    if 1 < amount.value == amount.listed and not amount.family:
        return True  # "A, B and C, three modules": it counts what stands before it
    if amount.value == 1 and amount.family in LOOSE - {"rank", "grade"} | {""}:
        return True
    return amount.value == 0 and any(word in line.casefold() for line in near for word in NOTHING)


def _same(mine: Amount, other: Amount) -> bool:
    return (
        _families_agree(mine.family, other.family)
        and _values_agree(mine, other)
        and (mine.more <= other.more)
        and not (mine.rates and other.rates and not mine.rates & other.rates)
        and _roles_agree(mine, other)
    )


def _values_agree(mine: Amount, other: Amount) -> bool:
    if abs(mine.value - other.value) <= 1e-6 * max(1.0, abs(other.value)):
        return True
    third = other.value in THIRDS or mine.value in THIRDS
    return third and mine.family == "percent" and abs(mine.value - other.value) < 0.5


def _families_agree(mine: str, other: str) -> bool:
    if mine == other:
        return True
    if not mine or not other:
        counts = {mine, other} - {""}
        return counts <= LOOSE | {
            "CNY",
            "USD",
            "bytes",
            "grade",
            "points",
            "degree",
            "area",
            "clock",
        } - {"times"}
    return {mine, other} <= {"firms", "machines", "records", "turns"}


def _roles_agree(mine: Amount, other: Amount) -> bool:
    ends = ("from", "to")
    if mine.role == "by":
        return other.role not in ends
    if mine.role in ends and other.role in ends:
        return mine.role == other.role
    return not (mine.role in ends and other.role == "by")


def _derived(known: Sequence[Amount]) -> Iterator[Amount]:
    """What anybody can work out from one line: the difference, the change in percent, what lies above 100 %."""
    for one, two in permutations(known, 2):
        if one.family == two.family != "rank" and one.role != two.role:
            family = "points" if one.family == "percent" else one.family
            yield Amount(round(abs(one.value - two.value), 6), family, "by")
            if one.value and one.role == "from":
                change = abs(two.value - one.value) / one.value * 100
                yield from (
                    Amount(value, "percent", "by") for value in {round(change), round(change, 1)}
                )
    counts = [
        amount
        for amount in known
        if amount.family in ("", "people") and amount.role not in ("from", "to")
    ]
    if len(counts) > 1:
        yield Amount(
            sum(amount.value for amount in counts), "", more=any(amount.more for amount in counts)
        )
    for amount in known:
        if amount.family == "percent" and amount.value > 100:
            yield Amount(round(amount.value - 100, 6), "percent", "by")
