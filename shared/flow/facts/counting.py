"""How numbers look in resumes: scales, currencies, directions, rhythms."""

import re

SCALES = {
    "万亿": 1e12, "千万": 1e7, "百万": 1e6, "十万": 1e5, "亿": 1e8, "万": 1e4, "千": 1e3, "百": 1e2, "w": 1e4,
    "k": 1e3, "thousand": 1e3, "mn": 1e6, "million": 1e6, "mil": 1e6, "mm": 1e6, "M": 1e6, "bn": 1e9,
    "billion": 1e9, "B": 1e9, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7,
}  # fmt: skip
SCALE = (
    r"万亿|千万|百万|十万|亿|万|千(?![米克瓦字])|百(?!货|度|科)|thousand\b|million\b|mn\b|(?-i:MM\b)|mil\b|lakhs?\b|crores?\b|cr\b|billion\b|bn\b|"
    r"k(?![a-z\d]|-\d)|(?-i:M(?![A-Za-z]))|(?-i:B(?![A-Za-z]))|w(?![a-z])"
)
CODES = (
    "USD CNY EUR GBP CAD AUD NZD HKD SGD TWD JPY KRW INR CHF SEK NOK DKK PLN CZK HUF AED SAR QAR ZAR BRL MXN"
    " TRY THB MYR"
)
DOLLARS = {
    "$",
    "USD",
    "CAD",
    "AUD",
    "NZD",
    "HKD",
    "SGD",
    "TWD",
    "MXN",
}  # whose, a bare sign does not say
SIGNS = {
    "$": "$",
    "s$": "SGD",
    "nt$": "TWD",
    "nz$": "NZD",
    "us$": "USD",
    "c$": "CAD",
    "a$": "AUD",
    "hk$": "HKD",
    "¥": "CNY",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "rs": "INR",
    "rs.": "INR",
}
CURRENCIES = SIGNS | {"rmb": "CNY"} | {code.lower(): code for code in CODES.split()}
CURRENCY = rf"(?:US\$|C\$|A\$|HK\$|S\$|NT\$|NZ\$|[$¥€£₹]|\bRs\.?\s?|\b(?:RMB|{CODES.replace(' ', '|')})\s?)"
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
MORE = r"\+|余|多(?![少样])"
MORE_BEFORE = re.compile(
    r"(?:(?<![不未])超过?|突破|逾|近?上|不少于|至少|(?<!年)满"
    r"|more than|(?<!turn )(?<!turning )(?<!turned )(?<!took )(?<!taking )(?<!take )(?<!taken )(?<!handed )(?<!handing )over|above|exceed\w*|at least|upwards of|surpass\w*)\s*[$¥€£₹]?$",
    re.IGNORECASE,
)
MORE_AFTER = re.compile(
    r"^\s*(?:以上|\+|or more|(?:and|or) (?:above|over|up|higher))", re.IGNORECASE
)
ABOUT_BEFORE = re.compile(
    r"(?:\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|close to|circa|some)|~|约|近|接近)\s*[$¥€£₹]?$",
    re.IGNORECASE,
)
ABOUT_AFTER = re.compile(r"^\s*(?:左右|上下|or so\b)", re.IGNORECASE)
CHANGE_ZH = (
    "提升|提高|增长|增加|上升|上涨|下降|降低|减少|缩短|节省|节约|下滑|压缩|超额|超|增|降|涨|翻"
)
CHANGE_EN = (
    "up|down|rose|fell|grew|grow|increased?|decreased?|reduced?|improved?|dropped|cut|saved|saving|gained"
    "|lowered"
)
BY_BEFORE = re.compile(
    rf"(?:\bby|\b(?:{CHANGE_EN})|{CHANGE_ZH})"
    r"(?:了|约|近|about|nearly|roughly|approximately|more than|over|超过?|\s)*[$¥€£₹]?$",
    re.IGNORECASE,
)
BY_AFTER = re.compile(
    r"^\s*(?:reduction|increase|drop|growth|improvement|decrease|gain|rise|decline|savings?"
    r"|更|的(?:提升|增长|降幅))",
    re.IGNORECASE,
)
FROM_BEFORE = re.compile(r"(?:\bfrom|由|从|自)(?:约|the|about|\s|[^\W\d_]{0,6}第)*[$¥€£₹]?$", re.I)
TO_BEFORE = re.compile(
    r"(?:\bto|\binto|到|至|->|→)(?:约|了|近|about|over|\s|[^\W\d_]{0,4}第)*[$¥€£₹]?$", re.I
)
TO_LATER = re.compile(r"^[^.。;；\n]*?(?:\bto\b|\binto\b|到|至|->|→|为)", re.I)
CHANGES = re.compile(
    rf"\bfrom\b|由|从|自|->|→|\b(?:{CHANGE_EN})\b|{CHANGE_ZH}|\b(?:brought|went|raised|grown|lifted|moved|took|dropping"
    r"|cutting|reducing|improving|lifting|raising|lowering|shortened|rising|falling|getting)\b|改|做到|压|控制|升|降",
    re.I,
)
FROM_AFTER = re.compile(
    r"^\s*[^\d,;。；]{0,3}?(?:→|->|提升到|提高到|降到|降至|增至|增长到|缩短[到至])"
)

RATES: tuple[tuple[str, str], ...] = (
    ("second", r"per second|a second|/s\b|每秒|qps|tps"),
    ("minute", r"per minute|a minute|每分钟"),
    ("hour", r"per hour|an hour|hourly|/h\b|每小时|小时均"),
    (
        "day",
        r"per day|{A} day|each day|daily|every day|every shift|a shift|an evening|every evening"
        r"|/day|nightly|a night|per night|per shift|each shift"
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
        r"|每年|年均|年度|年销|年回|年采|全年|单年|(?<![\d历往今去明同近多整])年(?=[\u4e00-\u9fff])(?![级轻龄终会假底初末])",
    ),
)
A = r"(?<!within )(?<!inside )(?<!in )(?<!under )(?<!than )(?<!for )(?<!half )a"  # a year is no rate then
RATE_PATTERNS = [
    (name, re.compile(pattern.replace("{A}", A), re.IGNORECASE)) for name, pattern in RATES
]
SHARED_UNIT = r"\s?(?:to|and|-|~|到|至|降至|降到|提升到|提高到|→|->)\s?"
