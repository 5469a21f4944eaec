"""Which lines may back an edit: a number of one employment must not wander into another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from shared.flow.facts.dates import MONTH_NAMES, says_a_period, take_dates
from shared.flow.facts.words import HAN, plain, squeezed, words

NOW = re.compile(r"至今|今|present|now|current|today|to date|ongoing", re.IGNORECASE)
SUFFIX = re.compile(
    r"(股份|有限|责任|集团|公司|科技|技术|贸易|\binc|\bltd|\bllc|\bcorp|\bco)\W*", re.IGNORECASE
)
SENTENCE_END = re.compile(r"(?<=[。;；!?])\s*|(?:(?<=[a-z\d)%]\.)|(?<=[A-Z]{2}\.))\s+(?=[A-Z])|\n")
SECTION = re.compile(
    r"^\W*(教育|学历|专业技能|技能|证书|个人|自我|语言|荣誉|其他|奖项|资格|工具|职称|执照|培训"
    r"|education|(?:\w+\s)?skills|certif|languages?\b|summary|profile|awards?\b|projects|software|(?:\w+\s)?tools\b|licen[sc]e"
    r"|qualif|training:|courses|interests|memberships?|项目经(?:历|验))",
    re.IGNORECASE,
)
SCHOOL = re.compile(
    r"大学(?!生)|学院|university|college|school|institut|academy|polytechnic|\b(?:bsc|msc|ba|bs|mba|phd|med|beng|meng|pgce|ma|gcse)\b"
    r"|本科|大专|硕士|博士|diploma|degree|bachelor|master of",
    re.IGNORECASE,
)
SCHOOL_EN = re.compile(  # a school, or a degree at the beginning: no graduate who looks for a post
    rf"university|college|school|institut|academy|polytechnic|^\W*(?:[\d\W]|{MONTH_NAMES})*(?:{SCHOOL.pattern})",
    re.I,
)
SCHOOL_ZH = re.compile(
    r"大学(?!生)|学院|学校|[一二三四五六七八九十]中|中学|职校|党校|教育|学历|[A-Z]\w+ (?:University|College)"
)
AT_SCHOOL = re.compile(
    r"教师|老师|讲师|教授|辅导员|teacher|lecturer|professor|tutor|librarian|nurse", re.I
)
RESULT = re.compile(r"(?<![A-Za-z\d])\d+(?![\dA-Za-z])|->|→")  # a head counts nothing
SENTENCE = re.compile(r"\s*[*•·▪◦–-]\s(?:.*?\b[a-z]{3,}\b){4}")  # a head is no list item with verbs
POST = re.compile(
    r"\b(?:Manager|Engineer|Developer|Coordinator|Specialist|Analyst|Assistant|Associate|Director|Officer|Consultant|Designer"
    r"|Nurse|Teacher|Planner|Buyer|Accountant|Technician|Intern|Representative|Supervisor|Administrator|Architect|Scientist"
    r"|Editor|Clerk|Trainee|Apprentice|Worker|Driver|Tutor|Professor|Researcher|Writer|Producer|Recruiter|Advis[eo]r|Operator"
    r"|Reporter|Physics|Mathematics|Maths|Science|English|Marketing|Sales|Finance|Operations|Junior"
    r"|Mechanic|Pharmacist|Therapist|Paralegal|Attorney)\b|\b(?:Lead|Head|Senior|Staff|Executive|Partner|Chef|Cook|Agent)$"
)
TOWN = re.compile(
    r"^(?:..省)?(?:[^公]{1,3}市|北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|无锡|宁波|武汉|成都|西安|长沙|郑州|青岛|济南|大连|沈阳|厦门|福州|合肥"
    r"|东莞|佛山|珠海|昆明|贵阳|南昌|南宁|石家庄|太原|长春|哈尔滨|常州|温州|嘉兴|绍兴|惠州|中山|烟台|江苏|浙江|广东|山东|福建|四川|湖北|湖南|河南|河北)"
)
COMPANY = re.compile(rf"[{HAN}]{{4,}}(?=公司|集团)")
TOLD = 3
SIMILAR = 0.5
CLOSE = 0.6
SAME = 0.75


@dataclass(frozen=True)
class Line:
    """A sentence of a source and the employment it belongs to (-1: none in particular)."""

    text: str
    owner: int
    is_detail: bool = False  # of the detailed history


@dataclass(frozen=True)
class Places:
    """The sources, sentence by sentence."""

    lines: tuple[Line, ...]

    def near(self, original: str) -> list[str]:
        """What a line of an employment may lean on: its own lines, and those of no employment."""
        owner = self.owner_of(original)
        return [line.text for line in self.lines if owner == -1 or line.owner in (-1, owner)]

    def own(self, original: str) -> list[str] | None:
        """The lines of the employment a line stands in, and all added to it later; None when in none."""
        owner = self.owner_of(original)
        if owner == -1:
            return None
        return [
            line.text
            for line in self.lines
            if line.owner == owner or (line.owner == -1 and line.is_detail)
        ]

    def owner_of(self, original: str) -> int:
        """The employment a line stands in; -1 when in none, or in several."""
        wanted = squeezed(plain(original))
        owners = {line.owner for line in self.lines if wanted and wanted in squeezed(line.text)}
        return owners.pop() if len(owners) == 1 else -1

    def alike(self, text: str) -> list[str]:
        """Sentences that tell the same story as a text."""
        mine = grams(text)
        return [line.text for line in self.lines if _overlap(mine, grams(line.text)) >= SIMILAR]

    @property
    def details(self) -> list[str]:
        """What was added to the resume later."""
        return [line.text for line in self.lines if line.is_detail]

    def told(self, text: str, lines: Sequence[str]) -> list[str]:
        """Those of some lines that tell a part of a text."""
        mine = grams(text)
        return [line for line in lines if len(mine & grams(line)) >= TOLD]


def read_places(resume: str, detailed: str) -> Places:
    """Cut both sources into sentences and find whose they are."""
    resume, detailed = plain(resume), plain(detailed)
    heads = [line for line in resume.split("\n") if is_head(line)]
    keys = _keys(heads)
    return Places((*_resume_lines(resume, heads), *_detailed_lines(detailed, keys)))


def _resume_lines(text: str, heads: Sequence[str]) -> Iterator[Line]:
    owner = -1
    for line in text.split("\n"):
        if line in heads:
            owner = heads.index(line)
        elif SECTION.match(line.strip()) or (SCHOOL.search(line) and take_dates(line)[0]):
            owner = -1
        if line.strip():
            yield Line(line.strip(), owner)


def _detailed_lines(text: str, keys: list[set[str]]) -> Iterator[Line]:
    for paragraph in text.split("\n"):
        about, colon, _ = paragraph[:40].partition(":")
        owner = _mentioned(about, keys) if colon else -1
        for sentence in SENTENCE_END.split(paragraph):
            named = _mentioned(sentence, keys)
            if sentence and sentence.strip():
                yield Line(sentence.strip(), named if named != -1 else owner, is_detail=True)


def is_head(line: str) -> bool:
    """Whether a line opens an employment: its dates, and no results."""
    if len(line) > 120 or SENTENCE.match(line) or not says_a_period(line) or _teaches(line):
        return False
    bare = re.sub(r"\([^)]*\)|^\W*\d{1,2}[.、)]", " ", take_dates(line)[1])
    return not RESULT.search(bare)


def is_schooling(line: str) -> bool:
    """Whether a line is an entry of an education."""
    return (
        len(line) < 120
        and "%" not in line
        and not SENTENCE.match(line)
        and bool(take_dates(line)[0])
        and _teaches(line)
    )


def _teaches(line: str) -> bool:
    """Whether a line with dates is one of an education; a teacher's employer is a school as well."""
    is_chinese = re.search(rf"[{HAN}]", line) is not None
    named = (SCHOOL_ZH if is_chinese else SCHOOL_EN).search(line)
    return named is not None and not AT_SCHOOL.search(line)


