"""One line of a job's requirements as what it asks: importance, kind, weight."""

import re
from dataclasses import dataclass

from infra.offline_ai.engine.pieces import degree_in
from infra.offline_ai.engine.skills import find_skills, mentions
from infra.offline_ai.engine.text import HAN, clip, sentences, width
from infra.offline_ai.engine.words import pattern

SOFT_MARK = pattern("wish")
IN_BRACKETS = re.compile(r"[(（][^)）]*[)）]")
YEARS = re.compile(
    r"(?P<low>\d{1,2}|[一二三四五六七八九十两])\s*(?:-|–|~|至|到|to)?\s*"
    r"(?:\d{1,2}|[一二三四五六七八九十])?\s*(?:\+|＋|plus|or more)?\s*"
    r"(?:个?\s*(?:年|周年)|years?|yrs?)(?!\s*(?:old|以内|应届|历史|ago))",
    re.IGNORECASE,
)
HAN_DIGITS = {d: n for n, d in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
EDUCATION = pattern("education")
CERTIFICATE = pattern("certificate")
CUES = pattern("ask_cue")
NO_ASK = pattern("no_ask")
CLAUSE = re.compile(r"[；;]\s*")
WEIGHTS = {
    "experience": 5,
    "skill": 4,
    "certificate": 4,
    "education": 3,
    "language": 3,
    "soft": 2,
    "other": 2,
}


@dataclass(frozen=True)
class Ask:
    """One requirement, a span of the job."""

    text: str
    must: bool
    kind: str

    @property
    def weight(self) -> int:
        """What it counts: hard facts more than manners, wishes less than needs."""
        return WEIGHTS[self.kind] if self.must else max(1, WEIGHTS[self.kind] - 2)


def asks_of(line: str, must: bool) -> list[Ask]:
    """The requirements of one line: clauses apart, wishes apart from needs."""
    pieces = [p for clause in _clauses(line) for p in _wishes_apart(clause)]
    return [
        Ask(clip(text), must and not wish, kind_of(text))
        for text, wish in pieces
        if width(text) >= 4 and re.search(r"\w", text)
    ]


def is_ask(sentence: str) -> bool:
    """Whether a sentence of a description without headings asks for something."""
    return bool(CUES.search(sentence)) and not NO_ASK.match(sentence)


def years_asked(text: str) -> int:
    """The lower bound of the years asked for; 0 when none."""
    found = YEARS.search(text)
    if not found:
        return 0
    return HAN_DIGITS.get(found["low"]) or int(found["low"])


def kind_of(text: str) -> str:
    """What a requirement is about."""
    skills = find_skills(IN_BRACKETS.sub("", text)) or find_skills(text)
    kinds = {skill.kind for skill in skills}
    if years_asked(text):
        return "experience"
    if EDUCATION.search(text) and degree_in(text):
        return "education"
    if "skill" in kinds:
        return "skill"
    return _kind_without_skill(text, kinds)


def _kind_without_skill(text: str, kinds: set[str]) -> str:
    """What a requirement is about that names no skill of a trade."""
    if "certificate" in kinds or CERTIFICATE.search(text):
        return "certificate"
    if "language" in kinds:
        return "language"
    if EDUCATION.search(text):
        return "education"
    return "soft" if "soft" in kinds else "other"


def _clauses(line: str) -> list[str]:
    """Clauses split at semicolons, a paragraph at its sentences, degree and years at their comma."""
    found: list[str] = []
    for sentence in sentences(line):
        for clause in CLAUSE.split(sentence):
            found += _facts_apart(clause.strip(" 。；;"))
    return [clause for clause in found if clause]


def _facts_apart(clause: str) -> list[str]:
    """E.g. “本科及以上学历，3年以上经验”: a degree and years of experience are two requirements."""
    parts = [part for part in re.split(r"[，,]\s*", clause) if part]
    if len(parts) < 2 or not degree_in(clause) or not years_asked(clause):
        return [clause]
    at = next((i for i, part in enumerate(parts) if years_asked(part)), 0)
    schooled = next((i for i, part in enumerate(parts) if degree_in(part)), 0)
    if at == schooled:
        return [clause]
    cut = clause.find(parts[max(at, schooled)])
    return [clause[:cut].rstrip(" ，,"), clause[cut:].strip()]


def _wishes_apart(clause: str) -> list[tuple[str, bool]]:
    """E.g. “熟悉 Docker，有 AWS 经验者优先”: a need and a wish."""
    bare = IN_BRACKETS.sub(lambda found: " " * len(found[0]), clause)
    mark = SOFT_MARK.search(bare)
    if not mark:
        return [(clause, False)]
    comma = max(bare.rfind(sign, 0, mark.start()) for sign in "，,")
    head = clause[:comma].strip() if comma > 0 else ""
    needed = mentions(head) or degree_in(head) or years_asked(head)
    if (
        comma > 0
        and needed
        and (mentions(clause[comma:]) or HAN.search(clause))
        and width(head) > 10
    ):
        return [(head, False), (clause[comma + 1 :].strip(), True)]
    return [(clause, True)]
