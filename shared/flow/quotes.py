"""Quotes are checked, never trusted: one counts when the source holds it, up to case, width and blanks."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from shared.models.match import Quote

SHORTEST = 2  # letters and digits a quote must have to prove anything
HAN = "\u2e80"  # from here on, scripts that need no blanks between words
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

    def find(self, quote: str, shortest: int = SHORTEST) -> Found | None:
        """The span of the text that equals `quote`; a quote never cuts through a word or a number."""
        return self._find(quote, shortest) or self._find(quote.strip(AROUND), shortest)

    def _find(self, quote: str, shortest: int) -> Found | None:
        wanted, _ = _fold(quote.strip())
        if sum(map(str.isalnum, wanted)) < shortest:
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
    """Comparable letters, and for each the index of the character it came from.

    A run of blanks counts as one, and only between two letters that are not Han.
    """
    letters: list[str] = []
    places: list[int] = []
    blank_at: int | None = None
    for index, character in enumerate(text):
        for letter in unicodedata.normalize("NFKC", character.translate(TWINS)).casefold():
            if letter.isspace():
                blank_at = index
                continue
            if blank_at is not None and letters and max(letters[-1], letter) < HAN:
                letters.append(" ")
                places.append(blank_at)
            blank_at = None
            letters.append(letter)
            places.append(index)
    return "".join(letters), places


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not _joined(text, start) and not _joined(text, end)


def _joined(text: str, at: int) -> bool:
    """Whether a cut at this place would go through a word or a number."""
    if not 0 < at < len(text):
        return False
    return _in_word(text[at - 1]) and _in_word(text[at])


def _in_word(letter: str) -> bool:
    return letter < HAN and letter.isalnum()
