"""The order of the checks, and samples whose text is known."""

import pytest

from shared.documents.intake import read_pdf
from shared.errors import InvalidDocument
from tests.documents.abuse import CASES, HIDDEN, REFUSED, TEXT, Case
from tests.documents.chinese import by_fpdf, files
from tests.documents.gold import SAMPLES, found, samples
from tests.documents.judge import LIMIT_MB, judge
from tests.documents.minimal_pdf import HELLO, packed, pdf, stream


@pytest.mark.parametrize(("name", "phrases"), samples().items())
def test_every_gold_phrase_of_a_sample_comes_out(name: str, phrases: list[str]) -> None:
    text = read_pdf((SAMPLES / name).read_bytes()).text
    assert found(phrases, text) == len(phrases)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the generators
def test_chinese_files_of_three_generators_say_what_was_written() -> None:
    for name, data, phrases in files():
        assert found(phrases, read_pdf(data).text) == len(phrases), name


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_font_with_a_table_of_its_own_may_hold_more_than_a_page_of_codes() -> None:
    many = [chr(point) for point in range(0x4E00, 0x4E00 + 400)]
    assert "".join(many[:380]) in read_pdf(by_fpdf(["".join(many)], 1)).text.replace("\n", "")


@pytest.mark.parametrize(("name", "case"), CASES.items())
def test_an_abusive_file_ends_soon_small_and_with_a_known_answer(name: str, case: Case) -> None:
    answer = judge(case.build())
    kinds = {note["kind"] for note in answer.get("notes", [])}
    if case.end == REFUSED:
        assert answer["end"].startswith("pdf_")
    elif case.end in {TEXT, HIDDEN}:
        assert (answer["end"], "hidden_text" in kinds) == ("text", case.end == HIDDEN)
        assert "rules" not in answer["text"]
    else:
        assert answer["end"] == case.end
    assert answer["mb"] <= LIMIT_MB


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"x" * 6_000_000, "pdf_too_large"),
        (b"no pdf", "pdf_not_a_pdf"),
        (CASES["locked"].build(), "pdf_encrypted"),
        (CASES["twenty_one_pages"].build(), "pdf_too_many_pages"),
        (CASES["a_scan"].build(), "pdf_scanned"),
    ],
)
def test_the_first_broken_rule_names_the_refusal(data: bytes, code: str) -> None:
    with pytest.raises(InvalidDocument) as refusal:
        read_pdf(data)
    assert (refusal.value.code, refusal.value.status) == (code, 422)


def test_a_file_may_begin_late_and_carry_any_name() -> None:
    assert read_pdf(b"\n" * 500 + pdf()).text == "Hello world of work"


def test_letters_of_a_private_font_are_unreadable() -> None:
    codes = "".join(f"<{n:02X}> <F3{n:02X}>\n" for n in range(0x41, 0x7B)).encode()
    table = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
    cmap = packed(table + b"58 beginbfchar\n" + codes + b"endbfchar endcmap")
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Private /ToUnicode 9 0 R >>"
    with pytest.raises(InvalidDocument) as refusal:
        read_pdf(pdf(stream(HELLO * 3), {5: font, 9: cmap}))
    assert refusal.value.code == "pdf_unreadable"


def test_a_resume_with_a_photo_is_not_taken_for_a_scan() -> None:
    picture = CASES["a_scan"].build()
    with pytest.raises(InvalidDocument):
        read_pdf(picture)
    words = b"BT /F1 9 Tf 50 700 Td (Backend developer with Python, six years) Tj ET " * 3
    photo = pdf(
        stream(words + b"q 90 0 0 90 450 650 cm /I Do Q"),
        {9: packed(b"\0" * 100, "/Type /XObject /Subtype /Image /Width 10 /Height 10")},
        resources="/XObject << /I 9 0 R >>",
    )
    assert "Backend developer" in read_pdf(photo).text
