"""Names in an edit: tools, firms, schools, certificates. A name nobody mentioned is a new fact."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from shared.flow.facts.words import HAN, plain, says, squeezed, words
from shared.models.customize import Violation

TOKEN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[+#]+|(?:[.&/'-](?=[A-Za-z0-9]))?[A-Za-z0-9]*)*"
)
VENDORS = {"Microsoft", "Adobe", "Apache", "Atlassian", "Autodesk", "SAP"}
SMALL = {"of", "and", "in", "for", "the", "&", "to"}
SCHOOL = re.compile(rf"([{HAN}]{{2}})(大学|学院|中学|小学|研究院|医院|银行|集团)")
FIRM = re.compile(rf"(?:在|于|就职|服务|加入|为|与)([{HAN}]{{2,10}}?)(公司|集团|工厂|事务所)")
LICENCE = re.compile(
    rf"注册[{HAN}]{{2,8}}?师|执业[{HAN}]{{1,6}}?师"
    rf"|[{HAN}]{{2,6}}(?:资格证|从业资格|上岗证|操作证|等级证|结业证)"
)
COMMON_FIRM = re.compile(
    r"子|上市|该|本|我|各|多家|型|一家|客户|外资|国有|民营|互联网|贵|全|分|母|总|物业|软件"
)
SCHOOL_HINT = re.compile(r"universit|college|institut|school|academy", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """Everything the sources name."""

    text: str

    @cached_property
    def folded(self) -> str:
        """The sources, without case."""
        return plain(self.text).casefold()

    @cached_property
    def squeezed(self) -> frozenset[str]:
        """Their words, and two or three of them run together."""
        tokens = re.findall(rf"[{HAN}]+|[^\W_]+[+#]*", self.folded)
        runs = ["".join(tokens[at : at + n]) for n in (1, 2, 3) for at in range(len(tokens))]
        return frozenset(runs)

    @cached_property
    def initials(self) -> str:
        """First letters of the words in a row, to recognise abbreviations."""
        return "".join(
            token[0] for token in re.findall(r"[a-z]+", self.folded) if token not in SMALL
        )

    def has(self, term: str) -> bool:
        """Whether the sources have the term, a form of it, or a twin of it."""
        return any(self._has(form) for form in self._forms(term))

    def _forms(self, term: str) -> Iterator[str]:
        yield term
        yield from words().twins.get(squeezed(term), ())
        bare = re.sub(r"(?:'s|s')$", "", term)
        for ending in ("s", "es", "ed", "ing", "d"):
            if bare.casefold().endswith(ending) and len(bare) > len(ending) + 2:
                yield bare[: -len(ending)]
                yield from words().twins.get(squeezed(bare[: -len(ending)]), ())

    def _has(self, term: str) -> bool:
        folded = term.casefold()
        if says(self.folded, folded) or squeezed(term) in self.squeezed:
            return True
        british = folded.replace("ys", "yz").replace("is", "iz")
        return len(folded) > 4 and any(form in self.folded for form in (folded, british))


def new_terms(revised: str, known: Known) -> Iterator[Violation]:
    """Every name in the edit that the sources do not have."""
    revised = plain(revised)
    reported: set[str] = set()
    for term in _suspects(revised):
        if term.casefold() not in reported and not _is_known(term, revised, known):
            reported.add(term.casefold())
            yield Violation(kind=_kind(term, revised), text=term)
    yield from _han_names(revised, known)


def _suspects(text: str) -> Iterator[str]:
    chinese = len(re.findall(rf"[{HAN}]", text)) >= 3
    for found in TOKEN.finditer(text):
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
    return not before or before[-1] in ".;:!?•-*|\n"


def _is_known(term: str, text: str, known: Known) -> bool:
    if term.casefold() in words().harmless or squeezed(term) in words().harmless or known.has(term):
        return True
    if term in VENDORS and _next_is_known(term, text, known):
        return True
    pieces = [piece for piece in re.split(r"[/&'-]", term) if piece]
    if len(pieces) > 1 and all(
        _is_known(piece, text, known) or piece.islower() for piece in pieces
    ):
        return True
    return _abbreviates(term, known) or is_spelled_out(term, text, known)


def _next_is_known(term: str, text: str, known: Known) -> bool:
    """Microsoft Excel where the sources say Excel."""
    behind = re.search(rf"\b{term}\s+([A-Z]\w+)", text)
    return behind is not None and known.has(behind[1])


def _abbreviates(term: str, known: Known) -> bool:
    return (
        term.isupper() and len(term) >= 3 and term.casefold() in known.initials and term.isalpha()
    )


def is_spelled_out(term: str, text: str, known: Known) -> bool:
    """Amazon Web Services where the sources say AWS, in capitals or not."""
    for run in re.finditer(r"[A-Z][a-z]+(?:[\s-]+(?:(?:of|and|in|for|the)\s+)?[A-Za-z]+)+", text):
        every = re.split(r"[\s-]+", run[0])
        for parts in (every, [part for part in every if part not in SMALL]):
            if any(says(known.folded, short) for short in _initials_with(term, parts)):
                return True
    return False


def _initials_with(term: str, parts: list[str]) -> Iterator[str]:
    for size in range(2, len(parts) + 1):
        for at in range(len(parts) - size + 1):
            if term in parts[at : at + size]:
                yield "".join(part[0] for part in parts[at : at + size]).casefold()


def _han_names(text: str, known: Known) -> Iterator[Violation]:
    for found in SCHOOL.finditer(text):
        if found[0] not in known.folded and not COMMON_FIRM.search(found[1]):
            yield Violation(
                kind="school" if found[2] in ("大学", "学院") else "employer", text=found[0]
            )
    for found in FIRM.finditer(text):
        if found[1] not in known.folded and not COMMON_FIRM.search(found[1]):
            yield Violation(kind="employer", text=found[1] + found[2])


def new_licences(revised: str, known: Known) -> Iterator[Violation]:
    """Chinese licences and registrations the sources do not have."""
    for found in LICENCE.finditer(plain(revised)):
        if (
            found[0] not in known.folded
            and not known.has(found[0])
            and found[0][-4:] not in known.folded
        ):
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
