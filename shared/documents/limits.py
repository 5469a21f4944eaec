"""How much a stranger's file may ask of us; every number of the documents part stands here."""

import time
from typing import TYPE_CHECKING, Any

from shared.errors import InvalidDocument

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_PDF_BYTES = 5 * 1024 * 1024
MAX_PDF_PAGES = 20
MAX_CHARACTERS = 60_000
MAX_CPU_SECONDS = 1.9
MAX_CONTENT_BYTES = 4_000_000
MAX_PICTURE_ENDS = 100_000
MAX_STATES = 10_000

MIN_POINTS = 3.0
MIN_LETTERS_PER_PAGE = 50

MAX_IMAGE_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_DRAWN_PAGES = 5

MAX_MARKDOWN_BYTES = 60_000
MAX_NESTING = 12
MAX_LINES = 2_000
MAX_BRACKETS = 1_000
MAX_NODES = 12_000
MAX_EXPORT_PAGES = 10

_STREAM_BYTES = 15_000_000
PYPDF_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": _STREAM_BYTES,
    "lzw_maximum_output_length": _STREAM_BYTES,
    "run_length_maximum_output_length": _STREAM_BYTES,
    "brotli_maximum_output_length": _STREAM_BYTES,
    "array_based_stream_maximum_output_length": _STREAM_BYTES,
    "maximum_declared_stream_length": _STREAM_BYTES,
    "image_maximum_buffer_size": _STREAM_BYTES,
    "stream_parsing_work_maximum_count": 150_000,
    "stream_decoding_work_maximum_length": 30_000_000,
    "page_tree_maximum_entries": 2_000,
    "page_tree_maximum_page_entries": 20_000,
    "jbig2dec_binary": None,  # a reader of strangers' files starts no program
}


class Budget:
    """Characters and CPU seconds left for one file (thread time: a throttled machine slows the clock)."""

    def __init__(self) -> None:
        self.characters = MAX_CHARACTERS
        self.until = time.thread_time() + MAX_CPU_SECONDS

    def spend(self, text: str) -> None:
        """Take the characters of a page."""
        self.characters -= len(text)
        self.check()

    def weigh(self, contents: "Iterable[bytes]") -> None:
        """Refuse what is read in one go and for long; pypdf tries each E as the end of an inline image."""
        size = ends = 0
        for content in contents:
            size, ends = size + len(content), ends + content.count(b"E")
            if size > MAX_CONTENT_BYTES or ends > MAX_PICTURE_ENDS:
                raise InvalidDocument("pdf_too_complex")

    def check(self) -> None:
        """Stop when either is used up."""
        if self.characters < 0 or time.thread_time() > self.until:
            raise InvalidDocument("pdf_too_complex")
