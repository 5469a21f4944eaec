"""`python -m tests.documents.pictures`: draw docs/templates/<template>.<lang>.png from the sample resumes."""

from pathlib import Path
from typing import get_args

import pypdfium2

from shared.documents.pdf import Lang, Template, render_pdf
from tests.documents.gold import SAMPLES

TARGET = Path(__file__).parents[2] / "docs" / "templates"
SCALE = 1.6


def draw(template: Template, lang: Lang, target: Path = TARGET) -> Path:
    """The first page of a template in a language."""
    markdown = (SAMPLES / f"resume.{lang}.md").read_text(encoding="utf-8")
    pdf = render_pdf(markdown, template=template, paper="a4", lang=lang, title=template)
    target.mkdir(parents=True, exist_ok=True)
    file = target / f"{template}.{lang}.png"
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=SCALE).to_pil()  # pyright: ignore[reportArgumentType]
    image.quantize(128).save(file, optimize=True)
    return file


if __name__ == "__main__":
    for name in get_args(Template):
        for language in get_args(Lang):
            print(draw(name, language))
