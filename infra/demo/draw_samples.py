"""`python -m infra.demo.draw_samples`: the sample files from their sources; run it after a source has changed."""

from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent / "samples"
WIDTH, MARGIN, SIZE, LEADING = 1080, 64, 32, 52
INK, PAPER, ACCENT = "#1f2328", "#ffffff", "#0b57d0"


def draw_screenshot(locale: str) -> Path:
    """The job as a phone would show it: black on white, lines wrapped by width."""
    text = (HERE / f"screenshot.{locale}.txt").read_text(encoding="utf-8")
    body, title = _font(SIZE), _font(SIZE + 12)
    first, *rest = text.strip().split("\n")
    lines = [part for line in rest for part in _wrap(line, body)]
    image = Image.new("RGB", (WIDTH, MARGIN * 3 + LEADING * (len(lines) + 1)), PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.text((MARGIN, MARGIN), first, ACCENT, title)
    for number, line in enumerate(lines):
        canvas.text((MARGIN, MARGIN * 2 + LEADING * (number + 1) - 20), line, INK, body)
    file = HERE / f"job.{locale}.png"
    image.save(file, optimize=True)
    return file


def draw_resume(locale: Literal["zh", "en"]) -> Path:
    """The resume as a PDF, set by the product's own export."""
    from shared.documents.pdf import render_pdf

    source = (HERE / f"resume.{locale}.md").read_text(encoding="utf-8")
    file = HERE / f"resume.{locale}.pdf"
    file.write_bytes(
        render_pdf(source, template="classic", paper="a4", lang=locale, title="Resume", author="")
    )
    return file


def _wrap(line: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for letter in line:
        if font.getlength(lines[-1] + letter) > WIDTH - 2 * MARGIN:
            head, space, tail = lines[-1].rpartition(" ")
            lines[-1:] = [head, tail] if space and letter.isascii() else [lines[-1], ""]
        lines[-1] += letter
    return lines


def _font(size: int) -> ImageFont.FreeTypeFont:
    package = find_spec("pylopdf_fonts_zh_cn")
    assert package
    assert package.submodule_search_locations
    (file,) = Path(package.submodule_search_locations[0]).rglob("NotoSansSC-Regular.otf")
    return ImageFont.truetype(str(file), size)


if __name__ == "__main__":
    for locale in ("zh", "en"):
        draw_screenshot(locale)
        draw_resume(locale)
