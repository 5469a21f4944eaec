"""The smallest PDF around whatever a test wants in it: no library would write such files."""

import zlib

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
HELLO = b"BT /F1 12 Tf 50 700 Td (Hello world of work) Tj ET\n"
PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
    "/Resources << /Font << /F1 5 0 R >> >> >>"
)

Objects = dict[int, bytes | str]


def stream(data: bytes, entries: str = "", length: str = "") -> bytes:
    """A stream object that may lie about its length."""
    head = f"<< /Length {length or len(data)} {entries} >>\nstream\n"
    return head.encode() + data + b"\nendstream"


def packed(data: bytes, entries: str = "", times: int = 1) -> bytes:
    """A stream squeezed one or several times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, f"/Filter [{'/FlateDecode ' * times}] {entries}")


def blanks(megabytes: int) -> bytes:
    """Very many blanks, squeezed without holding them in memory."""
    squeeze, block = zlib.compressobj(9), b" " * 2**20
    return b"".join(squeeze.compress(block) for _ in range(megabytes)) + squeeze.flush()


def pdf(
    content: bytes = b"",
    objects: Objects | None = None,
    *,
    page: str = "",
    root: str = "",
    kids: str = "[3 0 R]",
    count: int = 1,
    trailer: str = "",
    contents: str = "4 0 R",
    resources: str = "",
) -> bytes:
    """Objects 1 to 5 are catalog, pages, page, contents and font; `objects` adds and replaces."""
    parts: Objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        2: f"<< /Type /Pages /Kids {kids} /Count {count} >>",
        3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
        f"/Contents {contents} /Resources << /Font << /F1 5 0 R >> {resources} >> {page} >>",
        4: content or stream(HELLO),
        5: FONT,
        **(objects or {}),
    }
    return _file(parts, trailer)


def pages(count: int, content: bytes) -> bytes:
    """Many pages that share one content."""
    numbers = range(10, 10 + count)
    kids = " ".join(f"{n} 0 R" for n in numbers)
    return pdf(content, dict.fromkeys(numbers, PAGE), kids=f"[{kids}]", count=count)


def _file(parts: Objects, trailer: str) -> bytes:
    """Objects, table and trailer."""
    body, places = bytearray(b"%PDF-1.7\n"), {}
    for number, part in parts.items():
        places[number] = len(body)
        written = part if isinstance(part, bytes) else part.encode()
        body += f"{number} 0 obj\n".encode() + written + b"\nendobj\n"
    size, free = max(parts) + 1, b"0000000000 65535 f \n"
    table = [b"%010d 00000 n \n" % places[n] if n in places else free for n in range(1, size)]
    ends = f"trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF"
    return bytes(body + f"xref\n0 {size}\n".encode() + free + b"".join(table) + ends.encode())
