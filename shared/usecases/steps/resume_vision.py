"""Step resume_vision: the text of a scanned paper, page by page."""

import base64
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from shared.context import Context
from shared.errors import InputMissing, InvalidInput, StepFailed, Unfinished
from shared.flow.masking import mask
from shared.llm.call import Call
from shared.models.document import Note, NoteKind, PageText
from shared.models.run import Attempt
from shared.models.words import FailureCode
from shared.usecases.screen import Screen
from shared.usecases.steps.asking import kept, question
from shared.usecases.steps.inputs import stored_asset
from shared.usecases.vault import known_contact, seal_masked

PAGE_S = 30.0  # with less time left no page is begun


def run(ctx: Context, attempt: Attempt, screen: Screen, page_s: float = PAGE_S) -> dict[str, Any]:
    """Draw and read the pages in their order; from here on the text is treated as if the file had held it."""
    from shared.documents.clean import CLEAN_VERSION

    text, notes = _cleaned(list(_pages(ctx, attempt, question(attempt, screen, {}), page_s)))
    masked = mask(text, known_contact(ctx, attempt.user_id, attempt.subject.kind))
    return {
        "original_text": base64.b64encode(seal_masked(ctx, attempt.user_id, masked)).decode(),
        "text_version": CLEAN_VERSION,
        "notes": [note.model_dump(mode="json") for note in notes],
    }


def _pages(ctx: Context, attempt: Attempt, call: Call, page_s: float) -> Iterator[str]:
    """The text of each page. A delivery reads one at least, and leaves to the next what it has no time for."""
    until, asked = time.monotonic() + call.within_s, False
    for number, picture in enumerate(_drawn(ctx, attempt)):
        place = kept(ctx, attempt, {"session": str(attempt.session_id), "page": number})
        page = place.get(PageText)
        if page is None:
            left = until - time.monotonic()
            if asked and left < page_s:
                raise Unfinished(f"page {number}")
            page, asked = _read(ctx, replace(call, within_s=left), picture), True
            place.put(page)
        yield page.text


def _drawn(ctx: Context, attempt: Attempt) -> list[bytes]:
    from shared.documents.drawing import draw_pages  # loads the PDF library only where one is drawn

    key = stored_asset(ctx, attempt).object_key
    if key is None:
        raise InputMissing("the file of the asset")
    try:
        return draw_pages(ctx.objects.get(key))
    except InvalidInput as failure:
        raise _no_text(failure.code) from failure


def _read(ctx: Context, call: Call, picture: bytes) -> PageText:
    """One page; that it holds no text says nothing about the others."""
    try:
        return PageText(text=ctx.models.read_image(call, [picture]))
    except StepFailed as failure:
        if failure.failure is FailureCode.OCR_EMPTY:
            return PageText(text="")
        raise


def _cleaned(pages: list[str]) -> tuple[str, list[Note]]:
    from shared.documents.clean import clean
    from shared.documents.limits import MAX_CHARACTERS

    try:
        cleaned = clean("\n\n".join(filter(None, pages)))
    except InvalidInput as failure:
        raise _no_text(failure.code) from failure
    if not any(map(str.isalpha, cleaned.text)):
        raise _no_text("no letter on any page")
    read = Note(kind=NoteKind.READ_BY_OCR, count=len(pages))
    empty = Note(kind=NoteKind.PAGES_WITHOUT_TEXT, count=pages.count(""))
    notes = [read, *([empty] if empty.count else []), *cleaned.notes]
    return cleaned.text[:MAX_CHARACTERS], notes


def _no_text(detail: str) -> StepFailed:
    return StepFailed(FailureCode.PDF_NO_TEXT, detail=detail)
