"""One delivery of one step: claim, take a seat, work, commit, tell. The same for the three workers."""

import random
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

from shared.context import Context
from shared.dal import runs
from shared.errors import InputMissing, StaleAttempt, StepFailed, Unfinished
from shared.flow.plans import PLANS
from shared.models.run import Advanced, Attempt, Ended, Message, Outcome
from shared.models.words import FailureCode, Step
from shared.observability import log_failure
from shared.stream.writer import StreamWriter, ticking
from shared.usecases.endings import tell_ended
from shared.usecases.events import track
from shared.usecases.gauges import leave_run, leave_step
from shared.usecases.holding import PACE, NoSeat, Pace, beating, seated
from shared.usecases.relay import relay
from shared.usecases.screen import Screen, StepRunner

NO_CALLS: dict[str, Any] = {"tokenInput": 0, "tokenOutput": 0, "cost": 0}
EVENT_NAMES = {Step.JOB_VISION: "job_ocr", Step.RESUME_VISION: "resume_ocr"}


@dataclass(slots=True)
class Report:
    """What became of a delivery, for the one line in the log; every field is always there."""

    message: Message
    outcome: str
    error: str | None = None
    attempt: Attempt | None = None
    totals: dict[str, Any] = field(default_factory=dict[str, Any])

    def fields(self) -> dict[str, Any]:
        """Named as dashboards expect them; ids and numbers only."""
        message, attempt = self.message, self.attempt
        step = message.task_template_id
        about_service = PLANS[step].subject == "service"
        return {
            "userId": message.context.user_id,
            "serviceId": message.context.subject_id if about_service else "",
            "sessionId": message.execution_session_id,
            "taskId": message.context.task_id,
            "taskName": step,
            "queue": message.queue,
            "modelId": message.model_id,
            "dispatch": message.dispatch,
            "isStream": PLANS[step].streaming is not None,
            "tier": attempt.tier if attempt else None,
            "epoch": attempt.epoch if attempt else None,
            "outcome": self.outcome,
            "error": self.error or "",
            **(NO_CALLS | self.totals),
        }


def work(
    ctx: Context, message: Message, steps: Mapping[Step, StepRunner], pace: Pace = PACE
) -> Report:
    """Deal with a delivery whose signature is good. Raises StillRunning while another attempt of it is alive.

    Whatever else it raises was not decided: the queue delivers again, or the lease runs out.
    """
    task_id, session_id = message.context.task_id, message.execution_session_id
    try:
        with ctx.db.connect() as conn:
            claimed = runs.claim(conn, task_id, message.dispatch, pace.lease)
    except StaleAttempt:
        return Report(message, "stale")
    if isinstance(claimed, Ended):
        return _say_exhausted(ctx, message, claimed)
    report = Report(message, "", attempt=claimed)
    try:
        _Attempt(ctx, claimed, report, pace).run(steps[claimed.step])
    except StaleAttempt:
        report.outcome = "fenced"  # somebody else decides about this step now
        return report
    relay(ctx, session_id)
    return report


def _say_exhausted(ctx: Context, message: Message, ended: Ended) -> Report:
    """Every attempt killed its worker; the claim ended the run."""
    code, user_id = FailureCode.WORKER_DIED, message.context.user_id
    tell_ended(ctx, ended, code, user_id)
    track(ctx, user_id, "TASK_FAILED", task=_event_name(message.task_template_id), error=code)
    return Report(message, "failed", code)