def _keys(heads: Sequence[str]) -> list[set[str]]:
    folded = [head.casefold() for head in heads]
    return [
        {key for key in _names_in(head) if sum(key in other for other in folded) == 1}
        for head in heads
    ]


def _names_in(head: str) -> set[str]:
    _, bare = take_dates(head)
    titles = [
        *words()["titles_zh"],
        *("工程师", "设计师", "分析师", "策划", "销售", "至今", "现在"),
        "专员",
        "助理",
        "代表",
        "会计",
        "老师",
        "教师",
        "护士",
        "实习",
    ]
    han = {SUFFIX.sub("", part) for part in re.findall(rf"[{HAN}]{{2,}}", bare)}
    firms = {
        TOWN.sub("", part)
        for part in han
        if len(part) >= 2 and not any(title in part for title in titles)
    }
    short = {TOWN.sub("", name)[:2] for name in COMPANY.findall(bare)}
    han = {firm[:4] for firm in firms} | {name for name in short if len(name) > 1}
    latin = re.findall(r"[A-Z][\w&'-]+(?:\s+[A-Z&][\w&'-]*)*", bare)
    names = {
        name
        for name in latin
        if not re.fullmatch(MONTH_NAMES, name, re.I) and not POST.search(name)
    }
    return han | {_key(name) for name in names if len(name) > 2}


def _key(name: str) -> str:
    """How a sentence mentions a firm: by its first word, or by two when the first is one of many."""
    parts = name.casefold().split()
    return " ".join(parts[: 2 if parts[0] in ("st", "st.", "the", "new") else 1])


def _mentioned(text: str, keys: Sequence[set[str]]) -> int:
    lowered = text.casefold()
    found = [n for n, mine in enumerate(keys) if any(key in lowered for key in mine)]
    return found[0] if len(found) == 1 else -1


def is_close(revised: str, original: str) -> bool:
    """Whether an edit keeps most of its line."""
    return SequenceMatcher(None, revised, original, autojunk=False).ratio() >= CLOSE


def is_told_alone(revised: str, original: str) -> bool:
    """Whether a line of no employment is a result or a degree, hardly edited: no summary, no list of skills."""
    tells = is_schooling(original) or (RESULT.search(original) and not SECTION.match(original))
    matcher = SequenceMatcher(None, revised, original, autojunk=False)
    return bool(tells) and matcher.ratio() >= SAME


def grams(text: str) -> set[str]:
    """What a text talks about: pairs of Han, beginnings of Latin words."""
    han = re.findall(rf"[{HAN}]+", text)
    pairs = {run[at : at + 2] for run in han for at in range(len(run) - 1)}
    return pairs | {word[:5] for word in re.findall(r"[a-z]{4,}", text.casefold())}


def tells_the_same(one: str, other: str) -> bool:
    """Whether two lines tell the same story, in whatever order."""
    return _overlap(grams(one), grams(other)) >= SIMILAR


def _overlap(one: set[str], other: set[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= 2 else 0.0
