"""Degrees, their classes, grades and tiers: an edit keeps the level of its line."""

import re
from collections import Counter
from collections.abc import Iterator

from shared.flow.facts.known import Known
from shared.flow.facts.words import HAN, plain
from shared.models.customize import Violation

CASELESS = re.IGNORECASE
DEGREES = (
    re.compile(r"博士|\bpharm\.?d\b|\bpsyd\b|\bdphil\b|\bph\.?\s?d\b|doctorate|doctoral", CASELESS),
    re.compile(
        r"硕士|研究生|mba\b|\bm\.?sc\b|\bm(?:pharm|chem|phys|maths?|comp|teach|bus|sci|biol)\b|\bm\.?eng\b"
        r"|(?-i:\bM\.E\.)|\bm\.?\s?tech\b|\bm\.?\s?phil\b|(?-i:\bM\.?Arch\b|\bM\.?Com\b|\bM\.?Ed\b)|\b(?:msw|mfa|mph|llm|mpa|mphil|mres)\b|\bmasters?(?:'s)?\b"
        r"|(?-i:\bM\.?[SA]\.?(?!\s(?:Excel|Word|Office|Project|Teams|SQL|Access|Visio))(?=,?\s+(?:in\s+)?[A-Z]))",
        CASELESS,
    ),
    re.compile(
        r"本科|学士|bachelor|\bb\.?sc\b|\bb(?:ba|pharm|nurs|bus|teach)\b|\bb\.?eng\b|\bb\.?\s?tech\b|\b(?:bsn|bsw|bfa|bcom|llb|barch|btech|bdes|bed)\b|\bb\.e\."
        r"|(?-i:\bB\.?[SA]\.?(?=,?\s+(?:in\s+)?[A-Z(]))",
        CASELESS,
    ),
    re.compile(
        r"大专|专科|\b(?:asn|a\.?a\.?s)\b|\bhn[dc]\b|associate(?:'s)?\s+degree|associate\s+of"
        r"|(?<!school )(?<!school-)diploma\b",
        CASELESS,
    ),
    re.compile(r"\bA[\s-][Ll]evels\b|\bA-[Ll]evel\b"),
    re.compile(r"高中(?![语数英音体美物化生政历地教老部信]|教师)|中专|high[\s-]school", CASELESS),
)
CLASSES = (
    re.compile(
        r"\bfirst[\s-]class\b|\b1st class\b|\b1:1\b|(?-i:[,(]\s?First\b(?! (?:[a-z]|Aid|Author|Line)))",
        CASELESS,
    ),
    re.compile(
        r"\b2[:.]1\b(?!\d)|\bupper (?:second|division)|\bsecond[\s-]class[^.;]{0,20}upper|\b2i\b",
        CASELESS,
    ),
    re.compile(r"\b2:2\b|\blower second|\b2ii\b", CASELESS),
    re.compile(r"\bsumma cum laude\b", CASELESS),
    re.compile(r"\bmagna cum laude\b", CASELESS),
    re.compile(r"\bwith (?:high )?distinction\b", CASELESS),
)
TIER_NAMES = (
    *("Foundation", "Associate", "Practitioner", "Intermediate", "Professional", "Advanced"),
    *("Expert", "Master", "Fellow", "Undergraduate", "Graduate"),
)  # in capitals: as names of certificates and posts
TIERS = tuple(re.compile(rf"\b{tier}\b(?! (?:degree|of|director))") for tier in TIER_NAMES)
GRADE = re.compile(
    rf"([{HAN}A-Za-z]{{0,2}})([初中高]级(?!中学)|[一二三四五六八]级|[甲乙丙]等)([{HAN}]{{0,2}})(?<!缓存)(?<!页面)(?<!分类)(?<!市场)"
)


def new_degrees(revised: str, known: Known) -> Iterator[Violation]:
    """Degrees nobody earned."""
    text, sources = plain(revised), plain(known.text)
    for pattern in (*DEGREES, *CLASSES):
        found = pattern.search(text)
        if found and not pattern.search(sources) and found[0].casefold() not in known.folded:
            yield Violation(kind="degree", text=found[0])


def changed_levels(revised: str, original: str) -> Iterator[Violation]:
    """Another degree or level in the place of the line's own, wherever the other one may stand."""
    mine, line = plain(revised), plain(original)
    for scale in (DEGREES, CLASSES, TIERS):
        lost = [level for level in scale if level.search(line) and not level.search(mine)]
        for level in scale:
            found = level.search(mine)
            if lost and found and not level.search(line):
                yield Violation(kind="certificate" if scale is TIERS else "degree", text=found[0])
    grades, its = (Counter(found[2] for found in GRADE.finditer(text)) for text in (mine, line))
    if its - grades:
        yield from (Violation(kind="certificate", text=grade) for grade in grades - its)


def new_grades(revised: str, known: Known) -> Iterator[Violation]:
    """Grades of certificates nobody earned: 软考高级 where the sources say 软考中级."""
    for found in GRADE.finditer(plain(revised)):
        before, grade, after = found[1].casefold(), found[2], found[3]
        forms = [form for form in (before + grade, grade + after) if form != grade]
        is_said = any(form in known.folded for form in forms) or known.has(before + grade)
        if not is_said and (_has_another(grade, known.folded) or grade not in known.folded):
            yield Violation(kind="certificate", text=found[0])


def _has_another(grade: str, sources: str) -> bool:
    scale = ("初级", "中级", "高级") if grade[0] in "初中高" else ("甲等", "乙等", "丙等")
    return grade in scale and any(other in sources for other in scale if other != grade)
