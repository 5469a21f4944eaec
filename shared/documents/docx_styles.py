"""How the templates look in a DOCX: the styles a person can go on editing with."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

LATIN, CHINESE = "Source Sans Pro", "Noto Sans SC"
BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")


@dataclass(frozen=True)
class Look:
    """What differs between the templates: points, millimetres and colours."""

    body: float
    name: float
    section: float
    entry: float
    margin: float
    accent: str
    ink: str
    muted: str
    centred: bool = False
    ruled: bool = True


LOOKS = {
    "classic": Look(10, 25, 12, 10.5, 18, "1E3A6E", "1F2937", "4B5868", centred=True),
    "modern": Look(10, 28, 12.5, 10.5, 18, "1D5FD1", "1E293B", "51607A"),
    "compact": Look(9, 18, 10, 9.5, 14, "111111", "111111", "4B4B4B"),
}


def dress(document: Document, look: Look, lang: str) -> None:
    """Set the styles of a document to a look."""
    body, name, section = look.body, look.name, look.section
    _style(document, "Normal", body, look.ink, lang, after=3)
    _style(document, "Title", name, look.accent, lang, bold=True, after=4)
    _style(document, "Subtitle", body, look.muted, lang, after=3)
    _style(document, "Heading 1", section + 2, look.accent, lang, bold=True, before=10, after=4)
    _style(document, "Heading 2", section, look.accent, lang, bold=True, before=12, after=5)
    _style(document, "Heading 3", look.entry, look.ink, lang, before=7, after=2)
    for bullets in BULLETS:
        _style(document, bullets, body, look.ink, lang, after=2)
    _style(document, "Quote", body, look.muted, lang, after=3)
    for name in ("Title", "Subtitle"):
        style: Any = document.styles[name]
        alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else WD_ALIGN_PARAGRAPH.LEFT
        style.paragraph_format.alignment = alignment
        _drop_border(style)


def set_page(document: Document, look: Look, size: tuple[Any, Any]) -> None:
    """Paper and margins."""
    page = document.sections[0]
    page.page_width, page.page_height = size
    page.left_margin = page.right_margin = Mm(look.margin)
    page.top_margin = page.bottom_margin = Mm(look.margin - 3)


def text_width(document: Document) -> int:
    """How wide a line is."""
    page: Any = document.sections[0]
    return page.page_width - page.left_margin - page.right_margin


def _style(
    document: Document,
    name: str,
    size: float,
    colour: str,
    lang: str,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    """One paragraph style: its font in both scripts, its colour, the space around it."""
    style: Any = document.styles[name]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.name, style.font.color.rgb = LATIN, RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), CHINESE)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing = 1.15 if lang == "zh" else 1.1
    shape.keep_with_next = name.startswith("Heading")


def _drop_border(style: Any) -> None:
    """The line that Word's own title style draws."""
    shape = style.element.get_or_add_pPr()
    for border in shape.findall(qn("w:pBdr")):
        shape.remove(border)
