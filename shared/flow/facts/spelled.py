"""Numbers written as words, turned into digits: 三成 -> 30%, 一百二十万 -> 1200000, twenty-five -> 25."""

import re
from collections.abc import Callable

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
NOT_NUMBERS = {"万一", "一一", "千万", "百万", "十万", "千百", "万千", "十百"}
MEASURE = (
    "个|名|人|位|家|次|项|款|台|套|张|份|篇|期|场|条|笔|件|所|座|种|类|门|本|届|轮|组|支|辆|省|城|国|层|级(?!别)|等奖|倍|"
    "天|周|年(?!级)|季度|小时|分钟|秒|月|万|千|百|亿|元|块|轴|大(?=板块|类|渠道|模块|业务|系统|项目|客户|区|平台)|科|单|亩|吨|米|公里|岁|个月|人次|条线|节|班(?!主任)"
)
ONE_MEASURE = "等奖|级(?!别|市|城|线)|年(?!级)|个月|季度|周|小时|天|名(?=[,，。;；]|$)"

UNITS_EN = (
    *("zero", "one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten", "eleven"),
)
MORE_EN = (
    *("twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS_EN = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS_EN = {w: n for n, w in enumerate((*UNITS_EN, *MORE_EN))} | {
    w: 20 + 10 * n for n, w in enumerate(TENS_EN)
}
_ONE = "|".join(sorted(WORDS_EN, key=len, reverse=True))
_RUN = rf"\b(?:(?:{_ONE}|hundred)(?:\s+and\s+|[\s-]))*(?:{_ONE}|hundred)\b"


def _and_a_half(found: re.Match[str]) -> str:
    word = found[1].lower()
    value = WORDS_EN.get(word, DIGITS.get(word, word))
    unit = found[2] if found.re.groups > 1 else ""
    return f"{value}.5{unit}" if str(value).isdigit() else found[0]


def _per_mille(found: re.Match[str]) -> str:
    return f"{DIGITS[found[1]] / 10}%"


def _out_of(found: re.Match[str]) -> str:
    return f"{round(WORDS_EN[found[1].lower()] / WORDS_EN[found[2].lower()] * 100, 2):g}%"


def _place(found: re.Match[str]) -> str:
    return f"第{('first', 'second', 'third').index(found[1].lower()) + 1}"


def _grade(found: re.Match[str]) -> str:
    return f"第{('first', 'second', 'third', 'fourth', 'fifth').index(found[1].lower()) + 1}"


def _roman(found: re.Match[str]) -> str:
    return f"{found[1]} 第{('I', 'II', 'III', 'IV').index(found[2].upper()) + 1}"


FRACTIONS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\b(?:a|one) (day|week|month|year|hour) and a half\b", r"1.5 \1"),
    (r"\b(\w+) and a half\b", _and_a_half),
    (r"\bhalf\s+a\s+(percentage\s+point|million|billion)", r"0.5 \1"),
    (r"\b(?:a\s+)?quarter\s+of\s+a\s+(million|billion)", r"0.25 \1"),
    (r"\bhalf\s+a\s+dozen\b", "6"),
    (r"\b(?:two|2)\s+dozens?\b", "24"),
    (r"\b(?:three|3)\s+dozens?\b", "36"),
    (r"\bmore\s+than\s+halv(?:ed|ing)\b", "by more than 50%"),
    (
        r"\b(one|two|three|four|five|six|seven|eight|nine) (?:in|out of) (?:every )?(three|four|five|ten)\b",
        _out_of,
    ),
    (
        r"\bfortnightly\b|\b(?:each|every|a|per) fortnight\b|\bbi-?weekly\b|\bevery other week\b",
        "every 2 weeks",
    ),
    (r"\bfortnight\b", "2 weeks"),
    (r"双周", "每2周"),
    (r"\btwo[\s-]thirds\b", "66.67%"),
    (r"\b(?:a|one)[\s-]third\b", "33.33%"),
    (r"\b(?:three[\s-]quarters)\b", "75%"),
    (r"\b(?:a|one)[\s-]quarter\b(?=\s+of\s+(?!19|20))", "25%"),
    (
        r"\b(by|to|about|nearly|almost|over|than|around|roughly|some)\s+(?:a|one)[\s-]quarter\b(?!\s+of)",
        r"\1 25%",
    ),
    (r"\b(?:by|in|to)\s+half\b|\bhalved\b|\bhalving\b", " by 50%"),
    (r"([一二两三四五六七八九\d])个半小时", lambda m: f"{DIGITS.get(m[1], m[1])}.5小时"),
    (r"\bhalf\s+an\s+hour\b|\bhalf[\s-]hour\b|半个?小时", "30 minutes"),
    (r"十来(?=[个位名家])", "10"),
    (r"\bhalf\s+(?:a|an)\s+year\b", "6 months"),
    (r"\bhalf\s+of\b", "50% of"),
    (r"\b(?:a\s+)?dozen\b", "12"),
    (r"\bdoubl(?:ed|ing)\b|\btwice\s+as\s+(?:much|many|fast|large|high|big|long)\b", "2 times"),
    (r"\btripl(?:ed|ing)\b", "3 times"),
    (r"(?<!\d)(?<!\d\s)(十|百|千)?([万亿])(?=级|量级)", r"1\1\2"),
    (r"(?<![\d./])1/3(?![\d./])", "33.33%"),
    (r"(?<![\d./])2/3(?![\d./])", "66.67%"),
    (r"(?<![\d./])1/4(?![\d./])", "25%"),
    (r"(?<![\d./])1/5(?![\d./])|五分之一|\b(?:a|one)[\s-]fifth\b", "20%"),
    (r"十分之一|\b(?:a|one)[\s-]tenth\b", "10%"),
    (r"三分之一", "33.33%"),
    (r"三分之二", "66.67%"),
    (r"四分之一", "25%"),
    (r"四分之三", "75%"),
    (r"一半|半数|减半", "50%"),
    (r"翻倍", "2倍"),
    (r"黑五", "黑色星期五"),
    (r"一刻钟", "15分钟"),
    (r"(?<=[近上逾])千(?=[余多]?[册份张件条人名家场次个])", "1000"),
    (r"(?<=[近上逾])百(?=[余多]?[册份张件条人名家场次个])", "100"),
    (r"千分之([一二三四五六七八九])", _per_mille),
    (r"\btwice (?=a|an|per|every|each\b)", "2次 "),
    (r"\b(\w+) times (?=(?:a|an|per|every|each)\b)", r"\1 次 "),
    (rf"\b(\d+|{_ONE})[\s-]year[\s-]olds?\b", r"\1 "),
    (r"[破过]万", "超1万"),
    (r"半天", "0.5天"),
    (r"(?<=\d-) (?=to \d)", ""),
    (r"\b(?:placed|finished|came) (?:in )?(first|second|third)\b", _place),
    (r"\b(first|second|third)(?=[\s-](?:place|prize))", _place),
    (r"\bQ([1-4])\b", r"第\1季度"),
    (r"\b(Class|Level|Grade|Part|Phase|Tier|Stage|Step)\s+(I{1,3}|IV)\b", _roman),
    (r"\b(Grade|Level|Band|Stage|Step) (?=\d\b(?!\s?[-/]))", r"\1 第"),
    (r"\b((?-i:[A-Z])\w{2,}) ((?-i:II|III|IV)\b|(?-i:I)(?=[,;)]|$))", _roman),
    (r"\b(about|roughly|around|nearly|almost|over)\s+half\b(?!\s+an?\b)", r"\1 50%"),
    (r"\b(\d+)(?:st|nd|rd|th)\b(?=[\s-](?:place|prize|percentile|of|at|out|to))", r"第\1"),
    (r"([一二两三四五六七八九\d])(年|周|天|小时|个月|分)半", _and_a_half),
    (r"第([一二三四五六七八九])、([一二三四五六七八九])(?=[集章期届名季])", r"第\1、第\2"),
    (r"(?<=€)(\d{1,3})\.(\d{3})(?!\d)", r"\1,\2"),
    (r"(?<![\d,.])(\d{1,2}),(\d)(?=\s?(?:%|percent|m\b|k\b|million))", r"\1.\2"),
    (r"(?<=R)(\d{1,3}) (\d{3}) (\d{3})\b", r"\1,\2,\3"),
    (r"\bFY\s?(\d\d)\b(?!\d)", r"FY20\1"),
    (r"\b(first|second|third|fourth|fifth)(?=[\s-]grade)", _grade),
    (r"\b(\d)(?:st|nd|rd|th)(?=[\s-]grade)", r"第\1"),
    (r"(?<![\d.,]) (\d{1,3}) (\d{3})(?=\s[a-z])", r" \1,\2"),
    (r"(\d)\s*个?月半", r"\1.5个月"),
    (r"半年", "6个月"),
    (r"翻(?:了)?(?:一)?[倍番]", "2倍"),
)


