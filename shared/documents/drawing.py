"""Pages of a scanned or unreadable PDF as pictures, for a model that can see.

The renderer knows no limits of its own. So it draws only what the reader of `intake` went through under
its limits, and it does so in a child process whose time and memory end.
"""

import io
import os
import struct
import subprocess
import sys
import zlib
from typing import Any, cast

from shared.documents.intake import examine
from shared.documents.limits import MAX_DRAWN_PAGES, MAX_PIXELS
from shared.documents.objects import entries, entry, items
from shared.errors import InvalidDocument

DRAW_SECONDS = 15
DRAW_MEMORY = 1_500_000_000
MAX_PICTURE_BYTES = 15_000_000
SCALE = 2.0
MAX_SIDE = 2_400


def check_drawable(data: bytes) -> None:
    """Raise InvalidDocument for a file that is too long or asks too much; nothing is drawn for that."""
    if examine(data, _refuse_bombs) > MAX_DRAWN_PAGES:
        raise InvalidDocument("pdf_too_many_pages")


def draw_pages(data: bytes) -> list[bytes]:
    """One JPEG a page, or InvalidDocument when the file is too long or asks too much."""
    check_drawable(data)
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=data,
            capture_output=True,
            timeout=DRAW_SECONDS,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as failure:
        raise InvalidDocument("pdf_too_complex") from failure
    return _unpack(done.stdout)


def _refuse_bombs(page: Any) -> None:
    """Judge the pictures of a page by what they declare, and packed ones by their first unpacking."""
    drawn = entries(entry(page.get("/Resources"), "/XObject"))
    inner = [entries(entry(entry(form, "/Resources"), "/XObject")) for form in drawn]
    for picture in sum(inner, drawn):
        width, height = entry(picture, "/Width") or 0, entry(picture, "/Height") or 0
        if width * height > MAX_PIXELS:
            raise InvalidDocument("image_too_many_pixels")
        filters = [str(name) for name in items(entry(picture, "/Filter"))]
        if len(filters) > 1 and not _unpacks_small(filters, getattr(picture, "_data", b"")):
            raise InvalidDocument("pdf_too_complex")


def _unpacks_small(filters: list[str], packed: bytes) -> bool:
    """Whether the first of several packings holds no more than a picture may."""
    if len(filters) > 2 or filters[0] != "/FlateDecode":
        return filters[0] in {"/ASCII85Decode", "/ASCIIHexDecode"} and len(filters) == 2
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(packed, MAX_PICTURE_BYTES)
    except zlib.error:
        return False
    return not unpacking.unconsumed_tail


def _unpack(stream: bytes) -> list[bytes]:
    """The pictures of the child: each after its length."""
    pictures: list[bytes] = []
    while stream:
        (length,) = struct.unpack(">I", stream[:4])
        pictures.append(stream[4 : 4 + length])
        stream = stream[4 + length :]
    return pictures


def _draw() -> None:
    """The child: a PDF comes in, pictures with their lengths go out."""
    import resource

    import pypdfium2

    resource.setrlimit(resource.RLIMIT_AS, (DRAW_MEMORY, DRAW_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (DRAW_SECONDS, DRAW_SECONDS))
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    for page in document:
        scale = min(SCALE, MAX_SIDE / max(*page.get_size(), 1))
        target = io.BytesIO()
        page.render(scale=cast(Any, scale)).to_pil().convert("RGB").save(target, "JPEG", quality=85)
        picture = target.getvalue()
        sys.stdout.buffer.write(struct.pack(">I", len(picture)) + picture)


if __name__ == "__main__":
    _draw()
