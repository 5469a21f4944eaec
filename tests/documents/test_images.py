import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from shared.documents.images import TALL, check_image, prepare_image
from shared.errors import InvalidDocument


def encode(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def decode(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def code_of(data: bytes) -> str:
    with pytest.raises(InvalidDocument) as refusal:
        prepare_image(data)
    return refusal.value.code


def test_a_picture_can_be_checked_before_a_coin_moves() -> None:
    check_image(encode(Image.new("RGB", (9, 9))))
    with pytest.raises(InvalidDocument) as refusal:
        check_image(b"GIF89a and nothing else")
    assert refusal.value.code == "image_damaged"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_four_kinds_come_out_as_one_jpeg(kind: str) -> None:
    (tile,) = prepare_image(encode(Image.new("RGB", (80, 60), "red"), kind))
    assert (decode(tile).format, decode(tile).size) == ("JPEG", (80, 60))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        encode(Image.new("RGB", (9, 9)), "TIFF"),
        encode(Image.new("RGB", (9, 9)), "BMP"),
        b"RIFF\0\0\0\0WAVEfmt ",
    ],
)
def test_other_kinds_are_refused_by_their_content(data: bytes) -> None:
    assert code_of(data) == "image_wrong_type"


def test_a_large_file_is_refused() -> None:
    assert code_of(b"\xff\xd8\xff" + bytes(5 * 1024 * 1024)) == "image_too_large"


def test_a_pixel_bomb_is_refused_by_its_header() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(10_000)))
    assert code_of(bomb) == "image_too_many_pixels"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_cut_file_is_damaged(kind: str) -> None:
    noise = Image.frombytes("RGB", (200, 200), random.Random(3).randbytes(120_000))
    whole = encode(noise, kind)
    assert code_of(whole[: len(whole) // 2]) == "image_damaged"
    assert code_of(whole[:14]) == "image_damaged"


def test_the_picture_stands_upright_and_forgets_who_took_it() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Maker"
    photo = encode(Image.new("RGB", (80, 40)), "JPEG", exif=exif, comment=b"secret")
    (tile,) = prepare_image(photo)
    assert decode(tile).size == (40, 80)
    assert b"Maker" not in tile
    assert b"secret" not in tile


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_becomes_paper(mode: str) -> None:
    (tile,) = prepare_image(encode(Image.new(mode, (20, 20))))
    assert decode(tile).getpixel((9, 9)) == (255, 255, 255)


def test_only_the_first_frame_of_an_animation_counts() -> None:
    red, blue = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    (tile,) = prepare_image(encode(red, "GIF", save_all=True, append_images=[blue]))
    assert decode(tile).getpixel((9, 9))[0] > 200  # pyright: ignore[reportIndexIssue]


@pytest.mark.parametrize(("ground", "ink"), [("white", "black"), ("#111", "#eee")])
def test_a_long_screenshot_is_cut_between_its_lines(ground: str, ink: str) -> None:
    page = Image.new("RGB", (600, 6_400), ground)
    draw = ImageDraw.Draw(page)
    tops = range(10, 6_380, 40)
    for top in tops:
        for left in range(20, 560, 12):
            draw.rectangle((left, top, left + 6, top + 22), fill=ink)
    tiles = [decode(tile) for tile in prepare_image(encode(page))]
    assert sum(tile.height for tile in tiles) == 6_400
    assert all(tile.height <= 1_700 for tile in tiles)
    cuts = [sum(tile.height for tile in tiles[:n]) for n in range(1, len(tiles))]
    assert not [cut for cut in cuts if any(top < cut <= top + 22 for top in tops)]


def test_a_picture_of_ordinary_height_is_one_tile() -> None:
    assert len(prepare_image(encode(Image.new("RGB", (100, TALL))))) == 1


def test_a_very_wide_picture_is_made_narrower() -> None:
    (tile,) = prepare_image(encode(Image.new("RGB", (5_200, 1_000))))
    assert decode(tile).size == (2_600, 500)
