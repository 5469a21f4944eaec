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
SIGN = r"[$¥€£₹]"
MORE = r"\+|余|多(?![少样])"
MOVED = (
    "turn |turning |turned |took |taking |take |handed "  # turning over £38m is no more than £38m
)
NOT_MOVED = "".join(f"(?<!{word})" for word in MOVED.split("|"))
MORE_BEFORE = re.compile(
    r"(?:(?<![不未])超过?|突破|逾|近?上|不少于|至少|(?<!年)满"
    rf"|more than|{NOT_MOVED}over|above|exceed\w*|at least|upwards of|surpass\w*)\s*{SIGN}?$",
    re.IGNORECASE,
)
MORE_AFTER = re.compile(
    r"^\s*(?:以上|\+|or more|(?:and|or) (?:above|over|up|higher))", re.IGNORECASE
)
ABOUT_BEFORE = re.compile(
    r"(?:\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|close to|circa|some)|~|约|近|接近)"
    rf"\s*{SIGN}?$",
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
    rf"(?:了|约|近|about|nearly|roughly|approximately|more than|over|超过?|\s)*{SIGN}?$",
    re.IGNORECASE,
)
BY_AFTER = re.compile(
    r"^\s*(?:reduction|increase|drop|growth|improvement|decrease|gain|rise|decline|savings?"
    r"|更|的(?:提升|增长|降幅))",
    re.IGNORECASE,
)
FROM_BEFORE = re.compile(
    rf"(?:\bfrom|由|从|自)(?:约|the|about|\s|[^\W\d_]{{0,6}}第)*{SIGN}?$", re.I
)
TO_BEFORE = re.compile(
    rf"(?:\bto|\binto|到|至|->|→)(?:约|了|近|about|over|\s|[^\W\d_]{{0,4}}第)*{SIGN}?$", re.I
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

SHARED_UNIT = r"\s?(?:to|and|-|~|到|至|降至|降到|提升到|提高到|→|->)\s?"
