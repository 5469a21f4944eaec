import io
import re

import pypdf
import pytest
from fontTools.ttLib import TTFont

from shared.documents import fonts, pdf
from shared.documents.glyphs import missing_glyphs
from shared.documents.limits import MAX_EXPORT_PAGES
from shared.documents.pdf import TEMPLATES, cache_key, render_pdf
from shared.errors import InvalidDocument
from tests.documents.abuse_export import CASES
from tests.documents.coverage import covered
from tests.documents.gold import SAMPLES
from tests.documents.roundtrip import Trip, resume, trips

HOSTILE = r"""# #read("/etc/passwd") $x^2$ @ref <label> #import "x.typ": *

#panic("no") /* comment */ // comment \u{41} "quotes" ' ` _ * [a](javascript:alert(1)) [b](file:///etc/passwd)
<script>alert(1)</script> <b onclick="x">bold</b> ![alt text](http://127.0.0.1/pixel.png)

- #set page(width: 1pt)
- #sys.inputs
"""


def render(markdown: str, **look: str) -> bytes:
    chosen = {"template": "classic", "paper": "a4", "lang": "en", "title": "t", **look}
    return render_pdf(markdown, **chosen)  # type: ignore[arg-type]


def reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader(data).pages)


@pytest.mark.parametrize("trip", trips(), ids=str)
def test_the_words_come_back_and_two_exports_are_the_same_bytes(trip: Trip) -> None:
    assert trip.is_equal()
    assert trip.pdf() == trip.pdf()


@pytest.mark.parametrize("template", ["classic", "modern", "compact"])
def test_hostile_text_is_printed_and_never_run(template: str) -> None:
    data = render(HOSTILE, template=template, title='#panic("title")', author="#panic()")
    printed = text_of(data)
    for piece in ('#read("/etc/passwd")', '#panic("no")', "#sys.inputs", "<script>", "alt text"):
        assert piece in printed
    assert "root:" not in printed
    assert reader(data).metadata == {
        "/Title": '#panic("title")',
        "/Author": "#panic()",
        "/Creator": "Typst 0.15.0",
    }


def test_only_harmless_links_can_be_clicked_and_the_others_keep_their_words() -> None:
    data = render(
        "[a](javascript:x) [b](file:///x) [c](https://c.example) d@e.example +49 [f](tel:+49) "
        "https://g.example/h, github.com/i"
    )
    page = reader(data).pages[0]
    targets = [a.get_object()["/A"]["/URI"] for a in page["/Annots"]]
    assert targets == [
        "https://c.example",
        "mailto:d@e.example",
        "tel:+49",
        "https://g.example/h",
        "https://github.com/i",
    ]
    assert page.extract_text().startswith("a b c d@e.example")


@pytest.mark.parametrize("name", CASES)
def test_abusive_markdown_is_refused_by_name(name: str) -> None:
    with pytest.raises(InvalidDocument) as refusal:
        render(CASES[name]())
    assert refusal.value.code.startswith("document_")


@pytest.mark.parametrize(
    "nested",
    [
        "> " * 500 + "deep",
        "\n".join("  " * n + "- x" for n in range(60)),
        "\n".join("  " * n + "- x" for n in range(5))
        + "\n\n"
        + " " * 10
        + "| a | b |\n"
        + " " * 10
        + "|---|---|\n",
        "**a _b " * 900,
        "| a |\n|---|\n| 1 | 2 | 3 |\n",
        "#",
        "",
    ],
)
def test_odd_but_harmless_markdown_is_rendered(nested: str) -> None:
    assert render(nested).startswith(b"%PDF")


def test_ten_pages_are_allowed_and_eleven_are_not() -> None:
    assert len(reader(render("a\n\n" * 480)).pages) <= MAX_EXPORT_PAGES
    with pytest.raises(InvalidDocument) as refusal:
        render("a\n\n" * 900)
    assert refusal.value.code == "document_too_many_pages"


def test_the_key_follows_the_order_and_nothing_else() -> None:
    assert cache_key("a") == cache_key("a") != cache_key("b")


def test_papers_differ_in_size() -> None:
    a4, letter = (reader(render("x", paper=p)).pages[0].mediabox for p in ("a4", "us-letter"))
    assert (round(a4.width), round(a4.height)) == (595, 842)
    assert (round(letter.width), round(letter.height)) == (612, 792)


@pytest.mark.parametrize("template", ["classic", "modern", "compact"])
def test_no_heading_stands_alone_at_the_end_of_a_page(template: str) -> None:
    for filler in range(0, 60, 3):
        markdown = (
            "text\n\n" * filler
            + "## Section\n\n### Place · Role (2020 – 2021)\n\n- first\n- second\n"
        )
        pages = [
            page.extract_text().split()
            for page in reader(render(markdown, template=template)).pages
        ]
        assert not [page for page in pages if page and page[-1] in {"Section", "Role", "2021"}]


@pytest.mark.parametrize("template", ["classic", "modern", "compact"])
def test_dates_stay_on_one_line_at_the_right(template: str) -> None:
    long = "A company with a long name " * 5
    words = text_of(render(f"### {long} · Role (Jan 2020 – Dec 2021)", template=template))
    assert "Jan 2020 – Dec 2021" in words


def test_only_the_shipped_fonts_are_known() -> None:
    assert pdf._fonts().families() == ["Noto Sans SC", "Source Sans Pro"]
    names = sorted(path.name for path in fonts.font_folder().glob("*.[ot]tf"))
    assert names == sorted(fonts.FONTS)
    assert len(list(fonts.font_folder().glob("OFL-*.txt"))) == 2


def test_the_table_of_characters_is_that_of_the_fonts() -> None:
    import json

    from shared.documents.glyphs import COVERAGE

    assert json.loads(COVERAGE.read_text(encoding="utf-8")) == covered()
    assert all(TTFont(fonts.font_folder() / name).getBestCmap() for name in fonts.FONTS)


def test_characters_no_font_can_draw_are_named_once_in_order() -> None:
    assert missing_glyphs("张伟 Jané “x” → 🎉한🎉\n") == ["🎉", "한"]
    for lang in ("zh", "en"):
        assert missing_glyphs((SAMPLES / f"resume.{lang}.md").read_text(encoding="utf-8")) == []


def test_no_template_can_run_text() -> None:
    for path in TEMPLATES.glob("*.typ"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|\bread\(|\bplugin\(", source)


def test_every_used_glyph_is_embedded_with_its_text() -> None:
    data = render(resume("zh", 1, "classic"), lang="zh")
    found = {
        font.get_object()["/BaseFont"].split("+")[1].split("-")[0]
        for font in reader(data).pages[0]["/Resources"]["/Font"].values()
    }
    assert found == {"NotoSansSC", "SourceSansPro"}
