"""The main state on its way to a screen: the same shape in status events and in task-status."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from shared.models.wire import Value
from shared.models.words import FailureCode


class TaskType(StrEnum):
    """What a poller asks about; the three steps of a service share one main state."""

    RESUME = "resume"
    DETAILED_RESUME = "detailed_resume"
    SERVICE = "service"
    MATCH = "match"
    CUSTOMIZE = "customize"
    INTERVIEW = "interview"


class StatusDebug(Value):
    """For developers, on a laptop only."""

    last_session: UUID | None
    last_error_code: FailureCode | None


class TaskStatusView(Value):
    """`status` in three words for pollers, `current_status` the main state itself, `version` its ETag."""

    status: Literal["PENDING", "COMPLETED", "FAILED"]
    current_status: str
    execution_session_id: UUID | None
    version: int
    last_updated_at: datetime
    failure_code: FailureCode | None
    debug: StatusDebug | None = None
