"""Picture to text: PP-OCR on the CPU, boxes joined to lines, long screenshots cut in tiles."""

import importlib
import io
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

Pixels = NDArray[np.uint8]

TILE = 1400
LONG = 3000
MAX_PIXELS = 40_000_000
INK = 12

_lock = Lock()  # the reader is not thread-safe


class NoPicture(Exception):
    """The bytes are not a picture that can be read."""


def read_image(data: bytes) -> str:
    """The text of a picture, line by line; empty when there is none."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise NoPicture("the picture is too large")
            pixels = np.asarray(_on_white(image))
    except (UnidentifiedImageError, OSError, ValueError) as problem:
        raise NoPicture("the picture cannot be read") from problem
    return "\n".join(filter(None, map(_read_tile, _tiles(pixels))))


def _on_white(image: Image.Image) -> Image.Image:
    """Transparent pictures get a white ground."""
    if image.mode not in {"RGBA", "LA", "PA"}:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(ground, layered).convert("RGB")


@lru_cache
def _reader() -> Any:
    """The models that come with the package; the direction classifier is off: it turns English lines."""
    return importlib.import_module(
        "rapidocr"
    ).RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # two only wait for each other on a busy machine
        }
    )


def _read_tile(pixels: Pixels) -> str:
    """The text of one piece; the reader wants BGR and answers None when nothing is there."""
    with _lock:
        found = _reader()(pixels[:, :, ::-1].copy())
    return "" if found.txts is None else join_lines(found.boxes, found.txts)


def _tiles(pixels: Pixels) -> Iterator[Pixels]:
    """The picture whole, or cut at rows without ink when it is long, so that no line is split."""
    height = pixels.shape[0]
    if height <= LONG:
        yield pixels
        return
    grey = pixels.mean(axis=2)
    ink = grey.max(axis=1) - grey.min(axis=1)
    top = 0
    while top < height:
        bottom = min(height, top + TILE)
        blank = [row for row in range(bottom - 1, top + TILE // 2, -1) if ink[row] < INK]
        bottom = blank[0] if blank and bottom < height else bottom
        yield pixels[top:bottom]
        top = bottom


def join_lines(boxes: Any, texts: list[str]) -> str:
    """Boxes whose centres are less than half a line apart stand on one line, left to right."""
    lines: list[list[tuple[float, float, float, str]]] = []
    for place in sorted(_places(boxes, texts)):
        last = lines[-1][-1] if lines else None
        if last and abs(place[0] - last[0]) < 0.5 * max(place[2], last[2]):
            lines[-1].append(place)
        else:
            lines.append([place])
    return "\n".join(" ".join(p[3] for p in sorted(line, key=lambda p: p[1])) for line in lines)


def _places(boxes: Any, texts: list[str]) -> Iterator[tuple[float, float, float, str]]:
    """Centre, left edge and height of each box with its text."""
    for box, text in zip(boxes, texts, strict=True):
        xs, ys = [point[0] for point in box], [point[1] for point in box]
        yield sum(ys) / len(ys), min(xs), max(ys) - min(ys), text
