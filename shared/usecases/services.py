"""Services: one a job. Created from text or a screenshot, deleted with everything made for it."""

import uuid
from contextlib import suppress
from uuid import UUID

from shared.context import Context
from shared.dal import assets, jobs, services
from shared.dal.connect import Tx
from shared.errors import InvalidInput, NothingRuns, ResumeNotReady
from shared.flow.masking import mask
from shared.flow.plans import JOB_TEXT_LENGTH, MATCH_FROM_IMAGE, MATCH_FROM_TEXT, PLANS
from shared.models.account import Person
from shared.models.run import Subject
from shared.models.service_api import NewService, ServiceAccepted
from shared.models.stored import StoredAsset
from shared.models.words import AssetStatus, ServiceStatus, SubjectKind, Tier
from shared.usecases.idempotency import once, remember, remembered
from shared.usecases.runs import cancel_run
from shared.usecases.snapshot import Snapshot, take_snapshot
from shared.usecases.starts import Wish, start
from shared.usecases.uploads import fetch
from shared.usecases.vault import seal_masked

NAMESPACE = uuid.UUID("7e2a6d1c-58a5-4a4b-9c3f-0f8f3b0b5a11")


def create_service(
    ctx: Context, person: Person, request: NewService, idempotency_key: str | None
) -> ServiceAccepted:
    """Check the job, keep the inputs as they are now, reserve the coins and promise the first step."""
    this = once(ctx, person.user_id, "create_service", request, idempotency_key)
    if answer := remembered(ctx, this):
        return ServiceAccepted.model_validate_json(answer)
    job_text = _checked_job(ctx, person.user_id, request)
    resume, history = _ready_assets(ctx, person.user_id)
    snapshot = take_snapshot(ctx, person.user_id, resume, history)
    job = mask(job_text, snapshot.contact, names=False) if job_text else None
    sealed_job = seal_masked(ctx, person.user_id, job) if job else None
    service_id = uuid.uuid5(NAMESPACE, f"{person.user_id}:{this.key}")

    def subject(tx: Tx) -> Subject:
        _insert(tx, service_id, person.user_id, resume, history, snapshot)
        jobs.put(tx, service_id, text=sealed_job, image=request.image_key)
        return Subject(kind=SubjectKind.SERVICE, id=service_id)

    steps = MATCH_FROM_TEXT if job_text else MATCH_FROM_IMAGE
    started = start(
        ctx, Wish(person=person, steps=steps, locale=request.locale, once=this), subject
    )
    accepted = ServiceAccepted(
        service_id=service_id,
        execution_session_id=started.session_id,
        status=ServiceStatus(PLANS[steps[0]].pending),
        is_free=started.tier is Tier.FREE,
    )
    remember(ctx, this, accepted)
    return accepted


def delete_service(ctx: Context, person: Person, service_id: UUID) -> None:
    """Cancel what runs, then forget the service; a second time it is not found."""
    with suppress(NothingRuns):
        cancel_run(ctx, person, service_id)
    with ctx.db.connect() as conn:
        job = jobs.get(conn, service_id)
    with ctx.db.transaction() as tx:
        services.delete(tx, service_id, person.user_id)
    if job and job.original_image:
        ctx.objects.delete([job.original_image])


def _checked_job(ctx: Context, user_id: str, request: NewService) -> str | None:
    """The clean text of the job, or None for a picture that can be read."""
    from shared.documents.clean import clean

    if (request.job_text is None) == (request.image_key is None):
        both = request.job_text is not None
        raise InvalidInput("job_input_ambiguous" if both else "job_input_missing")
    if request.image_key is not None:
        from shared.documents.images import check_image

        check_image(fetch(ctx, user_id, "job_image", request.image_key))
        return None
    text = clean(request.job_text or "").text
    shortest, longest = JOB_TEXT_LENGTH
    if not text.strip():
        raise InvalidInput("job_input_missing")
    if len(text) < shortest:
        raise InvalidInput("job_text_too_short", f"{len(text)} of at least {shortest} characters")
    if len(text) > longest:
        raise InvalidInput("job_text_too_long", f"{len(text)} of at most {longest} characters")
    return text


def _ready_assets(ctx: Context, user_id: str) -> tuple[StoredAsset, StoredAsset | None]:
    """The resume, whose summary must be complete, and the history if its summary is."""
    with ctx.db.connect() as conn:
        resume = assets.get(conn, SubjectKind.RESUME, user_id)
        history = assets.get(conn, SubjectKind.DETAILED_RESUME, user_id)
    if resume is None or resume.status is not AssetStatus.COMPLETED:
        raise ResumeNotReady(resume.status if resume else "no resume")
    ready = history is not None and history.status is AssetStatus.COMPLETED
    return resume, history if ready else None


def _insert(
    tx: Tx,
    service_id: UUID,
    user_id: str,
    resume: StoredAsset,
    history: StoredAsset | None,
    snapshot: Snapshot,
) -> None:
    services.insert(
        tx,
        service_id=service_id,
        user_id=user_id,
        resume_id=resume.id,
        detailed_resume_id=history.id if history else None,
        snapshot=snapshot.summaries,
        inputs_text=snapshot.sealed,
    )
