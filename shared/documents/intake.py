"""A resume of a stranger becomes text, under limits; nothing else opens such a file for its text."""

import io
import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from shared.documents.clean import UnreadableText, clean
from shared.documents.encodings import settle_encodings
from shared.documents.hidden import SHOWING, Eye, Sight
from shared.documents.layers import layers_off
from shared.documents.limits import (
    MAX_CHARACTERS,
    MAX_PDF_BYTES,
    MAX_PDF_PAGES,
    MIN_LETTERS_PER_PAGE,
    PYPDF_LIMITS,
    Budget,
)
from shared.documents.objects import contents, entries, entry
from shared.errors import InvalidDocument
from shared.models.document import Note, NoteKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PageObject, PdfReader

T = TypeVar("T")

MAX_PIECES = 20
MAX_PIECE_LENGTH = 500
MAX_DOUBTFUL = 0.1
_DOUBTFUL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_LETTER = re.compile(r"[^\W\d_]")
_DAMAGES = (RecursionError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True)
class Intake:
    """The clean text of a file as a person sees it, and what was noted on the way."""

    text: str
    pages: int
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class _Page:
    """One page before cleaning."""

    seen: str
    hidden: str = ""
    pale: str = ""
    has_pictures: bool = False


def read_pdf(data: bytes) -> Intake:
    """The text of a resume, or InvalidDocument with the code of the first rule it breaks."""
    _refuse_by_bytes(data)
    return _judge(_under_limits(data, _read))


def examine(data: bytes, refuse: "Callable[[PageObject], None]") -> int:
    """Go through a file as for its text, with one more judgement a page; how many pages it has."""
    _refuse_by_bytes(data)

    def read(reader: "PdfReader") -> int:
        for page in reader.pages:
            refuse(page)
        return len(_read(reader))

    return _under_limits(data, read)


def _refuse_by_bytes(data: bytes) -> None:
    """Size and type; the name and the declared type of a file mean nothing."""
    if len(data) > MAX_PDF_BYTES:
        raise InvalidDocument("pdf_too_large")
    if b"%PDF-" not in data[:1024]:
        raise InvalidDocument("pdf_not_a_pdf")


def _under_limits(data: bytes, work: "Callable[[PdfReader], T]") -> T:
    """Work on a file under pypdf's lowered limits; they hold for this thread, so all of it happens inside."""
    import pypdf
    from pypdf.errors import LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the file
    with pypdf.apply_configuration(**PYPDF_LIMITS):
        try:
            return work(pypdf.PdfReader(io.BytesIO(data)))
        except LimitReachedError as failure:
            raise InvalidDocument("pdf_too_complex") from failure
        except (PyPdfError, *_DAMAGES) as failure:
            raise InvalidDocument("pdf_damaged", type(failure).__name__) from failure