def spelled_out(text: str) -> str:
    """The text with every written number in digits."""
    for find, put in FRACTIONS:
        text = re.sub(find, put, text, flags=re.IGNORECASE)
    return _english(_chinese(text))


def _chinese(text: str) -> str:
    han = "".join([*DIGITS, *TENS, *MYRIADS])
    text = re.sub(rf"百分之\s*([{han}点\d.]+)", lambda m: f"{_value(m[1])}%", text)
    text = re.sub(
        r"(?<=[约近超过])([一二三四五六七八九])成(?=人工)", lambda m: f"{_value(m[1])}0%", text
    )
    text = re.sub(
        r"(?<![完达第促构组形建生变造现])([一二两三四五六七八九\d])成(?![为功本员就立交都绩果长分效熟套品型])([五半])?",
        lambda m: f"{_value(m[1]) or 0}{'5' if m[2] else '0'}%",
        text,
    )
    text = re.sub(rf"[{han}点]{{2,}}", _run_of_han, text)
    text = re.sub(
        rf"(?<![初高大统唯单专其{han}])([二两三四五六七八九十])(?=\s*(?:{MEASURE}))", _single, text
    )
    text = re.sub(rf"(?<![统唯单专其上下这同{han}])(一)(?=(?:{ONE_MEASURE}))", _single, text)
    return re.sub(
        r"第\s*([一二三四五六七八九十])(?![一二三四五六七八九十批]|时间|线|方|手)",
        lambda m: f"第{_value(m[1])}",
        text,
    )


