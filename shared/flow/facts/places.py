"""Which lines may back an edit: a number of one employment must not wander into another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.flow.facts.dates import MONTH_NAMES, take_dates
from shared.flow.facts.words import HAN, plain, squeezed, words

NOW = re.compile(r"至今|今|present|now|current|today", re.IGNORECASE)
SUFFIX = re.compile(
    r"(股份|有限|责任|集团|公司|科技|技术|贸易|\binc|\bltd|\bllc|\bcorp|\bco)\W*", re.IGNORECASE
)
SENTENCE_END = re.compile(r"(?<=[。;；!?])\s*|(?<=[a-z\d)%]\.)\s+(?=[A-Z])|\n")
SECTION = re.compile(
    r"^\W*(教育|学历|专业技能|技能|证书|个人|自我|语言|荣誉|其他|education|skills|certificat|languages|summary|profile|awards|projects|项目经(?:历|验))",
    re.IGNORECASE,
)
SIMILAR = 0.5


@dataclass(frozen=True)
class Line:
    """A sentence of a source and the employment it belongs to (-1: none in particular)."""

    text: str
    owner: int


@dataclass(frozen=True)
class Places:
    """The sources, sentence by sentence."""

    lines: tuple[Line, ...]

    def near(self, original: str, owner: int | None) -> list[str]:
        """What a line of an employment may lean on: its own lines, and those of no employment."""
        if owner is None:
            owner = self.owner_of(original)
        return [line.text for line in self.lines if owner == -1 or line.owner in (-1, owner)]

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
    def all(self) -> list[str]:
        """Every sentence."""
        return [line.text for line in self.lines]


def read_places(resume: str, detailed: str) -> Places:
    """Cut both sources into sentences and find whose they are."""
    resume, detailed = plain(resume), plain(detailed)
    heads = [line for line in resume.split("\n") if _is_head(line)]
    keys = _keys(heads)
    return Places((*_resume_lines(resume, heads), *_detailed_lines(detailed, keys)))


def _resume_lines(text: str, heads: Sequence[str]) -> Iterator[Line]:
    owner = -1
    for line in text.split("\n"):
        if line in heads:
            owner = heads.index(line)
        elif SECTION.match(line.strip()):
            owner = -1
        if line.strip():
            yield Line(line.strip(), owner)


def _detailed_lines(text: str, keys: list[set[str]]) -> Iterator[Line]:
    for paragraph in text.split("\n"):
        owner = _mentioned(paragraph[:30], keys)
        heading = owner != -1 and len(paragraph.strip()) < 30
        carried = owner
        for sentence in SENTENCE_END.split(paragraph):
            named = _mentioned(sentence, keys)
            carried = named if named != -1 else carried
            if sentence and sentence.strip():
                yield Line(sentence.strip(), carried)
        if heading:
            yield Line(paragraph.strip(), owner)


def _is_head(line: str) -> bool:
    dates, _ = take_dates(line)
    school = re.search(
        r"大学|学院|university|college|school|\b(?:bsc|msc|ba|bs|mba|phd|med)\b|本科|大专|硕士|博士",
        line,
        re.I,
    )
    return len(line) < 120 and not school and (len(dates) >= 2 or bool(dates and NOW.search(line)))


def _keys(heads: Sequence[str]) -> list[set[str]]:
    found = [_names_in(head) for head in heads]
    return [{key for key in mine if sum(key in other for other in found) == 1} for mine in found]


def _names_in(head: str) -> set[str]:
    _, bare = take_dates(head)
    titles = [
        *words()["titles_zh"],
        "工程师",
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
    han = {
        part[:4] for part in han if len(part) >= 2 and not any(title in part for title in titles)
    }
    latin = re.findall(r"[A-Z][\w&'-]+(?:\s+[A-Z&][\w&'-]*)*", bare)
    names = {name for name in latin if not re.fullmatch(MONTH_NAMES, name, re.I)}
    return han | {name.split()[0].casefold() for name in names if len(name) > 2}


def _mentioned(text: str, keys: Sequence[set[str]]) -> int:
    lowered = text.casefold()
    found = [n for n, mine in enumerate(keys) if any(key in lowered for key in mine)]
    return found[0] if len(found) == 1 else -1


def grams(text: str) -> set[str]:
    """What a text talks about: pairs of Han, beginnings of Latin words."""
    han = re.findall(rf"[{HAN}]+", text)
    pairs = {run[at : at + 2] for run in han for at in range(len(run) - 1)}
    return pairs | {word[:5] for word in re.findall(r"[a-z]{4,}", text.casefold())}


def _overlap(one: set[str], other: set[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= 2 else 0.0
