"""Numbers with what they count: 120 万笔, $85K, 12 minutes a deploy, from 41% to 78%."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from shared.flow.facts.counting import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    BY_AFTER,
    BY_BEFORE,
    CHANGES,
    CURRENCIES,
    CURRENCY,
    FROM_AFTER,
    FROM_BEFORE,
    MORE,
    MORE_AFTER,
    MORE_BEFORE,
    NUMBER,
    SCALE,
    SCALES,
    SHARED_UNIT,
    TO_BEFORE,
    TO_LATER,
)
from shared.flow.facts.rhythm import rates_of
from shared.flow.facts.words import HAN

NO_THINGS = {
    "and",
    "or",
    "to",
    "in",
    "for",
    "with",
    "at",
    "from",
    "by",
    "on",
    "the",
    "per",
    "each",
    "as",
    "plus",
    "over",
    "than",
    "that",
    "into",
    "via",
}
OVER = re.compile(r"\bover\s*$", re.IGNORECASE)
Role = Literal["from", "to", "by", ""]


@dataclass(frozen=True)
class Amount:
    """One number: its value in the smallest unit of its family ("" when it counts nothing known)."""

    value: float
    family: str
    role: Role = ""
    more: bool = False
    may_be_more: bool = False  # over 25 years: more than them, or during them
    about: bool = False
    rates: frozenset[str] = frozenset()
    bare: float = 0.0  # the value before its unit
    text: str = ""
    counts: str = ""  # the word behind it
    code: str = ""  # the capitals before it: asc 740
    listed: int = 0  # how many things are enumerated right before it
    is_borrowed: bool = False  # another line tells it


@lru_cache
def unit_names() -> dict[str, tuple[str, float]]:
    """Each spelling of a unit: its family, and how many of the family's smallest it is."""
    table = tomllib.loads((Path(__file__).parent / "units.toml").read_text(encoding="utf-8"))
    return {
        spelling: (family, factor)
        for family, units in table.items()
        for factor, spellings in units.values()
        for spelling in spellings
    }


@lru_cache
def _pattern() -> re.Pattern[str]:
    spellings = sorted(unit_names(), key=len, reverse=True)
    latin = "|".join(re.escape(s) for s in spellings if s[0].isascii() and s[0].isalpha())
    other = "|".join(re.escape(s) for s in spellings if not (s[0].isascii() and s[0].isalpha()))
    return re.compile(
        rf"(?P<cur>{CURRENCY})?(?<![A-Za-z_\d.])(?<![A-Za-z][-/])(?P<ordinal>第\s*)?(?P<num>{NUMBER})(?!\.\d)"
        rf"(?:\s?(?P<more>{MORE}))?(?:[\s-]?(?P<scale>{SCALE}))?(?P<more2>{MORE})?"
        rf"(?:[\s-]?(?:(?P<latin>{latin})(?![A-Za-z])|(?:个(?=人|省|国))?(?P<other>{other})))?",
        re.IGNORECASE,
    )


def amounts(text: str) -> list[Amount]:
    """Every number of a text that has its words in digits and its dates taken out."""
    text = re.sub(r"\bYear(?=s? \d)", "Form", text)  # 28 Year 8 pupils: a class, not 28 years
    text = re.sub(r"(?<=\d)年级", "级", text)
    text = re.sub(r"(?<=\d)\s?x\s?(?=\d)", " · ", text)  # 3x30 m
    text = re.sub(r"^\W*\d{1,2}[.、)](?!\d)", " ", text)  # the number of the line
    text = re.sub(r"(?<=\d )G-(?=[a-z])", "", text)  # 400 G-code programs: no grams
    text = re.sub(r"(?<=\d),(?=(?:19|20)\d\d(?:[、年]))", " , ", text)  # 9/118,2022年
    text = re.sub(r"\bHR\b", "human resources", text)  # 4 HR people: no hours
    found: list[Amount] = []
    factor, end = 1.0, 0
    for match in _pattern().finditer(_with_shared_units(text)):
        amount = _amount(match.string, match)
        if amount is None:
            continue
        if found and _goes_on(found[-1], amount, match, end):
            found[-1] = replace(found[-1], value=found[-1].value + amount.value)
            end = match.end()
            continue
        end = match.end()
        if found and _is_bare_end(found[-1], amount):  # from 34 days to 19
            amount = replace(amount, value=round(amount.value * factor, 6), family=found[-1].family)
        else:
            factor = _family(match)[1]
        found.append(amount)
    return found


def _goes_on(before: Amount, amount: Amount, match: re.Match[str], end: int) -> bool:
    """7 min 30 s, 1小时20分钟: one time."""
    is_time = (
        before.family == amount.family == "clock" and amount.value < before.value / before.bare
    )
    return is_time and not match.string[end : match.start()].strip(" 零又")


