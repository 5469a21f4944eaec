"""Pages of scans as pictures."""

import io
import zlib

import pytest
from PIL import Image

from shared.documents.drawing import draw_pages
from shared.errors import InvalidDocument
from tests.documents.abuse import CASES, DRAW_PICTURE
from tests.documents.gold import SAMPLES
from tests.documents.minimal_pdf import HELLO, packed, pages, pdf, stream


def picture(entries: str, data: bytes = b"\xff" * 100) -> bytes:
    drawn = packed(data, f"/Type /XObject /Subtype /Image {entries}")
    return pdf(stream(DRAW_PICTURE), {9: drawn}, resources="/XObject << /I 9 0 R >>")


def code_of(data: bytes) -> str:
    with pytest.raises(InvalidDocument) as refusal:
        draw_pages(data)
    return refusal.value.code


def test_every_page_becomes_a_readable_picture() -> None:
    drawn = draw_pages((SAMPLES / "rendercv_sb2nov.pdf").read_bytes())
    images = [Image.open(io.BytesIO(page)) for page in drawn]
    assert len(images) == 3
    assert all(image.format == "JPEG" and image.height > 1_500 for image in images)


def test_a_scan_can_be_drawn() -> None:
    assert len(draw_pages(CASES["a_scan"].build())) == 1


def test_more_than_five_pages_are_refused() -> None:
    assert code_of(pages(6, stream(HELLO))) == "pdf_too_many_pages"


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn() -> None:
    huge = "/Width 50000 /Height 50000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    assert code_of(picture(huge)) == "image_too_many_pixels"


def test_a_picture_packed_twice_is_refused_when_it_unpacks_to_too_much() -> None:
    twice = pdf(
        stream(DRAW_PICTURE),
        {
            9: stream(
                zlib.compress(zlib.compress(bytes(100_000_000), 0), 9),
                "/Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 "
                "/ColorSpace /DeviceGray /Filter [/FlateDecode /FlateDecode]",
            )
        },
        resources="/XObject << /I 9 0 R >>",
    )
    assert code_of(twice) == "pdf_too_complex"


@pytest.mark.parametrize("name", ["millions_of_steps", "locked", "nothing"])
def test_what_the_reader_refuses_is_never_drawn(name: str) -> None:
    assert code_of(CASES[name].build()).startswith("pdf_")
