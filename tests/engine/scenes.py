"""Small factories for tests of the engine: people, subjects, runs, and attempts that do their work."""

import uuid
from typing import Any, NamedTuple
from uuid import UUID

from shared.dal import ledger, runs, services
from shared.dal.connect import Tx
from shared.dal.rows import value
from shared.flow.plans import ASSET_FROM_SCAN, MATCH_FROM_IMAGE, MATCH_FROM_TEXT, PLANS
from shared.models.run import Attempt, Started, Subject
from shared.models.words import Locale, Step, SubjectKind

TEXT, IMAGE = MATCH_FROM_TEXT, MATCH_FROM_IMAGE
SCAN = ASSET_FROM_SCAN[SubjectKind.RESUME]
ENTRY: dict[str, tuple[Step, ...]] = {
    "create_from_text": MATCH_FROM_TEXT,
    "create_from_image": MATCH_FROM_IMAGE,
    "retry_summary": MATCH_FROM_TEXT,
    "retry_match": (Step.JOB_MATCH,),
    "customize": (Step.RESUME_CUSTOMIZE,),
    "prepare_interview": (Step.INTERVIEW_PREP,),
}


class Run(NamedTuple):
    """A run under test; `task` is its first step."""

    user: str
    service: Subject
    session: UUID
    task: str


def person(conn: Tx, coins: int = 8) -> str:
    """Somebody signed in, with coins and a resume that is ready."""
    user = f"user_{uuid.uuid4().hex[:10]}"
    with conn.transaction():
        conn.execute("INSERT INTO neon_auth.users_sync (id) VALUES (%s)", (user,))
        ledger.open_wallet(conn, user, coins)
        conn.execute(
            """
            INSERT INTO resumes (user_id, status, resume_summary_json)
            VALUES (%s, 'COMPLETED', '{"seed": true}')
            """,
            (user,),
        )
    return user


def resume_of(conn: Tx, user: str) -> Subject:
    """The resume of a person."""
    found = value(conn, "SELECT id FROM resumes WHERE user_id = %s", (user,))
    return Subject(kind=SubjectKind.RESUME, id=found)


def service_of(conn: Tx, user: str, key: str | None = None) -> Subject:
    """A service of a person; the same key gives the same row, which makes a double click harmless."""
    service_id = uuid.uuid5(uuid.NAMESPACE_URL, f"{user}:{key}") if key else uuid.uuid4()
    services.insert(
        conn,
        service_id=service_id,
        user_id=user,
        resume_id=resume_of(conn, user).id,
        detailed_resume_id=None,
        snapshot={},
    )
    return Subject(kind=SubjectKind.SERVICE, id=service_id)


def start(conn: Tx, user: str, subject: Subject, *steps: Step, **options: Any) -> Started:
    """Start a run."""
    options = {"session_id": uuid.uuid4(), "locale": Locale.ZH, **options}
    return runs.start_run(conn, user_id=user, subject=subject, steps=steps, **options)


def task_of(subject: Subject, session_id: UUID, step: Step) -> str:
    """The name of a step's task."""
    return f"{step}_{subject.id}_{session_id}"


def result_by(attempt: Attempt) -> dict[str, Any]:
    """A result that says which attempt wrote it, so that the invariants can compare it with the mark."""
    mark = {"session": str(attempt.session_id), "epoch": attempt.epoch}
    if attempt.step is Step.JOB_VISION:
        return {"original_text": "AAEC"}  # base64 of a ciphertext
    if attempt.step is Step.RESUME_VISION:
        return {"original_text": "AAEC", "text_version": 1, "notes": []}
    if attempt.step is Step.RESUME_CUSTOMIZE:
        return {"markdown_text": "# me", "ops": mark}
    return mark


def claim(conn: Tx, task_id: str, dispatch_no: int = 1, lease_s: float = 60) -> Attempt:
    """Claim a step that is there to be claimed."""
    attempt = runs.claim(conn, task_id, dispatch_no, lease_s)
    assert isinstance(attempt, Attempt)
    return attempt


def finish(
    conn: Tx, subject: Subject, session_id: UUID, step: Step, dispatch_no: int = 1
) -> Attempt:
    """Claim a step and let it succeed."""
    attempt = claim(conn, task_of(subject, session_id, step), dispatch_no)
    if PLANS[step].streaming:
        runs.stage(conn, attempt.task_id, attempt.epoch)
    runs.succeed(conn, attempt.task_id, attempt.epoch, result_by(attempt))
    return attempt


def queued_run(conn: Tx) -> Run:
    """A paid run from a text whose first step is queued."""
    user = person(conn)
    service = service_of(conn, user)
    session = start(conn, user, service, *TEXT).session_id
    return Run(user, service, session, task_of(service, session, TEXT[0]))