def _is_bare_end(before: Amount, amount: Amount) -> bool:
    return (
        before.role == "from" and amount.role == "to" and bool(before.family) and not amount.family
    )


def _with_shared_units(text: str) -> str:
    """As in: from 45 to 12 minutes, where the unit belongs to both numbers."""

    def shared(found: re.Match[str]) -> str:
        unit = found["latin"] or found["other"] or ""
        scale = found["scale"] or ""
        between = f" {found['between'].strip()} "
        return f"{found['one']}{scale} {unit}".rstrip() + between + found["rest"]

    tail = _pattern().pattern
    return re.compile(
        rf"(?<![A-Za-z_\d.,$¥€£₹])(?P<one>\d+(?:\.\d+)?)(?P<between>{SHARED_UNIT})(?P<rest>{tail})",
        re.IGNORECASE,
    ).sub(shared, text)


def _amount(text: str, found: re.Match[str]) -> Amount | None:
    before, after = (
        text[max(0, found.start() - 48) : found.start()],
        text[found.end() : found.end() + 32],
    )
    has_unit = found["latin"] or found["other"] or found["scale"]
    if re.match(r"[A-Za-z]", after) and not has_unit:
        return None  # 3D, 2nd: names, not amounts
    family, factor = _family(found)
    is_million = re.match(r"\s[a-z]{4,}", after) and not re.search(r"\s", found[0].strip())
    if (found["latin"] or "").lower() == "m" and (found["cur"] or is_million):
        family, factor = (family if found["cur"] else ""), 1e6  # $14m, 2m requests
    value = float(found["num"].replace(",", "")) * _scale(found["scale"]) * factor
    return Amount(
        value=round(value, 6),
        family=family,
        role=_role(before, after),
        more=_is_open(found, before, after, value),
        may_be_more=OVER.search(before) is not None,
        about=bool(ABOUT_BEFORE.search(before) or ABOUT_AFTER.match(after)),
        rates=rates_of(text, found.start(), found.end()),
        bare=round(float(found["num"].replace(",", "")) * _scale(found["scale"]), 6),
        text=found[0].strip(),
        counts=_counted(found, before, after),
        listed=_listed(text[: found.start()]),
        code=_code(before, found),
    )


def _counted(found: re.Match[str], before: str, after: str) -> str:
    """The beginning of what is counted: 2 lines and 2 new lines differ, 2 lines and 6 line are one."""
    unit = found["latin"] or found["other"] or ""
    behind = re.match(rf"\s*(个|of\s)?([{HAN}]|[A-Za-z]{{2,4}})?", after)
    thing = (behind[2] if behind else "") or ""
    if thing.casefold() in NO_THINGS:
        thing = ""
    if thing or unit:
        return (thing or unit).casefold()
    ahead = re.search(rf"[{HAN}]{{2}}\s?$", before)  # 完成项目26个, 排名 8/96
    return ahead[0].strip() if ahead and (after[:1] == "/" or (behind and behind[1])) else ""


def _code(before: str, found: re.Match[str]) -> str:
    capitals = re.search(r"\b([A-Z]{2,})[\s-]?$", before)
    return f"{capitals[1]} {found['num']}".casefold() if capitals else ""


def _is_open(found: re.Match[str], before: str, after: str, value: float) -> bool:
    if found["more"] or found["more2"] or MORE_AFTER.match(after):
        return True
    if OVER.search(before) and not found["cur"]:
        is_time = _family(found)[0] in ("calendar", "clock")
        return value >= 10 and not is_time  # over two shifts, over three years: during them
    if before.endswith("上") and value % 100:
        return False  # 上了8台, but 上百
    return MORE_BEFORE.search(before) is not None


def _listed(before: str) -> int:
    clause = re.split(r"[,，。;；:：]", before)[-1]
    parts = re.split(r"[、与和及]|(?<!\d)/(?!\d)", clause)
    return len(parts) if len(parts) > 1 else 0


def _scale(scale: str | None) -> float:
    if not scale:
        return 1.0
    return SCALES.get(scale) or SCALES.get(scale.lower()) or 1.0


def _family(found: re.Match[str]) -> tuple[str, float]:
    if found["cur"]:
        return CURRENCIES[found["cur"].strip().lower()], 1.0
    if found["ordinal"]:
        return "rank", 1.0
    spelling = (found["latin"] or found["other"] or "").lower()
    return unit_names().get(spelling, ("", 1.0))


def _role(before: str, after: str) -> Role:
    """Whether the number is one end of a change, or its size. "to 3 customers" is neither."""
    if FROM_BEFORE.search(before) and TO_LATER.match(after):
        return "from"
    if TO_BEFORE.search(before) and CHANGES.search(before):
        return "to"
    if BY_BEFORE.search(before) or BY_AFTER.match(after):
        return "by"
    return "from" if FROM_AFTER.match(after) else ""
