"""Trades: which line of work a text is about."""

import re
from collections import Counter
from functools import lru_cache

from infra.offline_ai.engine.skills import find_skills
from infra.offline_ai.engine.text import HAN
from infra.offline_ai.engine.words import book

GENERAL = {"general", "language", "certificate", "soft"}
KIN = [{"software", "cloud", "testing"}, {"software", "data"}]
NEIGHBOURS = [
    {"sales", "retail"}, {"sales", "marketing"}, {"sales", "service"}, {"retail", "service"}, {"retail", "logistics"},
    {"logistics", "manufacturing"}, {"marketing", "media"}, {"marketing", "design"}, {"finance", "accounting"},
    {"software", "product"}, {"data", "product"}, {"hr", "operations"}, {"healthcare", "research"},
    {"hospitality", "retail"}, {"hospitality", "service"}, {"construction", "manufacturing"},
]  # fmt: skip


@lru_cache
def _titles() -> list[tuple[str, re.Pattern[str]]]:
    found: list[tuple[str, re.Pattern[str]]] = []
    for trade, words in book("marks")["trade"].items():
        spelled = [w if HAN.search(w) else rf"\b{w}s?\b" for w in words]
        found.append((trade, re.compile("|".join(spelled), re.IGNORECASE)))
    return found


def trades_of(text: str) -> Counter[str]:
    """How often a text speaks of each trade; a title counts more than a skill."""
    found: Counter[str] = Counter()
    for trade, pattern in _titles():
        found[trade] += 3 * len(set(pattern.findall(text.lower())))
    for skill in find_skills(text):
        if skill.trade not in GENERAL:
            found[skill.trade] += 1
    return +found


def main_trade(text: str) -> str | None:
    """The trade a text speaks of most."""
    counted = trades_of(text).most_common(1)
    return counted[0][0] if counted else None


def is_kin(one: str | None, other: str | None) -> bool:
    """Whether experience in one trade counts in the other."""
    return one == other or any({one, other} <= kin for kin in KIN)


def is_neighbour(one: str, other: str) -> bool:
    """Whether experience in one trade helps in the other."""
    return is_kin(one, other) or {one, other} in NEIGHBOURS