def _read(reader: "PdfReader") -> list[_Page]:
    """Open, count, and read page by page under one budget."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise InvalidDocument("pdf_encrypted")
    if len(reader.pages) > MAX_PDF_PAGES:
        raise InvalidDocument("pdf_too_many_pages")
    budget, off = Budget(), layers_off(reader.trailer.get("/Root"))
    return [_read_page(page, budget, off) for page in reader.pages]


def _read_page(page: "PageObject", budget: Budget, off: frozenset[int]) -> _Page:
    """One pass for what is seen; a page that hides something is read again for that alone."""
    sights: set[Sight] = set()
    settle_encodings(page.get("/Resources"), budget)
    budget.weigh(contents(page.get("/Contents")))

    def read(*keep: Sight) -> str:
        eye = Eye(_paper(page), page.get("/Resources"), off)
        text = _pass(page, budget, eye, set(keep))
        sights.update(eye.sights)
        return text

    seen = read(Sight.SEEN, Sight.PALE)
    budget.spend(seen)
    hidden = read(Sight.HIDDEN) if Sight.HIDDEN in sights else ""
    pale = read(Sight.PALE) if Sight.PALE in sights else ""
    return _Page(seen, hidden, pale, _has_pictures(page))


def _pass(page: "PageObject", budget: Budget, eye: Eye, keep: set[Sight]) -> str:
    """The text of the sights to keep, in reading order; layout mode would interleave columns."""
    from pypdf.generic import ArrayObject, TextStringObject

    def before(operator: bytes, operands: Any, cm: Any, tm: Any) -> None:
        budget.check()
        if operator == b"Do":
            budget.weigh(contents(eye.drawn(operands)))
        eye.see(operator, operands, cm)
        if operator in SHOWING and operands and eye.judge(operator, cm, tm) not in keep:
            operands[-1] = ArrayObject() if operator == b"TJ" else TextStringObject("")

    def after(operator: bytes, operands: Any, cm: Any, tm: Any) -> None:
        eye.leave(operator)

    text = page.extract_text(visitor_operand_before=before, visitor_operand_after=after)
    budget.check()  # pypdf swallows whatever a visitor raises inside a form
    return text


def _paper(page: "PageObject") -> tuple[float, float, float, float]:
    """What of the page is shown or printed."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _has_pictures(page: "PageObject") -> bool:
    """Whether the page draws a picture, also one inside a form."""
    drawn = entries(entry(page.get("/Resources"), "/XObject"))
    inner = [entries(entry(entry(form, "/Resources"), "/XObject")) for form in drawn]
    return any(entry(item, "/Subtype") == "/Image" for item in sum(inner, drawn))


def _judge(pages: list[_Page]) -> Intake:
    """The refusals that need the text, then the clean text with its notes."""
    seen = "\n".join(page.seen for page in pages)
    if _needs_eyes(pages):
        raise InvalidDocument("pdf_scanned")
    doubtful = len(_DOUBTFUL.findall(seen))
    if doubtful > MAX_DOUBTFUL * max(1, _count(seen)):
        raise InvalidDocument("pdf_unreadable")
    try:
        cleaned = clean(seen)
    except UnreadableText as failure:
        raise InvalidDocument("pdf_unreadable") from failure
    if not _LETTER.search(cleaned.text):
        raise InvalidDocument("pdf_no_text")
    if len(cleaned.text) > MAX_CHARACTERS:
        raise InvalidDocument("pdf_too_complex")
    return Intake(cleaned.text, len(pages), _notes(pages, doubtful) + cleaned.notes)


def _needs_eyes(pages: list[_Page]) -> bool:
    """Whether the text layer cannot be what a person sees: pictures of text, or more hidden than seen."""
    seen = sum(_count(page.seen) for page in pages)
    hidden = sum(_count(page.hidden) for page in pages)
    pictures = any(page.has_pictures for page in pages)
    if hidden > seen and (pictures or not seen):
        return True
    return pictures and seen < MIN_LETTERS_PER_PAGE * len(pages)


def _count(text: str) -> int:
    """Characters that are not blank."""
    return sum(not character.isspace() for character in text)


def _notes(pages: list[_Page], doubtful: int) -> list[Note]:
    """What was kept apart, and what stayed in doubt."""
    found = [
        _pieces(NoteKind.HIDDEN_TEXT, [page.hidden for page in pages]),
        _pieces(NoteKind.PALE_TEXT, [page.pale for page in pages]),
        Note(kind=NoteKind.DOUBTFUL_CHARACTERS, count=doubtful),
    ]
    return [note for note in found if note.count]


def _quoted(text: str) -> str:
    """Text for a note: clean where it can be cleaned."""
    try:
        return clean(text).text
    except UnreadableText:
        return text


def _pieces(kind: NoteKind, texts: list[str]) -> Note:
    """A note that quotes, one piece a line of the page."""
    lines = [line for text in texts for line in _quoted(text).split("\n") if line.strip()]
    shown = tuple(line[:MAX_PIECE_LENGTH] for line in lines[:MAX_PIECES])
    return Note(kind=kind, count=len(lines), pieces=shown)
