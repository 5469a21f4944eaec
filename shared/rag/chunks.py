"""Cuts know-how into passages a prompt can hold: along its headings, never through a sentence if it can be helped."""

import re
from dataclasses import dataclass

from shared.models.words import Locale

# Characters of a passage. A Han character carries about as much as three or four Latin letters.
LENGTHS: dict[Locale, tuple[int, int]] = {Locale.ZH: (260, 420), Locale.EN: (800, 1_300)}
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """A passage and the heading it stands under."""

    heading: str
    text: str


def cut(markdown: str, lang: Locale) -> list[Passage]:
    """The passages of a document, in order; headings open the passage they belong to."""
    from semantic_text_splitter import MarkdownSplitter  # only the ingest has it

    splitter = MarkdownSplitter(LENGTHS[lang], trim=True)
    pieces = [piece for piece in splitter.chunks(markdown) if HEADING.sub("", piece).strip()]
    passages: list[Passage] = []
    heading = ""
    for piece in pieces:
        found = HEADING.search(piece)
        own = found is not None and not piece[: found.start()].strip()
        passages.append(Passage(found[1] if found and own else heading, piece))
        heading = HEADING.findall(piece)[-1] if found else heading
    return passages
