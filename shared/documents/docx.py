"""A resume as DOCX, for those who ask for one: the same tree, the same fonts by name, the same bytes each time."""

import io
from dataclasses import dataclass, replace
from typing import Any

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from shared.documents.docx_parts import move_into, open_link, rule_below, say_little, timeless
from shared.documents.docx_styles import BULLETS, LOOKS, Look, dress, set_page, text_width
from shared.documents.markdown_tree import parse
from shared.documents.nodes import Node
from shared.documents.pdf import Lang, Paper, Template

SIZES = {"a4": (Mm(210), Mm(297)), "us-letter": (Mm(215.9), Mm(279.4))}
INDENT = Pt(18)


def render_docx(
    markdown: str, *, template: Template, paper: Paper, lang: Lang, title: str, author: str = ""
) -> bytes:
    """The resume as a document a person can go on editing."""
    tree, look, document = parse(markdown), LOOKS[template], new_document()
    dress(document, look, lang)
    set_page(document, look, SIZES[paper])
    say_little(document, title, author)
    writer = _Writer(document, look)
    if tree["name"]:
        writer.line("Title", tree["name"])
    for node in tree["head"]:
        writer.line("Subtitle", node.get("children", []))
    writer.blocks(tree["body"])
    target = io.BytesIO()
    document.save(target)
    return timeless(target.getvalue())


@dataclass(frozen=True)
class _Mark:
    """How a run is set."""

    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    colour: str = ""
    link: Any = None


_MARKS = {"strong": {"bold": True}, "emphasis": {"italic": True}, "struck": {"strike": True}}


class _Writer:
    """Writes nodes at the end of a document."""

    def __init__(self, document: Document, look: Look) -> None:
        self.document, self.look = document, look

    def line(self, style: str, nodes: list[Node], mark: _Mark | None = None) -> Paragraph:
        """One paragraph."""
        paragraph = self.document.add_paragraph(style=style)
        self._runs(paragraph, nodes, mark or _Mark())
        return paragraph

    def blocks(self, nodes: list[Node], level: int = 0, style: str = "Normal") -> None:
        """Blocks one below the other; `level` counts the lists around them."""
        for node in nodes:
            children = node.get("children", [])
            match node["kind"]:
                case "heading":
                    self._heading(node)
                case "bullets" | "numbers":
                    self._list(node, level)
                case "quote":
                    self.blocks(children, level, "Quote")
                case "table":
                    self._table(children)
                case "rule":
                    rule_below(self.line(style, []), "BFBFBF")
                case "group" | "item":
                    self.blocks(children, level, style)
                case _:
                    self.line(style, children or [node])

    def _heading(self, node: Node) -> None:
        """A section, or an entry with its dates at the right edge."""
        level, children = node.get("level", 1), node.get("children", [])
        if level < 3:
            heading = self.line(f"Heading {level}", children)
            if level == 2 and self.look.ruled:
                rule_below(heading, self.look.accent)
            return
        entry = self.line("Heading 3", children, _Mark(bold=True))
        if "role" in node:
            self._run(entry, f" · {node['role']}", _Mark(bold=False))
        if "date" in node:
            edge = text_width(self.document)
            entry.paragraph_format.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)  # pyright: ignore[reportArgumentType]
            self._run(entry, f"\t{node['date']}", _Mark(bold=False, colour=self.look.muted))

    def _list(self, node: Node, level: int) -> None:
        """Bullets by style; numbers as text, because a numbering style would count on from list to list."""
        style = BULLETS[min(level, len(BULLETS) - 1)]
        for number, item in enumerate(node.get("children", []), node.get("start", 1)):
            first, *rest = item.get("children", []) or [item]
            text = first.get("children", []) if first["kind"] == "paragraph" else []
            rest = rest if text else [first, *rest]
            if node["kind"] == "numbers":
                count: Node = {"kind": "text", "text": f"{number}.\t"}
                paragraph = self.line("Normal", [count, *text])
                paragraph.paragraph_format.left_indent = INDENT * (level + 1)
                paragraph.paragraph_format.first_line_indent = -INDENT
            elif text:
                self.line(style, text)
            self.blocks(rest, level + 1)

    def _table(self, rows: list[Node]) -> None:
        """A table as wide as its widest row."""
        cells = [[cell.get("children", []) for cell in row.get("children", [])] for row in rows]
        table = self.document.add_table(len(cells), max(1, *map(len, cells)), "Table Grid")
        for number, row in enumerate(cells):
            for place, nodes in enumerate(row):
                mark = _Mark(bold=True) if number == 0 else _Mark()
                self._runs(table.cell(number, place).paragraphs[0], nodes, mark)

    def _runs(self, paragraph: Paragraph, nodes: list[Node], mark: _Mark) -> None:
        """The pieces of a text, each marked as the pieces around it."""
        for node in nodes:
            if node["kind"] == "break":
                paragraph.add_run().add_break()
            elif "text" in node:
                self._run(paragraph, node["text"], mark)
            else:
                inner = replace(mark, **_MARKS.get(node["kind"], {}))
                if "href" in node:
                    link = open_link(paragraph, node["href"])
                    inner = replace(inner, link=link, colour=self.look.accent)
                self._runs(paragraph, node.get("children", []), inner)

    def _run(self, paragraph: Paragraph, text: str, mark: _Mark) -> None:
        """One piece of text."""
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.strike = mark.bold, mark.italic, mark.strike
        if mark.colour:
            run.font.color.rgb = RGBColor.from_string(mark.colour)
        if mark.link is not None:
            move_into(mark.link, run)
