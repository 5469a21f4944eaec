"""Whether two amounts are one: the same value of the same thing, in whatever unit and role."""

from shared.flow.facts.amounts import Amount
from shared.flow.facts.counting import CODES, DOLLARS

THIRDS = (33.33, 66.67)
COUNTED = {
    *("firms", "records", "turns", "machines", "people", "teams", "places", "rank", "grade"),
    "times",
}
LOOSE = COUNTED | {"calendar", "bytes", "points", "degree", "area", "clock", "$", *CODES.split()}
SMALL_SUM = 100  # a bare 3 is not 3 yuan
MUCH_MORE = 1.3  # "over 100" may stand for 110, not for 200
ABOUT = 0.03


def is_same(mine: Amount, other: Amount) -> bool:
    """Whether an amount of an edit says what one of the sources says, or less."""
    return (
        _families_agree(mine, other)
        and _values_agree(mine, other)
        and not (mine.rates and other.rates and not mine.rates & other.rates)
        and _roles_agree(mine, other)
        and not (other.is_borrowed and _counts_another_thing(mine, other))
    )


def _counts_another_thing(mine: Amount, other: Amount) -> bool:
    """90 files, where another line has 90 days."""
    return not mine.family and other.family in ("clock", "calendar") and not mine.role


def _values_agree(mine: Amount, other: Amount) -> bool:
    bare_end = not mine.family and mine.role in ("from", "to")
    if mine.family and not other.family and mine.value != mine.bare and not other.role:
        return False  # five years are 60 months, but 60 of something are no five years
    value = other.value
    if not mine.family and other.family and (bare_end or mine.value != other.value):
        value = other.bare  # from 90 to 65, days not said
    if abs(mine.value - value) <= 1e-6 * max(1.0, abs(value)):
        return mine.more <= (other.more or other.may_be_more)
    if mine.more and mine.value < other.value <= mine.value * MUCH_MORE:
        return True
    if (mine.about or other.about) and _is_near(mine.value, other.value):
        return True
    third = other.value in THIRDS or mine.value in THIRDS
    return third and mine.family == "percent" and abs(mine.value - other.value) < 0.5


def _is_near(mine: float, other: float) -> bool:
    """Within a few percent, or rounded to two figures."""
    return abs(mine - other) <= ABOUT * abs(other) or mine == float(f"{other:.2g}")


def _families_agree(mine: Amount, other: Amount) -> bool:
    if mine.family == other.family:
        return True
    families = {mine.family, other.family}
    if "" in families:
        bare_end = not mine.family and mine.role in ("from", "to") and mine.role == other.role
        told = bool(mine.text and other.text)
        factor = told and "times" in families and mine.value % 1  # ROAS 4.2 and 4.2x, no twofold
        if families & {"$", *CODES.split()} and mine.value < SMALL_SUM:
            return bare_end
        return bare_end or bool(factor) or families - {""} <= LOOSE - {"times"}
    return (families <= DOLLARS and "$" in families) or families <= {
        *("firms", "machines", "records", "turns")
    }


def _roles_agree(mine: Amount, other: Amount) -> bool:
    ends = ("from", "to")
    if mine.role == "by":
        return other.role not in ends
    if mine.role in ends and other.role in ends:
        return mine.role == other.role
    return not (mine.role in ends and other.role == "by")
