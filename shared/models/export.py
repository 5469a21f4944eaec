"""A tailored resume on its way out: what is asked for, and the file."""

from typing import Annotated, Literal

from pydantic import Field

from shared.models.wire import Value, Wire
from shared.models.words import Locale


class ExportRequest(Wire):
    """How the file shall look. `markdown` is the unsaved text of an open editor; without it the saved one is taken."""

    template: Literal["classic", "modern", "compact"] = "classic"
    paper: Literal["a4", "us-letter"] = "a4"
    locale: Locale = Locale.ZH
    format: Literal["pdf", "docx"] = "pdf"
    markdown: Annotated[str, Field(max_length=60_000)] | None = None


class ExportedFile(Value):
    """The bytes, and the characters in it that no font of ours can draw."""

    data: bytes
    media_type: str
    name: str
    missing: list[str]
