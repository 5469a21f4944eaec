"""Text that goes out as a PDF must come back as it was: every character but blanks and bullets, in order."""

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

import pypdf

from shared.documents.markdown_tree import parse
from shared.documents.nodes import Node, plain_text
from shared.documents.pdf import Lang, Template, render_pdf
from tests.documents.gold import SAMPLES

PAGES = (1, 2, 3)
EXTRAS = {
    "zh": "\n## 其他\n\n1. 用 `Markdown` 编辑，*所见*即所得\n2. 支持~~删除线~~与“引号”——以及……\n\n"
    "> 引用：仅为示例。\n\n| 项目 | 结果 |\n|---|---|\n| 消息系统 | 每日 200 万条 |\n",
    "en": "\n## Other\n\n1. Written in `Markdown`, *what you see*\n2. With ~~struck~~ words and “quotes” — …\n\n"
    "> A quotation, for example.\n\n| Project | Result |\n|---|---|\n| Messaging | 2 M a day |\n",
}


@dataclass(frozen=True)
class Trip:
    """One resume of a length in a template."""

    template: Template
    lang: Lang
    pages: int

    def pdf(self) -> bytes:
        """The export."""
        markdown = resume(self.lang, self.pages, self.template)
        return render_pdf(markdown, template=self.template, paper="a4", lang=self.lang, title="t")

    def is_equal(self) -> bool:
        """Whether the words come back, from exactly as many pages."""
        reader = pypdf.PdfReader(io.BytesIO(self.pdf()))
        text = "\n".join(page.extract_text() for page in reader.pages)
        sent = pack(words(resume(self.lang, self.pages, self.template)))
        return len(reader.pages) == self.pages and pack(text) == sent


def trips() -> list[Trip]:
    """Every template in every language and length."""
    return [
        Trip(template, lang, pages)
        for template in get_args(Template)
        for lang in get_args(Lang)
        for pages in PAGES
    ]


@lru_cache
def resume(lang: Lang, pages: int, template: Template) -> str:
    """A sample resume that fills so many pages of a template."""
    markdown = (SAMPLES / f"resume.{lang}.md").read_text(encoding="utf-8")
    if pages == 1:
        return markdown
    career = markdown[markdown.index("\n## ") :] + EXTRAS[lang]
    whole = markdown + EXTRAS[lang]
    while _page_count(whole, lang, template) < pages:
        whole += career[: career.index("\n## ", 10)]
        career = career[career.index("\n## ", 10) :] + career[: career.index("\n## ", 10)]
    return whole


def _page_count(markdown: str, lang: Lang, template: Template) -> int:
    pdf = render_pdf(markdown, template=template, paper="a4", lang=lang, title="t")
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def words(markdown: str) -> str:
    """What the document says, with the numbers of its lists."""
    tree = parse(markdown)
    return "".join(_said(node) for part in ("name", "head", "body") for node in tree[part])


def _said(node: Node) -> str:
    children = node.get("children", [])
    if node["kind"] == "numbers":
        return "".join(f"{n}.{_said(c)}" for n, c in enumerate(children, node.get("start", 1)))
    if node["kind"] in {"bullets", "item", "quote", "table", "row", "group"}:
        return "".join(map(_said, children))
    return plain_text([node])


def pack(text: str) -> str:
    """The text without blanks and without bullets at the beginning of lines."""
    return re.sub(r"\s", "", re.sub(r"^\s*[•–]\s", "", text, flags=re.MULTILINE))
