"""Long and short forms of a name: FCR (first call resolution), Amazon Web Services for AWS."""

import re
from collections.abc import Iterator

from shared.flow.facts.known import SMALL, Known
from shared.flow.facts.words import HAN, squeezed, words

TAKEN = " _ "  # a word, so that what follows does not begin the sentence
LONGEST = 5
INITIALS = 3  # two letters are many things


def is_explained(term: str, text: str, known: Known) -> bool:
    """FCR or a word of its long form, where one stands in brackets behind the other and is known."""
    for found in re.finditer(rf"([\w\s/&'{HAN}-]+)\(([\w\s&/-]{{2,40}})\)", text):
        long, short = found[1].strip(), found[2].strip()
        if _is_short_known(term, long, short, known) or _is_long_known(term, long, short, known):
            return True
    return False


def _is_short_known(term: str, long: str, short: str, known: Known) -> bool:
    """Whether the term is a part of a long form, or a name, and the sources have what stands in the brackets."""
    if not known.has(short):
        return False
    words_before = re.split(r"[\s-]", long)[-len(short) - 2 :]
    if term in words_before and _fits(short, " ".join(words_before)):
        return True
    if long.endswith(term):
        is_han = re.fullmatch(rf"[{HAN}]+", short) is not None
        return _fits(term, short) or (is_han and squeezed(term) not in words().named)
    return term in short.split()


def _is_long_known(term: str, long: str, short: str, known: Known) -> bool:
    """Whether the term stands in the brackets, and the sources have the name before them."""
    if term != short or squeezed(term) in words().named:
        return False
    if _fits(short, long) and _is_said(re.split(r"[\s-]", long), known):
        return True
    behind = re.search(rf"[{HAN}]{{2,10}}$", long)
    if not behind or re.search(r"\d", term):
        return False
    return any(behind[0][at:] in known.folded for at in range(len(behind[0]) - 1))


def _is_said(name: list[str], known: Known) -> bool:
    """Whether the sources have a name in full; a certificate is more than its words."""
    is_certificate = re.search(r"certif|register|charter|licen|profession", " ".join(name), re.I)
    return not is_certificate and known.has(name[-1])


def _fits(short: str, long: str) -> bool:
    """Whether the letters of an abbreviation stand in the long form in their order."""
    if sum(letter.isupper() for letter in short) < 2:
        return False
    letters = iter(long.casefold())
    return all(letter in letters for letter in short.casefold() if letter.isalpha())


def abbreviates(term: str, known: Known, line: str = "") -> bool:
    """Whether a term in capitals is made of first letters of the sources; a short one, of a name or of its line."""
    bare = re.sub(r"(?<=[A-Z])s$", "", term)
    if not (bare.isupper() and bare.isalpha()) or squeezed(bare) in words().named:
        return False
    if len(bare) == 2:
        return any(run.startswith(bare) for run in known.names) or _is_begun(bare, line)
    return bare.casefold() in known.initials or _is_begun(bare, line)


def begins_a_word(term: str, line: str) -> bool:
    """Med-Surg of Medical-Surgical."""
    pieces = [piece for piece in term.casefold().split("-") if len(piece) >= INITIALS]
    return bool(pieces) and all(
        re.search(rf"\b{re.escape(piece)}[a-z]{{2,}}", line.casefold()) for piece in pieces
    )


def _is_begun(term: str, line: str) -> bool:
    """DBA of database administrator: letters that begin words in a row, some of them inside a word."""
    row = r"(?:[a-z]*[\s-]+|[a-z]{0,6}?)".join(term.casefold())
    found = re.finditer(rf"\b{row}", line.casefold())
    return any(re.search(r"[\s-]", run[0]) for run in found)


def is_spelled_out(term: str, text: str, known: Known) -> bool:
    """Amazon Web Services where the sources say AWS, in capitals or not."""
    for run in re.finditer(
        r"[A-Z][a-z]+(?:[\s-]+(?:(?:of|and|at|in|for|the)\s+)?[A-Za-z]+)+", text
    ):
        every = re.split(r"[\s-]+", run[0])
        bare = [part for part in every if part not in SMALL]
        for parts, shortest in ((every, 2), (bare, INITIALS)):
            if any(
                re.search(rf"(?<![A-Za-z]){short}s?(?![A-Za-z])", known.text)
                for short in _initials_with(term, parts)
                if len(short) >= shortest
            ):
                return True
    return False


def stands_for_capitals(word: str, text: str, known: Known) -> bool:
    """Whether a word of a text is part of what known capitals stand for: board of board support package, for BSP."""
    parts = re.findall(r"\w+", text)
    return any(
        len(short) >= INITIALS
        and re.search(rf"(?<![A-Za-z]){re.escape(short)}s?(?![A-Za-z])", known.text)
        for short in _initials_with(word, parts)
        if len(short) <= LONGEST
    )


def _initials_with(term: str, parts: list[str]) -> Iterator[str]:
    for size in range(2, len(parts) + 1):
        for at in range(len(parts) - size + 1):
            run = parts[at : at + size]
            is_name = run[0] not in SMALL and run[-1] not in SMALL
            if term in run and is_name and (size >= INITIALS or run[1][0].isupper()):
                yield "".join(part[0] for part in run).upper()


def without_known_phrases(text: str, known: Known) -> str:
    """The edit without names of several words that the sources have, in this or in another form."""
    for phrase in words().phrases:
        found = re.search(rf"(?<![A-Za-z\d]){re.escape(phrase)}(?![A-Za-z\d])", text, re.IGNORECASE)
        if found and known.has(phrase):
            text = text.replace(found[0], TAKEN)
    for run in re.finditer(r"[A-Z]\w+ [A-Z0-9]\w*", text):
        if squeezed(run[0]) in known.squeezed:  # Argo CD and ArgoCD
            text = text.replace(run[0], TAKEN)
    return text


def is_short_or_long(field: str, known: Known) -> bool:
    """交传 for 交替传译, 广外 for 广东外语外贸大学, and 风险控制 for 风控."""
    if len(field) in (2, 3):
        long = f"[{HAN}]{{0,4}}?".join(field)
        return re.search(long, known.folded) is not None
    short = field[0::2][:3]
    return len(field) in (4, 6) and short in known.folded
