"""Long and short forms of a name: FCR (first call resolution), Amazon Web Services for AWS."""

import re
from collections.abc import Iterator

from shared.flow.facts.known import SMALL, Known
from shared.flow.facts.words import HAN, says, squeezed, words


def is_explained(term: str, text: str, known: Known) -> bool:
    """FCR or a word of its long form, where one stands in brackets behind the other and is known."""
    for found in re.finditer(rf"([\w\s/&'{HAN}-]+)\(([\w\s&/-]{{2,40}})\)", text):
        long, short = found[1].strip(), found[2].strip()
        words_before = re.split(r"[\s-]", long)[-len(short) - 2 :]
        if term in words_before and known.has(short) and _fits(short, " ".join(words_before)):
            return True
        if term in short.split() and known.has(short):
            return True
        if long.endswith(term) and known.has(short) and _fits(term, short):
            return True
        if (
            term == short
            and term.isupper()
            and len(term) <= 5
            and squeezed(term) not in words().named
        ):
            behind = re.search(rf"[{HAN}]{{3,10}}$", long)
            if behind and any(behind[0][at:] in known.folded for at in range(len(behind[0]) - 2)):
                return True
    return False


def _fits(short: str, long: str) -> bool:
    """Whether the letters of an abbreviation stand in the long form in their order."""
    if sum(letter.isupper() for letter in short) < 2:
        return False
    letters = iter(long.casefold())
    return all(letter in letters for letter in short.casefold() if letter.isalpha())


def abbreviates(term: str, known: Known) -> bool:
    """Whether a term in capitals is made of first letters of the sources."""
    if not (term.isupper() and term.isalpha()):
        return False
    short = len(term) == 2 and any(run.startswith(term) for run in known.names)
    return short or (len(term) >= 3 and term.casefold() in known.initials)


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
