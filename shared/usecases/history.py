"""What was done so far: the list of services, and one of them with all its results."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shared.context import Context
from shared.dal import jobs, results, services, status
from shared.errors import InvalidInput
from shared.flow.masking import Masked, unmask
from shared.flow.plans import FLOW_LIMITS
from shared.models.account import Person
from shared.models.interview import InterviewResult
from shared.models.job import JobSummary
from shared.models.match import MatchResult
from shared.models.service_api import (
    JobView,
    QueuePlace,
    ServiceItem,
    ServicePage,
    ServiceView,
    SourceTexts,
)
from shared.models.stored import SessionState, StoredJob, StoredService
from shared.models.words import Tier
from shared.usecases.contact import shown, shown_with_quotes
from shared.usecases.judge import repair
from shared.usecases.resume_edits import customized_view
from shared.usecases.snapshot import open_papers
from shared.usecases.vault import open_masked

STEP_SECONDS = 20  # what a step takes on average; only for the wait people are told


def list_services(ctx: Context, person: Person, cursor: str | None, limit: int) -> ServicePage:
    """Newest first; the cursor names the last service of the page before."""
    before = _read_cursor(cursor) if cursor else None
    with ctx.db.connect() as conn:
        lines = services.newest(conn, person.user_id, before=before, limit=limit + 1)
    page = lines[:limit]
    last = page[-1] if len(lines) > limit else None
    return ServicePage(
        items=[
            ServiceItem(**line.model_dump(exclude={"tier"}), is_free=line.tier is Tier.FREE)
            for line in page
        ],
        next_cursor=f"{last.created_at.isoformat()}_{last.id}" if last else None,
    )


def get_service(ctx: Context, person: Person, service_id: UUID) -> ServiceView:
    """Everything about one service, with contact data put back."""
    with ctx.db.connect() as conn:
        service = services.get(conn, service_id, person.user_id)
        state = _live_state(conn, service)
    if state and state.overdue:
        repair(ctx, state.session_id)
    with ctx.db.connect() as conn:
        service = services.get(conn, service_id, person.user_id)
        job = jobs.get(conn, service_id)
        made = results.get(conn, service_id)
    papers = open_papers(ctx, service)
    posting = open_masked(ctx, person.user_id, job.original_text if job else None)
    contact = {**papers.contact, **posting.contact}
    texts = {"resume": papers.resume, "detailed_resume": papers.detailed_resume}
    match = MatchResult.model_validate(made.match) if made.match else None
    interview = InterviewResult.model_validate(made.interview) if made.interview else None
    return ServiceView(
        **_head(service),
        queue=_place(state) if state else None,
        job=_job(job, posting, contact),
        match=shown_with_quotes(match, contact, texts) if match else None,
        customized_resume=customized_view(made, contact),
        interview=shown_with_quotes(interview, contact, texts) if interview else None,
        texts=SourceTexts(**{name: unmask(text, contact) for name, text in texts.items()}),
    )


def _live_state(conn: Any, service: StoredService) -> SessionState | None:
    if not service.live or service.execution_session_id is None:
        return None
    return status.of_session(conn, service.execution_session_id, service.user_id)


def _head(service: StoredService) -> dict[str, Any]:
    kept = {
        "id", "title", "current_step", "current_status", "failure_code", "execution_session_id",
        "state_version", "created_at", "last_updated_at", "live",
    }  # fmt: skip
    return {**service.model_dump(include=kept), "is_free": service.tier is Tier.FREE}


def _place(state: SessionState) -> QueuePlace | None:
    if state.position is None or state.flow_key is None:
        return None
    rounds = state.position // FLOW_LIMITS[state.flow_key] + 1
    return QueuePlace(position=state.position, expected_wait_s=rounds * STEP_SECONDS)


def _job(job: StoredJob | None, posting: Masked, contact: dict[str, str]) -> JobView:
    summary = JobSummary.model_validate(job.summary) if job and job.summary else None
    return JobView(
        text=unmask(posting.text, contact),
        summary=shown(summary, contact) if summary else None,
        input_type="image" if job and job.original_image else "text",
    )


def _read_cursor(cursor: str) -> tuple[datetime, UUID]:
    at, _, service_id = cursor.rpartition("_")
    try:
        return datetime.fromisoformat(at), UUID(service_id)
    except ValueError as wrong:
        raise InvalidInput("invalid_cursor") from wrong
