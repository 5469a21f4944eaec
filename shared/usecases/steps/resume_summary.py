"""Step resume_summary: the resume as structure, in its own words."""

from typing import Any

from shared.context import Context
from shared.errors import StepFailed
from shared.flow.spans import is_history, is_resume, sift_resume
from shared.models.resume import ResumeSummary
from shared.models.run import Attempt
from shared.models.words import FailureCode, Step
from shared.observability import log_event
from shared.usecases.screen import Screen
from shared.usecases.steps.asking import question
from shared.usecases.steps.inputs import asset_text

VARIABLE = {Step.RESUME_SUMMARY: "resume", Step.DETAILED_RESUME_SUMMARY: "detailed_resume"}
IS_USABLE = {Step.RESUME_SUMMARY: is_resume, Step.DETAILED_RESUME_SUMMARY: is_history}


def run(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
    """Extract the summary; what the document does not say is dropped."""
    text = asset_text(ctx, attempt)
    call = question(attempt, screen, {VARIABLE[attempt.step]: text})
    claimed = ctx.models.answer(call, ResumeSummary)
    summary, dropped = sift_resume(claimed, text)
    log_event("sifted", taskId=attempt.task_id, counts={"dropped": dropped})
    if not IS_USABLE[attempt.step](summary):
        raise StepFailed(FailureCode.NOT_A_RESUME, detail="nothing of a working life is left")
    return summary.model_dump(mode="json")
