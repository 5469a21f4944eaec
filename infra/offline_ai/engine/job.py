"""A job description as facts: title, firm, duties, requirements. Every string is cut out of the text."""

import re
from dataclasses import dataclass, field

from infra.offline_ai.engine.asks import Ask, asks_of, is_ask
from infra.offline_ai.engine.pieces import employer_score, looks_like_place, title_score
from infra.offline_ai.engine.sections import Section, cut, of_kind
from infra.offline_ai.engine.text import Line, clip, items, lines_of, sentences, width
from infra.offline_ai.engine.words import pattern

INLINE_KINDS = {"head", "about", "duties", "must", "nice", "benefits"}
INLINE = {kind: INLINE_KINDS for kind in ("about", "duties", "must", "nice", "benefits")}
FOOTER = pattern("job_footer")
TITLE_LABEL = pattern("title_label")
COMPANY_LABEL = pattern("company_label")
PLACE_LABEL = pattern("place_label")
WANTED = pattern("wanted")
MONEY = pattern("money")
NOT_MONEY = re.compile(r"\d+\s*[-–~至]\s*\d+\s*(?:年|人|岁|名|years?|people|employees)")
SPLIT = re.compile(r"\s*[|｜·•]\s*|\s+[-–—]\s+|\s*[,，]\s+|\t|\s{2,}")


@dataclass
class Job:
    """Everything later steps may use."""

    title: str
    company: str | None = None
    place: str | None = None
    salary: str | None = None
    duties: list[str] = field(default_factory=list[str])
    asks: list[Ask] = field(default_factory=list[Ask])


def read_job(text: str) -> Job:
    """The facts of a job description, pasted or read from a screenshot."""
    sections = cut(lines_of(text), "job", INLINE)
    head = sections[0].lines
    duties = [d for s in of_kind(sections, "duties") for d in _lines(s)]
    asks = [a for s in of_kind(sections, "must") for line in _lines(s) for a in asks_of(line, True)]
    asks += [
        a for s in of_kind(sections, "nice") for line in _lines(s) for a in asks_of(line, False)
    ]
    if not asks or not duties:
        _read_prose(sections, duties, asks, bool(asks))
    return Job(
        title=clip(_title(head, text), 200),
        company=_company(sections[0], text),
        place=_place(head, text),
        salary=_salary(text),
        duties=[clip(d) for d in duties],
        asks=asks[:40],
    )


def _lines(section: Section) -> list[str]:
    """The list items of a section up to a closing remark; a paragraph gives its sentences."""
    kept: list[Line] = []
    for line in section.lines:
        if FOOTER.match(line.text) and (kept or not line.bullet):
            break
        kept.append(line)
    listed = any(line.bullet for line in kept)
    found = items(kept)
    return found if listed or len(found) > 2 else [s for item in found for s in sentences(item)]


def _read_prose(sections: list[Section], duties: list[str], asks: list[Ask], known: bool) -> None:
    """No heading says what is asked: each sentence is judged by its words."""
    had = bool(duties)
    for section in sections:
        if section.kind in {"must", "nice", "benefits"} or (section.kind == "duties" and known):
            continue
        source = (
            section.lines[1:]
            if section.kind == "head" and not _is_prose(section)
            else section.lines
        )
        for sentence in (s for item in items(source) for s in sentences(item)):
            if FOOTER.match(sentence) or width(sentence) < 8:
                continue
            if not known and is_ask(sentence):
                asks += asks_of(sentence, True)
            elif not had and section.kind in {"head", "about"} and _is_duty(sentence):
                duties.append(sentence)


def _is_prose(head: Section) -> bool:
    return bool(head.lines) and width(head.lines[0].text) > 70


def _is_duty(sentence: str) -> bool:
    return bool(
        re.search(
            r"\byou(?:'|’)?(?:ll| will)\b|\bresponsible\b|\byou (?:take|own|lead)\b|负责|参与|主导|协助|承担",
            sentence,
            re.I,
        )
    )


def _title(head: list[Line], text: str) -> str:
    """A labelled title, the first line that names a position, or whom a sentence looks for."""
    for line in head:
        if TITLE_LABEL.match(line.text):
            return _without_money(TITLE_LABEL.sub("", line.text))
    for line in head[:5]:
        first = _without_money(line.text)
        if width(first) <= 80 and title_score(_first_part(first)) > 0:
            return _first_part(first)
    wanted = WANTED.search(text)
    if wanted:
        return (wanted[1] or wanted[2]).strip()
    first = next((line.text for line in head), text.strip().split("\n", 1)[0])
    return _without_money(clip(first, 120)) or clip(text.strip(), 60)


def _first_part(line: str) -> str:
    """The title of "Title | Firm | Place"; a dash may belong to the title itself."""
    parts = [part for part in re.split(r"\s*[|｜·•]\s*", line) if part]
    if len(parts) == 1:
        pieces = re.split(r"\s+[-–—]\s+|\s+at\s+(?=[A-Z])|(?<=[\u4e00-\u9fff）)]) (?=\d)", line)
        is_firm = len(pieces) > 1 and (
            employer_score(pieces[1]) >= 1 or looks_like_place(pieces[1])
        )
        return pieces[0] if is_firm or len(pieces) > 2 else line
    return next((part for part in parts if title_score(part) > 0), parts[0]) if parts else line


def _without_money(line: str) -> str:
    return (
        MONEY.sub("", NOT_MONEY.sub("", line)).strip(" |｜·-–—【】[]()（）")
        if MONEY.search(line)
        else line.strip(" 【】[]")
    )


def _company(head: Section, text: str) -> str | None:
    """A labelled firm, or the piece of the first lines that sounds like one."""
    for line in text.splitlines():
        if found := COMPANY_LABEL.match(line.strip()):
            return SPLIT.split(found[1])[0].strip()
    for line in head.lines[:7]:
        if width(line.text) > 120:
            continue
        first = line is head.lines[0] and not looks_like_a_list(line.text)
        pieces = [p for p in ([] if first else SPLIT.split(line.text)) if p and not MONEY.search(p)]
        for piece in pieces:
            if employer_score(piece) >= 1 and title_score(piece) < 1 and width(piece) < 60:
                return piece.strip()
        if line is not head.lines[0] and len(pieces) > 1 and looks_like_place(pieces[-1]):
            return pieces[0].strip() if not looks_like_place(pieces[0]) else None
    named = re.search(
        r"(?:^|[.\n]\s*)([A-Z][\w&.]*(?: [A-Z][\w&.]*){0,3}) is (?:hiring|looking|seeking|a\b|an\b)",
        text,
    )
    return named[1] if named and named[1] not in {"This", "It", "Our", "The"} else None


def looks_like_a_list(text: str) -> bool:
    """Whether a first line holds more than the title: "Title | Firm | Place"."""
    return bool(re.search(r"[|｜·•]", text))


def _place(head: list[Line], text: str) -> str | None:
    for line in head[:6]:
        for piece in re.split(r"\s*[|｜·•]\s*|\s+[-–—]\s+|,\s+(?=[A-Z][a-z]+$)", line.text):
            place = _without_money(piece)
            if width(place) < 60 and looks_like_place(place):
                return place.strip()
    found = PLACE_LABEL.search(text)
    return found[1].strip() if found else None


def _salary(text: str) -> str | None:
    """A pay range; ranges of years and of heads are no pay."""
    for line in text.splitlines():
        found = MONEY.search(NOT_MONEY.sub(lambda m: " " * len(m[0]), line))
        if found:
            return line[found.start() : found.end()].strip(" .。,")
    return None
