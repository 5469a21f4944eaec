"""Names in an edit: tools, firms, schools, certificates. A name nobody mentioned is a new fact."""

import re
from collections.abc import Iterator
from typing import Literal

from shared.flow.facts.dates import says_a_period
from shared.flow.facts.known import Known
from shared.flow.facts.short_forms import (
    abbreviates,
    begins_a_word,
    is_explained,
    is_spelled_out,
    without_known_phrases,
)
from shared.flow.facts.words import HAN, ordinary, plain, squeezed, words
from shared.models.customize import Violation

TOKEN = re.compile(
    r"(?<![A-Za-z0-9μ])[A-Za-z][A-Za-z0-9]*(?:[+#]+|(?:[.&/'-](?=[A-Za-z0-9]))?[A-Za-z0-9]*)*"
)
SCHOOL = re.compile(
    rf"([{HAN}]{{2}})(大学(?!英语|生|城|物理|语文|数学)|学院|(?:中学|小学)(?![生数语英物化])|研究院|医院|银行|集团)"
)
FIRM = re.compile(
    rf"(?:就职于|任职于|服务于|在|于|就职|加入|为|与)([{HAN}]{{2,10}}?)(公司|集团|工厂|事务所)"
)
LICENCE = re.compile(
    rf"注册[{HAN}]{{2,8}}?师|[一二三四五]级[{HAN}]{{2,6}}师|(?:(?![和与及持有获得])[{HAN}]){{3,7}}师证|(?<![持具])执业[{HAN}]{{1,6}}?师"
    rf"|[{HAN}]{{2,6}}(?:资格证|从业资格|上岗证|操作证|等级证|结业证)"
)
COMMON_FIRM = re.compile(
    r"某|[和与及]|个|过|为|年|县|运维|参与|持有|对接|服务|负责|支持|合作|走访|面向|协助|联系|子|上市|该|本|我|各|多家|型|一家|客户|外资|国有|民营|互联网|贵|全|分|母|总|物业|软件"
)
SCHOOL_HINT = re.compile(r"universit|college|institut|school|academy", re.IGNORECASE)


def new_terms(revised: str, original: str, known: Known) -> Iterator[Violation]:
    """Every name in the edit that the sources do not have."""
    whole = plain(revised)
    revised = without_known_phrases(whole, known)
    reported: set[str] = set()
    for term in _suspects(revised):
        if term.casefold() not in reported and not is_known_name(term, whole, original, known):
            reported.add(term.casefold())
            yield Violation(kind=_kind(term, revised), text=term)
    yield from _han_names(revised, known)


def borrowed_terms(revised: str, original: str, own: Known) -> Iterator[Violation]:
    """Names that only another employment or a list of skills has, put in the place of a name of the line."""
    whole, mine = plain(revised), Known(revised)
    if all(mine.has(term) for term in _suspects(plain(original))):
        return
    revised = without_known_phrases(whole, own)
    for term in dict.fromkeys(_suspects(revised)):
        if not is_known_name(term, whole, original, own):
            yield Violation(kind=_kind(term, revised), text=term)


def _suspects(text: str) -> Iterator[str]:
    chinese = len(re.findall(rf"[{HAN}]", text)) >= 3
    for found in TOKEN.finditer(text):
        if len(found[0]) == 1 and re.search(r"[\d°]\s?$", text[: found.start()]):
            continue  # 200 g, 80 °C
        if text[found.end() : found.end() + 1] == "$":
            continue  # US$
        if chinese or _stands_out(found, text):
            yield found[0]
    for term in words().named:
        if not term.isascii() and term in text:
            yield term


def _stands_out(found: re.Match[str], text: str) -> bool:
    token = found[0]
    if squeezed(token) in words().named or token.casefold() in words().named:
        return True
    if re.search(r"[A-Z]", token[1:]) or re.search(r"\d", token):
        return True
    if not token[0].isupper():
        return False
    alone = re.match(r"\s*(?:,|$)", text[found.end() :]) is not None
    return alone or not _starts_a_sentence(found, text)


def _starts_a_sentence(found: re.Match[str], text: str) -> bool:
    before = text[: found.start()].rstrip()
    return (
        not re.search(r"\w", before)
        or before[-1] in ".;:!?•*»※◆・●\n"
        or before.strip() == "o"
        or (before[-1] in "·|-" and not says_a_period(text))
    )


def is_known_name(term: str, text: str, line: str, known: Known) -> bool:
    """Whether a name of an edit of a line stands in the sources, in any of its forms, or says nothing."""
    if term.casefold() in words().harmless or squeezed(term) in words().harmless or known.has(term):
        return True
    if is_explained(term, text, known) or _is_label(term, text):
        return True
    if term in words()["vendors"] and _next_is_known(term, text, known):
        return True
    if degree := re.fullmatch(r"([BM])([A-Z][a-z]{2,5})", term):
        level = "bachelor" if degree[1] == "B" else "master"
        return re.search(rf"{level}'?s? (?:of|in) {degree[2].lower()}", known.folded) is not None
    pieces = [piece for piece in re.split(r"[/&'+-]", term) if piece]
    numbered = term[0].isupper() and pieces[-1].isdigit()  # CET-6 is not CET
    if (
        len(pieces) > 1
        and not numbered
        and all(is_known_name(piece, text, line, known) or piece.islower() for piece in pieces)
    ):
        return True
    if abbreviates(term, known, line) or begins_a_word(term, line):
        return True
    return is_spelled_out(term, text, known)


def _is_label(term: str, text: str) -> bool:
    """A word before a colon that opens a list: Programming: MATLAB."""
    label = rf"(?:^|[·|;•.]\s*){re.escape(term)}(?: (?:[a-z]+|&)){{0,3}}:"
    return re.search(label, text) is not None


def _next_is_known(term: str, text: str, known: Known) -> bool:
    """Microsoft Excel where the sources say Excel."""
    behind = re.search(rf"\b{term}\s+([A-Z]\w+|\w+\d+)", text)
    return behind is not None and known.has(behind[1])


def _han_names(text: str, known: Known) -> Iterator[Violation]:
    for found in SCHOOL.finditer(text):
        is_school = found[2] in ("大学", "学院")
        plain_word = found[1] in ordinary() and not is_school
        if found[0] not in known.folded and not plain_word and not COMMON_FIRM.search(found[1]):
            yield Violation(kind="school" if is_school else "employer", text=found[0])
    for found in FIRM.finditer(text):
        if found[1] not in known.folded and not COMMON_FIRM.search(found[1]):
            yield Violation(kind="employer", text=found[1] + found[2])


def new_licences(revised: str, known: Known) -> Iterator[Violation]:
    """Chinese licences and registrations the sources do not have."""
    for found in LICENCE.finditer(plain(revised)):
        stem = re.sub(r"^(?:持有?|具备|获得?|取得|通过|[一二三四五]级)+|证书?$", "", found[0])
        if not any(form in known.folded for form in (stem, found[0][-5:])) and not known.has(stem):
            yield Violation(kind="certificate", text=found[0])


def _kind(term: str, text: str) -> Literal["school", "certificate", "tool"]:
    at = text.find(term)
    around = text[max(0, at - 25) : at + len(term) + 25]
    if SCHOOL_HINT.search(around) and term[0].isupper():
        return "school"
    return (
        "certificate"
        if re.search(r"certif|licen|证书|资格|认证", around, re.IGNORECASE)
        else "tool"
    )
