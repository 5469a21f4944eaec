"""Screenshots on their way to a model: judged by content, bounded before decoding, upright, in tiles."""

import io
import struct
from itertools import pairwise
from typing import TYPE_CHECKING

from shared.documents.limits import MAX_IMAGE_BYTES, MAX_PIXELS
from shared.errors import InvalidDocument

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_WIDTH = 2_600
TALL = 3_000
TILE_HEIGHT = 1_400
CUT_REACH = 250
JPEG_QUALITY = 90
_SIGNATURES = {
    "JPEG": b"\xff\xd8\xff",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "GIF": b"GIF8",
    "WEBP": b"RIFF",
}
_DAMAGES = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, EOFError, struct.error)


def prepare_image(data: bytes) -> list[bytes]:
    """The picture as JPEGs from top to bottom, or InvalidDocument with the code of the rule it breaks."""
    return [_as_jpeg(tile) for tile in _tiles(_flatten(_load(data)))]


def check_image(data: bytes) -> None:
    """Raise InvalidDocument for whatever prepare_image would refuse."""
    _load(data)


def _open(data: bytes) -> "Image":
    """The picture, its pixels still packed; nothing is decoded before its size is known."""
    from PIL import Image

    kind = _kind(data)
    Image.MAX_IMAGE_PIXELS = None  # the limit below is stricter and has a code of its own
    try:
        image = Image.open(io.BytesIO(data), formats=[kind])
    except _DAMAGES as failure:
        raise InvalidDocument("image_damaged", type(failure).__name__) from failure
    if image.width * image.height > MAX_PIXELS:
        raise InvalidDocument("image_too_many_pixels")
    return image


def _load(data: bytes) -> "Image":
    """The first frame, upright."""
    from PIL import ImageOps

    image = _open(data)
    try:
        image.load()
        return ImageOps.exif_transpose(image)
    except _DAMAGES as failure:
        raise InvalidDocument("image_damaged", type(failure).__name__) from failure


def _kind(data: bytes) -> str:
    """The format by the first bytes; names and declared types mean nothing."""
    if len(data) > MAX_IMAGE_BYTES:
        raise InvalidDocument("image_too_large")
    for kind, signature in _SIGNATURES.items():
        if data.startswith(signature) and (kind != "WEBP" or data[8:12] == b"WEBP"):
            return kind
    raise InvalidDocument("image_wrong_type")


def _flatten(image: "Image") -> "Image":
    """On white paper, no wider than a model can use, without anything but its pixels."""
    from PIL import Image

    flat = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        flat.paste(layer, mask=layer.getchannel("A"))
    else:
        flat.paste(image.convert("RGB"))
    if flat.width <= MAX_WIDTH:
        return flat
    height = max(1, round(flat.height * MAX_WIDTH / flat.width))
    return flat.resize((MAX_WIDTH, height), Image.Resampling.LANCZOS)


def _tiles(image: "Image") -> list["Image"]:
    """A long screenshot in pieces, cut where no line of text is hurt."""
    if image.height <= TALL:
        return [image]
    ink, edges = _ink_of_rows(image), [0]
    while image.height - edges[-1] > TILE_HEIGHT + CUT_REACH:
        edges.append(_calm_row(ink, edges[-1] + TILE_HEIGHT))
    edges.append(image.height)
    return [image.crop((0, top, image.width, bottom)) for top, bottom in pairwise(edges)]


def _ink_of_rows(image: "Image") -> tuple[float, ...]:
    """How much changes along each row: nothing on plain ground, light or dark, much in a line of text."""
    from PIL import Image, ImageChops

    grey = image.convert("L")
    shifted = ImageChops.offset(grey, 1, 0)
    change = ImageChops.difference(grey, shifted).convert("F")
    column = change.resize((1, grey.height), Image.Resampling.BOX)
    return struct.unpack(f"{grey.height}f", column.tobytes())


def _calm_row(ink: tuple[float, ...], wanted: int) -> int:
    """The row with the least ink near the wanted one, the nearest of equals."""
    near = range(wanted - CUT_REACH, min(wanted + CUT_REACH, len(ink)))
    return min(near, key=lambda row: (round(ink[row], 1), abs(row - wanted)))


def _as_jpeg(image: "Image") -> bytes:
    """Fresh bytes without the metadata of the original."""
    target = io.BytesIO()
    image.save(target, "JPEG", quality=JPEG_QUALITY)
    return target.getvalue()
