"""Prose is no list of facts one could reject: what it claims without a source is named beside it instead."""

import re
from collections.abc import Iterator

from shared.flow.facts import Sources, violations
from shared.models.customize import Violation

NAMED = {"number", "date", "employer", "degree", "school", "tool", "certificate"}
SENTENCE_START = re.compile(r"(?:^|[.!?:;,—\n-]\s*)$")
MAX_NOTES = 12


def unfounded(texts: list[str], sources: Sources) -> list[str]:
    """Words of the texts that neither the papers nor the job hold, each once."""
    words = [found for text in texts for found in _in_text(text, sources)]
    return list(dict.fromkeys(words))[:MAX_NOTES]


def known_facts(resume: str, detailed: str, job: str, years: float | None) -> Sources:
    """All that prose may lean on: the papers, the job, and the years a program has counted."""
    counted = "" if years is None else f"{int(years)} years, {int(years)} 年"
    return Sources(resume, "\n".join([detailed, job, counted]))


def _in_text(text: str, sources: Sources) -> Iterator[str]:
    for found in violations("", text, sources):
        if found.kind in NAMED and not _is_plain_word(found, text):
            yield found.text


def _is_plain_word(found: Violation, text: str) -> bool:
    """A capital letter at the start of a sentence makes no name."""
    at = text.find(found.text)
    simple = found.text.isalpha() and found.text.isascii() and found.text[1:].islower()
    return found.kind == "tool" and simple and bool(SENTENCE_START.search(text[:at]))
