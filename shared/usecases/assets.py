"""Assets: the resume and the detailed history. People wait for the reading of a file, not for its summary."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from shared.context import Context
from shared.dal import assets
from shared.dal.connect import Tx
from shared.errors import InvalidDocument, NotFound
from shared.flow.masking import mask
from shared.flow.plans import ASSET_FROM_SCAN, ASSET_FROM_TEXT
from shared.models.account import Person
from shared.models.asset_api import AssetAccepted, NewAsset
from shared.models.run import Started, Subject
from shared.models.words import Step, SubjectKind, Tier
from shared.usecases.events import track
from shared.usecases.idempotency import once
from shared.usecases.starts import Wish, start
from shared.usecases.uploads import fetch
from shared.usecases.vault import known_contact, seal_masked

NEEDS_EYES = frozenset({"pdf_scanned", "pdf_unreadable"})


@dataclass(frozen=True)
class _Paper:
    """What is known of a file before its run: its sealed text, or none if a model has to read its pages first."""

    steps: Sequence[Step]
    text: bytes | None = None
    text_version: int = 0
    notes: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


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
    paper = _examined(ctx, person, kind, request)

    def subject(tx: Tx) -> Subject:
        return assets.upsert(
            tx,
            kind,
            person.user_id,
            file_name=request.file_name,
            object_key=request.key,
            text=paper.text,
            text_version=paper.text_version,
            notes=paper.notes,
        )

    wish = Wish(
        person=person,
        steps=paper.steps,
        locale=request.locale,
        once=once(ctx, person.user_id, f"upload_{kind}", request, header or request.key),
        supersede=True,
    )
    started = start(ctx, wish, subject)
    if not started.existing:
        track(ctx, person.user_id, "ASSET_UPLOADED", type=kind)
    return _subject(ctx, person.user_id, kind), started


def _subject(ctx: Context, user_id: str, kind: SubjectKind) -> Subject:
    """The row of the run; a run that an earlier request began did not write it this time."""
    with ctx.db.connect() as conn:
        row = assets.get(conn, kind, user_id)
    if row is None:
        raise NotFound(kind)
    return Subject(kind=kind, id=row.id)


def _examined(ctx: Context, person: Person, kind: SubjectKind, request: NewAsset) -> _Paper:
    """The file as text; or, where it holds none and the person agrees, as pages for the vision model."""
    data = fetch(ctx, person.user_id, kind, request.key)
    try:
        return _read(ctx, person, kind, data)
    except InvalidDocument as refusal:
        if not request.read_scan or refusal.code not in NEEDS_EYES:
            raise
    from shared.documents.drawing import check_drawable

    check_drawable(data)
    return _Paper(ASSET_FROM_SCAN[kind])


def _read(ctx: Context, person: Person, kind: SubjectKind, data: bytes) -> _Paper:
    from shared.documents.clean import CLEAN_VERSION  # only where a PDF is read
    from shared.documents.intake import read_pdf

    intake = read_pdf(data)
    masked = mask(intake.text, known_contact(ctx, person.user_id, kind))
    return _Paper(
        steps=ASSET_FROM_TEXT[kind],
        text=seal_masked(ctx, person.user_id, masked),
        text_version=CLEAN_VERSION,
        notes=[note.model_dump(mode="json") for note in intake.notes],
    )
