"""What the sources name, in any form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from shared.flow.facts.words import HAN, plain, says, squeezed, words

SMALL = {"of", "and", "at", "in", "for", "the", "&", "to"}
AMERICAN = (
    ("ae", "e"),
    ("our", "or"),
    ("is", "iz"),
    ("ys", "yz"),
    ("ence", "ense"),
    ("tre", "ter"),
)


def american(text: str) -> str:
    """One spelling for organise, orthopaedic, labour and licence."""
    for british, form in AMERICAN:
        text = text.replace(british, form)
    return text


@dataclass(frozen=True)
class Known:
    """Everything the sources name."""

    text: str

    @cached_property
    def folded(self) -> str:
        """The sources, without case."""
        return plain(self.text).casefold()

    @cached_property
    def unspaced(self) -> str:
        """The sources, without case and blanks: Chinese names may be broken by either."""
        return re.sub(r"\s", "", self.folded)

    @cached_property
    def squeezed(self) -> frozenset[str]:
        """Their words, and two or three of them run together."""
        tokens = re.findall(rf"[{HAN}]+|[^\W_]+[+#]*", self.folded)
        runs = ["".join(tokens[at : at + n]) for n in (1, 2, 3) for at in range(len(tokens))]
        return frozenset(runs)

    @cached_property
    def american(self) -> str:
        """The sources in American spelling."""
        return american(self.folded)

    @cached_property
    def initials(self) -> str:
        """First letters of the words in a row, sentence by sentence, to recognise abbreviations."""
        return "".join(
            token[0]
            for token in re.findall(r"[a-z]+|[,;:()\n]|\.(?!\w)", self.folded)
            if token not in SMALL
        )

    @cached_property
    def names(self) -> list[str]:
        """First letters of each name of several words: UTA for University of Texas at Austin."""
        runs = re.findall(
            r"[A-Z][a-z]+(?:\s+(?:(?:of|and|at|in|for|the)\s+)?[A-Z][a-z]+)+", self.text
        )
        return ["".join(re.findall(r"[A-Z]", run)) for run in runs]

    def has(self, term: str) -> bool:
        """Whether the sources have the term, a form of it, or a twin of it."""
        if numbered := re.fullmatch(r"([A-Za-z]{1,3})(\d+)", term):  # L3, s47 and UE5
            begun = r"(?:[a-z]*[\s-]+|[a-z]{0,6}?)".join(numbered[1].lower())
            if re.search(rf"\b{begun}[a-z]*[\s-]{numbered[2]}\b", self.folded):
                return True
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
        if any(says(self.folded, form) for form in (folded, f"{folded}s")):
            return True
        if squeezed(term) in self.squeezed:
            return True
        if len(term) >= 3 and term.isupper() and re.search(rf"[a-z]{term}\b", self.text):
            return True  # CAD of AutoCAD
        return len(folded) > 4 and (
            _begins(folded, self.folded) or _begins(american(folded), self.american)
        )


def _begins(term: str, text: str) -> bool:
    """Whether a word of a text begins with the term; in Chinese, whether it stands there."""
    return re.search(rf"(?<![a-z]){re.escape(term)}", text) is not None
