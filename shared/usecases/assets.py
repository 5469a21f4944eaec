"""Assets: the resume and the detailed history. People wait for the reading of a file, not for its summary."""

from typing import Literal

from shared.context import Context
from shared.dal import assets
from shared.dal.connect import Tx
from shared.flow.masking import mask
from shared.models.account import Person
from shared.models.asset_api import AssetAccepted, NewAsset
from shared.models.run import Started, Subject
from shared.models.words import Step, SubjectKind, Tier
from shared.usecases.events import track
from shared.usecases.idempotency import once
from shared.usecases.starts import Wish, start
from shared.usecases.uploads import fetch
from shared.usecases.vault import open_masked, seal_masked

SUMMARIES = {
    SubjectKind.RESUME: Step.RESUME_SUMMARY,
    SubjectKind.DETAILED_RESUME: Step.DETAILED_RESUME_SUMMARY,
}


def upload_resume(
    ctx: Context, person: Person, request: NewAsset, idempotency_key: str | None
) -> AssetAccepted:
    """Make an uploaded PDF the resume; a run still summing up the one before is superseded."""
    subject, started = _upload(ctx, person, SubjectKind.RESUME, request, idempotency_key)
    return _accepted("resume", subject, started)


def upload_detailed_resume(
    ctx: Context, person: Person, request: NewAsset, idempotency_key: str | None
) -> AssetAccepted:
    """Make an uploaded PDF the detailed work history."""
    subject, started = _upload(ctx, person, SubjectKind.DETAILED_RESUME, request, idempotency_key)
    return _accepted("detailed_resume", subject, started)


def _accepted(
    task_type: Literal["resume", "detailed_resume"], subject: Subject, started: Started
) -> AssetAccepted:
    return AssetAccepted(
        is_free=started.tier is Tier.FREE,
        task_id=subject.id,
        task_type=task_type,
        execution_session_id=started.session_id,
    )


def _upload(
    ctx: Context, person: Person, kind: SubjectKind, request: NewAsset, header: str | None
) -> tuple[Subject, Started]:
    """Whatever can be wrong with a file is found before a coin moves."""
    from shared.documents.clean import (
        CLEAN_VERSION,  # the PDF library loads only where a PDF is read
    )
    from shared.documents.intake import read_pdf

    intake = read_pdf(fetch(ctx, person.user_id, kind, request.key))
    sealed = seal_masked(
        ctx, person.user_id, mask(intake.text, _known_contact(ctx, person.user_id, kind))
    )
    written: list[Subject] = []

    def subject(tx: Tx) -> Subject:
        row = assets.upsert(
            tx,
            kind,
            person.user_id,
            file_name=request.file_name,
            object_key=request.key,
            text=sealed,
            text_version=CLEAN_VERSION,
            notes=[note.model_dump(mode="json") for note in intake.notes],
        )
        written.append(row)
        return row

    wish = Wish(
        person=person,
        steps=(SUMMARIES[kind],),
        locale=request.locale,
        once=once(ctx, person.user_id, f"upload_{kind}", request, header or request.key),
        supersede=True,
    )
    started = start(ctx, wish, subject)
    if not started.existing:
        track(ctx, person.user_id, "ASSET_UPLOADED", type=kind)
    return written[-1], started


def _known_contact(ctx: Context, user_id: str, kind: SubjectKind) -> dict[str, str]:
    """The history uses the placeholders of the resume, so that one name is one placeholder everywhere."""
    if kind is SubjectKind.RESUME:
        return {}
    with ctx.db.connect() as conn:
        resume = assets.get(conn, SubjectKind.RESUME, user_id)
    return open_masked(ctx, user_id, resume.original_text).contact if resume else {}
