"""A person with papers, a service, and runs whose steps do their real work against a scripted model."""

import json
import uuid
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from shared.context import Context
from shared.dal import accounts, assets, jobs, results, services
from shared.flow.masking import Masked
from shared.models.run import Subject
from shared.models.stored import StoredResults
from shared.models.words import Step, SubjectKind
from shared.usecases.snapshot import take_snapshot
from shared.usecases.steps import STEPS
from shared.usecases.vault import seal_masked
from shared.usecases.work import Report
from tests.engine import scenes
from tests.llm.wire_server import Say, WireServer
from tests.queue.support import FakeQueue
from tests.worker.support import Run

CONTACT = {"NAME": "Ann Example", "PHONE": "+44 20 7946 0000"}
RESUME = """[[NAME]] · [[PHONE]]
Backend engineer at Brightharbor Ltd, 2019.01 - 2021.12
Built the order service in Python.
Cut latency from 220 ms to 75 ms.
BSc Computer Science, Leeds University, 2015 - 2018
Skills: Python, Redis, C"""
HISTORY = """[[NAME]]
Brightharbor: ran Kafka with 12 topics for two years."""
JOB = """Backend engineer (Meridian, London)
You will build services for payments.
Requirements
3+ years of Python
Kafka is a plus
Kubernetes in production"""

RESUME_ANSWER = {
    "headline": "Backend engineer",
    "profile": ["A passionate team player"],
    "skills": ["Python", "Redis", "C", "Rust"],
    "employments": [
        {
            "employer": "Brightharbor Ltd",
            "title": "Senior backend engineer",
            "start": "2019.01",
            "end": "2021.12",
            "duties": ["built the order service in Python"],
            "highlights": ["Cut latency from 220 ms to 75 ms.", "Saved 40 % of cost"],
        },
        {"employer": "Invented Inc", "title": "CEO"},
    ],
    "education": [{"school": "Leeds University", "degree": "BSc", "field": "Computer Science"}],
}
SUMMARY = {
    "headline": "Backend engineer",
    "skills": ["Python", "Redis", "C"],
    "employments": [
        {
            "employer": "Brightharbor Ltd",
            "title": "Backend engineer",
            "start": "2019.01",
            "end": "2021.12",
            "duties": ["Built the order service in Python."],
            "highlights": ["Cut latency from 220 ms to 75 ms."],
        }
    ],
}
JOB_ANSWER = {
    "title": "Backend engineer",
    "company": "Meridian",
    "place": "Paris",
    "duties": ["build services for payments"],
    "requirements": [
        {"text": "3+ years of Python", "importance": "must", "kind": "experience", "weight": 5},
        {"text": "Ten years of Cobol", "importance": "must", "weight": 5},
        {"text": "kafka is a plus", "importance": "nice", "kind": "skill", "weight": 2},
        {"text": "Kubernetes in production", "importance": "must", "kind": "skill", "weight": 3},
    ],
}
MATCH_ANSWER = "\n".join(
    [
        json.dumps({"requirement_id": "r1", "verdict": "met", "resume_quotes": ["order service in Python"],
                    "comment": "Three years."}),
        json.dumps({"requirement_id": "r2", "verdict": "met", "resume_quotes": ["ran Kafka with 12 topics"],
                    "comment": "From the history."}),
        json.dumps({"requirement_id": "r3", "verdict": "met", "resume_quotes": ["Kubernetes since 2020"],
                    "comment": "Surely."}),
        "## conclusion", "Worth it.", "## strengths", "- Python", "## gaps", "- Kubernetes",
        "## script", "Hello, I am [[NAME]].",
    ]
)  # fmt: skip


@dataclass
class Scene:
    """One person, one service, and what the queue was told."""

    ctx: Context
    queue: FakeQueue
    user: str
    service: UUID

    @property
    def subject(self) -> Subject:
        return Subject(kind=SubjectKind.SERVICE, id=self.service)

    def start(self, *steps: Step, subject: Subject | None = None, **options: Any) -> Run:
        """Begin a run of these steps."""
        about = subject or self.subject
        with self.ctx.db.connect() as conn:
            session = scenes.start(conn, self.user, about, *steps, **options).session_id
        return Run(self.ctx, self.queue, self.user, about, session)

    def asset(self, kind: SubjectKind) -> Subject:
        with self.ctx.db.connect() as conn:
            stored = assets.get(conn, kind, self.user)
        assert stored is not None
        return Subject(kind=kind, id=stored.id)

    def results(self) -> StoredResults:
        with self.ctx.db.connect() as conn:
            return results.get(conn, self.service)

    def job(self) -> dict[str, Any]:
        with self.ctx.db.connect() as conn:
            job = jobs.get(conn, self.service)
        assert job is not None
        return job.model_dump()

    def summary(self, kind: SubjectKind) -> dict[str, Any] | None:
        with self.ctx.db.connect() as conn:
            stored = assets.get(conn, kind, self.user)
        assert stored is not None
        return stored.summary

    def calls(self) -> list[dict[str, Any]]:
        """The usage log, oldest first."""
        with self.ctx.db.connect() as conn:
            return list(conn.execute("SELECT * FROM llm_usage_log ORDER BY id"))


