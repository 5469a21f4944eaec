"""What the steps of a service work on: the papers and summaries as they were when it was created, and the job."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shared.context import Context
from shared.dal import assets, jobs, results, services
from shared.errors import InputMissing
from shared.flow.masking import mask
from shared.flow.quotes import Evidence
from shared.flow.years import experience_years
from shared.models.job import JobSummary
from shared.models.match import MatchResult
from shared.models.resume import ResumeSummary
from shared.models.run import Attempt
from shared.models.stored import Json, StoredAsset, StoredJob
from shared.usecases.snapshot import Papers, open_papers
from shared.usecases.vault import open_masked


@dataclass(frozen=True)
class Person:
    """The person of a service: texts with placeholders, and their summaries."""

    papers: Papers
    resume: ResumeSummary
    detailed: ResumeSummary | None

    @property
    def evidence(self) -> Evidence:
        """Where quotes are looked up."""
        return Evidence(self.papers.resume, self.papers.detailed_resume)

    def years(self, now: float) -> float | None:
        """Years of experience by the dates of all employments."""
        employments = [*self.resume.employments]
        if self.detailed:
            employments += self.detailed.employments
        return experience_years(employments, datetime.fromtimestamp(now, UTC).date())

    def variables(self) -> dict[str, str]:
        """The papers as a prompt takes them."""
        return {
            "resume": self.papers.resume,
            "detailed_resume": self.papers.detailed_resume,
            "resume_summary": self.resume.model_dump_json(),
            "detailed_resume_summary": self.detailed.model_dump_json() if self.detailed else "",
        }


def stored_asset(ctx: Context, attempt: Attempt) -> StoredAsset:
    """The asset this attempt is about."""
    with ctx.db.connect() as conn:
        asset = assets.get(conn, attempt.subject.kind, attempt.user_id)
    if asset is None:
        raise InputMissing("the asset")
    return asset


def asset_text(ctx: Context, attempt: Attempt) -> str:
    """The text of the asset this attempt is about, with placeholders."""
    asset = stored_asset(ctx, attempt)
    if asset.original_text is None:
        raise InputMissing("the text of the asset")
    return open_masked(ctx, attempt.user_id, asset.original_text).text


def person(ctx: Context, attempt: Attempt) -> Person:
    """The person of the service as they were when it was created."""
    with ctx.db.connect() as conn:
        service = services.get(conn, attempt.subject.id, attempt.user_id)
    summary = service.inputs_snapshot.get("resume_summary")
    if not summary:
        raise InputMissing("the summary of the resume")
    detailed = service.inputs_snapshot.get("detailed_resume_summary")
    return Person(
        papers=open_papers(ctx, service),
        resume=ResumeSummary.model_validate(summary),
        detailed=ResumeSummary.model_validate(detailed) if detailed else None,
    )


def stored_job(ctx: Context, attempt: Attempt) -> StoredJob:
    """The job of the service."""
    with ctx.db.connect() as conn:
        job = jobs.get(conn, attempt.subject.id)
    if job is None:
        raise InputMissing("the job")
    return job


def job_text(ctx: Context, attempt: Attempt) -> str:
    """The text of the job, with placeholders."""
    job = stored_job(ctx, attempt)
    if job.original_text is None:
        raise InputMissing("the text of the job")
    return open_masked(ctx, attempt.user_id, job.original_text).text


def job_summary(ctx: Context, attempt: Attempt) -> JobSummary:
    """The summary of the job; without it a match has to wait."""
    return JobSummary.model_validate(_needed(stored_job(ctx, attempt).summary, "job summary"))


def match_result(ctx: Context, attempt: Attempt) -> MatchResult:
    """The result of the match."""
    with ctx.db.connect() as conn:
        made = results.get(conn, attempt.subject.id)
    return MatchResult.model_validate(_needed(made.match, "match"))


def customized_markdown(ctx: Context, attempt: Attempt, papers: Papers) -> str:
    """The tailored resume as the person last saved it, with placeholders, also for what they typed anew."""
    with ctx.db.connect() as conn:
        made = results.get(conn, attempt.subject.id)
    text = made.markdown_content or made.markdown_text
    if not text:
        raise InputMissing("the tailored resume")
    return mask(text, papers.contact, names=False).text


def _needed(stored: Json | None, name: str) -> dict[str, Any]:
    if not stored:
        raise InputMissing(name)
    return stored
