"""A resume as PDF: fixed templates, texts as data, the same bytes for the same input."""

import hashlib
import json
import re
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from shared.documents.fonts import FONTS, font_folder
from shared.documents.glyphs import COVERAGE
from shared.documents.limits import MAX_EXPORT_PAGES
from shared.documents.markdown_tree import parse
from shared.errors import InvalidDocument

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).with_name("templates")
_PAGE = re.compile(rb"/Type\s*/Page\b")

Template = Literal["classic", "modern", "compact"]
Paper = Literal["a4", "us-letter"]
Lang = Literal["zh", "en"]


def render_pdf(
    markdown: str, *, template: Template, paper: Paper, lang: Lang, title: str, author: str = ""
) -> bytes:
    """The pages of a resume; nothing but title and author is said about the file."""
    import typst

    data = {"document": parse(markdown), "lang": lang, "paper": paper}
    data |= {"title": title, "author": author}
    try:
        pdf = typst.compile(
            str(TEMPLATES / f"{template}.typ"),
            root=str(TEMPLATES),
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=0,
        )
    except typst.TypstError as failure:
        raise InvalidDocument("document_not_renderable", str(failure)) from failure
    if len(_PAGE.findall(pdf)) > MAX_EXPORT_PAGES:
        raise InvalidDocument("document_too_many_pages")
    return pdf


def cache_key(order: str) -> str:
    """The address of a rendering: whatever changes its bytes, in the order or in the engine, changes the key."""
    return hashlib.sha256(f"{engine_version()} {order}".encode()).hexdigest()


@lru_cache
def engine_version() -> str:
    """The renderer, the templates and the fonts in one word."""
    digest = hashlib.sha256(version("typst").encode() + COVERAGE.read_bytes())
    for path in sorted(TEMPLATES.glob("*.typ")):
        digest.update(path.name.encode() + path.read_bytes())
    for name in FONTS:
        digest.update(f"{name} {(font_folder() / name).stat().st_size}".encode())
    return digest.hexdigest()[:16]


@lru_cache
def _fonts() -> "typst.Fonts":
    """The shipped fonts only, read once per process."""
    import typst

    folder = str(font_folder())
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
