"""Resumes without headings: the sections guessed from what the lines say."""

from infra.offline_ai.engine.entries import without_dates
from infra.offline_ai.engine.lists import BREAK
from infra.offline_ai.engine.periods import period_in, single_in
from infra.offline_ai.engine.pieces import degree_in, looks_like_school
from infra.offline_ai.engine.sections import Section
from infra.offline_ai.engine.skills import find_skills, mentions
from infra.offline_ai.engine.text import Line, width

WORK = {"employments", "projects"}


def with_guessed_sections(sections: list[Section]) -> list[Section]:
    """The same sections; a head that holds jobs or schools is cut at them."""
    if any(section.kind in WORK for section in sections):
        return sections
    found: list[Section] = []
    for section in sections:
        guessed = _guess(section.lines) if section.kind in {"head", "profile"} else [section]
        found += guessed if len(guessed) > 1 else [section]
    return found


def _guess(lines: list[Line]) -> list[Section]:
    found = [Section("head")]
    for at, line in enumerate(lines):
        kind = _kind(line, lines[at + 1 : at + 4], found[-1].kind)
        if kind and kind != found[-1].kind:
            found.append(Section(kind))
            _bring_names(found, kind)
        found[-1].lines.append(line)
    return found


def _kind(line: Line, following: list[Line], current: str) -> str | None:
    """The section a line opens, if it tells."""
    text = line.text
    if line.bullet:
        return None
    dated = period_in(text) or (single_in(text) if looks_like_school(text) else None)
    if looks_like_school(text) and (dated or degree_in(text)) and width(text) < 100:
        return "education"
    if dated and width(without_dates(text, dated)) < 80:
        near = " ".join([text, *[other.text for other in following[:1] if not other.bullet]])
        return "education" if looks_like_school(near) and degree_in(near) else "employments"
    if _is_skill_list(text):
        return "skills"
    if _is_certificate_list(text):
        return "certificates"
    return "employments" if current == "employments" else None


def _is_skill_list(text: str) -> bool:
    parts = [part for part in BREAK.split(text) if part.strip()]
    return (
        len(parts) >= 4
        and len(mentions(text)) >= 0.5 * len(parts)
        and not text.endswith((".", "。"))
    )


def _is_certificate_list(text: str) -> bool:
    kinds = {skill.kind for skill in find_skills(text)}
    return "certificate" in kinds and kinds <= {"certificate", "language"} and width(text) < 80


def _bring_names(found: list[Section], kind: str) -> None:
    """A header may begin a line before its date: a short line after a gap moves with it."""
    before = found[-2].lines
    if kind in {"employments", "education"} and before and len(before) > 2:
        last = before[-1]
        if last.gap and not last.bullet and width(last.text) < 60:
            found[-1].lines.append(before.pop())
