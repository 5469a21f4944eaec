"""The gate's dictionary, read once."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HAN = r"\u4e00-\u9fff"


def plain(text: str) -> str:
    """The text with one form for every width of letter, kind of dash and blank; placeholders taken out."""
    text = text.replace("㎡", "平方米")
    text = unicodedata.normalize("NFKC", re.sub(r"\[\[[A-Z]+(_\d+)?\]\]", " ", text))
    letters = unicodedata.normalize("NFD", text)
    text = unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", letters))  # café is cafe
    text = re.sub(r"[‐-―−]", "-", text).replace("’", "'").replace("〜", "~").replace("×", "x")
    return re.sub(r"[^\S\n]+", " ", text)


def squeezed(term: str) -> str:
    """A term without case, blanks, dots and hyphens: Node.js, node-js and NodeJS are one."""
    return re.sub(r"[\s.\-_/&'’]", "", term.casefold())


@dataclass(frozen=True)
class Words:
    """Lists of words.toml in the shape the checks want."""

    twins: dict[str, frozenset[str]]  # names of one thing
    claim_twins: dict[str, frozenset[str]]  # and claims of which one allows the other
    harmless: frozenset[str]
    named: frozenset[str]
    phrases: tuple[str, ...]
    table: dict[str, Any]

    def __getitem__(self, name: str) -> list[str]:
        return self.table[name]


@lru_cache
def words() -> Words:
    """The dictionary."""
    table = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return Words(
        twins=_twins(table["aliases"], table["implied_by"]),
        claim_twins=_twins([*table["aliases"], *table["claim_twins"]], table["implied_by"]),
        harmless=frozenset(table["harmless"].split()),
        named=frozenset(table["named"].split()),
        phrases=tuple(term for group in table["aliases"] for term in group if " " in term),
        table=table,
    )


def _twins(groups: list[list[str]], implied_by: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    pairs = [(group, group) for group in groups] + [
        ([term], group) for term, group in implied_by.items()
    ]
    for terms, group in pairs:
        for term in terms:
            key = squeezed(term)
            found[key] = found.get(key, frozenset()) | frozenset(group)
    return found


@lru_cache
def ordinary() -> frozenset[str]:
    """Chinese words that say nothing of their own in a resume, and other forms of what the dictionary knows."""
    here = Path(__file__).parent
    lists = (here / "common.zh.txt", here / "ordinary.zh.txt")
    return frozenset(word for file in lists for word in file.read_text(encoding="utf-8").split())


@lru_cache(maxsize=4096)
def _whole(term: str) -> re.Pattern[str]:
    left = r"(?<![a-z0-9])" if term[0].isascii() and term[0].isalnum() else ""
    right = r"(?![a-z0-9])" if term[-1].isascii() and term[-1].isalnum() else ""
    return re.compile(left + re.escape(term) + right)


def says(text: str, term: str) -> bool:
    """Whether a casefolded text has the term as a whole word (Latin) or anywhere (Han)."""
    return bool(_whole(term).search(text))


def any_of(terms: list[str], text: str) -> re.Match[str] | None:
    """The first of the terms a casefolded text has."""
    for term in terms:
        found = _whole(term).search(text)
        if found:
            return found
    return None
