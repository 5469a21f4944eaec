"""Who and as what: the employer and the title in the header lines of an entry."""

import re

from infra.offline_ai.engine.entries import Entry, without_dates
from infra.offline_ai.engine.periods import period_in, single_in
from infra.offline_ai.engine.pieces import (
    AT,
    DASHES,
    employer_score,
    looks_like_place,
    parts_of,
    place_at_end,
    title_score,
)
from infra.offline_ai.engine.text import HAN

ROLE = re.compile(
    r"^(?:项目)?(?:角色|职务|担任(?:角色|职务)?|职位|岗位|role|position|title)\s*[:：]\s*", re.I
)
NAMED = re.compile(
    r"^(?:项目名称|公司(?:名称)?|单位(?:名称)?|项目|company|employer|project)\s*[:：]\s*", re.I
)
TOLD = re.compile(r"^([^:：]{2,40})[:：]\s*(\S.{11,})$")
DEPARTMENT = re.compile(r"(?:部|部门|事业部|科室|组)$")


def names(entry: Entry) -> list[str]:
    """The pieces of the header that are neither date nor place, in order."""
    found: list[str] = []
    for head in entry.heads:
        text = without_dates(head, period_in(head) or single_in(head))
        text = text.removesuffix(place_at_end(text)).strip(DASHES)
        for part in (part for piece in AT.split(text) for part in parts_of(piece)):
            if not looks_like_place(part):
                found += _tokens(part)
    return found


def employer_and_title(entry: Entry, title_first: bool) -> tuple[str, str]:
    """The employer and the title; where the words do not tell, the habit of the section does."""
    labelled = _labelled(entry)
    if labelled:
        return labelled
    pieces = [piece for piece in names(entry) if not re.fullmatch(r"[\W\d_]+", piece)]
    if not pieces:
        return "", ""
    lead = [title_score(piece) - employer_score(piece) for piece in pieces]
    if len(pieces) == 1:
        return ("", pieces[0]) if lead[0] > 0 else (pieces[0], "")
    best = max(range(len(pieces)), key=lambda at: (lead[at], -at))
    if lead[best] <= 0:
        best = 0 if title_first and max(map(employer_score, pieces)) < 1 else len(pieces)
    rest = [at for at in range(len(pieces)) if at != best and not _is_unit(pieces[at])]
    rest = rest or [at for at in range(len(pieces)) if at != best]
    firm = min(rest, key=lambda at: (lead[at], at))
    if best == len(pieces):
        others = [at for at in rest if at != firm]
        return pieces[firm], pieces[others[0]] if others else ""
    return pieces[firm], pieces[best]


def is_title_first(entries: list[Entry]) -> bool:
    """Whether the entries whose words do tell put the title before the employer."""
    votes = 0
    for entry in entries:
        pieces = names(entry)
        if len(pieces) > 1:
            first, second = (title_score(p) - employer_score(p) for p in pieces[:2])
            votes += (first > second) - (second > first)
    return votes > 0


def project_names(entry: Entry) -> tuple[str, str | None, list[str]]:
    """The name of a project, the role, and what else its header says."""
    heads = [without_dates(h, period_in(h) or single_in(h)) for h in entry.heads]
    heads = [head for head in heads if head and not looks_like_place(head)]
    if not heads:
        return "", None, []
    name, role, rest = NAMED.sub("", heads[0]), None, heads[1:]
    told = TOLD.match(name)
    if told:
        name, rest = told[1], [told[2], *rest]
    pieces = re.split(r"\s*[|｜·]\s*|\s+[-–—]\s+", name)
    if len(pieces) > 1 and title_score(pieces[-1]) >= 1:
        name, role = pieces[0], pieces[-1]
    for head in list(rest):
        if role is None and (ROLE.match(head) or (title_score(head) and len(head) < 40)):
            role = ROLE.sub("", head)
            rest.remove(head)
    return name, role, rest


def _labelled(entry: Entry) -> tuple[str, str] | None:
    """E.g. “公司：…” and "职位：…" on lines of their own."""
    firm = next((NAMED.sub("", h) for h in entry.heads if NAMED.match(h)), None)
    role = next((ROLE.sub("", h) for h in entry.heads if ROLE.match(h)), None)
    if not firm or not role:
        return None
    return without_dates(firm, period_in(firm)), without_dates(role, period_in(role))


def _is_unit(piece: str) -> bool:
    """A department rather than an employer."""
    return bool(DEPARTMENT.search(piece)) and employer_score(piece) < 1


def _tokens(part: str) -> list[str]:
    """Chinese headers separate by one blank: a firm, then a title that may hold Latin words."""
    if not HAN.search(part) or " " not in part:
        return [part]
    found: list[str] = []
    for token in part.split(" "):
        before = found[-1] if found else ""
        if before and not HAN.search(before):
            found[-1] = f"{before} {token}"
        else:
            found.append(token)
    return [token for token in found if not looks_like_place(token)]
