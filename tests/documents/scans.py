"""Files as a scanner leaves them: pictures of pages, and not one letter of text."""

import io
from collections.abc import Sequence

import pypdfium2
from PIL import Image

SCALE = 2.0  # 144 dots an inch


def scan_of(pdf: bytes) -> bytes:
    """The pages of a PDF, drawn and bound again."""
    document = pypdfium2.PdfDocument(pdf)
    return bound([page.render(scale=SCALE).to_pil().convert("RGB") for page in document])  # pyright: ignore[reportArgumentType]


def blank_scan(pages: int) -> bytes:
    """Pages with nothing on them."""
    return bound([Image.new("RGB", (600, 800), "white")] * pages)


def bound(pages: Sequence[Image.Image]) -> bytes:
    """Pictures as the pages of one PDF."""
    target = io.BytesIO()
    resolution = 72 * SCALE
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=resolution)
    return target.getvalue()
