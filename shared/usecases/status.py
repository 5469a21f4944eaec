"""The main state for pollers. Looking at a run that got stuck is also what gets it going again."""

from typing import Literal
from uuid import UUID

from shared.context import Context
from shared.dal import status
from shared.models.account import Person
from shared.models.run import Subject
from shared.models.status import StatusDebug, TaskStatusView, TaskType
from shared.models.stored import SubjectState
from shared.models.words import SubjectKind
from shared.usecases.judge import repair

KINDS = {
    TaskType.RESUME: SubjectKind.RESUME,
    TaskType.DETAILED_RESUME: SubjectKind.DETAILED_RESUME,
}


def task_status(ctx: Context, person: Person, task_id: UUID, task_type: TaskType) -> TaskStatusView:
    """Where an asset or a service stands; the database alone is asked."""
    subject = Subject(kind=KINDS.get(task_type, SubjectKind.SERVICE), id=task_id)
    state = _look(ctx, subject, person.user_id)
    if state.overdue and state.session_id:
        repair(ctx, state.session_id)
        state = _look(ctx, subject, person.user_id)
    return TaskStatusView(
        status=in_three_words(state),
        current_status=state.status,
        execution_session_id=state.session_id,
        version=state.state_version,
        last_updated_at=state.last_updated_at,
        failure_code=state.failure_code,
        debug=_debug(state) if ctx.settings.stage == "local" else None,
    )


def in_three_words(state: SubjectState) -> Literal["PENDING", "COMPLETED", "FAILED"]:
    """What a poller that knows no states needs."""
    if state.status.endswith("FAILED"):
        return "FAILED"
    if state.status.endswith("COMPLETED") and not state.live:
        return "COMPLETED"
    return "PENDING"


def _look(ctx: Context, subject: Subject, user_id: str) -> SubjectState:
    with ctx.db.connect() as conn:
        return status.of_subject(conn, subject, user_id)


def _debug(state: SubjectState) -> StatusDebug:
    return StatusDebug(last_session=state.session_id, last_error_code=state.failure_code)