def _single(found: re.Match[str]) -> str:
    before = found.string[: found.start()][-1:]
    return (" " if before.isascii() and before.isalpha() else "") + str(_value(found[1]))


def _run_of_han(found: re.Match[str]) -> str:
    run, before = found[0], found.string[: found.start()][-1:]
    if run in NOT_NUMBERS or (run.startswith("十分") or before in ("初", "高")):
        return run
    if before.isdigit() or before == ".":
        return run  # 12万: the scale of a number in digits
    value = _value(run)
    return run if value is None else str(value)


def _value(run: str) -> int | float | None:
    """What a Chinese numeral is worth; None when it is none."""
    if re.fullmatch(r"\d+(\.\d+)?", run):
        return float(run) if "." in run else int(run)
    whole, dot, fraction = run.partition("点")
    if dot:
        if not fraction or any(letter not in DIGITS for letter in fraction):
            return None
        base = _value(whole) if whole else None
        return (
            None if base is None else float(f"{base}.{''.join(str(DIGITS[d]) for d in fraction)}")
        )
    if all(letter in DIGITS for letter in run):
        return int("".join(str(DIGITS[letter]) for letter in run)) if len(run) != 2 else None
    return _positional(run)


def _positional(run: str) -> int | None:
    total, section, digit, last = 0, 0, -1, 0
    for letter in run:
        if letter in DIGITS:
            if digit > 0:
                return None  # 三四: "three or four"
            digit = DIGITS[letter]
        elif letter in TENS:
            section += (1 if digit < 0 else digit) * TENS[letter]
            digit, last = -1, TENS[letter]
        else:
            section += max(digit, 0)
            whole = total + section if letter == "亿" else section  # 亿 scales all before it
            kept = 0 if letter == "亿" else total
            total, section, digit, last = (
                kept + (whole or 1) * MYRIADS[letter],
                0,
                -1,
                MYRIADS[letter],
            )
    short = digit > 0 and last >= 100 and run[-2] not in "零〇"  # 一万五 is 15000
    return total + section + (digit * last // 10 if short else max(digit, 0))


def _english(text: str) -> str:
    return re.sub(_RUN, _run_of_english, text, flags=re.IGNORECASE)


def _run_of_english(found: re.Match[str]) -> str:
    parts = re.split(r"[\s-]+", found[0].lower())
    parts = [part for part in parts if part != "and"]
    after = found.string[found.end() :]
    if parts == ["one"] and re.match(r"\s+(?:year|month|week|day|hour)\b", after, re.IGNORECASE):
        return "1"
    if parts in (["one"], ["zero"], ["hundred"]):
        return found[0]
    total = 0
    for part in parts:
        total = (total or 1) * 100 if part == "hundred" else total + WORDS_EN[part]
    return str(total)