def do(run: Run, step: Step, dispatch: int = 1) -> Report:
    """Deliver a step to its real code."""
    return run.work(step, STEPS[step], dispatch)


def shown(run: Run) -> str:
    """The text a viewer has read, from the last beginning on."""
    text = ""
    for event in run.events():
        if event.name == "reset":
            text = ""
        text += event.data.get("text", "") if event.name == "token" else ""
    return text


@dataclass(frozen=True)
class Papers:
    """What a scene begins with: both papers with placeholders, what these stand for, and a job."""

    resume: str = RESUME
    history: str = HISTORY
    job: str = JOB


def set_up(ctx: Context, queue: FakeQueue, papers: Papers = Papers()) -> Scene:
    """Papers whose summaries are complete, and a service that keeps them."""
    user = f"user_{uuid.uuid4().hex[:8]}"
    with ctx.db.connect() as conn:
        accounts.sign_in(conn, user, None, None, 20)
    _asset(ctx, user, "resumes", "resume_summary_json", papers.resume)
    _asset(ctx, user, "detailed_resumes", "detailed_summary_json", papers.history)
    return add_service(ctx, queue, user, papers.job)


def add_service(ctx: Context, queue: FakeQueue, user: str, job: str) -> Scene:
    """A service on a pasted job, with the summaries as they are now."""
    with ctx.db.connect() as conn:
        resume = assets.get(conn, SubjectKind.RESUME, user)
        history = assets.get(conn, SubjectKind.DETAILED_RESUME, user)
    assert resume is not None
    scene = Scene(ctx, queue, user, uuid.uuid4())
    snapshot = take_snapshot(ctx, user, resume, history)
    sealed = seal_masked(ctx, user, Masked(text=job, contact={}))
    with ctx.db.transaction() as tx:
        services.insert(
            tx,
            service_id=scene.service,
            user_id=user,
            resume_id=resume.id,
            detailed_resume_id=history.id if history else None,
            snapshot=snapshot.summaries,
            inputs_text=snapshot.sealed,
        )
        jobs.put(tx, scene.service, text=sealed)
    return scene


def _asset(ctx: Context, user: str, table: str, column: str, text: str) -> None:
    sealed = seal_masked(ctx, user, Masked(text=text, contact=CONTACT))
    with ctx.db.connect() as conn:
        conn.execute(
            f"INSERT INTO {table} (user_id, original_text, status, {column}) VALUES (%s, %s, 'COMPLETED', %s)",  # noqa: S608
            (user, sealed, Jsonb(SUMMARY)),
        )


def summarized(scene: Scene, wire: WireServer, **options: Any) -> Run:
    """A run whose match is queued."""
    run = scene.start(Step.JOB_SUMMARY, Step.JOB_MATCH, **options)
    wire.say(Say(text=json.dumps(JOB_ANSWER)))
    do(run, Step.JOB_SUMMARY)
    return run


def completed(scene: Scene, wire: WireServer, *steps: Step, **options: Any) -> Run:
    """A run of these steps, after a match that is complete."""
    match = summarized(scene, wire, **options)
    wire.say(Say(text=MATCH_ANSWER))
    do(match, Step.JOB_MATCH)
    return scene.start(*steps, **options)


def once_more(scene: Scene) -> Run:
    """The same person, papers and job as another service."""
    other = uuid.uuid4()
    with scene.ctx.db.connect() as conn:
        conn.execute(
            """
            INSERT INTO services (id, user_id, resume_id, detailed_resume_id, inputs_snapshot, inputs_text)
            SELECT %s, user_id, resume_id, detailed_resume_id, inputs_snapshot, inputs_text
              FROM services WHERE id = %s
            """,
            (other, scene.service),
        )
        conn.execute(
            """
            INSERT INTO jobs (service_id, original_text)
            SELECT %s, original_text FROM jobs WHERE service_id = %s
            """,
            (other, scene.service),
        )
    subject = Subject(kind=SubjectKind.SERVICE, id=other)
    return scene.start(Step.JOB_SUMMARY, Step.JOB_MATCH, subject=subject)
