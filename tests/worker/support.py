"""A run on its way through the workers, with the model's part played by the test."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from shared.context import Context
from shared.entry.http import LambdaHandler, lambda_http
from shared.entry.worker import worker
from shared.flow.cursor import Cursor, Event
from shared.models.run import Attempt, Message, Subject
from shared.models.words import Lane, Step
from shared.stream.reader import read_after
from shared.usecases.holding import Pace
from shared.usecases.relay import relay
from shared.usecases.screen import Screen, StepRunner
from shared.usecases.work import Report, work
from tests.app import send
from tests.engine import scenes
from tests.queue.signing import signed
from tests.queue.support import FakeQueue

FAST = Pace(beat=0.05, seat_wait=0.2, seat_poll=0.05, retry_delays=(0, 0), input_delay=0)


def saying(*words: str) -> StepRunner:
    """A model that streams some words and gives a good result."""

    def run(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        for word in words:
            screen.token(word)
        return scenes.result_by(attempt)

    return run


def raising(failure: BaseException, *words: str) -> StepRunner:
    """A model that says something and breaks."""

    def run(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        for word in words:
            screen.token(word)
        raise failure

    return run


def always(runner: StepRunner) -> dict[Step, StepRunner]:
    """The same runner for every step."""
    return dict.fromkeys(Step, runner)


@dataclass
class Run:
    """A run under test, and the letters the queue was given for it."""

    ctx: Context
    queue: FakeQueue
    user: str
    service: Subject
    session: UUID

    def task(self, step: Step) -> str:
        return scenes.task_of(self.service, self.session, step)

    def row(self, step: Step) -> dict[str, Any]:
        with self.ctx.db.connect() as conn:
            task = (self.task(step),)
            row = conn.execute("SELECT * FROM tasks WHERE task_id = %s", task).fetchone()
        assert row is not None
        return row

    def state(self) -> tuple[str, str | None]:
        with self.ctx.db.connect() as conn:
            row = conn.execute(
                "SELECT status, failure_code FROM main_states WHERE id = %s", (self.service.id,)
            ).fetchone()
        assert row is not None
        return row["status"], row["failure_code"]

    def balance(self) -> int:
        with self.ctx.db.connect() as conn:
            row = conn.execute(
                "SELECT balance FROM quotas WHERE user_id = %s", (self.user,)
            ).fetchone()
        assert row is not None
        return row["balance"]

    def execute(self, statement: Any, *params: Any) -> None:
        with self.ctx.db.connect() as conn:
            conn.execute(statement, params)

    def letters(self) -> list[Message]:
        """Every task message the queue was given for this run, oldest first."""
        relay(self.ctx, self.session)
        bodies = [posted.body for posted in self.queue.requests if posted.method == "POST"]
        about_me = [b for b in bodies if b["executionSessionId"] == str(self.session)]
        return [Message.model_validate(body) for body in about_me if "taskTemplateId" in body]

    def letter(self, step: Step, dispatch: int = 1) -> Message:
        """The message of one dispatch of a step."""
        return next(
            message
            for message in self.letters()
            if message.task_template_id is step and message.dispatch == dispatch
        )

    def work(self, step: Step, runner: StepRunner, dispatch: int = 1, pace: Pace = FAST) -> Report:
        return work(self.ctx, self.letter(step, dispatch), always(runner), pace)

    def events(self) -> list[Event]:
        return Cursor().feed(read_after(self.ctx.redis, self.session, "0-0"))

    def told(self) -> list[str]:
        """What the viewers hear: the states by name, the rest by kind."""
        return [
            event.data["status"] if event.name == "status" else event.name
            for event in self.events()
        ]

    def tracked(self) -> list[tuple[str, str]]:
        with self.ctx.db.connect() as conn:
            rows = conn.execute(
                "SELECT event_name, payload ->> 'task' AS task FROM analytics_events ORDER BY id"
            ).fetchall()
        return [(row["event_name"], row["task"]) for row in rows]


def deliver(
    ctx: Context, handler: LambdaHandler, lane: Lane, body: bytes | Message, **changes: Any
) -> dict[str, Any]:
    """Send a message the way the queue does, signed for this worker."""
    raw = body.model_dump_json(by_alias=True).encode() if isinstance(body, Message) else body
    url = getattr(ctx.settings.worker_urls, lane)
    headers = {"upstash-signature": signed(raw, url)} | changes.pop("headers", {})
    return send(handler, f"worker/run_{lane}", body=raw.decode(), headers=headers, **changes)


def sample_body(name: str) -> bytes:
    """The body of a sample event."""
    event = json.loads(Path(f"events/{name}.json").read_text(encoding="utf-8"))
    return event["body"].encode()


def door(lane: Lane, steps: Mapping[Step, StepRunner]) -> LambdaHandler:
    """A worker's handler whose steps the test plays."""
    return lambda_http(worker(lane, steps))


def until(check: Callable[[], bool], within_s: float = 5) -> None:
    """Wait for something another thread does."""
    give_up = time.monotonic() + within_s
    while not check():
        assert time.monotonic() < give_up
        time.sleep(0.01)


def lines(text: str, message: str) -> list[dict[str, Any]]:
    """Log lines of one kind."""
    logged = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return [line for line in logged if line["message"] == message]
