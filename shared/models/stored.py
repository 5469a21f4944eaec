"""Rows as the database holds them; texts are ciphertext, results are JSON for the models of their step."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shared.models.run import Subject
from shared.models.wire import Value
from shared.models.words import (
    AssetStatus,
    FailureCode,
    RunStatus,
    ServiceStatus,
    ServiceStep,
    SubjectKind,
    Tier,
)

Json = dict[str, Any]


class Account(Value):
    """What signing in finds; `closed`: the account is being deleted or gone."""

    balance: int
    is_new: bool
    closed: bool


class StoredAsset(Value):
    """The resume or the detailed work history; `tier` is its newest run's, null before the first."""

    kind: SubjectKind
    id: UUID
    user_id: str
    file_name: str | None
    object_key: str | None
    original_text: bytes | None
    text_version: int
    notes: list[Json]
    summary: Json | None
    status: AssetStatus
    failure_code: FailureCode | None
    execution_session_id: UUID | None
    state_version: int
    last_updated_at: datetime
    created_at: datetime
    tier: Tier | None


class StoredService(Value):
    """A service with its job's title; `tier` and `live` are its newest run's."""

    id: UUID
    user_id: str
    resume_id: UUID
    detailed_resume_id: UUID | None
    inputs_snapshot: Json
    inputs_text: bytes | None
    current_step: ServiceStep
    current_status: ServiceStatus
    failure_code: FailureCode | None
    execution_session_id: UUID | None
    state_version: int
    last_updated_at: datetime
    created_at: datetime
    title: str | None
    tier: Tier | None
    live: bool


class ServiceLine(Value):
    """A service in a list."""

    id: UUID
    title: str | None
    company: str | None
    score: int | None
    current_step: ServiceStep
    current_status: ServiceStatus
    failure_code: FailureCode | None
    tier: Tier | None
    created_at: datetime
    last_updated_at: datetime


class StoredJob(Value):
    """The job of a service: text or image, and the summary once there is one."""

    service_id: UUID
    original_text: bytes | None
    original_image: str | None
    notes: list[Json]
    summary: Json | None
    status: AssetStatus


class StoredResults(Value):
    """What the later steps of a service have produced; a status is null before the first run of its step."""

    match_status: AssetStatus | None
    match: Json | None
    customized_status: AssetStatus | None
    markdown_text: str | None
    markdown_content: str | None
    ops: Json | None
    degrade_reason: str | None
    version: int
    interview_status: AssetStatus | None
    interview: Json | None


class SessionState(Value):
    """A run as a viewer needs it; one that is not its subject's newest shows the last state it reached.

    `overdue`: somebody should look at it now (reap and arbitrate). `position`: steps before it in its queue.
    """

    session_id: UUID
    user_id: str
    subject: Subject
    status: str
    state_version: int
    last_updated_at: datetime
    failure_code: FailureCode | None
    run_status: RunStatus
    epoch: int
    tier: Tier
    overdue: bool
    position: int | None
    flow_key: str | None

    @property
    def over(self) -> bool:
        """Whether the run has ended."""
        return self.run_status is not RunStatus.RUNNING


class SubjectState(Value):
    """The main state of a subject; `session_id` is null before its first run."""

    subject: Subject
    user_id: str
    status: str
    failure_code: FailureCode | None
    session_id: UUID | None
    state_version: int
    last_updated_at: datetime
    live: bool
    overdue: bool


class LivePlace(Value):
    """A place in a queue's gauge: a live run with an unfinished step that uses the queue."""

    queue: str
    session_id: UUID
    user_id: str
    is_service: bool


class Chunk(Value):
    """A piece of know-how on its way into the collection."""

    source: str
    chunk_index: int
    title: str
    content: str
    content_hash: str
    embedding: list[float]
    embedding_model: str
    lang: str
    category: str
    is_public: bool = True


class Found(Value):
    """A piece of know-how near to a question; `distance` is the cosine distance, 0 = the same direction."""

    id: int
    source: str
    title: str
    content: str
    category: str
    distance: float
