"""The education section as schools."""

import re
from dataclasses import dataclass, field

from infra.offline_ai.engine.entries import without_dates
from infra.offline_ai.engine.periods import Period, period_in, single_in
from infra.offline_ai.engine.pieces import (
    DASHES,
    degree_in,
    looks_like_place,
    looks_like_school,
    parts_of,
    place_at_end,
)
from infra.offline_ai.engine.text import HAN, Line, items, width
from infra.offline_ai.engine.words import pattern

NOTE = pattern("school_note")
LABEL = re.compile(
    r"^(?:学校|院校|毕业院校|专业|学历|学位|主修专业|school|degree|major|field)\s*[:：]\s*", re.I
)
FIELD = re.compile(r"^\s*(?:in|of|,)\s+([A-Z][\w&\- ]+)")
FORMAT = re.compile(
    r"^(?:全日制|统招|非全日制|在职|自考|函授|full[- ]time|part[- ]time|GPA.*|\d[\d./]*)$", re.I
)


@dataclass
class School:
    """One school. `head`: its lines as they stand."""

    school: str = ""
    degree: str | None = None
    rank: str | None = None
    subject: str | None = None
    period: Period | None = None
    notes: list[str] = field(default_factory=list[str])
    heads: list[str] = field(default_factory=list[str])


def schools(lines: list[Line]) -> list[School]:
    """The schools of an education section."""
    found: list[School] = []
    notes: list[Line] = []
    for line in lines:
        if found and _is_note(line):
            notes.append(line)
            continue
        _flush(found, notes)
        _read(found, line.text)
    _flush(found, notes)
    return [school for school in found if school.school]


def _is_note(line: Line) -> bool:
    if line.bullet:
        return not (looks_like_school(line.text) and (period_in(line.text) or degree_in(line.text)))
    told = period_in(line.text) or single_in(line.text) or degree_in(line.text)
    return bool(NOTE.match(line.text)) or (width(line.text) > 90 and not told)


def _flush(found: list[School], notes: list[Line]) -> None:
    if found and notes:
        found[-1].notes += items(notes)
    notes.clear()


def _read(found: list[School], raw: str) -> None:
    """A header line: each thing it tells opens a new school when the last one has it already."""
    period = period_in(raw) or single_in(raw)
    text = without_dates(LABEL.sub("", raw), period) if not LABEL.match(raw) else LABEL.sub("", raw)
    text = text.removesuffix(place_at_end(text)).strip(DASHES)
    pieces = [piece for part in parts_of(text) for piece in _tokens(part)]
    school = next((piece for piece in pieces if looks_like_school(piece)), "")
    degree = degree_in(text)
    if not found or _is_next(found[-1], school, period):
        found.append(School())
    current = found[-1]
    current.heads.append(raw)
    current.period = current.period or period
    if degree and not current.degree:
        current.rank, current.degree = degree
    if school and not current.school:
        current.school = _bare_school(school, current.degree)
        if not current.school:
            current.school = school
    current.subject = current.subject or _field(pieces, school, current.degree, raw)
    if not current.school and pieces and not degree and not looks_like_place(pieces[0]):
        current.school = pieces[0] if len(found) == 1 or current.period else ""


def _is_next(current: School, school: str, period: Period | None) -> bool:
    full = bool(current.school and current.period)
    return bool(school and current.school) or bool(period and full)


def _tokens(part: str) -> list[str]:
    return part.split(" ") if HAN.search(part) and " " in part else [part]


def _bare_school(piece: str, degree: str | None) -> str:
    """E.g. “PhD Princeton University” without its degree."""
    if degree and piece.startswith(degree):
        return piece.removeprefix(degree).strip(DASHES)
    return piece.strip(DASHES)


def _field(pieces: list[str], school: str, degree: str | None, raw: str) -> str | None:
    """The field of study: behind the degree, or the piece that is nothing else."""
    if raw.startswith(("专业", "主修专业", "Major", "major", "Field")):
        return pieces[0] if pieces else None
    if degree:
        for piece in pieces:
            after = piece.partition(degree)[2] if degree in piece else ""
            found = FIELD.match(after)
            if found and not looks_like_school(found[1]):
                return found[1].strip(DASHES)
            if after.strip(DASHES + "()（）") and not looks_like_school(after):
                return after.strip(DASHES + "()（）")
    for piece in pieces:
        told = degree_in(piece) or looks_like_place(piece) or FORMAT.match(piece)
        if piece != school and not told and not looks_like_school(piece) and not NOTE.match(piece):
            return piece.strip("()（）")
    return None
