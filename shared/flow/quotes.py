"""Quotes are checked, never trusted: one counts when the source holds it, up to case, width and blanks."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from shared.models.match import Quote

SHORTEST = 2  # characters that count
TWINS = str.maketrans(
    dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("“”„‟", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
AROUND = " \t\n\"'“”‘’「」『』《》.。,，;；:：、!！-–—•·*…"  # what a model may put around a quote


@dataclass(frozen=True, slots=True)
class Found:
    """A span of a text: `text` stands at [start, end)."""

    text: str
    start: int
    end: int


class Folded:
    """A text in which quotes are found as they stand, whatever their case, width and blanks."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return _fold(self.text)

    def find(self, quote: str) -> Found | None:
        """The span of the text that equals `quote`; a quote never cuts through a word or a number."""
        wanted, _ = _fold(quote.strip(AROUND))
        if sum(map(str.isalnum, wanted)) < SHORTEST:
            return None
        folded, places = self._folded
        at = folded.find(wanted)
        while at >= 0:
            if _stands_alone(folded, at, at + len(wanted)):
                start, end = places[at], places[at + len(wanted) - 1] + 1
                return Found(self.text[start:end], start, end)
            at = folded.find(wanted, at + 1)
        return None

    def holds(self, quote: str) -> bool:
        """Whether the quote can be found."""
        return self.find(quote) is not None


class Evidence:
    """The texts a claim about a person can lean on."""

    def __init__(self, resume: str, detailed_resume: str = "") -> None:
        self._resume, self._detailed = Folded(resume), Folded(detailed_resume)

    def quote(self, text: str) -> Quote | None:
        """The quote with its place, looked for in the resume first."""
        if found := self._resume.find(text):
            return Quote(text=found.text, source="resume", start=found.start, end=found.end)
        if found := self._detailed.find(text):
            source = "detailed_resume"
            return Quote(text=found.text, source=source, start=found.start, end=found.end)
        return None

    def quotes(self, texts: Sequence[str]) -> list[Quote]:
        """Those of the texts that are found, each once."""
        found = [quote for text in texts if (quote := self.quote(text))]
        return list({(quote.source, quote.start, quote.end): quote for quote in found}.values())


def one_line(text: str) -> str:
    """A span without its line breaks; a break between two Han characters was never a blank."""
    glued = re.sub(r"(?<=[\u2e80-\uffef])\s*\n\s*(?=[\u2e80-\uffef])", "", text)
    return " ".join(glued.split())


def _fold(text: str) -> tuple[str, list[int]]:
    """Comparable letters, and for each the index of the character it came from."""
    letters: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        plain = unicodedata.normalize("NFKC", character.translate(TWINS)).casefold()
        for letter in plain:
            letters.append(" " if letter.isspace() else letter)
            places.append(index)
    kept = [n for n in range(len(letters)) if letters[n] != " " or _blank_counts(letters, n)]
    return "".join(letters[n] for n in kept), [places[n] for n in kept]


def _blank_counts(letters: list[str], n: int) -> bool:
    """A blank counts once, and only between two letters that are not Han."""
    if n == 0 or letters[n - 1] == " ":
        return False
    following = next((letter for letter in letters[n + 1 :] if letter != " "), None)
    return following is not None and letters[n - 1] < "\u2e80" and following < "\u2e80"


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not _joined(text, start) and not _joined(text, end)


def _joined(text: str, at: int) -> bool:
    """Whether a cut at this place would go through a word or a number."""
    if not 0 < at < len(text):
        return False
    return _in_word(text[at - 1]) and _in_word(text[at])


def _in_word(letter: str) -> bool:
    return letter < "\u2e80" and letter.isalnum()
