"""A resume as facts. Every string is cut out of the text; nothing is written anew."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from infra.offline_ai.engine.entries import Entry, entries, without_dates
from infra.offline_ai.engine.headers import employer_and_title, is_title_first, project_names
from infra.offline_ai.engine.lists import BREAK, is_result, skill_items
from infra.offline_ai.engine.loose import with_guessed_sections
from infra.offline_ai.engine.periods import Period, period_in, single_in
from infra.offline_ai.engine.pieces import looks_like_place, title_score
from infra.offline_ai.engine.schools import School, schools
from infra.offline_ai.engine.sections import Section, cut, of_kind
from infra.offline_ai.engine.text import Line, clip, items, lines_of, sentences, width
from infra.offline_ai.engine.words import pattern

INLINE = {
    "skills": {
        "head",
        "profile",
        "employments",
        "projects",
        "education",
        "certificates",
        "languages",
    },
    "languages": {"head", "profile", "employments", "education", "certificates", "others"},
    "certificates": {"head", "profile", "employments", "education", "skills", "languages"},
    "profile": {"head"},
    "headline": {"head", "contact", "profile"},
}
CONTACT = pattern("contact")


@dataclass
class Work:
    """An employment or a project, with its header lines as they stand."""

    employer: str
    title: str
    period: Period | None
    heads: list[str]
    duties: list[str] = field(default_factory=list[str])
    highlights: list[str] = field(default_factory=list[str])

    @property
    def lines(self) -> list[str]:
        """Results first, then duties."""
        return [*self.highlights, *self.duties]

    @property
    def dated_lines(self) -> list[str]:
        """The header line with the dates; when it holds nothing else, also the first line."""
        dated = next((head for head in self.heads if any(c.isdigit() for c in head)), "")
        if dated and without_dates(dated, self.period):
            return [dated]
        return [line for line in dict.fromkeys([*self.heads[:1], dated]) if line]


@dataclass
class Resume:
    """Everything later steps may use."""

    headline: str | None = None
    name: str | None = None
    profile: list[str] = field(default_factory=list[str])
    skills: list[str] = field(default_factory=list[str])
    employments: list[Work] = field(default_factory=list[Work])
    projects: list[Work] = field(default_factory=list[Work])
    education: list[School] = field(default_factory=list[School])
    certificates: list[str] = field(default_factory=list[str])
    languages: list[str] = field(default_factory=list[str])
    others: list[str] = field(default_factory=list[str])

    def evidence(self) -> Iterator[str]:
        """Every line that may prove something, the strongest kinds first."""
        for work in [*self.employments, *self.projects]:
            yield from work.lines
        yield from self.certificates
        yield from self.languages
        yield from self.profile
        yield from self.skills
        for school in self.education:
            yield from [*school.heads, *school.notes]
        yield from self.others


def read_resume(text: str) -> Resume:
    """The facts of a resume, with or without headings."""
    sections = with_guessed_sections(cut(lines_of(text), "resume", INLINE))
    found = Resume()
    _read_head(found, [line for s in sections if s.kind in {"head", "contact"} for line in s.lines])
    for section in sections:
        _read_section(found, section)
    found.employments = _employments(sections)
    found.projects = _projects(sections)
    found.education = [
        s for section in of_kind(sections, "education") for s in schools(section.lines)
    ]
    return found


def _read_section(found: Resume, section: Section) -> None:
    match section.kind:
        case "headline":
            found.headline = found.headline or (section.lines[0].text if section.lines else None)
            _read_head(found, section.lines[1:])
        case "profile":
            found.profile += _paragraphs(section.lines)
        case "skills":
            found.skills += [s for s in skill_items(section.lines) if s not in found.skills]
        case "certificates":
            found.certificates += _list(section.lines)
        case "languages":
            found.languages += [p for item in _list(section.lines) for p in _pieces(item)]
        case "others":
            found.others += _list(section.lines)
        case _:
            pass


def _read_head(found: Resume, lines: list[Line]) -> None:
    """Above the sections: a name and contact data to leave out, a title, perhaps a paragraph."""
    rest: list[Line] = []
    for at, line in enumerate(lines):
        if "[[NAME]]" in line.text:
            found.name = "[[NAME]]"
        if CONTACT.search(line.text) or looks_like_place(line.text):
            continue
        title = _title(line)
        if title:
            found.headline = found.headline or title
        elif (at or width(line.text) > 60) and (width(line.text) > 44 or rest):
            rest.append(line)
    found.profile += _paragraphs(rest)


def _title(line: Line) -> str | None:
    """The position a short line of the head names."""
    if width(line.text) >= 60 or line.bullet:
        return None
    pieces = [line.text, *re.split(r"\s*[|｜·•]\s*", line.text)]
    return next((piece for piece in pieces if piece and title_score(piece) >= 1), None)


def _employments(sections: list[Section]) -> list[Work]:
    found: list[Work] = []
    for section in of_kind(sections, "employments"):
        jobs = entries(section.lines, undated=False)
        title_first = is_title_first(jobs)
        for job in jobs:
            employer, title = employer_and_title(job, title_first)
            if not employer and found and title and job.period:
                employer = found[-1].employer
            if employer or title:
                found.append(_work(employer or title, title if employer else "", job, job.items))
    return found


def _projects(sections: list[Section]) -> list[Work]:
    found: list[Work] = []
    for section in of_kind(sections, "projects"):
        for entry in entries(section.lines, undated=True):
            name, role, rest = project_names(entry)
            if name:
                found.append(_work(name, role or "", entry, [*rest, *entry.items]))
            else:
                found += [_loose_project(item) for item in entry.items]
    return found


def _loose_project(item: str) -> Work:
    """E.g. “Name: what was done” in one line."""
    found = re.match(r"^([^:：]{2,40})[:：]\s*(\S.*)$", item)
    name, rest = (found[1], [found[2]]) if found else (clip(item, 200), [])
    return _work(name, "", Entry(heads=[item]), rest)


def _work(employer: str, title: str, entry: Entry, lines: list[str]) -> Work:
    work = Work(clip(employer), title, entry.period, entry.heads)
    for line in map(clip, lines):
        (work.highlights if is_result(line) else work.duties).append(line)
    return work


def _paragraphs(lines: list[Line]) -> list[str]:
    return [clip(s) for paragraph in items(lines) for s in sentences(paragraph)]


def _list(lines: list[Line]) -> list[str]:
    told = [line for line in lines if not CONTACT.search(line.text) and not _is_date(line.text)]
    return [clip(item) for item in items(told)]


def _is_date(text: str) -> bool:
    return not without_dates(text, period_in(text) or single_in(text))


def _pieces(item: str) -> list[str]:
    """Languages in one line."""
    if width(item) > 120:
        return [item]
    return [part.strip() for part in BREAK.split(item) if part.strip()]
