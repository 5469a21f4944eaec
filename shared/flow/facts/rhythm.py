"""How often something happens: a day, a week, a month …"""

import re

from shared.flow.facts.words import HAN

RATE_OF_ANOTHER = re.compile(
    r"^.*?\b(?:a|an|per|each|every) (?:hour|day|week|month|quarter|year)\b"
)
RATES: tuple[tuple[str, str], ...] = (
    ("second", r"per second|a second(?=[,.;)]|$)|/s\b|每秒|qps|tps"),
    ("minute", r"per minute|a minute|每分钟"),
    ("hour", r"per hour|an hour|hourly|/h\b|每小时|小时均"),
    (
        "day",
        r"per day|{A} day|each day|daily|every day|every shift|a shift|an evening|every evening"
        r"|/day|/d\b|/[日天]|nightly|a night|per night|per shift|each shift"
        r"|每天|每日|日均|日处理|(?<![\d今节假生当昨纪])日(?=抽|产|销|检|接|发|审|配|访|出|流水)|日活|单日",
    ),
    (
        "week",
        r"per week|{A} week|\bweekly|each week|every week|/week|每周|周均|(?<![\d两几])周(?=课|报|会|更|产)",
    ),
    (
        "month",
        r"per month|{A} month|monthly|each month|every month|/month"
        r"|每月|月均|月销|单月|(?<![\d个年本当])月(?=[\u4e00-\u9fff])(?![份日底初末度])",
    ),
    (
        "quarter",
        r"per quarter|quarterly|{A} quarter(?! of)|each quarter|every quarter"
        r"|每季度|季度均|(?<![\d个])季度(?=[报抽盘考例目总业均销])",
    ),
    (
        "year",
        r"per year|{A} year|yearly|annual|annually|each year|every year|per annum|/year"
        r"|每年|年均|年度|年销|年回|年采|全年|单年|(?<![\d一上下前历往今去明同近多整])年(?=[\u4e00-\u9fff])(?![级轻龄终会假底初末])",
    ),
)
A = r"(?<!within )(?<!inside )(?<!in )(?<!under )(?<!than )(?<!for )(?<!half )a"  # a year is no rate then
RATE_PATTERNS = [
    (name, re.compile(pattern.replace("{A}", A), re.IGNORECASE)) for name, pattern in RATES
]


def rhythm(text: str) -> frozenset[str]:
    """How often the things of a line happen: day, week, month …"""
    return frozenset(name for name, pattern in RATE_PATTERNS if pattern.search(text))


def rates_of(text: str, start: int, end: int) -> frozenset[str]:
    """How often a number happens that stands from start to end: what is said right before and behind it."""
    ahead, behind = (10, 6) if re.search(rf"[{HAN}]", text) else (28, 32)
    parts = re.split(
        r"[,，;；。、(（]|\d+(?:年|个?月|周|天|日|季度)?", text[max(0, start - ahead) : start]
    )
    before = RATE_OF_ANOTHER.sub("", parts[-1]) if len(parts) > 1 else parts[0]
    after = re.split(r"[,，;；。、)）]|\d", text[end : end + behind])[0]
    return rhythm(f"{before} {text[start:end]} {after}")
