"""Reads know-how from Markdown with front matter, PDF and plain text."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from shared.models.wire import Value
from shared.models.words import Locale

Category = Literal["match", "match_intent", "customize", "interview"]
FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e0fff]"
)
KINDS = (".md", ".txt", ".pdf")


class UnusableDocument(Exception):
    """A source that cannot go into the collection; the message says which and why."""


class Document(Value):
    """One piece of know-how, cleaned. It may serve several categories."""

    source: str
    title: str
    lang: Locale
    categories: tuple[Category, ...]
    text: str


class Defaults(Value):
    """What a document without front matter is taken for."""

    lang: Locale | None = None
    categories: tuple[Category, ...] = ()


def read_all(sources: list[Path], defaults: Defaults) -> list[Document]:
    """Every document of files and folders, in a stable order."""
    return [read(path, name, defaults) for source in sources for path, name in _files(source)]


def _files(source: Path) -> Iterator[tuple[Path, str]]:
    if source.is_file():
        yield source, source.name
    elif source.is_dir():
        root = source.resolve()
        for path in sorted(root.rglob("*")):
            if path.suffix.lower() in KINDS:
                yield path, f"{root.name}/{path.relative_to(root).as_posix()}"
    else:
        raise UnusableDocument(f"{source}: no such file or folder")


def read(path: Path, name: str, defaults: Defaults) -> Document:
    """One document. Front matter wins, then the folder names, then the defaults."""
    text = _text_of(path)
    front = _front_matter(text)
    lang = front.get("lang") or next(
        (p for p in path.parts[::-1] if p in list(Locale)), defaults.lang
    )
    categories = front.get("category", "").replace(",", " ").split() or defaults.categories
    if not lang or not categories:
        raise UnusableDocument(
            f"{path}: no language or category (front matter, --lang, --category)"
        )
    body = clean(FRONT.sub("", text))
    return Document.model_validate(
        {
            "source": name,
            "title": front.get("title") or _first_heading(body) or path.stem,
            "lang": lang,
            "categories": tuple(categories),
            "text": body,
        }
    )


def _text_of(path: Path) -> str:
    if path.suffix.lower() != ".pdf":
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    from shared.documents.intake import read_pdf

    return read_pdf(path.read_bytes()).text


def _front_matter(text: str) -> dict[str, str]:
    found = FRONT.match(text)
    pairs = (line.partition(":") for line in found[1].split("\n")) if found else ()
    return {key.strip(): value.strip() for key, _, value in pairs}


def _first_heading(text: str) -> str:
    found = re.search(r"^#\s+(.+)$", text, re.MULTILINE)
    return found[1].strip() if found else ""


def clean(text: str) -> str:
    """Without invisible characters, trailing blanks and piles of empty lines; punctuation stays as written."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = re.sub(r"[ \t\u3000]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
