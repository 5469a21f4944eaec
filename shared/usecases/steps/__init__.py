"""The code of each step, by the name the queue knows it under."""

from shared.models.words import Step
from shared.usecases.screen import StepRunner
from shared.usecases.steps import (
    detailed_resume_summary,
    interview_prep,
    job_match,
    job_summary,
    job_vision,
    resume_customize,
    resume_summary,
    resume_vision,
)

STEPS: dict[Step, StepRunner] = {
    Step.RESUME_VISION: resume_vision.run,
    Step.RESUME_SUMMARY: resume_summary.run,
    Step.DETAILED_RESUME_SUMMARY: detailed_resume_summary.run,
    Step.JOB_VISION: job_vision.run,
    Step.JOB_SUMMARY: job_summary.run,
    Step.JOB_MATCH: job_match.run,
    Step.RESUME_CUSTOMIZE: resume_customize.run,
    Step.INTERVIEW_PREP: interview_prep.run,
}
