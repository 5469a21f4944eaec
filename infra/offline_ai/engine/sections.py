"""A text cut into sections at its headings; the words of the headings are data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from infra.offline_ai.engine.skills import find_skills
from infra.offline_ai.engine.text import Line
from infra.offline_ai.engine.words import book

DECORATION = r"\s*(?:[#*【\[◆■●▌|>=~_<《]+|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、])?\s*"
ENDING = r"\s*[】\]:：*#=~_|>》]*\s*"
JOINED = re.compile(r"\s*(?:&|/|,|\+|\band\b|与|和|及|、)\s*", re.IGNORECASE)


@dataclass
class Section:
    """A heading's kind and the lines under it."""

    kind: str
    lines: list[Line] = field(default_factory=list[Line])


@lru_cache
def _patterns(document: str) -> dict[str, re.Pattern[str]]:
    """For each kind of section the headings that open it."""
    return {
        kind: re.compile(rf"(?:{'|'.join(words)})", re.IGNORECASE)
        for kind, words in book("headings")[document].items()
    }


def heading_kind(text: str, document: str) -> str | None:
    """The kind of section a line opens, when it is nothing but a heading."""
    if len(text) > 60:
        return None
    bare = re.sub(rf"^{DECORATION}|{ENDING}$", "", text).strip()
    bare = re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", bare)
    return _kind(bare, document) or _kind_of_first(bare, document)


def _kind(words: str, document: str) -> str | None:
    patterns = _patterns(document).items()
    return next((kind for kind, pattern in patterns if pattern.fullmatch(words)), None)


def _kind_of_first(words: str, document: str) -> str | None:
    """E.g. “Skills & Awards”: every part is a heading, the first one counts."""
    kinds = [_kind(part, document) for part in JOINED.split(words)]
    return kinds[0] if len(kinds) > 1 and all(kinds) else None


def inline_heading(text: str, document: str) -> tuple[str, str] | None:
    """E.g. “Skills: Python, Go”: the kind and what follows the colon."""
    found = re.match(r"^([^:：]{2,40})[:：]\s*(\S.*)$", text)
    if not found:
        return None
    kind = heading_kind(found[1], document)
    return (kind, found[2]) if kind else None


def cut(lines: list[Line], document: str, inline: dict[str, set[str]]) -> list[Section]:
    """The sections in order; what stands before the first heading is `head`.

    `inline` says for each kind in whose section a heading with text on its own line may open it.
    """
    found = [Section("head")]
    for line in lines:
        kind = heading_kind(line.text, document)
        if kind and not (line.bullet and document == "resume" and found[-1].kind != "head"):
            found.append(Section(kind))
            continue
        split = inline_heading(line.text, document)
        if split and _opens(split, found[-1].kind, inline):
            found.append(Section(split[0], [Line(split[1], False, True, line.paper)]))
        else:
            found[-1].lines.append(line)
    return found


def _opens(split: tuple[str, str], current: str, inline: dict[str, set[str]]) -> bool:
    """Whether a heading on the line of its text counts; “Languages: Python, Go” stays among the skills."""
    kind, text = split
    if kind == "languages" and current == "skills":
        return any(skill.kind == "language" for skill in find_skills(text))
    return current in inline.get(kind, set())


def of_kind(sections: list[Section], kind: str) -> Iterator[Section]:
    """The sections of one kind."""
    return (section for section in sections if section.kind == kind)
