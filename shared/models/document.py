"""What reading a file turned up besides its text: stored with the asset and shown to its owner."""

from enum import StrEnum

from shared.models.wire import Value


class NoteKind(StrEnum):
    """What was left out, brought back or is in doubt; the web catalogue holds a text for each."""

    HIDDEN_TEXT = "hidden_text"
    PALE_TEXT = "pale_text"
    INVISIBLE_CHARACTERS = "invisible_characters"
    RESTORED_DIGITS = "restored_digits"
    DROPPED_ICONS = "dropped_icons"
    CLOSED_GAPS = "closed_gaps"
    JOINED_LINES = "joined_lines"
    DOUBTFUL_CHARACTERS = "doubtful_characters"
    READ_BY_OCR = "read_by_ocr"
    PAGES_WITHOUT_TEXT = "pages_without_text"


class Note(Value):
    """One finding: how often, and for text that was left out or is in doubt, which."""

    kind: NoteKind
    count: int
    pieces: tuple[str, ...] = ()


class PageText(Value):
    """What a model read on one page."""

    text: str
