"""More runs of a service: try the match again, tailor the resume, prepare the interview, or stop."""

from collections.abc import Sequence
from uuid import UUID

from shared.context import Context
from shared.dal import jobs, runs, services
from shared.dal.connect import Tx
from shared.flow.plans import MATCH_FROM_IMAGE, MATCH_FROM_TEXT, PLANS
from shared.models.account import Person
from shared.models.run import Subject
from shared.models.service_api import NewRun, RunAccepted, RunEnded
from shared.models.stored import StoredJob
from shared.models.words import FailureCode, ServiceStatus, Step, SubjectKind, Tier
from shared.usecases.endings import tell_ended
from shared.usecases.idempotency import once
from shared.usecases.starts import Wish, start


def retry_match(
    ctx: Context, person: Person, service_id: UUID, request: NewRun, idempotency_key: str | None
) -> RunAccepted:
    """Run only what is still missing: the match alone if a job summary is there."""
    with ctx.db.connect() as conn:
        services.get(conn, service_id, person.user_id)
        job = jobs.get(conn, service_id)
    steps = missing_steps(job)
    return _run(ctx, person, service_id, request, idempotency_key, steps, "match")


def customize_resume(
    ctx: Context, person: Person, service_id: UUID, request: NewRun, idempotency_key: str | None
) -> RunAccepted:
    """Tailor the resume to the job; the order of the steps is the database's to enforce."""
    steps = (Step.RESUME_CUSTOMIZE,)
    return _run(ctx, person, service_id, request, idempotency_key, steps, "customize")


def prepare_interview(
    ctx: Context, person: Person, service_id: UUID, request: NewRun, idempotency_key: str | None
) -> RunAccepted:
    """Prepare the interview from the tailored resume."""
    steps = (Step.INTERVIEW_PREP,)
    return _run(ctx, person, service_id, request, idempotency_key, steps, "interview")


def cancel_run(ctx: Context, person: Person, service_id: UUID) -> RunEnded:
    """End the live run of a service; its coins come back with the same commit."""
    subject = Subject(kind=SubjectKind.SERVICE, id=service_id)
    with ctx.db.connect() as conn:
        ended = runs.cancel_run(conn, subject, person.user_id)
    tell_ended(ctx, ended, FailureCode.USER_CANCELLED, person.user_id)
    return RunEnded(execution_session_id=ended.session_id)


def missing_steps(job: StoredJob | None) -> Sequence[Step]:
    """What a failed match still needs: reading the picture, summing up the job, or only the match."""
    if job is not None and job.summary is not None:
        return (Step.JOB_MATCH,)
    if job is not None and job.original_text is not None:
        return MATCH_FROM_TEXT
    return MATCH_FROM_IMAGE


def _run(
    ctx: Context,
    person: Person,
    service_id: UUID,
    request: NewRun,
    header: str | None,
    steps: Sequence[Step],
    task_type: str,
) -> RunAccepted:
    def subject(tx: Tx) -> Subject:
        service = services.get(tx, service_id, person.user_id)
        return Subject(kind=SubjectKind.SERVICE, id=service.id)

    with ctx.db.connect() as conn:
        version = services.get(conn, service_id, person.user_id).state_version
    # As a turn the version makes a wish after an ended run a new one, and a double click the same one.
    this = once(ctx, person.user_id, steps[0], request, header, about=service_id, turn=version)
    started = start(
        ctx, Wish(person=person, steps=steps, locale=request.locale, once=this), subject
    )
    return RunAccepted(
        task_type=task_type,
        execution_session_id=started.session_id,
        status=ServiceStatus(PLANS[steps[0]].pending),
        is_free=started.tier is Tier.FREE,
        stream=PLANS[steps[-1]].streaming is not None,
    )
