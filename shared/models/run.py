"""A run: one chain of steps for one subject = one bundle of debits = one stream."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from shared.models.wire import Value, Wire
from shared.models.words import FailureCode, Locale, Step, SubjectKind, Tier


class Subject(Value):
    """A row with a main state."""

    kind: SubjectKind
    id: UUID


class MessageContext(Wire):
    """Whom a message is about; ids only, because the queue keeps bodies in its logs."""

    task_id: str
    subject_id: UUID
    user_id: str


class Message(Wire):
    """The body of a task message. The worker believes `context.task_id` and `dispatch`, the rest is for logs."""

    v: Literal[1] = 1
    task_template_id: Step
    model_id: str
    locale: Locale
    queue: str
    dispatch: int
    execution_session_id: UUID
    context: MessageContext


class WatchMessage(Wire):
    """The body of a run's watchdog message."""

    v: Literal[1] = 1
    execution_session_id: UUID
    turn: int


class Ended(Value):
    """A run that was ended from outside its worker: write the poison pill `<epoch>-max` to its stream."""

    session_id: UUID
    epoch: int


class Started(Value):
    """A run that is on its way, or, with `existing`, the run an earlier identical request started."""

    session_id: UUID
    tier: Tier
    existing: bool = False
    superseded: Ended | None = None


class Move(Value):
    """A main-state move that is committed; goes to the stream."""

    status: str
    version: int
    at: datetime


class Advanced(Value):
    """A step is done: the moves it made, and whether the run is over."""

    moves: tuple[Move, ...]
    run_over: bool


class Attempt(Value):
    """What a claimed delivery knows about its step; `epoch` fences everything it writes."""

    task_id: str
    session_id: UUID
    subject: Subject
    user_id: str
    tier: Tier
    locale: Locale
    step: Step
    model: str
    queue: str
    flow_key: str
    epoch: int
    dispatch_no: int
    failures: int
    defers: int
    claims: int
    waited_s: float


class Outcome(StrEnum):
    """What became of an attempt that did not succeed."""

    REQUEUED = "requeued"
    FAILED = "failed"


class Letter(Value):
    """A promised message, taken by a relay for a short while. `step` to `flow_key` are null for a watchdog."""

    id: int
    topic: Literal["task", "watch"]
    ref: str
    turn: int
    session_id: UUID
    tries: int
    delay_s: float
    moot: bool
    subject_id: UUID
    user_id: str
    locale: Locale
    step: Step | None
    queue: str | None
    model: str | None
    flow_key: str | None
    waited_s: float


class Overdue(Value):
    """A step nobody seems to work on: hand it to `arbitrate`. MESSAGE_LOST: ask the queue for provider_id first."""

    task_id: str
    session_id: UUID
    dispatch_no: int
    code: FailureCode
    provider_id: str | None
