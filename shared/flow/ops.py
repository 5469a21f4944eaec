"""A resume and its edits: apply them, undo them, print them as Markdown, all by code alone."""

import re
from collections.abc import Iterator, Mapping, Sequence

from shared.flow.edits import apply, fits, in_words, section_order, toggle
from shared.flow.outline import lines
from shared.flow.typography import set_in_chinese
from shared.models.customize import Op
from shared.models.resume import Employment, Project, ResumeSummary, Schooling
from shared.models.words import Locale

__all__ = ["apply", "fits", "in_words", "lines", "section_order", "to_markdown", "toggle"]

TITLES: dict[Locale, dict[str, str]] = {
    Locale.ZH: {
        "untitled": "简历",
        "profile": "个人优势",
        "skills": "专业技能",
        "employments": "工作经历",
        "projects": "项目经历",
        "education": "教育背景",
        "certificates": "证书",
        "languages": "语言能力",
        "others": "其他",
    },
    Locale.EN: {
        "untitled": "Resume",
        "profile": "Profile",
        "skills": "Skills",
        "employments": "Experience",
        "projects": "Projects",
        "education": "Education",
        "certificates": "Certificates",
        "languages": "Languages",
        "others": "Other",
    },
}
HIDDEN_FROM_HEADER = ("NAME", "ID", "BIRTH")  # a tailored resume shows no number of an id card


def to_markdown(
    base: ResumeSummary,
    ops: Sequence[Op] = (),
    contact: Mapping[str, str] | None = None,
    locale: Locale = Locale.ZH,
) -> str:
    """The resume with its applied edits as Markdown, headed by name and contact when they are given."""
    resume = apply(base, ops)
    blocks = list(_header(resume, contact or {}, locale))
    for section in section_order(ops):
        body = list(_section(resume, section))
        if body:
            blocks += [f"## {TITLES[locale][section]}", *body]
    text = "\n\n".join(blocks) + "\n"
    return set_in_chinese(text) if locale is Locale.ZH else text


def _header(resume: ResumeSummary, contact: Mapping[str, str], locale: Locale) -> Iterator[str]:
    yield f"# {contact.get('NAME') or _plain(resume.headline or '') or TITLES[locale]['untitled']}"
    if resume.headline and contact.get("NAME"):
        yield f"**{_plain(resume.headline)}**"
    shown = [value for key, value in contact.items() if not key.startswith(HIDDEN_FROM_HEADER)]
    if shown:
        yield " · ".join(shown)


def _section(resume: ResumeSummary, section: str) -> Iterator[str]:
    match section:
        case "employments":
            for employment in resume.employments:
                yield from _work(employment, employment.employer, employment.title)
        case "projects":
            for project in resume.projects:
                yield from _work(project, project.name, project.role or "")
        case "education":
            for schooling in resume.education:
                yield from _school(schooling)
        case _:
            yield from _bullets(getattr(resume, section))


def _work(item: Employment | Project, name: str, role: str) -> Iterator[str]:
    yield _heading([name, role], item.start, item.end)
    yield from _bullets([*item.duties, *item.highlights])


def _school(item: Schooling) -> Iterator[str]:
    yield _heading([item.school, item.degree or "", item.field or ""], item.start, item.end)
    yield from _bullets(item.notes)


def _heading(names: Sequence[str], start: str | None, end: str | None) -> str:
    dates = " – ".join(_plain(date) for date in (start, end) if date)
    return f"### {' · '.join(_plain(name) for name in names if name)}" + (
        f" ({dates})" if dates else ""
    )


def _bullets(texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield "\n".join(f"- {_plain(text)}" for text in texts)


_OPENER = re.compile(r"^(#{1,6}(?=\s)|[>+\-](?=\s)|={3,}|-{3,})")
_COUNTER = re.compile(r"^(\d{1,9})([.)])(?=\s)")
_ACTIVE = re.compile(r"[*`<]|~~|\](?=\()|\\(?=[!-/:-@\[-`{-~])")


def _plain(text: str) -> str:
    """One line that Markdown prints as it stands: what a resume says is never markup."""
    line = " ".join(text.split())
    line = _ACTIVE.sub(lambda found: "".join("\\" + letter for letter in found[0]), line)
    line = _OPENER.sub(r"\\\1", line)
    return _COUNTER.sub(r"\1\\\2", line)
