"""Finds whose resume it is: the name on its first lines."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

TOP_LINES = 6
LABELLED_WITHIN = 25
LABEL = re.compile(r"(?:姓\s*名|full\s+name|\bname)\s*[:：]?\s*(.*)", re.IGNORECASE)
PARTS = re.compile(r"\[\[[A-Z_0-9]+\]\]|[|｜丨·•/,，;；()（）\t]|\s[-–—]\s|\s{2,}")
OF_RESUME = re.compile(r"(的?(个人|求职)?简历|^(个人|求职)简历)|'s\s+(resume|cv)$", re.IGNORECASE)
HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
SPACED_HAN = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){1,2}")
PARTICLE = r"(?:van|von|der|den|de|da|di|du|dos|la|le|bin|al)"
LATIN = re.compile(rf"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:{PARTICLE}\s+)*[A-ZÀ-Þ][\w'’.-]*){{1,3}}")


@lru_cache
def _words() -> tuple[str, tuple[str, ...], tuple[str, ...], frozenset[str]]:
    table = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
    return (
        "".join(table["surnames"].split()),
        tuple(table["compound"]),
        tuple(table["not_names_zh"]),
        frozenset(table["not_names_en"]),
    )


def find_names(text: str) -> list[str]:
    """The person's name as it stands, and a second form of it on the same line; empty when unsure."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in lines[:LABELLED_WITHIN]:
        labelled = LABEL.match(line)
        found = _names_of(labelled[1], sure=True) if labelled else []
        if found:
            return found
    for line in lines[:TOP_LINES]:
        found = _names_of(line, sure=False)
        if found:
            return found
    return []


def _names_of(line: str, *, sure: bool) -> list[str]:
    parts = [OF_RESUME.sub("", part).strip(" :：-–—#*") for part in PARTS.split(line)]
    parts = [part for part in parts if part][:3]
    found = [name for part in parts for name in _name_of(part, sure=sure)]
    return found if found and _starts_with_a_name(parts, found) else []


def _starts_with_a_name(parts: list[str], found: list[str]) -> bool:
    return parts[0].startswith(found[0])


def _name_of(part: str, *, sure: bool) -> Iterator[str]:
    first = part.split()[0]
    if SPACED_HAN.fullmatch(part) and _is_han_name(re.sub(r"\s", "", part), sure=sure):
        yield part
    elif HAN.fullmatch(first) and _is_han_name(first, sure=sure):
        yield first
    elif LATIN.fullmatch(part) and _is_latin_name(part):
        yield part


def _is_han_name(word: str, *, sure: bool) -> bool:
    surnames, compound, not_names, _ = _words()
    if any(other in word for other in not_names):
        return False
    return sure or word.startswith(compound) or (word[0] in surnames and len(word) <= 3)


def _is_latin_name(part: str) -> bool:
    words = re.findall(r"[^\W\d_]+", part.casefold())
    return not any(word in _words()[3] for word in words) and not re.search(r"\d|_", part)
