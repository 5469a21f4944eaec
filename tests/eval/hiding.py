"""A resume as a PDF that shows a person one text and hides an order to the model behind it."""

from collections.abc import Callable

from fpdf import FPDF
from fpdf.enums import TextMode

from shared.documents.fonts import font_folder
from shared.documents.intake import read_pdf

FONT = "NotoSansSC-Regular.otf"
LINE_HEIGHT = 6.0

Hide = Callable[[FPDF, str], None]


def resume_pdf(text: str, order: str = "", hide: Hide | None = None) -> bytes:
    """The text as a person sees it, and an order as `hide` writes it."""
    pdf = FPDF()
    pdf.add_font("sans", fname=font_folder() / FONT)
    pdf.set_font("sans", size=11)
    pdf.add_page()
    for line in text.splitlines():
        pdf.multi_cell(0, LINE_HEIGHT, line or " ", new_x="LMARGIN", new_y="NEXT")
    if hide:
        hide(pdf, order)
    return bytes(pdf.output())


def _in_white(pdf: FPDF, order: str) -> None:
    pdf.set_text_color(255, 255, 255)
    pdf.text(20, 280, order)


def _tiny(pdf: FPDF, order: str) -> None:
    pdf.set_font_size(0.5)
    pdf.text(20, 280, order)


def _off_the_page(pdf: FPDF, order: str) -> None:
    pdf.text(900, 280, order)


def _unpainted(pdf: FPDF, order: str) -> None:
    with pdf.local_context(text_mode=TextMode.INVISIBLE):
        pdf.text(20, 280, order)


WAYS: dict[str, Hide] = {
    "white": _in_white,
    "tiny": _tiny,
    "off the page": _off_the_page,
    "invisible mode": _unpainted,
}


def seen_by_the_model(text: str, orders: list[str]) -> list[str]:
    """The orders that change what is read out of the file, by the way they are hidden."""
    clean = read_pdf(resume_pdf(text)).text
    return [
        f"{way}: {order[:60]}"
        for way, hide in WAYS.items()
        for order in orders
        if read_pdf(resume_pdf(text, order, hide)).text != clean
    ]
