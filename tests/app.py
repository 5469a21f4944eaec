"""Calling the product's handlers with their sample events, and bringing people to where a test begins."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from shared.context import Context
from shared.dal import accounts, ledger, runs
from shared.dal.connect import Tx
from shared.flow.masking import Masked
from shared.models.account import Person
from shared.models.run import Attempt, Subject
from shared.models.words import Step, SubjectKind
from shared.usecases.vault import seal_masked

AWS = SimpleNamespace(function_name="test", aws_request_id="1", memory_limit_in_mb=512)
RESUME = "[[NAME]]\n[[EMAIL]]\nBackend engineer at Brightharbor, 2019 - present\nPython"
CONTACT = {"NAME": "Ann Example", "EMAIL": "ann@example.com"}
JOB = "Senior backend engineer. Requirements: five years of Python and PostgreSQL."

MARKDOWN = "# [[NAME]]\n\n## Skills\n\n- SQL\n- Python\n"
OPS = {
    "base": {"skills": ["Python", "SQL"]},
    "locale": "en",
    "ops": [
        {"n": 0, "kind": "reorder", "target": "skills", "order": [1, 0], "state": "applied"},
        {"n": 1, "kind": "rewrite-lite", "target": "skills.0", "original": "Python",
         "revised": "Python, Rust", "state": "rejected", "violations": [{"kind": "tool", "text": "Rust"}]},
    ],
}  # fmt: skip

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


def call(handler: Handler, sample: str, **changes: Any) -> tuple[int, Any]:
    """Send events/<sample>.json, with changes, through a handler: status and JSON."""
    answer = send(handler, sample, **changes)
    return answer["statusCode"], json.loads(answer["body"] or "null")


def send(handler: Handler, sample: str, **changes: Any) -> dict[str, Any]:
    """The same, with the whole answer. `path` values replace the sample's path parameters."""
    event = json.loads(Path(f"events/{sample}.json").read_text(encoding="utf-8"))
    headers = {**event.get("headers", {}), **changes.pop("headers", {})}
    for name, value in changes.pop("path", {}).items():
        old = event["pathParameters"][name]
        parts = [str(value) if part == old else part for part in event["rawPath"].split("/")]
        event["rawPath"] = event["requestContext"]["http"]["path"] = "/".join(parts)
    if isinstance(changes.get("body"), dict):
        changes["body"] = json.dumps(changes["body"])
    if query := changes.pop("query", None):
        event["rawQueryString"] = "&".join(f"{name}={value}" for name, value in query.items())
    return handler({**event, **changes, "headers": headers}, AWS)


def person(ctx: Context, user: str, coins: int = 8) -> Person:
    """A person with so many coins."""
    with ctx.db.connect() as conn:
        account = accounts.sign_in(conn, user, user, f"{user}@example.com", coins)
    return Person(user_id=user, name=user, email=f"{user}@example.com", balance=account.balance)


def give_resume(ctx: Context, user: str, text: str = RESUME) -> UUID:
    """A resume whose summary is complete, paid by nobody."""
    sealed = seal_masked(ctx, user, Masked(text=text, contact=CONTACT))
    with ctx.db.transaction() as tx:
        row = tx.execute(
            """
            INSERT INTO resumes (user_id, original_text, status, resume_summary_json, file_name)
            VALUES (%s, %s, 'COMPLETED', '{"skills": ["Python"]}', 'resume.pdf') RETURNING id
            """,
            (user, sealed),
        ).fetchone()
    assert row is not None
    return row["id"]


def balance(ctx: Context, user: str) -> int:
    with ctx.db.connect() as conn:
        return ledger.balance(conn, user)


def finish_step(ctx: Context, service_id: object, session_id: object, step: Step) -> Attempt:
    """Claim a queued step and let it succeed with a result of its kind, as a worker would."""
    task_id = f"{step}_{service_id}_{session_id}"
    with ctx.db.connect() as conn:
        attempt = runs.claim(conn, task_id, _dispatch(conn, task_id))
        assert isinstance(attempt, Attempt)
        runs.succeed(conn, task_id, attempt.epoch, result_of(ctx, attempt))
    return attempt


def result_of(ctx: Context, attempt: Attempt) -> dict[str, Any]:
    """What a step hands over, in the shape its readers expect."""
    requirement = {"id": "r1", "text": "five years of Python", "importance": "must", "weight": 3}
    quote = {
        "text": "Python",
        "source": "resume",
        "start": RESUME.index("Python"),
        "end": len(RESUME),
    }
    match attempt.step:
        case Step.JOB_VISION:
            sealed = seal_masked(ctx, attempt.user_id, Masked(text=JOB, contact={}))
            return {"original_text": base64.b64encode(sealed).decode()}
        case Step.RESUME_VISION:
            sealed = seal_masked(ctx, attempt.user_id, Masked(text=RESUME, contact=CONTACT))
            read = base64.b64encode(sealed).decode()
            return {"original_text": read, "text_version": 1, "notes": []}
        case Step.JOB_SUMMARY:
            return {
                "title": "Backend engineer",
                "company": "Meridian",
                "requirements": [requirement],
            }
        case Step.JOB_MATCH:
            judged = {
                "requirement": requirement,
                "verdict": "met",
                "quotes": [quote],
                "comment": "",
            }
            told = {"conclusion": "Good.", "strengths": [], "gaps": [], "script": "Hello [[NAME]]."}
            return {"score": 90, "level": "high", "requirements": [judged], **told}
        case Step.RESUME_CUSTOMIZE:
            return {"markdown_text": MARKDOWN, "ops": OPS}
        case Step.INTERVIEW_PREP:
            told = {"introduction_1min": "I am [[NAME]].", "introduction_3min": "Longer."}
            return {**told, "points": [], "questions_to_ask": []}
        case _:
            return {"skills": ["Python"]}


def fail_step(ctx: Context, service_id: object, session_id: object, step: Step, code: Any) -> None:
    """Claim a queued step and let it fail for good."""
    task_id = f"{step}_{service_id}_{session_id}"
    with ctx.db.connect() as conn:
        attempt = runs.claim(conn, task_id, _dispatch(conn, task_id))
        assert isinstance(attempt, Attempt)
        runs.fail_attempt(conn, task_id, attempt.epoch, code, retriable=False)


def stranger(ctx: Context) -> str:
    """Somebody else."""
    return person(ctx, f"eve-{uuid4().hex[:6]}").user_id


def service_subject(service_id: UUID) -> Subject:
    return Subject(kind=SubjectKind.SERVICE, id=service_id)


def _dispatch(conn: Tx, task_id: str) -> int:
    row = conn.execute("SELECT dispatch_no FROM tasks WHERE task_id = %s", (task_id,)).fetchone()
    assert row is not None
    return row["dispatch_no"]