class _Attempt:
    """A claimed delivery on its way to an outcome."""

    def __init__(self, ctx: Context, attempt: Attempt, report: Report, pace: Pace) -> None:
        self.ctx, self.attempt, self.report, self.pace = ctx, attempt, report, pace
        self.key = (attempt.task_id, attempt.epoch)
        self.writer = StreamWriter(ctx.redis, attempt.session_id, attempt.epoch)

    def run(self, step: StepRunner) -> None:
        """Work, and commit whatever came of it."""
        try:
            advanced, facts = self._succeed(step)
        except NoSeat as full:
            self._defer(full.delay_s)
        except InputMissing:
            self.writer.stage("waiting_for_summary")
            self._defer(self.pace.input_delay, self.pace.input_patience)
        except Unfinished:
            self._defer(0)
        except StepFailed as failure:
            self._fail(failure)
        else:
            self._tell_success(advanced, facts)

    def _succeed(self, step: StepRunner) -> tuple[Advanced, dict[str, int]]:
        attempt = self.attempt
        with ExitStack() as held:
            seat = held.enter_context(seated(self.ctx, attempt, self.pace))
            held.enter_context(ticking(self.writer))
            heart = beating(self.ctx, attempt, seat, self.writer, self.pace)
            screen = Screen(self.ctx, attempt, self.writer, held.enter_context(heart))
            again = attempt.dispatch_no > 1 or attempt.claims > 1
            self.writer.start(attempt.step, again=again)
            result = self._ask(step, screen)
            screen.finish()
            self.writer.flush()
            with self.ctx.db.connect() as conn:
                advanced = runs.succeed(conn, *self.key, result)
            return advanced, _facts(attempt.step, result)

    def _ask(self, step: StepRunner, screen: Screen) -> dict[str, Any]:
        """The model's part. What nobody foresaw is a failed attempt too: better than a lease that has to run out."""
        try:
            return step(self.ctx, self.attempt, screen)
        except (StepFailed, InputMissing, StaleAttempt, Unfinished):
            raise
        except Exception as surprise:
            if not screen.alive():
                raise StaleAttempt(self.attempt.task_id) from surprise
            log_failure(surprise, taskId=self.attempt.task_id, taskName=self.attempt.step)
            raise StepFailed(FailureCode.INTERNAL_ERROR, retriable=True) from surprise
        finally:
            self.report.totals = screen.totals()

    def _defer(self, delay_s: float, give_up_after_s: float | None = None) -> None:
        with self.ctx.db.connect() as conn:
            outcome = runs.defer(conn, *self.key, delay_s, give_up_after_s)
        self.report.outcome = "deferred"
        if outcome is Outcome.FAILED:
            self._tell_failure(FailureCode.WAIT_TIMEOUT)

    def _fail(self, failure: StepFailed) -> None:
        delays = self.pace.retry_delays
        own_delay = delays[min(self.attempt.failures, len(delays) - 1)] * random.uniform(0.8, 1.2)
        delay_s = own_delay if failure.delay_s is None else failure.delay_s
        retriable = failure.retriable
        with self.ctx.db.connect() as conn:
            outcome = runs.fail_attempt(
                conn, *self.key, failure.failure, retriable=retriable, delay_s=delay_s
            )
        self.report.outcome, self.report.error = "requeued", failure.failure
        if outcome is Outcome.FAILED:
            self._tell_failure(failure.failure)

    def _tell_success(self, advanced: Advanced, facts: dict[str, int]) -> None:
        """After the commit, never before."""
        self.report.outcome = "succeeded"
        with suppress(StaleAttempt):  # the next step may have its worker already
            for move in advanced.moves:
                self.writer.status(move)
            if advanced.run_over:
                self.writer.close("done", kind=self.attempt.step)
        if advanced.run_over:
            leave_run(self.ctx, self.attempt.session_id, self.attempt.user_id)
        else:
            leave_step(self.ctx, self.attempt)
        self._track("TASK_COMPLETED", **facts)

    def _tell_failure(self, code: FailureCode) -> None:
        self.report.outcome, self.report.error = "failed", code
        with suppress(StaleAttempt):
            self.writer.close("error", code=code)
        leave_run(self.ctx, self.attempt.session_id, self.attempt.user_id)
        self._track("TASK_FAILED", error=code)

    def _track(self, name: str, **payload: Any) -> None:
        step, user_id = self.attempt.step, self.attempt.user_id
        track(self.ctx, user_id, name, task=_event_name(step), **payload)


def _event_name(step: Step) -> str:
    return EVENT_NAMES.get(step, step)


def _facts(step: Step, result: dict[str, Any]) -> dict[str, int]:
    """Numbers about a result that are worth counting."""
    if step is not Step.RESUME_CUSTOMIZE:
        return {}
    ops: list[Any] = result.get("ops", {}).get("ops", [])
    return {"opsCount": len(ops), "markdownLength": len(result.get("markdown_text", ""))}
