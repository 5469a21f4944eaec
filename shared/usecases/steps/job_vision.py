"""Step job_vision: the text of a screenshot of a job."""

import base64
from typing import Any

from shared.context import Context
from shared.errors import InputMissing, InvalidInput, StepFailed
from shared.flow.masking import mask
from shared.flow.plans import JOB_TEXT_LENGTH
from shared.models.document import Note, NoteKind
from shared.models.run import Attempt
from shared.models.words import FailureCode
from shared.usecases.screen import Screen
from shared.usecases.steps.asking import question
from shared.usecases.steps.inputs import person, stored_job
from shared.usecases.vault import seal_masked


def run(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
    """Read the picture, clean the text as if it had been pasted, and keep it masked and encrypted."""
    job = stored_job(ctx, attempt)
    if job.original_image is None:
        raise InputMissing("the picture of the job")
    tiles = _tiles(ctx.objects.get(job.original_image))
    text, notes = _cleaned(ctx.models.read_image(question(attempt, screen, {}), tiles))
    masked = mask(text, person(ctx, attempt).papers.contact, names=False)
    sealed = seal_masked(ctx, attempt.user_id, masked)
    return {
        "original_text": base64.b64encode(sealed).decode(),
        "notes": [note.model_dump(mode="json") for note in notes],
    }


def _tiles(data: bytes) -> list[bytes]:
    from shared.documents.images import prepare_image  # loads Pillow only where a picture is read

    try:
        return prepare_image(data)
    except InvalidInput as failure:
        raise _empty(failure.code) from failure


def _cleaned(text: str) -> tuple[str, list[Note]]:
    from shared.documents.clean import clean

    shortest, longest = JOB_TEXT_LENGTH
    try:
        cleaned = clean(text)
    except InvalidInput as failure:
        raise _empty(failure.code) from failure
    if len(cleaned.text.strip()) < shortest:
        raise _empty("too little text")
    return cleaned.text[:longest], [Note(kind=NoteKind.READ_BY_OCR, count=1), *cleaned.notes]


def _empty(detail: str) -> StepFailed:
    return StepFailed(FailureCode.OCR_EMPTY, detail=detail)
