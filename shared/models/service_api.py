"""Services, their runs and results: the JSON of the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.models.asset_api import ObjectKey
from shared.models.customize import Op
from shared.models.interview import InterviewResult
from shared.models.job import JobSummary
from shared.models.match import KnowledgeSource, MatchResult
from shared.models.wire import Wire
from shared.models.words import FailureCode, Locale, ServiceStatus, ServiceStep


class NewService(Wire):
    """A job to work on: its text, or the key of an uploaded screenshot."""

    job_text: str | None = None
    image_key: ObjectKey | None = None
    locale: Locale = Locale.ZH


class ServiceAccepted(Wire):
    """A service whose match is on its way."""

    success: Literal[True] = True
    service_id: UUID
    execution_session_id: UUID
    status: ServiceStatus
    is_free: bool


class NewRun(Wire):
    """One more run of a service: retry, customize, interview."""

    locale: Locale = Locale.ZH


class RunAccepted(Wire):
    """A run that is on its way; `stream` says whether its text can be watched."""

    success: Literal[True] = True
    task_type: str
    execution_session_id: UUID
    status: ServiceStatus
    is_free: bool
    stream: bool


class RunEnded(Wire):
    """A run that was cancelled; its coins are back."""

    success: Literal[True] = True
    execution_session_id: UUID


class ServiceItem(Wire):
    """A service in the history."""

    id: UUID
    title: str | None
    company: str | None
    current_step: ServiceStep
    current_status: ServiceStatus
    failure_code: FailureCode | None
    is_free: bool
    score: int | None
    created_at: datetime
    last_updated_at: datetime


class ServicePage(Wire):
    """A page of the history, newest first; `next_cursor` null at the end."""

    items: list[ServiceItem]
    next_cursor: str | None


class QueuePlace(Wire):
    """How many steps wait before this one, and about how long that takes, in seconds."""

    position: int
    expected_wait_s: int


class JobView(Wire):
    """The job of a service."""

    text: str
    summary: JobSummary | None
    input_type: Literal["text", "image"]


class CustomizedView(Wire):
    """The tailored resume; `markdown_text` as first generated, `markdown_content` as it is since ops were switched or
    the user wrote in it; `edited` = it holds what no op has made, and switching an op would replace it.
    """

    ops: list[Op]
    original_markdown: str
    markdown_text: str
    markdown_content: str | None
    edited: bool
    version: int
    degrade_reason: str | None
    sources: list[KnowledgeSource]


class SourceTexts(Wire):
    """The texts quotes refer to, as they were when the service was created."""

    resume: str
    detailed_resume: str


class ServiceView(Wire):
    """Everything about one service."""

    id: UUID
    title: str | None
    current_step: ServiceStep
    current_status: ServiceStatus
    failure_code: FailureCode | None
    execution_session_id: UUID | None
    state_version: int
    created_at: datetime
    last_updated_at: datetime
    is_free: bool
    live: bool
    queue: QueuePlace | None
    job: JobView
    match: MatchResult | None
    customized_resume: CustomizedView | None
    interview: InterviewResult | None
    texts: SourceTexts


class SavedResume(Wire):
    """The user's edit; `version` is the one it was made from, so that a second tab overwrites nothing unseen."""

    markdown: Annotated[str, Field(max_length=60_000)]
    version: int


class ResumeVersion(Wire):
    """The number of the version just kept."""

    version: int


class OpSwitch(Wire):
    """What should become of an op."""

    state: Literal["applied", "undone"]
