"""Parts of a DOCX its library has no words for: links, rules, timeless archives."""

import io
import zipfile
from datetime import datetime
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parser
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LONG_AGO = datetime(2000, 1, 1)
_element: Any = parser.OxmlElement  # pyright: ignore[reportUnknownVariableType]


def open_link(paragraph: Paragraph, href: str) -> Any:
    """A link at the end of a paragraph; runs are added to the element it gives."""
    link = _element("w:hyperlink")
    target = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    paragraph._p.append(link)  # pyright: ignore[reportPrivateUsage]
    return link


def move_into(link: Any, run: Run) -> None:
    """Put a run of the paragraph into a link."""
    link.append(run._r)  # pyright: ignore[reportPrivateUsage]


def rule_below(paragraph: Paragraph, colour: str) -> None:
    """A line under a paragraph."""
    borders, line = _element("w:pBdr"), _element("w:bottom")
    for name, value in {"val": "single", "sz": "6", "space": "2", "color": colour}.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # pyright: ignore[reportPrivateUsage]


def say_little(document: Document, title: str, author: str) -> None:
    """Title and author, and nothing of who made the file, how often and when."""
    about: Any = document.core_properties
    about.title, about.author, about.last_modified_by = title[:255], author[:255], ""
    about.comments = about.keywords = about.subject = about.category = ""
    about.revision, about.created, about.modified = 1, LONG_AGO, LONG_AGO


def timeless(packed: bytes) -> bytes:
    """The same archive with all its entries dated alike, so that equal documents are equal bytes."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, source.read(name))
    return target.getvalue()
