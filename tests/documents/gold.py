"""The sample resumes and the phrases that must come out of each."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from shared.documents.clean import clean

SAMPLES = Path(__file__).parents[1] / "data" / "documents"
_NOT_PRINTED = {"date", "start_date", "end_date", "network", "username", "website", "doi"}
_MARKUP = re.compile(r"\*+|\[([^]]+)\]\([^)]*\)")


def samples() -> dict[str, list[str]]:
    """File names and their gold phrases."""
    rendercv = list(_phrases(yaml.safe_load(_read("rendercv_gold.yaml"))["cv"]))
    matcher = _read("resume_matcher_gold.txt").splitlines()
    return {
        path.name: rendercv if path.name.startswith("rendercv") else matcher
        for path in sorted(SAMPLES.glob("*.pdf"))
    }


def found(phrases: list[str], text: str) -> int:
    """How many phrases stand in a text, compared without blanks and hyphenation at line ends."""
    packed = pack(text)
    return sum(pack(phrase) in packed for phrase in phrases)


def pack(text: str) -> str:
    """Clean text without blanks and with plain apostrophes."""
    return re.sub(r"\s", "", clean(text).text.replace("’", "'"))


def _read(name: str) -> str:
    """A file of the samples."""
    return (SAMPLES / name).read_text(encoding="utf-8")


def _phrases(value: Any, key: str = "") -> Iterator[str]:
    """Every printed text of the source, one line each, without markup."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _phrases(inner, name) if name not in _NOT_PRINTED else ()
    elif isinstance(value, list):
        for inner in value:
            yield from _phrases(inner, key)
    elif isinstance(value, str):
        plain = _MARKUP.sub(lambda found: found[1] or "", value)
        yield from re.split(r" - (?=[A-Z])", plain) if key == "highlights" else [plain]
