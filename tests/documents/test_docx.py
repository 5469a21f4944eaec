import io
import re
import zipfile
from typing import get_args

import docx
import pytest
from docx.oxml.ns import qn

from shared.documents.docx import render_docx
from shared.documents.pdf import Lang, Template
from shared.errors import InvalidDocument
from tests.documents.roundtrip import resume, words

LOOKS = [(template, lang) for template in get_args(Template) for lang in get_args(Lang)]


def render(markdown: str, template: Template = "classic", lang: Lang = "en") -> bytes:
    return render_docx(
        markdown, template=template, paper="a4", lang=lang, title="Ann - Lead", author="Ann"
    )


def text_of(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def pack(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(("template", "lang"), LOOKS)
@pytest.mark.parametrize("pages", [1, 3])
def test_the_words_are_those_of_the_markdown(template: Template, lang: Lang, pages: int) -> None:
    markdown = resume(lang, pages, template)
    assert pack(text_of(render(markdown, template, lang))) == pack(words(markdown))


def test_headings_lists_and_dates_are_real_ones() -> None:
    data = render(
        "# Ann\n\n## Work\n\n### Acme · Lead (2020 – 2021)\n\n- did\n  - more\n\n1. one\n"
    )
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    assert [(p.style.name, p.text) for p in paragraphs if p.style] == [
        ("Title", "Ann"),
        ("Heading 2", "Work"),
        ("Heading 3", "Acme · Lead\t2020 – 2021"),
        ("List Bullet", "did"),
        ("List Bullet 2", "more"),
        ("Normal", "1.\tone"),
    ]


def test_links_lead_where_they_say() -> None:
    data = render("[a](https://a.example) [b](javascript:x) c@d.example")
    part = docx.Document(io.BytesIO(data)).part
    targets = [rel.target_ref for rel in part.rels.values() if rel.is_external]
    assert targets == ["https://a.example", "mailto:c@d.example"]


def test_the_file_says_whose_it_is_and_nothing_of_how_it_was_made() -> None:
    about = docx.Document(io.BytesIO(render("x"))).core_properties
    assert (about.title, about.author, about.comments, about.last_modified_by) == (
        "Ann - Lead",
        "Ann",
        "",
        "",
    )
    assert about.created is not None
    assert about.created.year == 2000


def test_the_same_resume_is_the_same_bytes_at_any_time() -> None:
    data = render("# Ann\n\n- a")
    assert data == render("# Ann\n\n- a")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {2000}


def test_both_scripts_have_their_font() -> None:
    style = docx.Document(io.BytesIO(render("x"))).styles["Normal"]
    fonts = style.element.rPr.rFonts
    assert fonts.get(qn("w:ascii")) == "Source Sans Pro"
    assert fonts.get(qn("w:eastAsia")) == "Noto Sans SC"


def test_the_limits_are_those_of_the_pdf() -> None:
    with pytest.raises(InvalidDocument) as refusal:
        render("- a\n" * 5_000)
    assert refusal.value.code == "document_too_complex"
