"""Step job_summary: what a job asks for, in its own words, with numbered requirements."""

from typing import Any

from shared.context import Context
from shared.errors import StepFailed
from shared.flow.spans import sift_job
from shared.models.job import JobAnswer, JobSummary
from shared.models.run import Attempt
from shared.models.words import FailureCode
from shared.observability import log_event
from shared.usecases.screen import Screen
from shared.usecases.steps.asking import kept, question
from shared.usecases.steps.inputs import job_text


def run(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
    """Extract the summary; the same text has the same requirements every time."""
    text = job_text(ctx, attempt)
    place = kept(ctx, attempt, {"job": text})
    summary = place.get(JobSummary)
    if summary is None:
        summary = _asked(ctx, attempt, screen, text)
        place.put(summary)
    return summary.model_dump(mode="json")


def _asked(ctx: Context, attempt: Attempt, screen: Screen, text: str) -> JobSummary:
    claimed = ctx.models.answer(question(attempt, screen, {"job": text}), JobAnswer)
    summary, dropped = sift_job(claimed, text)
    log_event("sifted", taskId=attempt.task_id, counts={"dropped": dropped})
    if summary is None:
        raise StepFailed(FailureCode.NOT_A_JOB, detail="the text asks for nothing")
    return summary
